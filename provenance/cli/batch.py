"""Score a corpus of articles into a folder, and go on where a run was broken off.

The input is a file of JSON lines, CSV, TSV or Parquet, compressed or not; a folder of texts, HTML pages
or such files; a WARC; or standard input. Articles that cannot be scored are set aside with their place and
reason. Run the same command again to go on with a run that was broken off, wherever that was: the result
is that of an unbroken one, byte for byte.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provenance.cli.label_options import processes
from provenance.corpus.sizes import BATCH_SIZE, PART_SIZE
from provenance.corpus.watching import Watcher

if TYPE_CHECKING:
    from provenance.cli.progress import Progress
    from provenance.corpus.columns import ColumnsTaken
    from provenance.corpus.progress import Bar
    from provenance.corpus.run import Plan

_ROLES = {
    "text": "the article",
    "id": "its id, else the url, else file and line",
    "title": "its title, carried to the output",
    "date": "its date, carried to the output",
    "publisher": "its publisher, carried to the output",
    "url": "its address, carried to the output",
}
_TERMINATED = 143
_SHOWN_FILES = 3
_RESUME = "what was committed is kept; run the same command again to go on"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add = parser.add_argument
    add("source", metavar="IN", help="a file, a folder, or '-' for standard input")
    add("out", metavar="OUT", help="folder to write; made if it is not there")
    add("--model", metavar="MODEL", help="model file (default: the shipped one)")
    _add_input(parser.add_argument_group("input"))
    _add_output(parser.add_argument_group("output"))
    _add_running(parser.add_argument_group("running"))


def _add_input(group: Any) -> None:
    add = group.add_argument
    add(
        "--input-format",
        metavar="FORMAT",
        choices=("jsonl", "csv", "tsv", "parquet", "txt", "html", "warc"),
        help="jsonl, csv, tsv, parquet, txt, html or warc (default: by the suffix; jsonl for '-')",
    )
    for role, meaning in _ROLES.items():
        add(
            f"--{role}-column",
            metavar="NAME",
            help=f"column of {meaning} (default: one with a plain name)",
        )
    add(
        "--keep",
        metavar="COLUMN",
        action="append",
        default=[],
        help="further column to carry to the output; may be repeated",
    )
    add("--encoding", metavar="NAME", default="utf-8", help="of text files (default: utf-8)")
    add(
        "--separator",
        metavar="CHARACTER",
        help="between the fields of CSV (default: by the suffix)",
    )
    add(
        "--max-chars",
        metavar="N",
        type=_at_least_one,
        default=1_000_000,
        help="longer articles are set aside (default: 1000000)",
    )
    add(
        "--language",
        choices=("en", "any"),
        default="en",
        help="'en' sets articles in other languages aside, 'any' does not look (default: en)",
    )
    add("--limit", metavar="N", type=_at_least_one, help="read N articles and no more")


def _add_output(group: Any) -> None:
    add = group.add_argument
    add(
        "--format",
        choices=("parquet", "jsonl", "csv"),
        default="parquet",
        help="of the output (default: parquet)",
    )
    add(
        "--compression",
        choices=("zstd", "snappy", "gzip", "none"),
        help="of the output (default: zstd for parquet, else none)",
    )
    add("--no-text", action="store_true", help="do not write the text of sentences")
    add("--no-risk", action="store_true", help="do not measure the risk indicator")
    add(
        "--restart",
        action="store_true",
        help="throw away what runs have written to OUT, finished or not",
    )


def _add_running(group: Any) -> None:
    add = group.add_argument
    add(
        "--n-jobs",
        metavar="N",
        type=processes,
        default=1,
        help="processes, -1 for all cores; changes no result (default: 1)",
    )
    add("--engine", choices=("joblib", "dask"), default="joblib", help="default: joblib")
    add(
        "--scheduler",
        metavar="ADDRESS",
        help="of a Dask cluster that stands (default: a local one of --n-jobs workers)",
    )
    add(
        "--batch-size",
        metavar="N",
        type=_at_least_one,
        default=BATCH_SIZE,
        help="articles that a process gets at a time; changes no result (default: %(default)s)",
    )
    add(
        "--part-size",
        metavar="N",
        type=_at_least_one,
        default=PART_SIZE,
        help="articles that are committed together, and written to a file of a Parquet table; must stay "
        "the same for a run to go on (default: %(default)s)",
    )
    add("--strict", action="store_true", help="stop at the first article that cannot be scored")
    add("--json", action="store_true", help="print the summary on standard output, as JSON")
    add("--quiet", action="store_true", help="tell nothing but errors")


def run(args: argparse.Namespace) -> int:
    """Score the corpus and tell what came of it."""
    from provenance.cli.progress import Progress
    from provenance.corpus.engines import make_engine
    from provenance.corpus.progress import Bar, known_total
    from provenance.corpus.run import run as run_plan

    if args.scheduler is not None and args.engine != "dask":
        args.usage_error("--scheduler is Dask's; should be with --engine dask")
    progress = Progress(args.quiet)
    plan = _plan(args)
    engine = make_engine(args.engine, args.n_jobs, args.scheduler)
    total = known_total(plan.source, args.input_format, args.limit) if progress.watched else None
    with _told_when_broken_off(progress):
        with Bar(total) if progress.watched else nullcontext() as bar:
            teller = _Teller(progress, bar)
            summary = run_plan(plan, engine, teller)
    teller.tell_skipped()
    progress.note(str(summary))
    if args.json:
        print(json.dumps(summary.to_dict(), ensure_ascii=False, indent=2))
    return 0


def _plan(args: argparse.Namespace) -> Plan:
    from provenance.corpus.readers import ReadOptions
    from provenance.corpus.run import Plan
    from provenance.corpus.schema import Layout

    columns = {role: getattr(args, f"{role}_column") for role in _ROLES}
    read = ReadOptions(
        format=args.input_format,
        keep=tuple(dict.fromkeys(args.keep)),
        encoding=args.encoding,
        max_chars=args.max_chars,
        separator=args.separator,
        **columns,
    )
    return Plan(
        source=args.source,
        out=Path(args.out),
        read=read,
        layout=Layout(args.format, args.compression, not args.no_text, read.carried),
        language=args.language,
        model=args.model,
        with_risk=not args.no_risk,
        part_size=args.part_size,
        batch_size=args.batch_size,
        limit=args.limit,
        strict=args.strict,
        restart=args.restart,
    )


class _Teller(Watcher):
    """Tells which columns were taken and what was passed over, and moves the bar."""

    def __init__(self, progress: Progress, bar: Bar | None):
        self._progress = progress
        self._bar = bar
        self._columns = ""
        self._skipped: list[str] = []
        self._skipped_count = 0

    def columns(self, taken: ColumnsTaken) -> None:
        """Tell the columns of a file, unless the file before had the same."""
        if str(taken) == self._columns:
            return
        self._columns = str(taken)
        others = ", ".join(map(repr, taken.others))
        self._note(f"{taken.file}: {taken}" + (f" (and not from {others})" if others else ""))

    def skipped(self, file: str) -> None:
        """Count a file that was passed over."""
        self._skipped_count += 1
        if len(self._skipped) < _SHOWN_FILES:
            self._skipped.append(file)

    def begin(self, done: int) -> None:
        """Tell that the run goes on, if it does."""
        if done:
            self._note(f"going on after {done:,} articles")
        if self._bar is not None:
            self._bar.begin(done)

    def advance(self, articles: int, sentences: int, set_aside: int) -> None:
        """Move the bar."""
        if self._bar is not None:
            self._bar.advance(articles, sentences, set_aside)

    def tell_skipped(self) -> None:
        """Tell what was passed over."""
        if self._skipped_count:
            more = self._skipped_count - len(self._skipped)
            shown = ", ".join(self._skipped) + (f" and {more:,} more" if more else "")
            self._note(f"passed over, as of no format that can be read: {shown}")

    def _note(self, line: str) -> None:
        if self._bar is not None:
            self._bar.print(line)
        else:
            self._progress.note(line)


@contextmanager
def _told_when_broken_off(progress: Progress) -> Iterator[None]:
    """Tell how to go on after Ctrl-C and after a request to end, which becomes an exit of its own."""
    try:
        with _ending_on_request():
            yield
    except KeyboardInterrupt:
        progress.note(f"interrupted: {_RESUME}")
        raise
    except SystemExit:
        progress.note(f"ended on request: {_RESUME}")
        raise


@contextmanager
def _ending_on_request() -> Iterator[None]:
    def end(*_: object) -> None:
        sys.exit(_TERMINATED)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return int(text)
