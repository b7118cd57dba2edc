"""Where the claim stands in its sentence, once its cue and source are known."""

from __future__ import annotations

from provenance.document import Document, Span
from provenance.extractors.sources import Link
from provenance.lexicon import grammar

_EDGES = frozenset(",.;:!?-\u2013\u2014") | {"--", "that", "and"}
_TAIL_TOKENS = 3
_HEARER_TOKENS = 8
_HEARER_ENDS = frozenset(",.;:")


def content_span(document: Document, linked: Link) -> Span | None:
    """Return the span of what a source is said to have said.

    The claim is what stands on the other side of the cue: behind it in "Ruiz said the bridge was
    safe", before it in "the bridge was safe, said Ruiz", on both sides of a cue in parenthesis.
    """
    cue, phrase = linked.cue, linked.phrase
    low, high = document.token_bounds[cue.sentence], document.token_bounds[cue.sentence + 1]
    left = cue.first if phrase is None else min(cue.first, phrase.first)
    right = cue.last if phrase is None else max(cue.last, phrase.last)
    if linked.side == "inherited":
        left, right = cue.first, cue.last
    if document.tokens.forms[cue.first] in grammar()["telling"]:
        right = _behind_hearer(document, right, high)
    before, after = left - low, high - right
    if before > _TAIL_TOKENS and after <= _TAIL_TOKENS:
        return _trimmed(document, low, left)
    forms = document.tokens.forms
    parenthesis = forms[left - 1 : left] == [","] and forms[right : right + 1] == [","]
    if parenthesis and before > 1:
        return _trimmed(document, low, high)
    if after > _TAIL_TOKENS and before <= _TAIL_TOKENS:
        return _trimmed(document, right, high)
    if linked.side == "after" or document.tokens.forms[left - 1 : left] == [","]:
        parenthesis = document.tokens.forms[right : right + 1] == [","]
        return _trimmed(document, low, high if parenthesis else left)
    return _trimmed(document, right, high)


def _behind_hearer(document: Document, right: int, high: int) -> int:
    """Behind "Reuters that" in "told Reuters that the pier was safe"; all of it where no "that" is."""
    forms = document.tokens.forms
    for token in range(right, min(high, right + _HEARER_TOKENS)):
        if forms[token] == "that":
            return token + 1
        if forms[token] in _HEARER_ENDS:
            return token
    return right


def _trimmed(document: Document, first: int, last: int) -> Span | None:
    tokens = document.tokens
    while first < last and tokens.forms[first] in _EDGES:
        first += 1
    while first < last and tokens.forms[last - 1] in _EDGES:
        last -= 1
    if first >= last:
        return None
    return Span(tokens.starts[first], tokens.ends[last - 1])
