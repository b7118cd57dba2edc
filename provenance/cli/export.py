"""Write scored articles in a form that another tool opens."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import InputError

if TYPE_CHECKING:
    from provenance.corpus.record import SetAside
    from provenance.desk.article import DeskArticle
    from provenance.desk.exports import Export
    from provenance.desk.exports.registry import File

_STDIN = _STDOUT = "-"
# The names of the exports, known without what they import; a test holds them to the registry.
NAMES = ("claimreview", "web-annotation", "label-studio", "brat")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add = parser.add_argument
    add(
        "sources",
        nargs="+",
        metavar="FILE",
        help="articles: text, JSON lines, CSV and so on, as 'provenance batch' reads them; "
        "- for standard input",
    )
    add("--to", required=True, choices=NAMES, help="the form to write; see docs/exports.md")
    add(
        "--output",
        default=_STDOUT,
        metavar="OUT",
        help="the file to write (default: -, standard output); for brat a folder, and for "
        "label-studio the tasks, with the labeling config beside them as .xml",
    )
    add(
        "--checkable",
        type=_probability,
        metavar="P",
        help="claimreview: only claims that could be checked with at least this probability "
        "(default: 0.5; 0 for all)",
    )
    add("--model", metavar="PATH", help="model to score with (default: the one that is shipped)")


def run(args: argparse.Namespace) -> int:
    """Export the articles; one that cannot be read is reported and the others go on."""
    from provenance.cli import complain
    from provenance.desk.exports import EXPORTS, ExportOptions, export_files

    export = EXPORTS[args.to]
    if args.output == _STDOUT and (export.folder or export.beside):
        what = "a folder" if export.folder else "two files"
        args.usage_error(f"--to {args.to} writes {what}; give --output")
    if args.checkable is not None and args.to != "claimreview":
        args.usage_error("--checkable: only claimreview chooses among claims")
    options = ExportOptions() if args.checkable is None else ExportOptions(args.checkable)
    failed: list[str] = []

    def set_aside(found: SetAside) -> None:
        failed.append(found.reason)
        complain(InputError(f"{found.place}: {found.reason}"))

    files = export_files(_articles(args, set_aside), args.to, options)
    if args.output == _STDOUT:
        for file in files:
            sys.stdout.flush()
            sys.stdout.buffer.write(file.text.encode("utf-8"))
    else:
        _write(files, Path(args.output), export)
    if args.to == "claimreview":
        _tell_what_is_left()
    return int(bool(failed))


def _articles(args: argparse.Namespace, set_aside) -> Iterator[DeskArticle]:
    import provenance
    from provenance.desk.article import read_articles

    scorer = None if args.model is None else provenance.load(args.model)
    return read_articles(args.sources, scorer, set_aside=set_aside)


def _write(files: Iterator[File], output: Path, export: Export) -> None:
    try:
        if export.folder:
            output.mkdir(parents=True, exist_ok=True)
        for number, file in enumerate(files):
            if export.folder:
                path = output / file.name
            else:
                path = output if number == 0 else output.with_suffix(file.name)
            if number and path == output:
                raise InputError(
                    f"--output is {str(output)!r}; should have another suffix than {file.name}, "
                    "which is that of the file beside it"
                )
            path.write_bytes(file.text.encode("utf-8"))
    except OSError as error:
        what = "folder" if export.folder else "file"
        raise InputError(
            f"--output is {str(output)!r}, which cannot be written ({error.strerror or error}); "
            f"should be the name of a {what}"
        ) from None


def _tell_what_is_left() -> None:
    """Say on the standard error stream what a stub lacks."""
    from provenance.desk.exports.claimreview import TO_FILL

    if sys.stderr.isatty():
        print(f"note: for the checker to fill in: {', '.join(TO_FILL)}", file=sys.stderr)


def _probability(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise argparse.ArgumentTypeError(f"{value!r} is no probability; should be from 0 to 1")
    return number
