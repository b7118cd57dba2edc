"""Rank the claims of many articles by how urgent they are to check.

A claim is the more urgent the more weakly it is sourced and the better it could be checked, times what
the desk weighs: how many articles have it, outlet, topic, freshness. The same claim in several places is
one row. Weakly sourced is not false.
"""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from provenance.cli.arguments import add_encoding, at_least, day, share, weight
from provenance.cli.writing import STANDARD, is_input, write
from provenance.codebook import CLASSES

if TYPE_CHECKING:
    from provenance.cli.progress import Progress
    from provenance.corpus.readers import ReadOptions
    from provenance.corpus.record import SetAside
    from provenance.desk.queue import Queue

_SHOWN = 20  # rows in a table
_TOLD = 3  # articles set aside that are told one by one
_FORMATS = ("jsonl", "csv", "tsv", "parquet", "txt", "html", "warc")
_ROLES = ("text", "id", "title", "date", "publisher", "url")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.epilog = (
        "Exit codes: 0 done, also where some articles were set aside; 1 a file that cannot be read or "
        "written, and then nothing is ranked; 2 wrong usage."
    )
    parser.add_argument(
        "source",
        nargs="+",
        metavar="SOURCE",
        help="the folder that 'provenance batch' wrote; or articles: files of text, JSON lines, CSV ..., a "
        "folder of them, or '-' for standard input",
    )
    _add_weights(parser.add_argument_group("what the desk weighs"))
    _add_filters(parser.add_argument_group("what is in the queue"))
    _add_forms(parser.add_argument_group("output", "without any, a table; - is standard output"))
    _add_reading(parser.add_argument_group("reading articles"))


def _add_weights(group: Any) -> None:
    add = group.add_argument
    add("--weights", metavar="FILE", help="TOML file of weights, in place of the default ones")
    add(
        "--topic",
        metavar="WORD[=WEIGHT]",
        action="append",
        type=_named_weight,
        help="a word, in any inflection, that makes a claim more urgent; may be repeated",
    )
    add(
        "--outlet",
        metavar="NAME=WEIGHT",
        action="append",
        type=_named_weight,
        help="the weight of an outlet; may be repeated",
    )
    add(
        "--today",
        type=day,
        metavar="DATE",
        help="the day that ages count from (default: that of the newest article)",
    )


def _add_filters(group: Any) -> None:
    add = group.add_argument
    add(
        "--top",
        type=at_least(1),
        metavar="N",
        help=f"at most N rows (default: all, {_SHOWN} in the table)",
    )
    add("--per-article", type=at_least(1), metavar="N", help="at most N rows of one article")
    add(
        "--since",
        type=day,
        metavar="DATE",
        help="leave out articles of earlier days; those without a date stay",
    )
    add(
        "--class",
        dest="classes",
        action="append",
        choices=[name for name in CLASSES if name != "no_claim"],
        help="only claims of this class; may be repeated",
    )
    add("--checkable", type=share, metavar="P", help="only claims at least so checkable, 0 to 1")
    add("--score", type=share, metavar="S", help="only claims that score at most S, 0 to 1")
    add(
        "--group",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="make the same claim in several places one row (default: yes)",
    )


def _add_forms(group: Any) -> None:
    group.add_argument("--csv", metavar="FILE", help="write the rows as CSV")
    group.add_argument(
        "--jsonl", metavar="FILE", help="write the rows and all their places as JSON lines"
    )
    group.add_argument("--html", metavar="FILE", help="write a page")


def _add_reading(group: Any) -> None:
    add = group.add_argument
    add("--model", metavar="PATH", help="model to score with (default: the one that is shipped)")
    add(
        "--input-format",
        choices=_FORMATS,
        metavar="FORMAT",
        help=f"{', '.join(_FORMATS)} (default: by the suffix)",
    )
    add_encoding(group)
    for role in _ROLES:
        add(f"--{role}-column", metavar="NAME", help=f"column of the {role}")
    add("--quiet", action="store_true", help="do not tell what was set aside")


