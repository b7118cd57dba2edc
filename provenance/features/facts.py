"""What the features of a document's sentences are made of, gathered once for all feature files."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from provenance.attribution import Attributed, Basis
from provenance.document import Document
from provenance.extractors import Evidence, Kind
from provenance.features.analysis import Analysis

_SHARES = ((0.0, "none"), (0.2, "little"), (0.6, "half"), (0.85, "most"))
_REPORTING, _SOURCE = Kind.REPORTING, Kind.SOURCE


@dataclass(frozen=True, eq=False, slots=True)
class Facts:
    """Facts about the sentences of a document, in lists with an item a sentence.

    Attributes
    ----------
    analysis : Analysis
    stated : list of str
        The class of the source that the sentence itself states, or ``none``.
    shares : list of str
        How much of the sentence is quoted, in words.
    marks : list of list of Evidence
        The evidence but for cues and their sources, which the links tell more about.
    forms : list of list of str
        The forms of its tokens.
    """

    analysis: Analysis
    stated: list[str]
    shares: list[str]
    marks: list[list[Evidence]]
    forms: list[list[str]]

    @property
    def document(self) -> Document:
        """The document."""
        return self.analysis.document

    @property
    def attributed(self) -> list[Attributed]:
        """The attribution of each sentence."""
        return self.analysis.attributed


def gather(analysis: Analysis) -> Facts:
    """Gather the facts that more than one feature file asks for."""
    document = analysis.document
    forms = document.tokens.forms
    return Facts(
        analysis,
        [_stated(attributed) for attributed in analysis.attributed],
        [_share(attributed.quoted.share) for attributed in analysis.attributed],
        [
            [item for item in items if item.kind is not _REPORTING and item.kind is not _SOURCE]
            if items
            else items
            for items in analysis.extraction.evidence
        ],
        [forms[low:high] for low, high in pairwise(document.token_bounds)],
    )


def _stated(attributed: Attributed) -> str:
    attribution = attributed.attribution
    if attribution is None or attribution.basis is not Basis.STATED or attribution.source is None:
        return "none"
    return attribution.source.type.value


def _share(share: float) -> str:
    for edge, name in _SHARES:
        if share <= edge:
            return name
    return "all"
