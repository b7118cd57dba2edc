"""The claims of a draft as words, to find the same claim told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.attribution import Polarity
from provenance.codebook import CHECKABLE, SOURCED
from provenance.desk.standards.matching import keys
from provenance.desk.standards.words import words
from provenance.extractors import Kind

if TYPE_CHECKING:
    from provenance.desk.standards.draft import Draft
    from provenance.scoring.scores import SentenceScore

# How surely the publication itself must be answerable for a sentence.
_SURE = 0.5


def own_claim(draft: Draft, sentence: SentenceScore) -> bool:
    """Return whether a sentence states a checkable claim in the publication's own voice."""
    if sentence.sourcing != "unattributed" or sentence.probabilities["unattributed"] < _SURE:
        return False
    if sentence.checkable < CHECKABLE or draft.embedded(sentence.index):
        return False
    if _beside_picture(draft, sentence) or not words("first_person").isdisjoint(
        draft.forms(sentence.index)
    ):
        return False
    kinds = (Kind.HEDGE, Kind.REPORTING, Kind.QUOTATION, Kind.QUESTION, Kind.UNCERTAINTY)
    return not any(item.kind in kinds for item in sentence.evidence)


def _beside_picture(draft: Draft, sentence: SentenceScore) -> bool:
    """Whether a sentence is a caption, or cut off as headings and bullets are."""
    paragraph = draft.document.paragraphs[draft.paragraph(sentence.index)].of(draft.text)
    if any(mark in paragraph for mark in words("caption_marks")):
        return True
    return not sentence.text.rstrip().endswith((".", "!", "\u201d", '"'))


def attributed_claim(sentence: SentenceScore) -> bool:
    """Return whether a sentence gives its claim to a source that it names or describes itself."""
    attribution = sentence.attribution
    return (
        sentence.sourcing in SOURCED
        and attribution is not None
        and attribution.source is not None
        and attribution.source.span is not None
        and attribution.cue is not None
        and attribution.form != "direct"
        and attribution.polarity in (Polarity.ASSERTS, Polarity.CONFIRMS)
    )


def claim_keys(draft: Draft, sentence: SentenceScore) -> frozenset[str]:
    """Return the words that carry a sentence's claim, without those of its source."""
    attribution = sentence.attribution
    found = keys(draft.forms(sentence.index))
    if attribution is None or attribution.source is None:
        return found
    return found - keys(attribution.source.text.lower().split())
