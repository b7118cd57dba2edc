"""How a command shows a table: on a terminal, or as CSV or JSON for other programs."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

# A pipe has no width; a table that is cut to 80 columns would be of no use there.
_PIPE_WIDTH = 120
_ROOMY = 100


def add_output_folder(parser: argparse.ArgumentParser) -> None:
    """Add the argument that names a scored corpus."""
    parser.add_argument("out", metavar="OUT", help="the folder that 'provenance batch' wrote")


def add_forms(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose between a table, CSV and JSON."""
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--csv", action="store_true", help="print CSV")
    forms.add_argument("--json", action="store_true", help="print JSON, a list of records")


def number(value: str) -> int:
    """Read a number of rows."""
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a whole number of at least 1")
    return int(value)


def write_csv(frame: pd.DataFrame) -> None:
    """Print a frame as CSV; several values of one cell are parted by semicolons."""
    plain = frame.copy()
    for name in plain.columns:
        if any(isinstance(value, tuple) for value in plain[name]):
            plain[name] = ["; ".join(value) for value in plain[name]]
    _write(plain.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n"))


def write_json(frame: pd.DataFrame) -> None:
    """Print a frame as a JSON list; what is missing is null."""
    records = [
        {name: _plain(value) for name, value in zip(frame.columns, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]
    _write(json.dumps(records, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def is_narrow() -> bool:
    """Return whether the output is a terminal with little room for names beside names."""
    return sys.stdout.isatty() and shutil.get_terminal_size().columns < _ROOMY


def show(table: Table, notes: list[str]) -> None:
    """Print a table and, below it, notes."""
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_PIPE_WIDTH)
    console.print(table)
    for note in notes:
        console.print(note, markup=False)


def tell(notes: list[str]) -> None:
    """Print notes beside output that programs read, on standard error."""
    for note in notes:
        print(note, file=sys.stderr)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if value is None or value != value:
        return None
    if hasattr(value, "isoformat"):
        return value.date().isoformat()
    return round(value, 4) if isinstance(value, float) else value


def _write(text: str) -> None:
    """Write what programs read, which is UTF-8 whatever the terminal's encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
