"""The shape of the output: the choices that a user makes, and the columns they lead to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from provenance.codebook import CLASSES
from provenance.corpus.tables import ARTICLES, MEASURED, SENTENCES, SET_ASIDE, TABLES, Column
from provenance.errors import InputError

__all__ = ["COMPRESSIONS", "SCHEMA_VERSION", "TABLES", "Column", "Layout", "columns"]

SCHEMA_VERSION = 1
"""Raised by any change that a reader of older output would notice."""

# The first is what is taken where none is chosen. For Parquet, Zstandard makes smaller files than
# Snappy in about the same time, and pandas, DuckDB and Spark read it.
COMPRESSIONS: dict[str, tuple[str, ...]] = {
    "parquet": ("zstd", "snappy", "gzip", "none"),
    "jsonl": ("none", "gzip", "zstd"),
    "csv": ("none", "gzip", "zstd"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The choices that shape the output.

    Parameters
    ----------
    format : {"parquet", "jsonl", "csv"}
    compression : {"zstd", "snappy", "gzip", "none"}, optional
        ``COMPRESSIONS`` says which of them a format has; None is the first of these.
    with_text : bool
        Whether the table of sentences has their text.
    carried : tuple of str
        The columns of the input that go along to the table of articles.
    classes : tuple of str
        The sourcing classes that have columns.

    Raises
    ------
    InputError
        When the format or compression is unknown, or a carried column's name is taken.

    Examples
    --------
    >>> Layout(carried=("title", "date")).compression
    'zstd'
    """

    format: str = "parquet"
    compression: str | None = None
    with_text: bool = True
    carried: tuple[str, ...] = ()
    classes: tuple[str, ...] = CLASSES

    def __post_init__(self) -> None:
        if self.format not in COMPRESSIONS:
            raise InputError(f"format is {self.format!r}; should be one of {list(COMPRESSIONS)}")
        known = COMPRESSIONS[self.format]
        if self.compression is None:
            object.__setattr__(self, "compression", known[0])
        if self.compression not in known:
            raise InputError(
                f"compression is {self.compression!r}; should be one of {list(known)} "
                f"for {self.format}"
            )
        _check_carried(self.carried)


@lru_cache
def columns(table: str, layout: Layout) -> tuple[Column, ...]:
    """Return the columns of a table, in order.

    Parameters
    ----------
    table : {"sentences", "articles", "set_aside"}
    layout : Layout

    Examples
    --------
    >>> [column.name for column in columns("set_aside", Layout())]
    ['record', 'file', 'line', 'article', 'code', 'reason']
    """
    if table == "set_aside":
        return SET_ASIDE
    if table == "sentences":
        kept = _of_classes(SENTENCES, "p_", layout.classes)
        return tuple(column for column in kept if layout.with_text or column.name != "text")
    carried = (Column(name, "string", missing=True, repeated=True) for name in layout.carried)
    return (*ARTICLES, *carried, *_of_classes(MEASURED, "n_", layout.classes))


def _of_classes(
    found: tuple[Column, ...], prefix: str, classes: tuple[str, ...]
) -> tuple[Column, ...]:
    kept = {prefix + name for name in classes}
    return tuple(c for c in found if not c.name.startswith(prefix) or c.name in kept)


def _check_carried(names: tuple[str, ...]) -> None:
    # DuckDB and Spark do not tell upper from lower case in names of columns.
    taken = {column.name.casefold() for column in (*ARTICLES, *MEASURED)}
    for name in names:
        if not name or name.casefold() in taken:
            raise InputError(
                f"a column to keep is {name!r}, which is "
                + ("a column of the output's table of articles" if name else "no name")
                + "; should have another name in the input, or be left out"
            )
    counts = Counter(name.casefold() for name in names)
    doubled = [name for name in names if counts[name.casefold()] > 1]
    if doubled:
        raise InputError(f"columns to keep are {doubled}; should differ in more than case")
