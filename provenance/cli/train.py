"""Train a model from labels, measure it, and write its card.

Without options, the shipped model is made anew: its labels point into public corpora, which are not
shipped, so name their folder. ``--labels examples`` needs nothing else, ``--labels FILE`` takes a
user's. The model learns from the train and dev parts and is measured by cross-validation and, where
there is one, on the test part; only then is anything written. The same labels give the same model
file, byte for byte.
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
from provenance.cli.output_file import check_output

if TYPE_CHECKING:
    from provenance.cli.progress import Progress
    from provenance.data.label_sets import LabelSet
    from provenance.evaluation.run import Run

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
        help="folds of cross-validation, 2 or more (default: 5)",
    )
    add_measuring_options(parser)


def run(args: argparse.Namespace) -> int:
    """Train, measure, write the model, its card and its report."""
    import os
    from tempfile import TemporaryDirectory

    from threadpoolctl import threadpool_limits

    from provenance.classifier.model_file import save_model
    from provenance.cli.progress import Progress
    from provenance.data.label_sets import check_trainable
    from provenance.evaluation import card
    from provenance.training import recipe

    progress = Progress(args.quiet)
    default = _SHIPPED_OUTPUT if args.labels == "shipped" else _OTHER_OUTPUT
    if args.output is None and args.labels == "shipped":
        _check_in_clone(Path(default))
    output = check_output(default if args.output is None else args.output, ".npz")
    if args.report is not None:
        from provenance.evaluation.report import check_folder

        check_folder(Path(args.report))
    progress.tell("reading the labelled articles")
    labels = read_labels(args)
    check_trainable(labels)
    progress.tell(f"training on {len(labels.training)} articles")
    # On one thread, sums have one order, and the file is the same whatever the machine.
    # The model gets its name when it is measured: a failure leaves nothing, and an older one whole.
    with (
        threadpool_limits(1),
        progress.noting_warnings(),
        TemporaryDirectory(dir=output.parent, prefix=".") as folder,
    ):
        draft = Path(folder) / output.name
        about = {"language": "en", "labels": labels.kind, "articles": len(labels.training)}
        save_model(recipe.train(labels.training, about), draft)
        done = _measured(args, labels, draft, progress)
        told = card.render(done)
        os.replace(draft, output)
    output.with_suffix(".md").write_text(told, encoding="utf-8")
    written = [str(output), str(output.with_suffix(".md"))]
    if args.report is not None:
        from provenance.evaluation.report import write_report

        progress.tell("writing the report")
        write_report(done, Path(args.report))
        written.append(str(Path(args.report) / "index.html"))
    progress.note(f"wrote {', '.join(written[:-1])} and {written[-1]}")
    return 0


def _measured(args: argparse.Namespace, labels: LabelSet, written: Path, progress: Progress) -> Run:
    from provenance.classifier.model_file import file_hash, load_model
    from provenance.evaluation.run import (
        Run,
        fold_count,
        measure_folds,
        measure_part,
        model_size,
    )
    from provenance.scoring import Scorer

    scorer = Scorer(load_model(written))
    tested = None
    if labels.test:
        progress.tell(f"measuring on the test part, {len(labels.test)} articles")
        tested = measure_part(scorer, labels)
    count = fold_count(labels, args.folds)
    what = f"measuring by {count}-fold cross-validation"
    progress.tell(what)
    with progress.bar(what, count) as advance:
        folded = measure_folds(labels, args.folds, args.n_jobs, advance)
    settings = {"labels": args.labels, "folds": count}
    return Run(
        "train",
        settings,
        labels,
        written.stem,
        file_hash(written),
        model_size(scorer.model),
        tested or folded,
        folded if tested else None,
    )


def _check_in_clone(output: Path) -> None:
    """Check, where the shipped model is to be made, that its folder is here."""
    from provenance.errors import InputError

    if not output.parent.is_dir():
        raise InputError(
            f"--labels is 'shipped' and --output is {output.as_posix()!r}, the defaults, which "
            "make the shipped model anew in a clone, from the shipped labels and their corpora; "
            "should be: --labels FILE for your own labels, or --labels examples, and --output FILE"
        )
