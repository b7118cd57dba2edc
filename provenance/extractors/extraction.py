"""Run every extractor over a document, once."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.document import Document
from provenance.extractors import (
    anonymity,
    furniture,
    hedges,
    polarity,
    questions,
    quotations,
    relays,
    reporting,
    sources,
    uncertainty,
)
from provenance.extractors.evidence import Evidence
from provenance.extractors.phrases import Phrases
from provenance.extractors.reading import Reading, match
from provenance.extractors.reporting import ReportingCue
from provenance.extractors.sources import Link

# Extractors that need nothing but the hits. To add one, write its file and name it here.
EXTRACTORS = (
    hedges.extract,
    uncertainty.extract,
    anonymity.extract,
    polarity.extract,
    furniture.extract,
    questions.extract,
)


@dataclass(frozen=True, eq=False)
class Extraction:
    """All evidence in a document.

    Attributes
    ----------
    document : Document
    evidence : list of list of Evidence
        For each sentence, in order of place.
    links : list of Link
        Each reporting cue with its source phrase.
    phrases : Phrases
        The reader of noun phrases, with all nominals of the document.
    """

    document: Document
    evidence: list[list[Evidence]]
    links: list[Link]
    phrases: Phrases


def extract(document: Document) -> Extraction:
    """Find all evidence in a document.

    Examples
    --------
    >>> from provenance.document import read
    >>> found = extract(read("The bridge reportedly failed, two officers said."))
    >>> [(e.kind.value, e.span.of(found.document.text)) for e in found.evidence[0]]
    [('hedge', 'reportedly'), ('source', 'two officers'), ('reporting', 'said')]
    """
    reading: Reading = match(document)
    phrases = Phrases(reading)
    cues: list[ReportingCue] = reporting.find_cues(reading, phrases.ending)
    links = sources.link(reading, cues, phrases)
    found = reporting.extract(reading, cues)
    found += sources.extract(reading, links)
    found += quotations.extract(reading, cues)
    found += relays.extract(reading, cues, phrases)
    for extractor in EXTRACTORS:
        found += extractor(reading)
    evidence: list[list[Evidence]] = [[] for _ in document.sentences]
    for item in found:
        evidence[item.sentence].append(item)
    for items in evidence:
        items.sort()
    return Extraction(document, evidence, links, phrases)
