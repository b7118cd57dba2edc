"""What every extractor is given: the document and the cue-list hits in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from provenance.document import Document, Span
from provenance.extractors.evidence import Evidence, Kind
from provenance.extractors.matcher import Hit, shipped_matcher
from provenance.lexicon import lexicon_names


@dataclass(frozen=True, eq=False)
class Reading:
    """A document with the hits of every cue list.

    Attributes
    ----------
    document : Document
    hits : dict of str to list of Hit
        By the name of the cue list, each in order of place.
    sentence_of : list of int
        The index of the sentence that each token stands in.
    """

    document: Document
    hits: dict[str, list[Hit]]
    sentence_of: list[int]

    def evidence(
        self, first: int, last: int, kind: Kind, rule: str, type: str = "", strength: float = 1.0
    ) -> Evidence:
        """Make the evidence that tokens ``first`` to ``last - 1`` are."""
        tokens = self.document.tokens
        span = Span(tokens.starts[first], tokens.ends[last - 1])
        return Evidence(span, kind, rule, type, strength, self.sentence_of[first], first, last)

    def report(self, hit: Hit, kind: Kind, type: str | None = None) -> Evidence:
        """Make the evidence that a hit is, by its cue's own type and strength."""
        cue = hit.cue
        shown = cue.type if type is None else type
        return self.evidence(hit.first, hit.last, kind, cue.name, shown, cue.strength)


def match(document: Document) -> Reading:
    """Match all cue lists against a document."""
    hits: dict[str, list[Hit]] = {name: [] for name in lexicon_names()}
    sentence_of = _sentence_of(document)
    for hit in shipped_matcher().find(document.tokens.forms):
        if sentence_of[hit.first] == sentence_of[hit.last - 1]:
            hits[hit.cue.lexicon].append(hit)
    return Reading(document, hits, sentence_of)


def _sentence_of(document: Document) -> list[int]:
    # A token between two sentences counts to the one before it.
    bounds = document.token_bounds
    starts = [0, *bounds[1:-1], len(document.tokens)]
    found: list[int] = []
    for index, (start, end) in enumerate(pairwise(starts)):
        found += [index] * (end - start)
    return found
