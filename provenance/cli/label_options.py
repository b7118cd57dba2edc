"""The options that commands share: labels and their columns, corpora, folds, processes and a report."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.data.label_sets import LabelSet

_COLUMNS = {
    "text": "a sentence",
    "article": "the id of its article; the rows of an article stand in its order",
    "sourcing": "its class",
    "checkable": "1 or 0, may be absent or empty",
    "part": "train, dev or test; without it, every fifth article is for testing",
    "paragraph": "its paragraph, may be absent",
}


def add_label_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that name labels and their columns."""
    parser.add_argument(
        "--labels",
        metavar="LABELS",
        default="shipped",
        help="'shipped', the project's labels of public corpora; 'examples', its own articles, which "
        "need no corpora; or a .csv, .tsv or .jsonl file, which .gz, .bz2 or .xz may follow "
        "(default: %(default)s)",
    )
    add_corpora(parser)
    columns = parser.add_argument_group("columns of a label file, each called by default as here")
    for role, meaning in _COLUMNS.items():
        columns.add_argument(f"--{role}-column", metavar="NAME", help=meaning)


def add_measuring_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of cross-validation, the report, and what is told."""
    parser.add_argument(
        "--report",
        metavar="FOLDER",
        help="write metrics.json and index.html there; needs the extra 'report'",
    )
    add_running_options(parser, "cross-validation")


def add_corpora(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the corpora folder."""
    parser.add_argument(
        "--corpora",
        metavar="FOLDER",
        help="folder of the public corpora (default: $PROVENANCE_CORPORA, or your cache)",
    )


def add_running_options(parser: argparse.ArgumentParser, work: str) -> None:
    """Add the options of processes, for a kind of work, and of what is told."""
    parser.add_argument(
        "--n-jobs",
        metavar="N",
        type=processes,
        default=1,
        help=f"processes for {work}, -1 for all cores; changes no figure (default: 1)",
    )
    parser.add_argument("--quiet", action="store_true", help="do not tell what is being done")


def folds(text: str) -> int:
    """Return a number of folds: two or more."""
    number = int(text) if text.isdecimal() else 0
    if number < 2:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of folds; should be 2 or more")
    return number


def read_labels(args: argparse.Namespace) -> LabelSet:
    """Load the labels that the options name."""
    from provenance.data.label_sets import OWN, load_labels
    from provenance.data.own_labels import Columns

    named = {role: getattr(args, f"{role}_column") for role in _COLUMNS}
    given = {role: name for role, name in named.items() if name is not None}
    labels = load_labels(args.labels, args.corpora, Columns(**given))
    if given and labels.kind != OWN:
        role = next(iter(given))
        args.usage_error(f"--{role}-column is for a label file; should not be with {args.labels!r}")
    return labels


def processes(text: str) -> int:
    """Return a number of processes: 1 or more, or -1 for all cores."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number == 0:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no number of processes; should be 1 or more, or -1 for all cores"
        )
    return number
