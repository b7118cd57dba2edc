"""The codebook's rules applied to the evidence as they stand: a first verdict on each sentence.

It is no classification: it is one feature, the classifier's starting point, which the other
features confirm or correct.
"""

from __future__ import annotations

from provenance.attribution import Attributed, Basis, Polarity
from provenance.extractors import Evidence, Kind
from provenance.features.facts import Facts

# A cue this strong states a claim by itself; a weaker one needs content to go with it.
_SURE_CUE = 0.7
_CLEAR_CUE = 0.9
# So far back a clause's opener is looked for, which keeps time linear in a sentence's length.
_CLAUSE_REACH = 40
_HEDGING = frozenset({"adverb", "passive", "emergence"})
_FEW_TOKENS = 3
_UNNAMED = ("vague", "anonymous")
# What opens a clause of less weight, and what ends it again, as far as single tokens tell.
_CLAUSE_OPENERS = frozenset(
    "who which that whom whose after because while when although though if as for by".split()
)
_CLAUSE_ENDS = frozenset({",", ";", ":", "\u2014", "\u2013", "--"})


def verdict(facts: Facts, index: int) -> str:
    """Return the sourcing class that the codebook's rules alone would give a sentence."""
    attributed, marks = facts.attributed[index], facts.marks[index]
    attribution = attributed.attribution
    if attribution is not None and attribution.basis is Basis.QUOTATION:
        return attribution.source.type.value
    if marks and _claims_nothing(marks):
        return "no_claim"
    stated = facts.stated[index]
    sure = stated != "none" and _is_sure(attributed, stated)
    if marks and _is_hedged(facts, index, sure):
        return "hedged"
    if sure:
        return stated
    return "no_claim" if len(facts.forms[index]) <= _FEW_TOKENS else "unattributed"


def in_subordinate_clause(forms: list[str], low: int, token: int) -> bool:
    """Whether the clause that a token stands in was opened by "which", "after" and their like."""
    for position in range(token - 1, max(low, token - _CLAUSE_REACH), -1):
        if forms[position] in _CLAUSE_ENDS:
            return False
        if forms[position] in _CLAUSE_OPENERS:
            return True
    return False


def _claims_nothing(marks: list[Evidence]) -> bool:
    for item in marks:
        if item.kind is Kind.FURNITURE and item.strength >= _SURE_CUE:
            return True
        if item.kind is Kind.QUESTION and item.type == "asked":
            return True
    return False


def _is_sure(attributed: Attributed, stated: str) -> bool:
    """Whether the source that a sentence states answers for its main claim."""
    attribution, main = attributed.attribution, attributed.main
    cue = main.cue
    if attribution.polarity is Polarity.WITHHOLDS or main.subordinate or cue.voice == "infinitive":
        return False
    if cue.cue.strength < _SURE_CUE and attribution.content is None:
        return False
    if main.phrase.head.kind == "common" and cue.cue.strength < _CLEAR_CUE:
        return False  # a noun that no list knows is a source only with a verb that leaves no doubt
    # What a named person thinks is the writer's word for it.
    return cue.cue.type != "think" or stated in _UNNAMED


def _is_hedged(facts: Facts, index: int, sure: bool) -> bool:
    """Whether a hedge stands on the main claim: in the first clause, or on the cue itself."""
    forms, low = facts.document.tokens.forms, facts.document.token_bounds[index]
    for item in facts.marks[index]:
        if item.kind is not Kind.HEDGE or item.type not in _HEDGING:
            continue
        if sure:
            if 0 <= facts.attributed[index].main.cue.first - item.last <= 1:
                return True
        elif not in_subordinate_clause(forms, low, item.first):
            return True
    return False
