"""From an analysed document to named feature rows, in groups of different weight."""

from __future__ import annotations

from typing import NamedTuple

from provenance.extractors import Link
from provenance.extractors.nominals import Nominal
from provenance.features.analysis import Analysis
from provenance.features.context import article_features, context_features, signatures
from provenance.features.ngrams import delexicalise, ngrams
from provenance.features.sentence import core_features, described_heads, detail_features

GROUPS = ("core", "detail", "context", "ngrams")


class Row(NamedTuple):
    """The features of one sentence, by group.

    Attributes
    ----------
    core : list of str
        The codebook's verdict, the attribution and the hedges.
    detail : list of str
        Cue, mention, marks and shape of the sentence.
    context : list of str
        Its neighbours and its article.
    ngrams : list of str
        Its words and word pairs.
    """

    core: list[str]
    detail: list[str]
    context: list[str]
    ngrams: list[str]


def rows(analysis: Analysis, groups: tuple[str, ...] = GROUPS) -> list[Row]:
    """Return the features of every sentence of a document.

    Parameters
    ----------
    analysis : Analysis
    groups : tuple of str
        Which of :data:`GROUPS` to compute; the others stay empty.
    """
    document = analysis.document
    count = len(document)
    links: list[list[Link]] = [[] for _ in range(count)]
    for linked in analysis.extraction.links:
        links[linked.cue.sentence].append(linked)
    nominals = _by_sentence(analysis) if "detail" in groups else []
    described = described_heads(analysis)
    context = "context" in groups
    around = signatures(analysis) if context else []
    article = article_features(analysis, around) if context else []
    forms = (
        delexicalise(document, analysis.extraction.phrases.nominals) if "ngrams" in groups else []
    )
    bounds = document.token_bounds
    return [
        Row(
            core_features(analysis, described, index) if "core" in groups else ["bias"],
            detail_features(analysis, links[index], nominals[index], index)
            if "detail" in groups
            else [],
            context_features(analysis, around, article, index) if context else [],
            ngrams(forms, bounds[index], bounds[index + 1]) if "ngrams" in groups else [],
        )
        for index in range(count)
    ]


def _by_sentence(analysis: Analysis) -> list[list[Nominal]]:
    document = analysis.document
    bounds = document.token_bounds
    found: list[list[Nominal]] = [[] for _ in range(len(document))]
    at = 0
    for nominal in analysis.extraction.phrases.nominals:
        while at < len(found) and nominal.first >= bounds[at + 1]:
            at += 1
        if at < len(found) and nominal.first >= bounds[at]:
            found[at].append(nominal)
    return found
