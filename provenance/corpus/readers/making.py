"""From the values of a row to a record, or to a record set aside."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from provenance.corpus.columns import ColumnsTaken
from provenance.corpus.readers.options import ReadOptions
from provenance.corpus.readers.values import (
    BadId,
    as_id,
    as_text,
    is_missing,
    kind,
    lone_surrogate,
)
from provenance.corpus.record import Place, Record, SetAside

Get = Callable[[Any], Any]


class Maker:
    """Makes the records of one file.

    Parameters
    ----------
    taken : ColumnsTaken
        Its columns.
    options : ReadOptions
        How it is read.
    keys : mapping of column name to key, optional
        What gets a column's value from a row; the column's name itself without it.
    """

    def __init__(
        self, taken: ColumnsTaken, options: ReadOptions, keys: dict[str, Hashable] | None = None
    ) -> None:
        def key(column: str | None) -> Hashable | None:
            return column if keys is None or column is None else keys.get(column)

        self.file = taken.file
        self.max_chars = options.max_chars
        self.text = key(taken.text)
        self._id, self._url = key(taken.id), key(taken.url)
        sources = taken.carried()
        self._carried = [(name, key(sources.get(name))) for name in options.carried]

    def make(self, line: int, get: Get, doubtful: bool) -> Record | SetAside:
        """Make a record of a row.

        Parameters
        ----------
        line : int
            Where it stands in the file.
        get : callable
            Given a key, returns the value, None when it is missing.
        doubtful : bool
            Whether the row may hold half a surrogate pair; looking costs time.
        """
        place = Place(self.file, line)
        try:
            id = self._make_id(get)
        except BadId as error:
            return SetAside(place, None, "bad_row", str(error))
        text = get(self.text)
        carried: dict[str, str | None] = {}
        for name, key in self._carried:
            value = None if key is None else get(key)
            carried[name] = value or None if type(value) is str else as_text(value)
        if doubtful and (half := self._lone_surrogate(id, text, carried)):
            return SetAside(
                place,
                None if id is None or lone_surrogate(id) else id,
                "encoding",
                f"the record holds \\u{ord(half):04x}, half of a surrogate pair; should be whole characters",
            )
        if type(text) is not str:
            return _no_string(place, id, text)
        if len(text) > self.max_chars:
            return too_long(place, id, f"{len(text):,} characters", self.max_chars)
        return Record(place, f"{self.file}:{line}" if id is None else id, text, carried)

    def _make_id(self, get: Get) -> str | None:
        for key in (self._id, self._url):
            if key is not None and (id := as_id(get(key))) is not None:
                return id
        return None

    def _lone_surrogate(self, id: str | None, text: Any, carried: dict[str, str | None]) -> str:
        for value in (id, text, *carried.values()):
            if isinstance(value, str) and (half := lone_surrogate(value)):
                return half
        return ""


def too_long(place: Place, id: str | None, size: str, max_chars: int) -> SetAside:
    """Return what stands for an article over the limit."""
    return SetAside(
        place,
        id,
        "too_long",
        f"the article is {size} long; should be at most {max_chars:,} characters",
    )


def not_decodable(place: Place, id: str | None, byte: int, encoding: str) -> SetAside:
    """Return what stands for a record that is not in the encoding it should be in."""
    return SetAside(
        place,
        id,
        "encoding",
        f"the record is not {encoding}: it holds the byte 0x{byte:02x}; should be {encoding}, "
        "or its encoding should be named",
    )


def _no_string(place: Place, id: str | None, text: Any) -> SetAside:
    if is_missing(text):
        return SetAside(place, id, "null", "the text is missing; should be a string")
    return SetAside(place, id, "not_text", f"the text is {kind(text)}; should be a string")
