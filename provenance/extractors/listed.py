"""Extractors that report the hits of one cue list as they are.

Each is a value: the kind of evidence, the list it reads, and an example. What needs a rule besides
its list has a file of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from provenance.extractors.evidence import Evidence, Kind
from provenance.extractors.reading import Reading


@dataclass(frozen=True, slots=True)
class ListExtractor:
    """Report every hit of a cue list.

    Attributes
    ----------
    kind : Kind
        The evidence that a hit is.
    lexicon : str
        The cue list.
    """

    kind: Kind
    lexicon: str

    def __call__(self, reading: Reading) -> list[Evidence]:
        """Return the evidence in a document, in order."""
        return [reading.report(hit, self.kind) for hit in reading.hits[self.lexicon]]
