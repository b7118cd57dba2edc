"""Values as the formats made of text show them, and text that is fit for any format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from provenance.corpus.schema import Column, Layout, columns

DIGITS = 4
"""Decimal places of a number in JSON lines and CSV."""


def plain_columns(table: str, values: dict[str, Sequence], layout: Layout) -> dict[str, list]:
    """Return a table's columns, in order, as values that JSON has: numbers rounded, missing as None."""
    return {column.name: _plain(column, values[column.name]) for column in columns(table, layout)}


def _plain(column: Column, values: Sequence) -> list:
    if column.type == "float32":
        numbers = np.array(values, dtype="float64")  # None becomes NaN
        rounded = np.round(numbers, DIGITS) + 0.0  # and minus zero plus zero
        return [None if v != v else v for v in rounded.tolist()]
    if column.type == "bool":
        return [None if v is None else bool(v) for v in values]
    if column.type == "string":
        return list(values)
    return [int(v) for v in values]


def encodable(values: Sequence[Any]) -> list[Any]:
    """Return strings with what UTF-8 cannot hold spelt out, as in ``\\udc80``.

    A file name that is no text, or an id with half a character, leads to such strings.
    """
    return [
        v.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(v, str) else v
        for v in values
    ]
