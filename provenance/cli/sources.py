"""List the sources of a scored corpus: who they are, who quotes them, how often and when.

Persons are one by their full name, bodies by their name, and whoever has no name by how they are
described.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from provenance.cli.table_output import (
    add_forms,
    add_output_folder,
    is_narrow,
    number,
    show,
    tell,
    write_csv,
    write_json,
)
from provenance.codebook import CLASSES, SOURCED
from provenance.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

_TOP = 30
_COLUMNS = {"outlet": "publisher", "date": "date"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_output_folder(parser)
    parser.add_argument(
        "--type",
        choices=[name for name in CLASSES if name in SOURCED],
        help="only sources of this class",
    )
    parser.add_argument(
        "--top",
        metavar="N",
        type=number,
        help=f"only the N most quoted (default: {_TOP} in the table, else all)",
    )
    for role, default in _COLUMNS.items():
        parser.add_argument(
            f"--{role}",
            metavar="COLUMN",
            help=f"the column that holds it (default: {default}, where the corpus has it)",
        )
    add_forms(parser)


def run(args: argparse.Namespace) -> int:
    """Read the corpus and list its sources."""
    from provenance.corpus.sources import source_ledger

    outlet, date, notes = _columns(args)
    ledger = source_ledger(args.out, outlet=outlet, date=date)
    chosen = ledger if args.type is None else ledger[ledger["type"] == args.type]
    if args.csv or args.json:
        (write_csv if args.csv else write_json)(chosen.head(args.top or len(chosen)))
        tell(notes)
    else:
        _show(chosen, ledger.attrs, args.top or _TOP, date, notes)
    return 0


def _columns(args: argparse.Namespace) -> tuple[str | None, str | None, list[str]]:
    """Return the columns of outlet and date, and what is to be noted where they hold nothing."""
    from provenance.corpus.output import empty_columns, output_columns

    there = output_columns(args.out)
    found: list[str | None] = []
    for role, default in _COLUMNS.items():
        asked = getattr(args, role)
        if asked is not None and asked not in there:
            raise InputError(
                f"--{role} is {asked!r}, which is no column of the articles; should be one of "
                f"{', '.join(there)}"
            )
        found.append(asked or (default if default in there else None))
    empty = empty_columns(args.out, [name for name in found if name is not None])
    notes = [f"No article has a value in the column {name!r}, which is left out." for name in empty]
    outlet, date = (None if name in empty else name for name in found)
    return outlet, date, notes


def _show(ledger: pd.DataFrame, counts: dict, top: int, date: str | None, notes: list[str]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("source", overflow="fold", max_width=44)
    table.add_column("type", no_wrap=True)
    for name in ("sentences", "articles"):
        table.add_column(name, justify="right", no_wrap=True)
    narrow = is_narrow()
    table.add_column("outlets", justify="right" if narrow else "left", no_wrap=True)
    for name in ("first", "last"):
        table.add_column(name, no_wrap=True)
    for row in ledger.head(top).itertuples():
        more = len(row.outlets) - 1
        outlets = "".join(row.outlets[:1]) + (f" +{more:,}" if more > 0 else "")
        outlets = f"{len(row.outlets):,}" if narrow else outlets
        days = ["" if day != day else f"{day:%Y-%m-%d}" for day in (row.first, row.last)]
        counts_told = f"{row.sentences:,}", f"{row.articles:,}"
        table.add_row(escape(row.source), row.type, *counts_told, escape(outlets), *days)
    show(table, _notes(ledger, counts, top, date) + notes)


def _notes(ledger: pd.DataFrame, counts: dict, top: int, date: str | None) -> list[str]:
    notes = [""]
    if len(ledger) > top:
        notes.append(f"{len(ledger) - top:,} more sources: --top N")
    if counts["unresolved"]:
        notes.append(
            f"Not listed: {counts['unresolved']:,} of {counts['sentences']:,} sourced sentences, whose "
            "source is a word like 'he' that stands for nobody known."
        )
    if date is not None and counts["undated"]:
        notes.append(f"Articles without a date that can be read: {counts['undated']:,}.")
    return notes
