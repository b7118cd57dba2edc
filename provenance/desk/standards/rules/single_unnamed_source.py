"""An article whose main claim stands on one unnamed source.

"The mine will close, **an official** said", and nobody else in the article says so. Handbooks want a
second source before a claim rests on somebody the reader cannot know.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.attribution import Polarity, Source
from provenance.codebook import SOURCED
from provenance.desk.standards.anonymity import deliberate
from provenance.desk.standards.claims import claim_keys
from provenance.desk.standards.draft import Draft
from provenance.desk.standards.matching import coverage, keys, rarities, weight
from provenance.desk.standards.rule import Hit, Rule
from provenance.desk.standards.voices import Voice, grouped
from provenance.document import Span

# Sentences of the body, of those that claim something, that may hold the main claim.
_OPENING = 4
# This share of the headline's words makes a sentence the one that carries the main claim.
_MAIN = 0.3
# From this share of the main claim's weight on, another source's sentence is about it too.
_SAME = 0.3
# Right behind an opening, which sums up and whose source is then named, so many of its words do.
_NEAR, _SHARED_NEAR = 2, 2
_SILENT = (Polarity.WITHHOLDS, Polarity.DENIES)


def find(draft: Draft) -> Iterator[Hit]:
    """Yield the unnamed source of the main claim, where it is alone."""
    lead = _lead(draft)
    if lead is None or lead.number != "one" or not deliberate(draft, lead):
        return
    own = next(group for group in grouped(draft.voices) if lead in group)
    case = _Case(draft, lead, frozenset(voice.span for voice in own))
    if not any(case.supported_in(index) for index in draft.body if index >= lead.sentence):
        yield Hit(lead.span, {"source": lead.text})


def _lead(draft: Draft) -> Voice | None:
    """The unnamed source of the main claim, if it is first told by one."""
    headline = keys(draft.headline_forms)
    claims = [i for i in draft.body if draft.sentences[i].sourcing != "no_claim"][:_OPENING]
    for place, index in enumerate(claims):
        carries = coverage(headline, keys(draft.forms(index))) >= _MAIN if headline else place == 0
        if not carries:
            continue
        for voice in draft.voices:
            if voice.sentence == index:
                return voice
        if draft.sentences[index].sourcing in SOURCED:
            return None
    return None


class _Case:
    """A main claim and its unnamed source, against which the rest of the article is held."""

    def __init__(self, draft: Draft, lead: Voice, mentions: frozenset[Span]) -> None:
        self.draft, self.lead, self.mentions = draft, lead, mentions
        self.claim = claim_keys(draft, draft.sentences[lead.sentence])
        self.main = self.claim | keys(draft.headline_forms)
        self.weights = rarities([keys(draft.forms(index)) for index in draft.body])

    def supported_in(self, index: int) -> bool:
        """Return whether another source answers in a sentence for the main claim as well."""
        sentence = self.draft.sentences[index]
        sources = [
            found
            for found in sentence.attributions
            if found.source is not None and found.polarity not in _SILENT
        ]
        own = any(self._is_own(found.source) for found in sources)
        if not sources or (own and (index != self.lead.sentence or len(sources) == 1)):
            return False
        if index == self.lead.sentence:
            return True
        if any(item.type == "confirmation" for item in sentence.evidence):
            return True
        told = keys(self.draft.forms(index))
        if index <= self.lead.sentence + _NEAR and len(self.main & told) >= _SHARED_NEAR:
            return True
        return weight(self.claim & told, self.weights) >= _SAME * weight(self.claim, self.weights)

    def _is_own(self, source: Source) -> bool:
        """Whether a source is the one of the main claim: "the official"."""
        text, head = source.text.casefold(), self.lead.head
        own = (self.lead.text.casefold(), f"the {head}", f"this {head}")
        return source.span in self.mentions or text in own


RULE = Rule("single-unnamed-source", find)
