"""CSV and files of tabs, with a header.

The limit of the module `csv` on the length of a field holds for the whole process; it is raised where it
is lower than what a row can have here, and left so.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from provenance.corpus.columns import check_columns, choose_columns
from provenance.corpus.damage import UnusableFile
from provenance.corpus.readers.entries import Entry
from provenance.corpus.readers.making import Maker, not_decodable, too_long
from provenance.corpus.readers.opening import as_ascii_compatible
from provenance.corpus.readers.options import ReadOptions
from provenance.corpus.readers.rows import BadRow, Lines, Row, RowTooLong, read_rows
from provenance.corpus.readers.telling import Told
from provenance.corpus.readers.values import lone_surrogate
from provenance.corpus.record import Place, Record, SetAside

_OTHER_FIELDS = 1_000_000  # characters of a row that are not the text
_SEPARATORS = {";": "';'", "\t": "'\\t'", "|": "'|'", ",": "','"}


def read(stream: BinaryIO, entry: Entry, options: ReadOptions, told: Told) -> Iterator:
    """Yield the records of CSV; blank lines are none."""
    stream, encoding = as_ascii_compatible(stream, options.encoding)
    # Bytes that are no text become surrogates, so that they spoil their own row only.
    text = io.TextIOWrapper(stream, encoding, "surrogateescape", newline="")
    try:
        yield from _read(text, entry, options, told, encoding)
    finally:
        text.detach()


def _read(
    text: io.TextIOWrapper, entry: Entry, options: ReadOptions, told: Told, encoding: str
) -> Iterator[Record | SetAside]:
    separator = options.separator or ("\t" if entry.format == "tsv" else ",")
    limit = 2 * options.max_chars + _OTHER_FIELDS  # quotes in a quoted field are doubled
    csv.field_size_limit(max(csv.field_size_limit(), limit + 1))
    lines = Lines(text, limit)
    header = _header(lines, entry.file, separator, encoding)
    if header is None:
        return
    maker = _maker(header, entry.file, separator, options, told)
    for row in read_rows(lines, separator, len(header)):
        place = Place(entry.file, row.first)
        if isinstance(row, BadRow):
            yield _aside(place, row, options.max_chars)
            continue
        if not row.ascii and (escaped := _escaped(row)):
            yield not_decodable(place, None, ord(escaped) - 0xDC00, encoding)
            continue
        yield maker.make(row.first, row.fields.__getitem__, False)


def _maker(header: list[str], file: str, separator: str, options: ReadOptions, told: Told) -> Maker:
    named = [name for name in header if name.strip()]
    taken = choose_columns(file, named, options)
    try:
        check_columns(taken, named, options)
    except UnusableFile as error:
        told = f"{error}{_separator_hint(header, separator)}"
        raise UnusableFile(told, error.code) from None
    used = {*options.keep, *(column for column in taken.carried().values())}
    used |= {column for column in (taken.text, taken.id) if column is not None}
    doubled = sorted(name for name, count in Counter(named).items() if count > 1 and name in used)
    if doubled:
        raise UnusableFile(
            f"{file} has several columns called {doubled[0]!r}; should have one of each that is read"
        )
    told.columns(taken)
    return Maker(taken, options, {name: number for number, name in enumerate(header)})


def _header(lines: Lines, file: str, separator: str, encoding: str) -> list[str] | None:
    """Return the names of the columns; None when there is nothing but white space."""
    fields: list[str] = []
    while not fields:
        lines.start()
        try:
            fields = next(csv.reader(lines, delimiter=separator, strict=True))
        except StopIteration:
            return None
        except (csv.Error, RowTooLong):
            raise UnusableFile(
                f"{file} begins with no header of CSV; should name its columns in the first line"
            ) from None
        if len(fields) == 1 and fields[0].isspace():
            fields = []
    joined = separator.join(fields)
    if lone_surrogate(joined):
        raise UnusableFile(
            f"the header of {file} is not {encoding}; should be, or be named otherwise"
        )
    if "\0" in joined:
        raise UnusableFile(f"the header of {file} holds NULs; should be text, perhaps in utf-16")
    return fields


def _separator_hint(header: list[str], separator: str) -> str:
    if len(header) > 1:
        return ""
    for other, shown in _SEPARATORS.items():
        if other != separator and other in header[0]:
            return f"; or should be separated by {shown}, as the header seems to be"
    return ""


def _aside(place: Place, row: BadRow, max_chars: int) -> SetAside:
    if row.size:
        return too_long(place, None, f"{row.size:,} characters with its quotes", max_chars)
    lines = "row" if row.first == row.last else f"row on lines {row.first} to {row.last}"
    return SetAside(place, None, "bad_row", f"the {lines} {row.problem}")


def _escaped(row: Row) -> str | None:
    return next((half for field in row.fields if (half := lone_surrogate(field))), None)
