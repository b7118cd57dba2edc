"""The one way to say where something stands."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of code points: ``text[span.start:span.end]``.

    Examples
    --------
    >>> Span(0, 3).of("abcdef")
    'abc'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of ``text`` that the span covers."""
        return text[self.start : self.end]


def shared(a: Span, b: Span) -> int:
    """Return how many code points two spans share.

    Examples
    --------
    >>> shared(Span(0, 4), Span(2, 9))
    2
    """
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return a stretch of a text without the blanks at its ends, or None when it is all blank."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
