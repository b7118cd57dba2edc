"""The codebook's rules applied to the evidence as they stand: a first verdict on each sentence.

It is no classification: it is one feature, the classifier's starting point, which the other
features confirm or correct.
"""

from __future__ import annotations

from provenance.attribution import Attributed, Basis, Polarity, SourceType
from provenance.extractors import Evidence, Kind
from provenance.features.analysis import Analysis

# A cue this strong states a claim by itself; a weaker one needs content to go with it.
_SURE_CUE = 0.7
_CLEAR_CUE = 0.9
# So far back a clause's opener is looked for, which keeps time linear in a sentence's length.
_CLAUSE_REACH = 40
_HEDGING = frozenset({"adverb", "passive", "emergence"})
_FEW_TOKENS = 3
# What opens a clause of less weight, and what ends it again, as far as single tokens tell.
_CLAUSE_OPENERS = frozenset(
    "who which that whom whose after because while when although though if as for by".split()
)
_CLAUSE_ENDS = frozenset({",", ";", ":", "\u2014", "\u2013", "--"})


def verdict(analysis: Analysis, index: int) -> str:
    """Return the sourcing class that the codebook's rules alone would give a sentence."""
    attributed = analysis.attributed[index]
    evidence = analysis.extraction.evidence[index]
    low, high = analysis.document.token_bounds[index : index + 2]
    attribution = attributed.attribution
    if attribution is not None and attribution.basis is Basis.QUOTATION:
        return attribution.source.type.value
    if any(item.kind is Kind.FURNITURE and item.strength >= _SURE_CUE for item in evidence):
        return "no_claim"
    if any(item.kind is Kind.QUESTION and item.type == "asked" for item in evidence):
        return "no_claim"
    stated = _stated(attributed)
    if _hedge(analysis, evidence, attributed, low, stated):
        return "hedged"
    if stated is not None:
        return stated
    return "no_claim" if high - low <= _FEW_TOKENS else "unattributed"


def in_subordinate_clause(forms: list[str], low: int, token: int) -> bool:
    """Whether the clause that a token stands in was opened by "which", "after" and their like."""
    for position in range(token - 1, max(low, token - _CLAUSE_REACH), -1):
        if forms[position] in _CLAUSE_ENDS:
            return False
        if forms[position] in _CLAUSE_OPENERS:
            return True
    return False


def _stated(attributed: Attributed) -> str | None:
    attribution, main = attributed.attribution, attributed.main
    if attribution is None or attribution.basis is not Basis.STATED or attribution.source is None:
        return None
    if (
        attribution.polarity is Polarity.WITHHOLDS
        or main.subordinate
        or main.cue.voice == "infinitive"
    ):
        return None
    if main.cue.cue.strength < _SURE_CUE and attribution.content is None:
        return None
    if main.phrase.head.kind == "common" and main.cue.cue.strength < _CLEAR_CUE:
        return None  # a noun that no list knows is a source only with a verb that leaves no doubt
    crowd = attribution.source.type in (SourceType.VAGUE, SourceType.ANONYMOUS)
    if main.cue.cue.type == "think" and not crowd:
        return None  # what a named person thinks is the writer's word for it
    return attribution.source.type.value


def _hedge(
    analysis: Analysis,
    evidence: list[Evidence],
    attributed: Attributed,
    low: int,
    stated: str | None,
) -> bool:
    """Whether a hedge stands on the main claim: in the first clause, or on the cue itself."""
    forms = analysis.document.tokens.forms
    for item in evidence:
        if item.kind is not Kind.HEDGE or item.type not in _HEDGING:
            continue
        if stated is not None:
            cue = attributed.main.cue
            if 0 <= cue.first - item.last <= 1:
                return True
        elif not in_subordinate_clause(forms, low, item.first):
            return True
    return False
