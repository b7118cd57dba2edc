"""From an analysed document to named feature rows, in groups of different weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from provenance.features.analysis import Analysis
from provenance.features.bundles import Bundle
from provenance.features.context import context_features
from provenance.features.core import core_features
from provenance.features.detail import detail_features
from provenance.features.facts import gather
from provenance.features.ngrams import START, ngram_names, plain_words

GROUPS = ("core", "detail", "context", "ngrams")
_BIAS = Bundle(("bias",))


class Row(NamedTuple):
    """The features of one sentence, by group.

    Attributes
    ----------
    core : sequence of Bundle
        The codebook's verdict, the attribution and the hedges.
    detail : sequence of Bundle
        Cue, mention, marks and shape of the sentence.
    context : sequence of Bundle
        Its neighbours and its article.
    words : list of str
        Its start and its words, which make the n-grams.
    """

    core: Sequence[Bundle]
    detail: Sequence[Bundle]
    context: Sequence[Bundle]
    words: list[str]

    def names(self, group: str) -> set[str]:
        """Return the names of the features of a group."""
        if group == "ngrams":
            return set(ngram_names(self.words))
        return set().union(*self[GROUPS.index(group)])


def rows(analysis: Analysis, groups: tuple[str, ...] = GROUPS) -> list[Row]:
    """Return the features of every sentence of a document.

    Parameters
    ----------
    analysis : Analysis
    groups : tuple of str
        Which of :data:`GROUPS` to compute; the others stay empty.
    """
    count = len(analysis.document)
    facts = gather(analysis)
    return list(
        map(
            Row,
            core_features(facts) if "core" in groups else [[_BIAS]] * count,
            detail_features(facts) if "detail" in groups else [[]] * count,
            context_features(facts) if "context" in groups else [()] * count,
            plain_words(analysis.document, analysis.extraction.phrases.nominals)
            if "ngrams" in groups
            else [[START]] * count,
        )
    )
