"""Train a model from labels, measure it, and write its card.

Without options, the shipped model is made anew: its labels point into public corpora, which are not
shipped, so name their folder. ``--labels examples`` needs nothing else, ``--labels FILE`` takes a
user's. The model learns from the train and dev parts and is measured on the test part, or by
cross-validation where there is none. The same labels give the same model file, byte for byte.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.cli.label_options import (
    add_label_options,
    add_measuring_options,
    folds,
    read_labels,
)

if TYPE_CHECKING:
    from provenance.cli.progress import Progress
    from provenance.data.label_sets import LabelSet
    from provenance.evaluation.run import Run
    from provenance.scoring import Scorer

_SHIPPED_OUTPUT, _OTHER_OUTPUT = "models/en.npz", "model.npz"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_label_options(parser)
    parser.add_argument(
        "--output",
        metavar="FILE",
        help="model file to write; its card goes beside it, as .md "
        f"(default: {_SHIPPED_OUTPUT} for shipped labels, else {_OTHER_OUTPUT})",
    )
    parser.add_argument(
        "--folds",
        metavar="N",
        type=folds,
        help="folds of cross-validation; 0 leaves it out where there is a test part (default: 5)",
    )
    add_measuring_options(parser)


def run(args: argparse.Namespace) -> int:
    """Train, measure, write the model, its card and its report."""
    from threadpoolctl import threadpool_limits

    from provenance.classifier.model_file import load_model, save_model
    from provenance.cli.progress import Progress
    from provenance.data.label_sets import check_trainable
    from provenance.evaluation import card
    from provenance.scoring import Scorer
    from provenance.training import recipe

    progress = Progress(args.quiet)
    default = _SHIPPED_OUTPUT if args.labels == "shipped" else _OTHER_OUTPUT
    output = Path(default if args.output is None else args.output)
    _check_output(output, default if args.output is None else args.output)
    if args.report is not None:
        from provenance.evaluation.report import check_folder

        check_folder(Path(args.report))
    progress.tell("reading the labelled articles")
    labels = read_labels(args)
    check_trainable(labels)
    progress.tell(f"training on {len(labels.training)} articles")
    # On one thread, sums have one order, and the file is the same whatever the machine.
    with threadpool_limits(1), progress.noting_warnings():
        about = {"language": "en", "labels": labels.kind, "articles": len(labels.training)}
        save_model(recipe.train(labels.training, about), output)
        done = _measured(args, labels, Scorer(load_model(output)), output, progress)
    output.with_suffix(".md").write_text(card.render(done), encoding="utf-8")
    written = [str(output), str(output.with_suffix(".md"))]
    if args.report is not None:
        from provenance.evaluation.report import write_report

        progress.tell("writing the report")
        write_report(done, Path(args.report))
        written.append(str(Path(args.report) / "index.html"))
    progress.note(f"wrote {', '.join(written[:-1])} and {written[-1]}")
    return 0


def _measured(
    args: argparse.Namespace, labels: LabelSet, scorer: Scorer, output: Path, progress: Progress
) -> Run:
    from provenance.evaluation.run import (
        Run,
        file_hash,
        fold_count,
        measure_folds,
        measure_part,
        model_size,
    )

    tested = folded = None
    if labels.test:
        progress.tell(f"measuring on the test part, {len(labels.test)} articles")
        tested = measure_part(scorer, labels)
    if args.folds != 0 or tested is None:
        count = fold_count(labels, args.folds)
        what = f"measuring by {count}-fold cross-validation"
        progress.tell(what)
        with progress.bar(what, count) as advance:
            folded = measure_folds(labels, args.folds, args.n_jobs, advance)
    settings = {
        "labels": args.labels,
        "folds": fold_count(labels, args.folds) if folded else 0,
    }
    return Run(
        "train",
        settings,
        labels,
        output.stem,
        file_hash(output),
        model_size(scorer.model),
        tested or folded,
        folded if tested else None,
    )


def _check_output(output: Path, asked: str) -> None:
    """Check, before any work is done, that a model and its card can be written."""
    import tempfile

    from provenance.errors import InputError

    told = f"--output is {asked!r}"
    card = output.with_suffix(".md") if output.name else output
    if output.suffix != ".npz" or not output.parent.is_dir() or output.is_dir() or card.is_dir():
        raise InputError(f"{told}; should be a .npz file in a folder that exists")
    try:
        tempfile.TemporaryFile(dir=output.parent).close()
        for file in (output, card):
            if file.exists():
                file.open("ab").close()
    except OSError as error:
        raise InputError(
            f"{told}, which cannot be written ({error.strerror}); should be a .npz file in a folder "
            "that can be written to"
        ) from None
