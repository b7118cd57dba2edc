"""From an analysed document to named feature rows, in groups of different weight."""

from __future__ import annotations

from typing import NamedTuple

from provenance.extractors import Link
from provenance.extractors.nominals import Nominal
from provenance.features.analysis import Analysis
from provenance.features.bundles import Bundle
from provenance.features.context import context_features
from provenance.features.core import core_features, described_heads
from provenance.features.detail import detail_features
from provenance.features.ngrams import ngrams

GROUPS = ("core", "detail", "context", "ngrams")
_BIAS: Bundle = ("bias",)


class Row(NamedTuple):
    """The features of one sentence, by group.

    Attributes
    ----------
    core : list of Bundle
        The codebook's verdict, the attribution and the hedges.
    detail : list of Bundle
        Cue, mention, marks and shape of the sentence.
    context : list of Bundle
        Its neighbours and its article.
    ngrams : list of str
        Its words and word pairs.
    """

    core: list[Bundle]
    detail: list[Bundle]
    context: list[Bundle]
    ngrams: list[str]


def rows(analysis: Analysis, groups: tuple[str, ...] = GROUPS) -> list[Row]:
    """Return the features of every sentence of a document.

    Parameters
    ----------
    analysis : Analysis
    groups : tuple of str
        Which of :data:`GROUPS` to compute; the others stay empty.
    """
    count = len(analysis.document)
    core: list[list[Bundle]] = [[_BIAS]] * count
    detail: list[list[Bundle]] = [[]] * count
    context: list[list[Bundle]] = [[]] * count
    grams: list[list[str]] = [[]] * count
    if "core" in groups:
        described = described_heads(analysis)
        core = [core_features(analysis, described, index) for index in range(count)]
    if "detail" in groups:
        links, nominals = _links(analysis), _nominals(analysis)
        detail = [
            detail_features(analysis, links[index], nominals[index], index)
            for index in range(count)
        ]
    if "context" in groups:
        context = context_features(analysis)
    if "ngrams" in groups:
        grams = ngrams(analysis.document, analysis.extraction.phrases.nominals)
    return list(map(Row, core, detail, context, grams))


def _links(analysis: Analysis) -> list[list[Link]]:
    found: list[list[Link]] = [[] for _ in range(len(analysis.document))]
    for linked in analysis.extraction.links:
        found[linked.cue.sentence].append(linked)
    return found


def _nominals(analysis: Analysis) -> list[list[Nominal]]:
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
