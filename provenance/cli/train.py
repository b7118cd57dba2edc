"""Train the shipped model anew from the project's labels.

The labels point into public corpora, which are not shipped: name their folder. The same labels and
corpora give the same model file, byte for byte.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--corpora",
        metavar="FOLDER",
        help="folder of the public corpora (default: $PROVENANCE_CORPORA)",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        default="models/en.npz",
        help="model file to write; its card goes beside it, as .md (default: %(default)s)",
    )
    parser.add_argument("--quiet", action="store_true", help="do not tell what is being done")


def run(args: argparse.Namespace) -> int:
    """Train, measure by cross-validation, write the model and its card."""
    from provenance.classifier.model_file import save_model
    from provenance.data.corpora import corpora_folder
    from provenance.data.labels import load_labelled
    from provenance.errors import InputError
    from provenance.evaluation import card, folds
    from provenance.evaluation.predicted import outcomes
    from provenance.training import recipe

    def tell(message: str) -> None:
        if not args.quiet:
            print(message, file=sys.stderr, flush=True)

    output = Path(args.output)
    if output.suffix != ".npz" or not output.parent.is_dir():
        raise InputError(
            f"--output is {args.output!r}; should be a .npz file in a folder that exists"
        )
    tell("reading the labelled articles")
    articles = load_labelled(corpora_folder(args.corpora), ("train", "dev"))
    tell(f"training on {len(articles)} articles")
    model = recipe.train(articles, {"language": "en", "articles": len(articles)})
    tell(f"measuring by {folds.FOLDS}-fold cross-validation")
    figures = outcomes("own labels", folds.cross_validate(articles))
    save_model(model, output)
    output.with_suffix(".md").write_text(
        card.render(output.stem, model, articles, figures), encoding="utf-8"
    )
    tell(f"wrote {output} and {output.with_suffix('.md')}")
    return 0
