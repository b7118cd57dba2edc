"""A passive that hands a claim on and names nobody.

"**It emerged that** the fund was empty", "the bridge **is said to** be unsafe". The reader cannot tell who
found it out or who says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.codebook import SOURCED
from provenance.desk.standards.draft import Draft
from provenance.desk.standards.rule import Hit, Rule
from provenance.document import Span


def find(draft: Draft) -> Iterator[Hit]:
    """Yield the agentless passives in the publication's own voice."""
    for span in draft.matches("hand_offs"):
        index = draft.sentence_at(span.start)
        sentence = draft.sentences[index]
        if draft.quoted(span.start) or draft.embedded(index) or sentence.sourcing == "no_claim":
            continue
        if sentence.sourcing in SOURCED or _attributed(draft, index, span):
            continue
        if any(_sourced_beside(draft, index, step) for step in (-1, 1)):
            continue
        if draft.matched_within("agents", span.start + 1, sentence.span.end):
            continue
        yield Hit(span, {"words": span.of(draft.text)})


def _sourced_beside(draft: Draft, index: int, step: int) -> bool:
    """Whether the sentence before or behind, in its paragraph, has a source, whose remarks these may be."""
    beside = index + step
    if not 0 <= beside < len(draft.sentences):
        return False
    if draft.paragraph(beside) != draft.paragraph(index):
        return False
    return draft.sentences[beside].sourcing in SOURCED


def _attributed(draft: Draft, index: int, span: Span) -> bool:
    """Whether the sentence names a source of its own."""
    return any(
        found.source is not None
        and found.source.span is not None
        and found.basis.value == "stated"
        and found.cue is not None
        and not span.start <= found.cue.start < span.end
        for found in draft.sentences[index].attributions
    )


RULE = Rule("passive-hand-off", find)
