"""Plain text, an article a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from provenance.corpus.readers.entries import Entry
from provenance.corpus.readers.making import not_decodable, too_long
from provenance.corpus.readers.opening import as_ascii_compatible
from provenance.corpus.readers.options import ReadOptions
from provenance.corpus.readers.telling import Told
from provenance.corpus.record import Place, Record

_BYTES_A_CHARACTER = 4  # at most, in every encoding of Unicode


def read(stream: BinaryIO, entry: Entry, options: ReadOptions, told: Told) -> Iterator:
    """Yield the article; a file of no bytes is none."""
    place = Place(entry.file, 1)
    stream, encoding = as_ascii_compatible(stream, options.encoding)
    limit = options.max_chars * _BYTES_A_CHARACTER
    data = stream.read(limit + 1)
    if not data:
        return
    if len(data) > limit:
        yield too_long(place, entry.file, f"over {limit:,} bytes", options.max_chars)
        return
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        yield not_decodable(place, entry.file, data[error.start], encoding)
        return
    if len(text) > options.max_chars:
        yield too_long(place, entry.file, f"{len(text):,} characters", options.max_chars)
        return
    yield Record(place, entry.file, text, dict.fromkeys(options.carried))
