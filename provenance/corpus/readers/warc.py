"""WARC, the archives of web pages that crawlers write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from provenance.corpus.damage import UnusableFile
from provenance.corpus.readers.entries import Entry
from provenance.corpus.readers.options import ReadOptions
from provenance.corpus.readers.page import PAGE_BYTES, read_page
from provenance.corpus.readers.telling import Told
from provenance.corpus.record import Place
from provenance.errors import InputError
from provenance.extras import install

_BLOCK = 1 << 16
_PAGES = ("text/html", "application/xhtml+xml")


def read(stream: BinaryIO, entry: Entry, options: ReadOptions, told: Told) -> Iterator:
    """Yield the articles of the web pages that were fetched; other records are no articles."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise InputError(
            f"reading WARC needs warcio, which is not installed; should be: {install('html')}"
        ) from None
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(_Stream(stream)), 1):
            if not _is_page(record):
                _check_whole(record, entry.file, number)
                continue
            url = record.rec_headers.get_header("WARC-Target-URI")
            data = record.content_stream().read(PAGE_BYTES + 1)
            _check_whole(record, entry.file, number)
            place = Place(entry.file, number)
            named = _charset(record.http_headers.get_header("Content-Type"))
            yield read_page(data, place, str(place), url, named, options)
    except ArchiveLoadFailed as error:
        where = f"damaged after record {number}" if number else "no WARC file"
        raise UnusableFile(f"{entry.file} is {where}: {error}; should be whole") from None


class _Stream:
    """A stream whose early end is an error; to the library it would be the end of the archive."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except EOFError as error:
            raise OSError(str(error)) from None


def _check_whole(record: Any, file: str, number: int) -> None:
    """Read a record to its end, and check that it has as many bytes as it says."""
    rest = record.raw_stream
    while rest.read(_BLOCK):
        pass
    if getattr(rest, "limit", 0) > 0:
        raise UnusableFile(f"{file} is damaged in record {number}: it ends early; should be whole")


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0]
    fetched = (record.http_headers.get_statuscode() or "").startswith("2")
    return fetched and kind.strip().lower() in _PAGES


def _charset(content_type: str) -> str | None:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None
