"""Write scored articles in a form that another tool opens."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.cli.arguments import add_encoding, share
from provenance.cli.writing import STANDARD, is_input, write
from provenance.errors import InputError, ProvenanceError

if TYPE_CHECKING:
    from provenance.corpus.record import SetAside
    from provenance.desk.article import DeskArticle
    from provenance.desk.exports import Export
    from provenance.desk.exports.registry import File

# The names of the exports, known without what they import; a test holds them to the registry.
NAMES = ("claimreview", "web-annotation", "label-studio", "brat")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.epilog = (
        "Exit codes: 0 done; 1 an article that cannot be read, of which the others go on, or a file that "
        "cannot be written; 2 wrong usage."
    )
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
        default=STANDARD,
        metavar="OUT",
        help="the file to write (default: -, standard output); for brat a folder, and for "
        "label-studio the tasks, with the labeling config beside them as .xml",
    )
    add(
        "--checkable",
        type=share,
        metavar="P",
        help="claimreview: only claims that could be checked with at least this probability "
        "(default: 0.5; 0 for all)",
    )
    add_encoding(parser)
    add("--model", metavar="PATH", help="model to score with (default: the one that is shipped)")


def run(args: argparse.Namespace) -> int:
    """Export the articles; one that cannot be read is reported and the others go on."""
    from provenance.cli import complain
    from provenance.desk.exports import EXPORTS, ExportOptions, export_files

    export = EXPORTS[args.to]
    if args.output == STANDARD and (export.folder or export.beside):
        what = "a folder" if export.folder else "two files"
        args.usage_error(f"--to {args.to} writes {what}; give --output")
    if args.checkable is not None and args.to != "claimreview":
        args.usage_error("--checkable: only claimreview chooses among claims")
    if is_input(args.output, args.sources):
        args.usage_error(f"--output {args.output}: that is an article; give OUT another name")
    if export.beside and Path(args.output).suffix == ".xml":
        args.usage_error(
            f"--output {args.output}: .xml is for the labeling config beside it; give OUT another suffix"
        )
    if export.folder and (there := _held(Path(args.output))):
        args.usage_error(
            f"--output {args.output}: holds {there}, and an export beside it would be mixed up with it; "
            "give OUT a new or an empty folder"
        )
    options = ExportOptions() if args.checkable is None else ExportOptions(args.checkable)
    failed: list[ProvenanceError] = []

    def fail(error: ProvenanceError) -> None:
        failed.append(error)
        complain(error)

    files = export_files(_articles(args, fail), args.to, options)
    if args.output == STANDARD:
        for file in files:
            write(file.text)
    else:
        _write(files, Path(args.output), export)
    if args.to == "claimreview":
        _tell_what_is_left()
    return int(bool(failed))


def _articles(
    args: argparse.Namespace, fail: Callable[[ProvenanceError], None]
) -> Iterator[DeskArticle]:
    import provenance
    from provenance.corpus.readers import ReadOptions
    from provenance.desk.article import read_articles

    def set_aside(found: SetAside) -> None:
        fail(InputError(f"{found.place}: {found.reason}"))

    scorer = None if args.model is None else provenance.load(args.model)
    options = ReadOptions(encoding=args.encoding)
    for source in args.sources:
        try:
            yield from read_articles(source, scorer, options, set_aside)
        except InputError as error:
            fail(error)


def _held(folder: Path) -> str:
    """Say what a folder holds, empty where that is nothing."""
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more}" if names else ""


def _write(files: Iterator[File], output: Path, export: Export) -> None:
    try:
        if export.folder:
            output.mkdir(parents=True, exist_ok=True)
        for number, file in enumerate(files):
            if export.folder:
                path = output / file.name
            else:
                path = output if number == 0 else output.with_suffix(file.name)
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
