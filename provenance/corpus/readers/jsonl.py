"""JSON lines: a JSON object a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, BinaryIO

from provenance.corpus.columns import check_columns, choose_columns
from provenance.corpus.damage import UnusableFile
from provenance.corpus.readers.entries import Entry
from provenance.corpus.readers.making import Maker, not_decodable, too_long
from provenance.corpus.readers.opening import as_ascii_compatible
from provenance.corpus.readers.options import ReadOptions
from provenance.corpus.readers.telling import Told
from provenance.corpus.readers.values import kind
from provenance.corpus.record import Place, Record, SetAside

PEEKED = 100
"""So many objects are looked at before the columns are chosen, and before a missing one is an error."""

_PEEKED_BYTES = 8_000_000
_BYTES_A_CHARACTER = 12  # in JSON at most: two escapes of six bytes each
_OTHER_FIELDS = 1_000_000  # bytes of a line that are not the text
_SKIPPED = 1 << 20

# Line, its object or what stands for it, and whether a string in it may hold half a surrogate pair.
_Item = tuple[int, dict[str, Any] | SetAside, bool]


def read(stream: BinaryIO, entry: Entry, options: ReadOptions, told: Told) -> Iterator:
    """Yield the records of JSON lines; blank lines are none."""
    stream, encoding = as_ascii_compatible(stream, options.encoding)
    items = _items(stream, entry, encoding, options.max_chars)
    head, problem = _peek(items)
    counts = Counter(name for _, found, _ in head if isinstance(found, dict) for name in found)
    objects = sum(isinstance(found, dict) for _, found, _ in head)
    taken = choose_columns(entry.file, counts, options)
    if objects >= PEEKED:
        check_columns(taken, counts, options, f"the fields of its first {PEEKED} objects")
    if objects:
        told.columns(taken)
    maker = Maker(taken, options)
    column = "text" if maker.text is None else maker.text
    maker.text = column
    # The head is let go as it is used, since its lines may be long.
    head.reverse()
    while head:
        yield _made(maker, column, *head.pop())
    if problem is not None:
        raise problem
    make = maker.make
    for line, found, doubtful in items:
        if type(found) is dict and column in found:
            yield make(line, found.get, doubtful)
        else:
            yield _made(maker, column, line, found, doubtful)


def _made(
    maker: Maker, column: str, line: int, found: dict[str, Any] | SetAside, doubtful: bool
) -> Record | SetAside:
    if isinstance(found, SetAside):
        return found
    made = maker.make(line, found.get, doubtful)
    if column in found or made.code != "null":
        return made
    reason = f"the object has no {column!r}; should have the text there"
    return SetAside(made.place, made.id, "no_text", reason)


def _items(stream: BinaryIO, entry: Entry, encoding: str, max_chars: int) -> Iterator[_Item]:
    """Yield what stands on each line."""
    file, loads = entry.file, json.loads
    limit = max_chars * _BYTES_A_CHARACTER + _OTHER_FIELDS
    number, first = 0, True
    while raw := stream.readline(limit):
        number += 1
        if len(raw) == limit and not raw.endswith(b"\n"):
            if first:
                _check_lines(raw, entry, whole=False)
                first = False
            size = limit + _skip_line(stream)
            yield number, too_long(Place(file, number), None, f"{size:,} bytes", max_chars), False
            continue
        try:
            found = loads(raw.decode(encoding))
        except UnicodeDecodeError as error:
            byte = error.object[error.start]
            yield number, not_decodable(Place(file, number), None, byte, encoding), False
            continue
        except (ValueError, RecursionError) as error:
            if not raw.strip():
                continue
            if first:
                _check_lines(raw, entry, whole=False)
            yield number, _not_json(Place(file, number), error), False
            first = False
            continue
        if first:
            _check_lines(raw, entry, whole=True)
            first = False
        if type(found) is not dict:
            reason = f"the line is {_what(found)}; should be a JSON object"
            yield number, SetAside(Place(file, number), None, "not_json", reason), False
            continue
        yield number, found, b"\\ud" in raw or b"\\uD" in raw


def _peek(items: Iterator[_Item]) -> tuple[list[_Item], Exception | None]:
    """Take the first items, and the error that ended them, if one did."""
    head: list[_Item] = []
    objects = size = 0
    try:
        for item in items:
            head.append(item)
            if isinstance(item[1], dict):
                objects += 1
                size += sum(len(value) for value in item[1].values() if isinstance(value, str))
            if objects == PEEKED or size > _PEEKED_BYTES or len(head) == 10 * PEEKED:
                break
    except Exception as error:  # what was read before it counts, so it is raised after that
        return head, error
    return head, None


def _check_lines(raw: bytes, entry: Entry, whole: bool) -> None:
    """Check, from its first line, that a file is JSON lines and not one JSON value.

    Raises
    ------
    UnusableFile
        When it begins as a list or as an object over several lines does.
    """
    begun = raw[:1000].strip()
    named_json = ".json" in PurePath(entry.file.lower()).suffixes
    listed = begun.startswith(b"[") and (not whole or named_json)
    if listed or (not whole and begun == b"{"):
        value, path = ("list", ".[]") if listed else ("object", ".")
        raise UnusableFile(
            f"{entry.file} is one JSON {value}; should be JSON lines, an object a line: convert it, "
            f"for example with 'jq -c {path} FILE.json > FILE.jsonl'"
        )


def _skip_line(stream: BinaryIO) -> int:
    """Skip the rest of a line; return its length in bytes."""
    size = 0
    while piece := stream.readline(_SKIPPED):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size


def _not_json(place: Place, error: Exception) -> SetAside:
    if isinstance(error, json.JSONDecodeError):
        told = f"not JSON: {error.msg.lower()} at character {error.pos + 1}"
    elif isinstance(error, RecursionError):
        told = "nested too deeply"
    else:
        told = "not readable: it holds a number of too many digits"
    return SetAside(place, None, "not_json", f"the line is {told}; should be a JSON object")


def _what(found: Any) -> str:
    if found is None:
        return "null"
    return "a string" if isinstance(found, str) else kind(found)
