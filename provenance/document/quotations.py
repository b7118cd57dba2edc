"""Find quotation marks that quote: straight or curly, double or single, over paragraphs.

British papers quote in single marks, which are apostrophes too; a long quotation opens anew
in every paragraph and closes only in the last. One pass over the marks settles both, so odd
or missing marks never raise and never cost more than their number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from provenance.document.spans import Span

_DOUBLE_OPEN = "\u201c\u201e\u00ab"
_DOUBLE_CLOSE = "\u201d\u00bb"
_SINGLE_OPEN = "\u2018\u201a"
_SINGLE_CLOSE = "\u2019"
_STRAIGHT = ('"', "''")  # either may open and close
_ALWAYS = f'"{_DOUBLE_OPEN}{_DOUBLE_CLOSE}{_SINGLE_OPEN}'
# An apostrophe inside a word neither opens nor closes. One class stands first since a search skips
# quickly to what may begin a match only when that is one class.
_MARK = re.compile(
    rf"[{_ALWAYS}'{_SINGLE_CLOSE}`]"
    rf"(?:(?<=[{_ALWAYS}])|(?<=')'|(?<=`)`|(?<=['{_SINGLE_CLOSE}])(?:(?<![^\W_].)|(?![^\W_])))"
)

# Words that begin with an apostrophe of their own: "'em", "'til", "'90s".
_ELISION = re.compile(
    r"(?:\d\d|(?:em|til|tis|twas|cause|cos|bout|round|n|neath|ere|im|er)\b)", re.IGNORECASE
)
_ENDS_QUOTATION = ".,!?\u2026;:-\u2014"


class Quotation(NamedTuple):
    """A stretch of text between quotation marks.

    Attributes
    ----------
    span : Span
        From the opening mark to behind the closing one.
    inner : Span
        What stands between the marks.
    continued : bool
        Whether it has no closing mark because the next paragraph goes on with it.
    """

    span: Span
    inner: Span
    continued: bool = False


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a text, in order.

    Parameters
    ----------
    text : str
        A plain text.
    paragraphs : tuple of Span
        Its paragraphs, in order. A quotation without a closing mark ends with its paragraph.

    Examples
    --------
    >>> text = "\u2018It\u2019s late,\u2019 she said."
    >>> [text[q.inner.start:q.inner.end] for q in find_quotations(text, (Span(0, len(text)),))]
    ['It\u2019s late,']
    """
    marks = list(_MARK.finditer(text))
    if not marks:
        return ()
    starts = [mark.start() for mark in marks]
    found: list[Quotation] = []
    low = 0
    for index, paragraph in enumerate(paragraphs):
        high = bisect_right(starts, paragraph.end - 1, low)
        if low < high:
            following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
            found += _in_paragraph(text, paragraph, marks[low:high], following)
        low = high
    return tuple(found)


def _in_paragraph(
    text: str, paragraph: Span, marks: list[re.Match[str]], following: Span | None
) -> list[Quotation]:
    found: list[Quotation] = []
    single_ends: list[int | None] = []
    position = 0
    while position < len(marks):
        kind = _opens(text, marks[position], paragraph)
        if kind is None:
            position += 1
            continue
        opening = marks[position]
        if kind == "double":
            closing = _closing_double(text, marks, position + 1, paragraph)
        else:
            single_ends = single_ends or _single_ends(text, marks, paragraph)
            closing = single_ends[position + 1]
        if closing is not None:
            mark = marks[closing]
            found.append(
                Quotation(Span(opening.start(), mark.end()), Span(opening.end(), mark.start()))
            )
            position = closing + 1
            continue
        goes_on = following is not None and _opens_with(text, following, kind)
        if kind == "double" or goes_on:
            end = paragraph.end
            found.append(Quotation(Span(opening.start(), end), Span(opening.end(), end), goes_on))
            break
        position += 1  # a lone single mark is an apostrophe
    return found


def _opens(text: str, mark: re.Match[str], paragraph: Span) -> str | None:
    sign, start, end = mark.group(), mark.start(), mark.end()
    if sign in _DOUBLE_OPEN or sign == "``":
        return "double"
    if sign in _DOUBLE_CLOSE:
        return None
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    if after.isspace():
        return None
    if sign in _STRAIGHT:
        return None if before.isalnum() else "double"
    if before.isalnum() or _ELISION.match(text, end):
        return None
    return "single" if sign in _SINGLE_OPEN or sign == "'" else None


def _opens_with(text: str, paragraph: Span, kind: str) -> bool:
    first = _MARK.match(text, paragraph.start)
    return first is not None and _opens(text, first, paragraph) == kind


def _closing_double(
    text: str, marks: list[re.Match[str]], first: int, paragraph: Span
) -> int | None:
    """Index of the mark, from ``first`` on, that closes a double quotation, or None."""
    for position in range(first, len(marks)):
        mark = marks[position]
        sign = mark.group()
        if sign in _DOUBLE_CLOSE:
            return position
        if sign in _STRAIGHT and _may_close(text, mark, paragraph):
            return position
        if sign in _DOUBLE_OPEN or sign == "``":
            return None  # the first mark was never closed
    return None


def _single_ends(text: str, marks: list[re.Match[str]], paragraph: Span) -> list[int | None]:
    """For each mark and behind the last, which one closes a single quotation opened before it."""
    # "the ministers' plans" looks like an end: believe it only when no better end follows. Walking
    # backwards finds both for all marks at once, however many of them are doubtful.
    ends: list[int | None] = [None] * (len(marks) + 1)
    sure = doubtful = None
    for position in range(len(marks) - 1, -1, -1):
        mark = marks[position]
        if mark.group() in _SINGLE_OPEN:
            sure = doubtful = None
        elif mark.group() in ("'", _SINGLE_CLOSE) and _may_close(text, mark, paragraph):
            before = text[mark.start() - 1]
            after = text[mark.end()] if mark.end() < paragraph.end else "."
            if before in _ENDS_QUOTATION or after in _ENDS_QUOTATION or before not in "sS":
                sure = position
            else:
                doubtful = position
        ends[position] = doubtful if sure is None else sure
    return ends


def _may_close(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    start, end = mark.start(), mark.end()
    if start <= paragraph.start or text[start - 1].isspace():
        return False
    return end >= paragraph.end or not text[end].isalnum()
