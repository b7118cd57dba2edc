"""A hedge of the story that its headline, or a caption, drops.

"Minister took bribes", over a story in which she **allegedly** took them. A headline says no more than the
story can stand for.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.desk.standards.anonymity import deliberate
from provenance.desk.standards.draft import Draft
from provenance.desk.standards.matching import coverage, keys
from provenance.desk.standards.rule import Hit, Rule
from provenance.desk.standards.words import words
from provenance.document import Span, read
from provenance.document.tokens import tokenize
from provenance.extractors import Evidence, Kind, extract
from provenance.scoring.scores import SentenceScore

# Sentences of the story that its headline may sum up.
_OPENING = 12
# Words of the headline that the hedged sentence must have: how many, and which share.
_SHARED, _SAME = 3, 0.5
# Words behind a hedge that it surely covers, of which so many must stand in the headline.
_COVERED, _SHARED_COVERED = 8, 2
_HEDGES = ("adverb", "passive", "emergence")
_CAUTIONS = ("modal", "verb", "phrase")
# What in a headline says that it does not state the claim itself.
_HELD = frozenset({Kind.HEDGE, Kind.UNCERTAINTY, Kind.REPORTING, Kind.QUESTION, Kind.QUOTATION})

_QUOTING = ("?", ": ", "\u201c", "\u2018", '"', " '")


def find(draft: Draft) -> Iterator[Hit]:
    """Yield the hedges that the headline or a caption drops, once for each of these."""
    headline = draft.article.headline
    if headline and not _held(headline):
        hit = _dropped(draft, headline)
        if hit is not None:
            hedge, span = hit
            where = draft.headline_span or span
            told = {"words": hedge, "place": "headline", "text": headline}
            yield Hit(where, told, span)
    for caption in draft.article.captions:
        if not _held(caption) and (hit := _dropped(draft, caption)) is not None:
            hedge, span = hit
            yield Hit(span, {"words": hedge, "place": "caption", "text": caption}, span)


def _held(text: str) -> bool:
    """Whether a headline hedges, asks, quotes, or names a source."""
    if any(mark in text for mark in _QUOTING):
        return True
    if not words("soft_headlines").isdisjoint(tokenize(text).forms):
        return True
    return any(item.kind in _HELD for found in extract(read(text)).evidence for item in found)


def _dropped(draft: Draft, text: str) -> tuple[str, Span] | None:
    """The hedge, and where it stands, of the sentence that a headline sums up without it."""
    told = keys(tokenize(text).forms)
    if len(told) < _SHARED:
        return None
    matches = [
        (share, -index)
        for index in draft.body[:_OPENING]
        if len(told & (found := keys(draft.forms(index)))) >= _SHARED
        and (share := coverage(told, found)) >= _SAME
    ]
    if not matches:
        return None
    sentence = draft.sentences[-max(matches)[1]]
    span = _hedge(draft, sentence, told) or _unnamed(draft, sentence, told)
    return None if span is None else (span.of(draft.text), span)


def _hedge(draft: Draft, sentence: SentenceScore, told: frozenset[str]) -> Span | None:
    """The hedge of what the headline tells of a sentence."""
    if sentence.sourcing not in ("hedged", "unattributed"):
        return None
    return next((item.span for item in sentence.evidence if _covers(draft, item, told)), None)


def _covers(draft: Draft, item: Evidence, told: frozenset[str]) -> bool:
    """Whether what a hedge covers stands in the headline: for the writer's own caution, its very verb."""
    if draft.quoted(item.span.start):
        return False
    forms = draft.document.tokens.forms
    if item.kind is Kind.UNCERTAINTY:
        following = keys(forms[item.last : item.last + 2])
        caution = item.type in _CAUTIONS and item.rule in words("dropped_cautions")
        return caution and bool(following & told)
    if item.kind is not Kind.HEDGE or item.type not in _HEDGES:
        return False
    return len(keys(forms[item.last : item.last + _COVERED]) & told) >= _SHARED_COVERED


def _unnamed(draft: Draft, sentence: SentenceScore, told: frozenset[str]) -> Span | None:
    """The unnamed source of what the headline tells of a sentence."""
    if sentence.sourcing not in ("anonymous", "vague"):
        return None
    for voice in draft.voices:
        content = voice.attribution.content
        if voice.sentence != sentence.index or content is None or not deliberate(draft, voice):
            continue
        if coverage(told, keys(tokenize(content.of(draft.text)).forms)) >= _SAME:
            cue = voice.attribution.cue
            return Span(min(cue.start, voice.span.start), max(cue.end, voice.span.end))
    return None


RULE = Rule("dropped-hedge", find)