def run(args: argparse.Namespace) -> int:
    """Rank and show."""
    from provenance.cli.progress import Progress
    from provenance.desk.queue import triage
    from provenance.scoring import load

    files = {name: getattr(args, name) for name in ("csv", "jsonl", "html")}
    if sum(name == STANDARD for name in files.values()) > 1:
        args.usage_error("only one of --csv, --jsonl and --html can be written to standard output")
    for form, name in files.items():
        if is_input(name, args.source):
            args.usage_error(f"--{form} {name}: that is what is read; give FILE another name")
    for outlet, given in args.outlet or ():
        if given is None:
            args.usage_error(f"--outlet {outlet}: should be NAME=WEIGHT")
    progress = Progress(args.quiet)
    aside = _Aside(progress)
    queue = triage(
        args.source[0] if len(args.source) == 1 else args.source,
        weights=args.weights,
        topics=_topics(args),
        outlets=dict(args.outlet or ()),
        since=args.since,
        today=args.today,
        checkable=args.checkable,
        score=args.score,
        classes=args.classes,
        top=args.top,
        per_article=args.per_article,
        group=args.group,
        scorer=None if args.model is None else load(args.model),
        options=_read_options(args),
        set_aside=aside.add,
    )
    aside.tell()
    if queue.unread_dates:
        progress.note(_unread(queue.unread_dates))
    if any(files.values()):
        _write(queue, files)
    else:
        _show(queue, args.top or _SHOWN)
    return 0


def _topics(args: argparse.Namespace) -> dict[str, float]:
    from provenance.desk.weights import default_topic_weight

    given = args.topic or ()
    if any(weight is None for _, weight in given):
        default = default_topic_weight(args.weights)
        return {word: default if weight is None else weight for word, weight in given}
    return dict(given)


def _read_options(args: argparse.Namespace) -> ReadOptions:
    from provenance.corpus.readers import ReadOptions

    columns = {role: getattr(args, f"{role}_column") for role in _ROLES}
    return ReadOptions(format=args.input_format, encoding=args.encoding, **columns)


class _Aside:
    """Counts the records that are set aside, and tells the first few."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._count = 0

    def add(self, problem: SetAside) -> None:
        """Take note of a record."""
        from provenance.corpus.summary import told_with_place
        from provenance.render.marks import visible

        self._count += 1
        if self._count <= _TOLD:
            self._progress.note(f"set aside: {visible(told_with_place(problem))}")

    def tell(self) -> None:
        """Tell how many there were, where not all were told."""
        if self._count > _TOLD:
            self._progress.note(f"set aside: {self._count:,} in all")


def _write(queue: Queue, files: dict[str, str | None]) -> None:
    texts = {"csv": queue.to_csv, "jsonl": queue.to_jsonl, "html": lambda: _page(queue)}
    for form, name in files.items():
        if name is not None:
            write(texts[form](), name)


def _page(queue: Queue) -> str:
    from provenance.render.queue_page import queue_page

    return queue_page(queue)


def _show(queue: Queue, most: int) -> None:
    from rich.table import Table
    from rich.text import Text

    from provenance.cli.table_output import show
    from provenance.render.marks import visible
    from provenance.render.palette import CLASS_LOOKS

    if not queue:
        print(
            f"Nothing to check: {_looked_through(queue)}, none with a claim that the filters let in."
        )
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 1, 0))
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("priority", justify="right", no_wrap=True)
    table.add_column("claim", overflow="fold", ratio=1)
    table.add_column("class", no_wrap=True)
    table.add_column("where", overflow="fold", max_width=26)
    plain = bool(os.environ.get("NO_COLOR"))
    for row in queue[:most]:
        look = CLASS_LOOKS[row.sourcing]
        claim = Text.assemble(
            visible(row.text), "\n", (visible(row.explanation), "" if plain else "dim")
        )
        where = ", ".join(
            part for part in (row.lead.outlet, row.lead.title or row.lead.article) if part
        )
        table.add_row(
            str(row.rank),
            f"{row.priority:.2f}",
            claim,
            Text(look.label, style="" if plain else look.terminal),
            Text(visible(where)),
        )
    notes = [f"{_looked_through(queue)}: {queue.found:,} {_claims(queue.found)} to check."]
    if len(queue) > most:
        notes.append(
            f"{len(queue) - most:,} more: --top N, or --csv, --jsonl, --html FILE for all."
        )
    notes.append("Weakly sourced is not false.")
    show(table, notes)


def _looked_through(queue: Queue) -> str:
    articles = f"{queue.articles:,} article{'' if queue.articles == 1 else 's'}"
    return f"{articles}, {queue.sentences:,} sentence{'' if queue.sentences == 1 else 's'}"


def _unread(count: int) -> str:
    dates, counts = ("1 date", "counts") if count == 1 else (f"{count:,} dates", "count")
    return f"{dates} cannot be read for sure, and {counts} as missing; should be such as 2024-05-31"


def _claims(count: int) -> str:
    return "claim" if count == 1 else "claims"


def _named_weight(text: str) -> tuple[str, float | None]:
    name, sign, told = text.rpartition("=")
    if not sign:
        name = text
    if not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} has no name; should be NAME=WEIGHT")
    return name, weight(told) if sign else None
