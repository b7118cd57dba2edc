"""Read text as it was meant without losing where each character stood.

News text arrives with HTML entities left in (``&quot;``), soft hyphens and zero-width
characters inside words. Sentences, quotations and tokens are found in a *plain* copy of
the text with those undone; every offset is then mapped back, so that what the library
reports always slices the caller's own string.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from provenance.document.spans import Span

# What html.unescape would decode, with a bound on its length so that a stray "&" costs nothing.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_REWRITTEN = re.compile(f"{_ENTITY.pattern}|{_INVISIBLE.pattern}")

# One character for one character: these never move an offset.
_SPACES = ("\u00a0", "\u2007", "\u2009", "\u202f", "\u3000", "\t")


class Plain(NamedTuple):
    """A text as it reads, and where each of its characters stood in the original.

    Attributes
    ----------
    text : str
        The plain text.
    starts, ends : list of int or None
        Plain character ``i`` was ``original[starts[i]:ends[i]]``. ``None`` when the two texts
        agree character by character.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def original(self, span: Span) -> Span:
        """Map a span of the plain text, not empty, to one of the original."""
        if self.starts is None:
            return span
        return Span(self.starts[span.start], self.ends[span.end - 1])


def plain(text: str) -> Plain:
    """Undo entities, exotic spaces and invisible characters.

    Examples
    --------
    >>> plain("&quot;Yes,&quot; he said").text
    '"Yes," he said'
    """
    for space in _SPACES:
        if space in text:
            text = text.replace(space, " ")
    if ("&" in text and _ENTITY.search(text)) or (not text.isascii() and _INVISIBLE.search(text)):
        return _rewritten(text)
    return Plain(text)


def _rewritten(text: str) -> Plain:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _REWRITTEN.finditer(text):
        start, end = match.span()
        shown = "" if _INVISIBLE.match(match.group()) else html.unescape(match.group())
        if shown == match.group():
            continue  # "&nosuch;" is not an entity
        pieces += (text[done:start], _INVISIBLE.sub("", shown).replace("\u00a0", " "))
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        starts.extend([start] * len(pieces[-1]))
        ends.extend([end] * len(pieces[-1]))
        done = end
    if not pieces:
        return Plain(text)
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Plain("".join(pieces), starts, ends)
