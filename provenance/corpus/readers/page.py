"""The main text of a web page, and what the page says of itself; found by trafilatura."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, BinaryIO

from provenance.corpus.readers.entries import Entry
from provenance.corpus.readers.making import too_long
from provenance.corpus.readers.options import ReadOptions
from provenance.corpus.readers.telling import Told
from provenance.corpus.readers.values import lone_surrogate
from provenance.corpus.record import Place, Record, SetAside
from provenance.errors import InputError
from provenance.extras import install

PAGE_BYTES = 20_000_000
"""Larger pages are set aside."""

# The page's own dates only, none guessed from its words; and the same ones whatever today's date is.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE
)
_HEAD = 4096
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # what browsers take these names for


def read(stream: BinaryIO, entry: Entry, options: ReadOptions, told: Told) -> Iterator:
    """Yield the article of a page; a file of no bytes is none."""
    data = stream.read(PAGE_BYTES + 1)
    if data:
        asked = options.encoding if options.encoding.lower() not in ("utf-8", "utf8") else None
        yield read_page(data, Place(entry.file, 1), entry.file, None, asked, options)


def read_page(
    data: bytes, place: Place, name: str, url: str | None, charset: str | None, options: ReadOptions
) -> Record | SetAside:
    """Read the main text of a page.

    Parameters
    ----------
    data : bytes
        The page.
    place : Place
        Where it stands.
    name : str
        Its id when neither ``url`` nor the page names one.
    url, charset : str or None
        Where it was fetched from and its encoding, when known from outside the page.
    options : ReadOptions
        How it is read.
    """
    if len(data) > PAGE_BYTES:
        return SetAside(
            place,
            url or name,
            "too_long",
            f"the page is over {PAGE_BYTES:,} bytes; should be at most that",
        )
    page = _decoded(data, charset)
    if page is None:
        reason = "the page is in no encoding that it names; should be in that encoding, or in utf-8"
        return SetAside(place, url or name, "encoding", reason)
    extract = _extractor()
    try:
        found = extract(
            page, url=url, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except Exception as error:  # a page can be broken in more ways than the library foresees
        reason = f"the page cannot be read: {type(error).__name__}; should be HTML"
        return SetAside(place, url or name, "unreadable", reason)
    return _made(found, place, name, url, options)


def _made(
    found: Any, place: Place, name: str, url: str | None, options: ReadOptions
) -> Record | SetAside:
    text = getattr(found, "text", None)
    id = url or getattr(found, "url", None) or name
    if not text:
        reason = "the page holds no main text; should be the page of an article"
        return SetAside(place, id, "no_text", reason)
    if len(text) > options.max_chars:
        return too_long(place, id, f"{len(text):,} characters", options.max_chars)
    said = {"title": found.title, "date": found.date, "publisher": found.sitename}
    said["url"] = url or found.url
    if any(lone_surrogate(value) for value in (text, id, *said.values()) if value):
        reason = "the page holds half of a surrogate pair; should be whole characters"
        return SetAside(place, None, "encoding", reason)
    return Record(place, id, text, {column: said.get(column) or None for column in options.carried})


@cache
def _extractor() -> Any:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise InputError(
            "reading web pages needs trafilatura, which is not installed; should be: "
            f"{install('html')}"
        ) from None
    for name in _LOGGERS:  # they would print to standard error where nobody has set up logging
        logging.getLogger(name).addHandler(logging.NullHandler())
    return bare_extraction


def _decoded(data: bytes, charset: str | None) -> str | None:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16")):
        if data.startswith(mark):
            charset = encoding
    said = _CHARSET.search(data[:_HEAD])
    named = [name for name in (charset, said and said[1].decode("ascii", "replace")) if name]
    # A page that names none is most often UTF-8, else what browsers fall back on.
    for name in [*named, "utf-8"] if named else ["utf-8", "cp1252"]:
        try:
            encoding = codecs.lookup(name).name
            return data.decode(_WEB_NAMES.get(encoding, encoding))
        except (LookupError, UnicodeError):
            continue
    return None
