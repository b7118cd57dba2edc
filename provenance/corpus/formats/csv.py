"""CSV: a line of names, then a row a line, as RFC 4180 quotes them; missing values are empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from provenance.corpus.formats import lines
from provenance.corpus.formats.values import encodable, plain_columns
from provenance.corpus.schema import TABLES, Layout
from provenance.corpus.schema import columns as columns_of

_SUFFIX = ".csv"
# Python's writer, as of 3.11, leaves a carriage return bare, and pandas takes it for the row's end.
_to_quote = re.compile('[",\r\n]').search


def encode(table: str, columns: dict[str, Sequence], layout: Layout) -> bytes:
    """Return rows as lines of CSV.

    Parameters
    ----------
    table : str
    columns : dict of str to sequence
        The values of each column of the table, all of one length.
    layout : Layout

    Examples
    --------
    >>> row = {"record": [7], "file": ["a.csv"], "line": [9], "article": [None]}
    >>> encode("set_aside", row | {"code": ["blank"], "reason": ["X, Y"]}, Layout("csv"))
    b'7,a.csv,9,,blank,"X, Y"\\n'
    """
    found = plain_columns(table, columns, layout)
    try:
        return _lines(found.values())
    except UnicodeEncodeError:
        return _lines(map(encodable, found.values()))


def _lines(columns: Any) -> bytes:
    rows = zip(*([_field(value) for value in values] for values in columns), strict=True)
    return "".join([",".join(row) + "\n" for row in rows]).encode("utf-8")


def _field(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value.replace(_QUOTE, _QUOTE * 2)}"' if _to_quote(value) else value
    if value is None:
        return ""
    return str(value).lower()  # as DuckDB and pandas read true and false


_QUOTE = '"'


def names(layout: Layout) -> dict[str, str]:
    """Return the name of each table's file."""
    return lines.file_names(_SUFFIX, layout)


class Writer(lines.LinesWriter):
    """Appends rows to a file for each table, which begins with the columns' names."""

    def __init__(self, folder: Path, layout: Layout) -> None:
        headers = {
            table: _lines([[column.name] for column in columns_of(table, layout)])
            for table in TABLES
        }
        super().__init__(folder, names(layout), layout.compression, headers)
