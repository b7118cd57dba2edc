"""Split a text into paragraphs, unwrapping lines that were broken to fit a width."""

from __future__ import annotations

from provenance.document.spans import Span, trimmed

# A wrapped line is cut when the next word would not fit, so the lines of a wrapped paragraph
# are about as long as each other and seldom end a sentence. A caption or a headline is one line.
_WRAP_WIDTHS = range(40, 101)
_WRAP_SLACK = 18
_LIST_MARKS = "-*\u2022\u00b7\u2013\u2014\u25aa\u25cf>"
_ENDS_SENTENCE = '.!?:"\u201d\u2019'


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the non-blank paragraphs of a plain text, trimmed, in order.

    Every line is a paragraph, since captions, headlines and list items end without a full stop,
    except the lines of a block that was wrapped to a fixed width.

    Examples
    --------
    >>> split_paragraphs("A headline\\n\\nThe first line.")
    (Span(start=0, end=10), Span(start=12, end=27))
    """
    paragraphs: list[Span] = []
    block: list[Span] = []
    end = 0
    for line in text.splitlines(keepends=True):
        start, end = end, end + len(line)
        span = trimmed(text, start, end)
        if span is not None:
            block.append(span)
        if span is None or line[-1] not in "\r\n":  # a form feed is no mere line end
            paragraphs += _unwrapped(text, block)
            block = []
    paragraphs += _unwrapped(text, block)
    return tuple(paragraphs)


def _unwrapped(text: str, block: list[Span]) -> list[Span]:
    if len(block) < 2 or not _looks_wrapped(text, block):
        return block
    return [Span(block[0].start, block[-1].end)]


def _looks_wrapped(text: str, block: list[Span]) -> bool:
    widths = [line.end - line.start for line in block]
    widest = max(widths)
    if widest not in _WRAP_WIDTHS or min(widths[:-1]) < widest - _WRAP_SLACK:
        return False
    if any(text[line.start] in _LIST_MARKS for line in block):
        return False
    inner_ends = sum(text[line.end - 1] in _ENDS_SENTENCE for line in block[:-1])
    return 2 * inner_ends < len(block)
