"""JSON lines: an object a row, every column in every row, missing values as null."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from provenance.corpus.formats import lines
from provenance.corpus.formats.values import encodable, plain_columns
from provenance.corpus.schema import Layout

_SUFFIX = ".jsonl"
_CONSTANTS = {None: "null", False: "false", True: "true"}
_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def encode(table: str, columns: dict[str, Sequence], layout: Layout) -> bytes:
    """Return rows as lines of JSON.

    Parameters
    ----------
    table : str
    columns : dict of str to sequence
        The values of each column of the table, all of one length.
    layout : Layout

    Examples
    --------
    >>> row = {"record": [7], "file": ["a.csv"], "line": [9], "article": [None]}
    >>> encode("set_aside", row | {"code": ["blank"], "reason": ["-"]}, Layout("jsonl"))
    b'{"record":7,"file":"a.csv","line":9,"article":null,"code":"blank","reason":"-"}\\n'
    """
    found = plain_columns(table, columns, layout)
    try:
        return _lines(found)
    except UnicodeEncodeError:
        return _lines({name: encodable(values) for name, values in found.items()})


def _lines(columns: dict[str, list]) -> bytes:
    # Column by column, which takes half the time of encoding each row as an object.
    fields = [f"{_json(name)}:".replace("%", "%%") + "%s" for name in columns]
    line = "{" + ",".join(fields) + "}\n"
    rows = zip(*([_value(v) for v in values] for values in columns.values()), strict=True)
    return "".join([line % row for row in rows]).encode("utf-8")


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _json(value)
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    return repr(value)


def names(layout: Layout) -> dict[str, str]:
    """Return the name of each table's file."""
    return lines.file_names(_SUFFIX, layout)


class Writer(lines.LinesWriter):
    """Appends lines to a file for each table."""

    def __init__(self, folder: Path, layout: Layout) -> None:
        super().__init__(folder, names(layout), layout.compression)
