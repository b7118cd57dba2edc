"""Everything the floors below found in one document, the input of the features."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.attribution import Attributed, attribute
from provenance.document import Document, read
from provenance.extractors import Extraction, extract


@dataclass(frozen=True, eq=False)
class Analysis:
    """A document with its evidence and attributions.

    Attributes
    ----------
    document : Document
    extraction : Extraction
    attributed : list of Attributed
        For each sentence.
    """

    document: Document
    extraction: Extraction
    attributed: list[Attributed]


def analyse(document: Document | str) -> Analysis:
    """Extract evidence from a document, or a text, and attribute its sentences."""
    if isinstance(document, str):
        document = read(document)
    extraction = extract(document)
    return Analysis(document, extraction, attribute(extraction))
