"""Rows of CSV, also of CSV that is broken in places: one broken row costs one row.

What `csv` of the standard library reads is right where the file is right. Where a quote is not closed, it
reads on into the rows below, so the lines that a row took are kept until the row is known to be good, and
handed back where it is not.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

_SKIPPED = 1 << 20
_ENDS = ("\n", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the right number of fields, on the lines from ``first``."""

    first: int
    fields: list[str]
    ascii: bool


@dataclass(frozen=True, slots=True)
class BadRow:
    """Lines that are no row; ``size`` is their length where that is what is wrong with them."""

    first: int
    last: int
    problem: str
    size: int = 0


class RowTooLong(Exception):
    """A row takes more than the limit."""


class Lines:
    """The lines of a text, those since the last ``start`` kept, none longer than the limit.

    Parameters
    ----------
    stream : text stream
        Opened with ``newline=""``.
    limit : int
        The most characters that a row can have.
    """

    def __init__(self, stream: TextIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        self.first = 1
        self._size = 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else ""
        if not self._back and not line.endswith(
            _ENDS
        ):  # none handed back, or one not read to its end
            line += self._stream.readline(self._limit - len(line))
        if not line:
            raise StopIteration
        self.taken.append(line)
        self._size += len(line)
        if self._size >= self._limit:
            raise RowTooLong
        return line

    def start(self) -> None:
        """Let go of the lines taken; a row begins."""
        self.first += len(self.taken)
        self.taken.clear()
        self._size = 0

    def hand_back(self, kept: int) -> None:
        """Hand back all lines but the first ones, to be read again."""
        self._back.extendleft(reversed(self.taken[kept:]))
        del self.taken[kept:]

    def drain(self) -> int:
        """Skip to the end of the row that was too long, and return its size.

        Quotes come in pairs within a row, so it ends with a line that closes the last pair.
        """
        quotes = sum(line.count('"') for line in self.taken)
        size, number = self._size, len(self.taken)
        ended = self.taken[-1].endswith(_ENDS)
        while not ended or quotes % 2:
            piece = self._back.popleft() if self._back else self._stream.readline(_SKIPPED)
            if not piece:
                break
            number += ended
            size += len(piece)
            quotes += piece.count('"')
            ended = piece.endswith(_ENDS)
        self.first += number
        self.taken.clear()
        self._size = 0
        return size


def read_rows(lines: Lines, separator: str, width: int) -> Iterator[Row | BadRow]:
    """Yield the rows with this many fields, and what stands where there is none; blank lines are none."""
    reader = _reader(lines, separator)
    while True:
        lines.start()
        try:
            fields = next(reader)
        except StopIteration:
            return
        except (csv.Error, RowTooLong) as error:
            yield from _mended(lines, separator, width, error)
            reader = _reader(lines, separator)
            continue
        if len(fields) == width:
            yield Row(lines.first, fields, all(map(str.isascii, lines.taken)))
        elif fields:
            problem = f"has {len(fields)} fields; should have {width}, as the header has"
            yield BadRow(lines.first, lines.first + len(lines.taken) - 1, problem)


def _reader(lines: Lines, separator: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=separator, strict=True)


def _mended(lines: Lines, separator: str, width: int, error: Exception) -> Iterator[Row | BadRow]:
    """Yield what can be made of lines that are no row; leave the lines below to be read."""
    first, taken = lines.first, lines.taken
    if isinstance(error, RowTooLong):
        if len(taken) > 1 and _looks_unclosed(taken[:-1], separator, width):
            lines.hand_back(1)
            yield BadRow(first, first, "opens a quote that is not closed; should close it")
            return
        size = lines.drain()
        yield BadRow(first, lines.first - 1, "", size)
        return
    literal = taken[0].rstrip("\r\n").split(separator)
    if separator == "\t" and len(literal) == width:
        # Files of tabs are often written without quoting: a quotation mark is one.
        lines.hand_back(1)
        yield Row(first, literal, taken[0].isascii())
        return
    ends = "unexpected end" in str(error)
    problem = (
        "opens a quote that is not closed; should close it"
        if ends or len(taken) > 1
        else "has a quote within a quoted field; should double it"
    )
    last = first + len(taken) - 1
    if len(taken) == 1 or (ends and not _looks_unclosed(taken, separator, width)):
        yield BadRow(first, last, problem)
        return
    lines.hand_back(1)
    yield from _resumed(lines, separator, width, BadRow(first, first, problem), last)


def _resumed(
    lines: Lines, separator: str, width: int, bad: BadRow, last: int
) -> Iterator[Row | BadRow]:
    """Yield a bad row, with the lines below it up to the first good row among those it had taken in."""
    end = bad.first
    while True:
        lines.start()
        if lines.first > last:
            break
        try:
            good = len(next(_reader(lines, separator), ())) == width
        except (csv.Error, RowTooLong):
            good = False
        if good:
            lines.hand_back(0)
            break
        lines.hand_back(1)
        end = lines.first
    yield BadRow(bad.first, end, bad.problem)


def _looks_unclosed(taken: list[str], separator: str, width: int) -> bool:
    """Return whether most lines that a quote has taken in are rows by themselves, and no two the same.

    If they are, the quote was never closed; if not, they are the paragraphs of a long article. Rows of one
    field cannot be told from paragraphs.
    """
    below = [line for line in taken[1:] if not line.isspace()]
    if width == 1 or not below:
        return False
    rows = set()
    for line in below:
        try:
            if len(next(_reader(iter([line]), separator), ())) == width:
                rows.add(line)
        except csv.Error:
            continue
    return 2 * len(rows) > len(below)
