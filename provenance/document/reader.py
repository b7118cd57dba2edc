"""Make a :class:`Document` of a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from provenance.document.model import Document
from provenance.document.normalise import Plain, plain
from provenance.document.paragraphs import split_paragraphs
from provenance.document.quotations import Quotation, find_quotations
from provenance.document.sentences import split_sentences
from provenance.document.spans import Span
from provenance.document.tokens import Tokens, tokenize
from provenance.errors import InputError


def read(text: str, sentences: Sequence[tuple[int, int]] | None = None) -> Document:
    """Split a text into paragraphs, sentences, quotations and tokens.

    Parameters
    ----------
    text : str
        An article, in any shape: one line or many, entities left in, odd quotation marks.
    sentences : sequence of (int, int), optional
        Sentence offsets to use instead of finding them: ordered, not overlapping, none empty.
        Labels bring their own, so that they still fit when the splitter changes.

    Returns
    -------
    Document

    Raises
    ------
    InputError
        When ``text`` is not a string, or the given sentences do not fit it.

    Examples
    --------
    >>> document = read("Police arrived. \\u201cStay calm,\\u201d an officer said.")
    >>> document.sentence_texts
    ['Police arrived.', '\\u201cStay calm,\\u201d an officer said.']
    """
    if not isinstance(text, str):
        raise InputError(_not_a_string(text))
    readable = plain(text)
    paragraphs = split_paragraphs(readable.text)
    quotations = find_quotations(readable.text, paragraphs)
    tokens = tokenize(readable.text)
    if sentences is None:
        spans = split_sentences(readable.text, paragraphs)
    else:
        spans = ()
    if readable.starts is not None:
        paragraphs = tuple(map(readable.original, paragraphs))
        spans = tuple(map(readable.original, spans))
        quotations = tuple(_original_quotation(readable, quoted) for quoted in quotations)
        tokens = _original_tokens(readable, tokens)
    if sentences is not None:
        spans = _checked(sentences, len(text))
    return Document(
        text=text,
        paragraphs=paragraphs,
        sentences=spans,
        quotations=quotations,
        tokens=tokens,
        token_bounds=_token_bounds(tokens.starts, spans),
        paragraph_of=_paragraph_of(paragraphs, spans),
    )


def _not_a_string(text: object) -> str:
    if isinstance(text, bytes | bytearray):
        return "text is bytes; should be str: decode it first, text.decode('utf-8')"
    return f"text is {type(text).__name__}; should be str"


def _original_quotation(readable: Plain, quoted: Quotation) -> Quotation:
    span = readable.original(quoted.span)
    if quoted.inner.start == quoted.inner.end:
        return Quotation(span, Span(span.end, span.end), quoted.continued)
    return Quotation(span, readable.original(quoted.inner), quoted.continued)


def _original_tokens(readable: Plain, tokens: Tokens) -> Tokens:
    starts, ends = readable.starts, readable.ends
    return Tokens(
        tokens.words,
        tokens.forms,
        [starts[start] for start in tokens.starts],
        [ends[end - 1] for end in tokens.ends],
    )


def _checked(sentences: Sequence[tuple[int, int]], length: int) -> tuple[Span, ...]:
    spans = tuple(Span(int(start), int(end)) for start, end in sentences)
    before = 0
    for span in spans:
        if not before <= span.start < span.end <= length:
            raise InputError(
                f"sentence offsets are invalid: got {tuple(span)} after {before} in a text of "
                f"{length} characters; should be ordered, not empty, not overlapping, inside it"
            )
        before = span.end
    return spans


def _token_bounds(starts: list[int], sentences: tuple[Span, ...]) -> list[int]:
    bounds = [bisect_left(starts, start) for start, _ in sentences]
    bounds.append(bisect_left(starts, sentences[-1].end) if sentences else 0)
    return bounds


def _paragraph_of(paragraphs: tuple[Span, ...], sentences: tuple[Span, ...]) -> list[int]:
    starts = [span.start for span in paragraphs]
    return [max(0, bisect_right(starts, start) - 1) for start, _ in sentences]
