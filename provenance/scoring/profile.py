"""The sourcing profile of an article: how it sources its claims, in a few named numbers.

No number depends on which words are used beyond the cue lists, on names, topics or places, and none is
a length or a count that grows with it. A number is NaN where the article holds too little to tell.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from provenance.attribution import Attribution, Basis
from provenance.codebook import SOURCED
from provenance.extractors import Kind
from provenance.lexicon import expand, load_lexicon, word_classes

if TYPE_CHECKING:
    from provenance.scoring.scores import SentenceScore

_HONORIFICS = frozenset("mr mrs ms miss dr sir".split())
_UNNAMED = frozenset({"anonymous", "vague"})
# A number told from fewer cases than this is NaN.
_FEWEST = 3
# How many sourced sentences are drawn to count their sources.
_DRAWN = 5
# Runs and distances count up to here, so that one long article does not stand apart.
_LONGEST = 10
# A quotation of this many words or more is a block of somebody else's text.
_BLOCK = 40


@dataclass(frozen=True)
class Material:
    """A scored article as its profile is measured on it.

    Attributes
    ----------
    sentences : sequence of SentenceScore
        All of them.
    """

    sentences: Sequence[SentenceScore]

    @cached_property
    def claims(self) -> list[SentenceScore]:
        """The sentences that claim something."""
        return [s for s in self.sentences if s.sourcing != "no_claim"]

    @cached_property
    def sourced(self) -> list[tuple[SentenceScore, Attribution]]:
        """The claims that a source answers for, with their attributions."""
        return [
            (s, s.attribution)
            for s in self.claims
            if s.sourcing in SOURCED and s.attribution and s.attribution.source
        ]

    @cached_property
    def uses(self) -> Counter[str]:
        """How many claims each source answers for."""
        return Counter(_key(attribution) for _, attribution in self.sourced)

    @cached_property
    def named(self) -> list[Attribution]:
        """The attributions to persons."""
        return [a for _, a in self.sourced if a.source.type == "named"]

    @cached_property
    def words(self) -> int:
        """How many words the article has."""
        return max(1, sum(len(s.text.split()) for s in self.sentences))

    @cached_property
    def found(self) -> Counter[tuple[str, str]]:
        """How many pieces of evidence there are, by kind and type."""
        return Counter((e.kind.value, e.type) for s in self.sentences for e in s.evidence)

    @cached_property
    def quotations(self) -> list[float]:
        """About how many words each quotation of speech holds."""
        letters = max(1, sum(len(s.text) for s in self.sentences))
        return [
            (e.span.end - e.span.start) * self.words / letters
            for s in self.sentences
            for e in s.evidence
            if e.kind is Kind.QUOTATION and e.type != "scare"
        ]

    def per_thousand(self, kind: Kind, *types: str) -> float:
        """Return how many pieces of evidence there are in a thousand words."""
        count = sum(
            n for (k, t), n in self.found.items() if k == kind and (not types or t in types)
        )
        return 1000 * count / self.words

    def expected(self, sourcing: str) -> float:
        """Return the share of claims that are of a class, as the probabilities expect it."""
        claiming = sum(1.0 - s.probabilities["no_claim"] for s in self.sentences)
        return _ratio(sum(s.probabilities[sourcing] for s in self.sentences), claiming)

    def share(self, count: float) -> float:
        """Return a number of claims as a share of all."""
        return _ratio(count, len(self.claims))


@dataclass(frozen=True, slots=True)
class Feature:
    """One number of the profile.

    Attributes
    ----------
    name : str
    words : str
        What it is, for a reader.
    measure : callable
        Takes :class:`Material`, returns a float.
    unit : str
        ``share``, ``rate`` (of a thousand words), ``score`` or ``count``.
    shown : callable
        Takes the number, returns what a reader is shown: it undoes a logarithm.
    """

    name: str
    words: str
    measure: Callable[[Material], float]
    unit: str = "share"
    shown: Callable[[float], float] = float


def measure(sentences: Sequence[SentenceScore]) -> dict[str, float]:
    """Return the sourcing profile of an article.

    Parameters
    ----------
    sentences : sequence of SentenceScore
        An :class:`ArticleScore` is one.

    Returns
    -------
    dict of str to float
        A number for each of ``FEATURES``, in their order; NaN where there is too little to tell.

    Examples
    --------
    >>> import provenance
    >>> profile = measure(provenance.score("Ana Ruiz said so. It reportedly was not so."))
    >>> round(profile["named"], 1), profile["source_variety"]
    (0.5, nan)
    """
    material = Material(sentences)
    return {feature.name: float(feature.measure(material)) for feature in FEATURES}


def _key(attribution: Attribution) -> str:
    source = attribution.source
    return (source.name or source.text).casefold().removeprefix("the ")


@cache
def _outlets() -> frozenset[str]:
    classes = word_classes()
    wordings = (w for c in load_lexicon("outlets") for p in c.patterns for w in expand(p, classes))
    return frozenset(wording.removeprefix("the ") for wording in wordings)


def _ratio(count: float, total: float, fewest: float = 1e-9) -> float:
    return count / total if total >= fewest else math.nan


def _mean(values: Sequence[float]) -> float:
    return _ratio(sum(values), len(values))


def _unnamed(material: Material, with_reason: bool) -> float:
    return material.share(
        sum(
            s.sourcing in _UNNAMED and (a.source.anonymity is not None) == with_reason
            for s, a in material.sourced
        )
    )


def _second_hand(material: Material) -> float:
    relayed = {s.index for s, a in material.sourced if a.second_hand}
    relayed |= {s.index for s in material.claims for e in s.evidence if e.kind is Kind.RELAY}
    return material.share(len(relayed))


def _press(material: Material) -> float:
    outlets = _outlets()
    return material.share(sum(_key(a) in outlets for _, a in material.sourced))


def _variety(material: Material) -> float:
    """Return how many sources five sourced claims are expected to have (Hurlbert's rarefaction, 1971).

    Sources per claim would fall with length, as an article comes back to those it has.
    """
    total = len(material.sourced)
    if total < _DRAWN:
        return math.nan
    draws = math.comb(total, _DRAWN)
    return sum(1.0 - math.comb(total - n, _DRAWN) / draws for n in material.uses.values())


def _same_source(material: Material) -> float:
    """Return how probably two sourced claims have one source (Simpson 1949, without bias)."""
    total = len(material.sourced)
    pairs = sum(n * (n - 1) for n in material.uses.values())
    return _ratio(pairs, total * (total - 1), _FEWEST * (_FEWEST - 1))


def _lead(material: Material) -> float:
    return material.claims[0].score if material.claims else math.nan


def _lead_gap(material: Material) -> float:
    return _lead(material) - _mean([s.score for s in material.claims[1:]])


def _before_first(material: Material) -> float:
    found = (n for n, s in enumerate(material.claims) if s.sourcing in SOURCED)
    return min(_LONGEST, next(found, _LONGEST))


def _distance(material: Material) -> float:
    """Return how many sentences back a claim's source is mentioned, 0 where the claim has it."""
    stated, distances = None, []
    for sentence, attribution in material.sourced:
        if attribution.basis is Basis.STATED:
            stated = sentence.index
        if stated is not None:
            distances.append(min(_LONGEST, sentence.index - stated))
    return _ratio(sum(distances), len(distances), _FEWEST)


def _unsourced_run(material: Material) -> float:
    runs, run = [], 0
    for sentence in material.claims:
        if sentence.sourcing == "unattributed":
            run += 1
        elif run:
            runs, run = [*runs, run], 0
    runs += [run] if run else []
    return math.log1p(_mean(runs)) if runs else 0.0


def _checkable_unsourced(material: Material) -> float:
    return _mean([s.checkable * s.probabilities["unattributed"] for s in material.claims])


def _of_named(material: Material, count: int) -> float:
    return _ratio(count, len(material.named), _FEWEST)


def _full_name(material: Material) -> float:
    """Return how many mentions have a name of more words, "Mr." aside: that is a matter of house style."""
    words = (a.source.text.casefold().replace(".", "").split() for a in material.named)
    return _of_named(material, sum(len(set(name) - _HONORIFICS) > 1 for name in words))


def _pronoun(material: Material) -> float:
    pronouns = sum(a.source.text.casefold() in ("he", "she", "they") for a in material.named)
    return _of_named(material, pronouns)


def _form(form: str) -> Callable[[Material], float]:
    return lambda m: _ratio(sum(a.form == form for _, a in m.sourced), len(m.sourced), _FEWEST)


# What is not here is the share of claims that nobody answers for, which the others leave.
FEATURES: tuple[Feature, ...] = (
    Feature("named", "claims a named person answers for", lambda m: m.expected("named")),
    Feature("document", "claims from a document", lambda m: m.expected("document")),
    Feature("organisation", "claims of a named body", lambda m: m.expected("organisation")),
    Feature("anonymous", "claims of a described, unnamed source", lambda m: m.expected("anonymous")),
    Feature("vague", "claims of nobody in particular", lambda m: m.expected("vague")),
    Feature("hedged", "claims handed on without a source", lambda m: m.expected("hedged")),
    Feature("reason_given", "claims of unnamed sources, reason given", lambda m: _unnamed(m, True)),
    Feature("no_reason", "claims of unnamed sources, no reason given", lambda m: _unnamed(m, False)),
    Feature("hedges", "hedges", lambda m: m.per_thousand(Kind.HEDGE), "rate"),
    Feature("uncertainty", "the writer's own doubt", lambda m: m.per_thousand(Kind.UNCERTAINTY), "rate"),
    Feature("second_hand", "claims at second hand", _second_hand),
    Feature("press", "claims another outlet answers for", _press),
    Feature("source_variety", "sources in five sourced claims", _variety, "count"),
    Feature("same_source", "chance that two claims share a source", _same_source),
    Feature("lead", "score of the opening claim", _lead, "score"),
    Feature("lead_gap", "score of the opening claim above the rest", _lead_gap, "score"),
    Feature("before_first", "claims before the first source", _before_first, "count"),
    Feature("distance", "sentences back to a claim's source", _distance, "count"),
    Feature("unsourced_run", "unsourced claims in a row", _unsourced_run, "count", math.expm1),
    Feature("quoted", "words in quotation marks", lambda m: min(1.0, sum(m.quotations) / m.words)),
    Feature(
        "block_quoted",
        "words in quotations of forty words or more",
        lambda m: min(1.0, sum(n for n in m.quotations if n >= _BLOCK) / m.words),
    ),
    Feature(
        "part_quotes", "quoted phrases", lambda m: m.per_thousand(Kind.QUOTATION, "mixed"), "rate"
    ),
    Feature(
        "scare_quotes", "scare quotes", lambda m: m.per_thousand(Kind.QUOTATION, "scare"), "rate"
    ),
    Feature("indirect", "sourced claims in the writer's words", _form("indirect")),
    Feature("checkable", "claims that could be checked", lambda m: _mean([s.checkable for s in m.claims])),
    Feature("checkable_unsourced", "checkable claims without a source", _checkable_unsourced),
    Feature(
        "role_given",
        "mentions of named sources whose role is told",
        lambda m: _of_named(m, sum(a.source.role is not None for a in m.named)),
    ),
    Feature("full_name", "mentions of named sources by more than one word", _full_name),
    Feature("pronoun", "mentions of named sources by a pronoun", _pronoun),
    Feature(
        "no_comment", "refusals to comment", lambda m: m.per_thousand(Kind.POLARITY, "silence"), "rate"
    ),
)  # fmt: skip
