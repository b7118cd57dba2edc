"""Accusations that an article tells as its news: "accused Ruiz of", "Ruiz was accused of", "sued Ruiz".

An old accusation that is mentioned in passing is none of them: it stands neither in the headline nor
among the first sentences.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from provenance.desk.standards.words import words
from provenance.document import Span

if TYPE_CHECKING:
    from provenance.desk.standards.draft import Draft
    from provenance.extractors.nominals import Nominal

# How far from the accusing words the accused is named, in characters.
_REACH = 60
# Sentences of the body that tell the article's news, and where it goes on with it.
_LEAD, _OPENING = 3, 15
_TYPES = ("person", "unknown", "organisation")


class Accusation(NamedTuple):
    """An accusation.

    Attributes
    ----------
    span : Span
        From the accusing words to the name, or the other way round.
    name : str
        The accused, as named there.
    key : str
        The word of the name that the article goes on with, in lower case.
    sentence : int
    """

    span: Span
    name: str
    key: str
    sentence: int


def accusations(draft: Draft) -> Iterator[Accusation]:
    """Yield the accusations in the publication's own words, in order of place."""
    found: list[Accusation] = []
    if _comment(draft):
        return
    for cue in (*draft.matches("accusing"), *draft.matches("accusations_against")):
        found += _directed(draft, cue, behind=True)
    for cue in draft.matches("accused_passive"):
        found += _directed(draft, cue, behind=False)
    yield from sorted(found, key=lambda item: item.span)


def _directed(draft: Draft, cue: Span, behind: bool) -> Iterator[Accusation]:
    index = draft.sentence_at(cue.start)
    sentence = draft.sentences[index]
    if draft.quoted(cue.start) or draft.embedded(index) or sentence.sourcing == "no_claim":
        return
    if index not in draft.body[:_OPENING] or not words("past_accusations").isdisjoint(
        draft.forms(index)
    ):
        return
    named = _name_behind(draft, cue, sentence.span.end) if behind else _name_before(draft, cue)
    if named is None:
        return
    span, _ = named
    name = span.of(draft.text)
    verb = cue.of(draft.text).lower().split()[-1]
    if behind and verb in words("accusing_of") and not _of(draft, span.end):
        return
    key = name.split()[-1].lower().strip(".")
    if key not in draft.headline_forms and index not in draft.body[:_LEAD]:
        return
    whole = Span(min(cue.start, span.start), max(cue.end, span.end))
    yield Accusation(whole, name, key, index)


def _comment(draft: Draft) -> bool:
    """Whether the article is marked as comment, which answers somebody and owes no hearing."""
    return not words("comment_marks").isdisjoint(draft.headline_forms[:3])


def _of(draft: Draft, offset: int) -> bool:
    """Whether "of" follows: "accused Ruiz of", "accused Ruiz, the mayor, of"."""
    behind = draft.text[offset : offset + _REACH]
    return behind.startswith(" of ") or (behind.startswith(", ") and ", of " in behind)


def _name_behind(draft: Draft, cue: Span, end: int) -> tuple[Span, Nominal] | None:
    named = None
    low = bisect_left(draft.nominals, cue.end, key=_start)
    for span, nominal in draft.nominals[low : low + _REACH]:
        if span.start > min(end, cue.end + _REACH):
            break
        between = draft.text[cue.end : span.start]
        if " of " in between or "," in between or " and " in between or " for " in between:
            break
        if nominal.kind in ("person", "title") and named is None:
            continue  # "accused Energy Minister Ana Ruiz"
        if nominal.kind == "name" and nominal.type in _TYPES:
            named = (span, nominal)
        break
    return named


def _name_before(draft: Draft, cue: Span) -> tuple[Span, Nominal] | None:
    at = bisect_left(draft.nominals, cue.start + 1, key=_end) - 1
    if at < 0:
        return None
    span, nominal = draft.nominals[at]
    between = draft.text[span.end : cue.start].strip(" ,")
    if nominal.kind != "name" or nominal.type not in _TYPES or len(between) > 12:
        return None
    if any(mark in between for mark in ".;:\n"):
        return None
    return span, nominal


def _start(item: tuple[Span, Nominal]) -> int:
    return item[0].start


def _end(item: tuple[Span, Nominal]) -> int:
    return item[0].end
