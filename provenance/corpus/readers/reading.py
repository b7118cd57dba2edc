"""Read the articles of a source, whatever its format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

from provenance.corpus.columns import ColumnsTaken
from provenance.corpus.damage import DAMAGE, UnusableFile, damaged
from provenance.corpus.readers import delimited, jsonl, page, parquet, plain, warc
from provenance.corpus.readers.entries import (
    Entry,
    check_source,
    find_entries,
    printable,
    unreadable,
)
from provenance.corpus.readers.opening import decompressed
from provenance.corpus.readers.options import ReadOptions
from provenance.corpus.readers.telling import Told
from provenance.corpus.record import Place, Record, SetAside
from provenance.errors import InputError

Reader = Callable[[BinaryIO, Entry, ReadOptions, Told], Iterator[Record | SetAside]]

FORMATS: dict[str, Reader] = {
    "jsonl": jsonl.read,
    "csv": delimited.read,
    "tsv": delimited.read,
    "parquet": parquet.read,
    "txt": plain.read,
    "html": page.read,
    "warc": warc.read,
}
"""What reads each format."""


def read_records(
    source: str | os.PathLike[str],
    options: ReadOptions | None = None,
    told: Told | None = None,
) -> Iterator[Record | SetAside]:
    """Read the articles of a source, lazily and in a fixed order.

    Every article of the source is yielded, as a record or as one set aside with the reason; a blank line
    and an empty file are no articles. A file that is damaged, or has not the columns that are needed, is
    set aside as one record where others beside it can be read; what of it was read before the damage is
    yielded. The memory used depends on ``options.max_chars``, not on the
    source.

    Parameters
    ----------
    source : str or path
        A file of JSON lines, CSV, tabs, Parquet, plain text, HTML or WARC, perhaps compressed; a
        folder or a ``.zip`` or ``.tar`` of them, read in the order of their paths; ``"-"`` for
        standard input, JSON lines unless ``options.format`` says otherwise.
    options : ReadOptions, optional
        How to read it.
    told : Told, optional
        Who is told which columns were taken and which files of a folder passed over.

    Yields
    ------
    Record or SetAside

    Raises
    ------
    InputError
        When the source is missing, of no known format, without the columns that were asked for, or
        damaged: truncated, say, or not compressed as its name says. What stands before the damage is
        yielded first. Of a folder or an archive, when no file in it can be read.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     news = Path(folder, "news.csv")
    ...     _ = news.write_text("url,body\\na.example/1,The bridge is closed.\\na.example/2\\n")
    ...     for found in read_records(news):
    ...         print(found.id, getattr(found, "text", None) or found.reason)
    a.example/1 The bridge is closed.
    None the row has 1 fields; should have 2, as the header has
    """
    name = os.fspath(source)
    options = options or ReadOptions()
    if options.format is not None and options.format not in FORMATS:
        raise InputError(f"format is {options.format!r}; should be one of {', '.join(FORMATS)}")
    check_source(name, options.format)
    return _records(name, options, told or Told())


def describe(
    source: str | os.PathLike[str], options: ReadOptions | None = None
) -> ColumnsTaken | None:
    """Return which columns are taken from the first file of a source that has columns.

    Standard input cannot be read twice; there, and where the first article is in a file without
    columns, it is None.

    Raises
    ------
    InputError
        As :func:`read_records` does.
    """
    if os.fspath(source) == "-":
        return None
    found: list[ColumnsTaken] = []
    records = read_records(source, options, Told(columns=found.append))
    try:
        next(records, None)
    finally:
        records.close()
    return found[0] if found else None


def _records(source: str, options: ReadOptions, told: Told) -> Iterator[Record | SetAside]:
    """Yield the records, once there is one: what is wrong with every file is wrong with the source."""
    held: list[SetAside] = []
    begun = False
    for found, is_file in _found(source, options, told):
        if is_file and not begun:
            held.append(found)
            continue
        if not begun:
            yield from held
            held, begun = [], True
        yield found
    if held:
        more = f" (and {len(held) - 1:,} more files cannot be read)" if len(held) > 1 else ""
        raise InputError(f"{held[0].reason}{more}")


def _found(
    source: str, options: ReadOptions, told: Told
) -> Iterator[tuple[Record | SetAside, bool]]:
    """Yield records, and what stands for a file; which of them it is stands beside it."""
    place = ""
    try:
        for entry in find_entries(source, options.format, told.skipped):
            if isinstance(entry, SetAside):
                yield entry, True
                continue
            place = entry.file
            line = 0
            try:
                for found in _read(entry, options, told):
                    yield found, False
                    place, line = str(found.place), found.place.line
            except UnusableFile as error:
                if entry.alone:
                    raise
                yield _file_aside(entry, line, str(error), error.code), True
            except DAMAGE as error:
                if entry.alone:
                    raise
                after = place if line else ""
                yield _file_aside(entry, line, damaged(entry.file, after, error)), True
    except DAMAGE as error:
        raise InputError(damaged(printable(source), place, error)) from error


def _file_aside(entry: Entry, line: int, reason: str, code: str = "unreadable") -> SetAside:
    """Return what stands for the rest of a file, at the last line that could be read."""
    return SetAside(Place(entry.file, max(line, 1)), None, code, reason)


def _read(entry: Entry, options: ReadOptions, told: Told) -> Iterator[Record | SetAside]:
    try:
        opened = entry.open()
    except (OSError, RuntimeError) as error:  # the latter for a member of a .zip under a password
        raise UnusableFile(unreadable(entry.file, error).reason) from None
    with opened as raw, decompressed(raw, entry.compression) as stream:
        yield from FORMATS[entry.format](stream, entry, options, told)
