"""How much of one sentence's claim stands in another, told by the words that carry it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from math import log

from provenance.lexicon import grammar, load_lexicon

_SUFFIXES = ("ings", "ing", "edly", "ed", "es", "s", "ly")
_SHORTEST = 3


def keys(forms: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words that carry a claim: no function word, no reporting verb.

    Examples
    --------
    >>> sorted(keys("police said the bridges were closed".split()))
    ['bridg', 'clos', 'polic']
    """
    idle = _idle()
    return frozenset(stem(form) for form in forms if form[0].isalnum() and form not in idle)


@cache
def stem(form: str) -> str:
    """Cut a word's ending off, so that "closed" and "closes" are one."""
    for suffix in _SUFFIXES:
        if form.endswith(suffix) and len(form) - len(suffix) >= _SHORTEST:
            form = form[: -len(suffix)]
            break
    return form[:-1] if form.endswith("e") and len(form) > _SHORTEST else form


def coverage(part: Collection[str], whole: Collection[str]) -> float:
    """Return the share of a claim's keys that another sentence has, 0 where there are none."""
    return len(set(part) & set(whole)) / len(part) if part else 0.0


def rarities(sentences: Collection[Collection[str]]) -> dict[str, float]:
    """Return the weight of each key of an article: the fewer sentences have it, the more it tells.

    Examples
    --------
    >>> found = rarities([{"mine", "clos"}, {"mine"}])
    >>> found["clos"] > found["mine"]
    True
    """
    counts = Counter(key for found in sentences for key in set(found))
    return {key: log((len(sentences) + 1) / count) for key, count in counts.items()}


def weight(found: Iterable[str], weights: dict[str, float]) -> float:
    """Return what keys weigh together."""
    return sum(weights.get(key, 0.0) for key in found)


@cache
def _idle() -> frozenset[str]:
    classes = grammar()
    names = (
        "determiners",
        "subject_pronouns",
        "relatives",
        "prepositions",
        "auxiliaries",
        "be",
        "modals",
        "negations",
        "conjunctions",
        "verb_adverbs",
        "subordinators",
        "possessive",
        "quantifiers",
    )
    found = {word for name in names for word in classes[name]}
    for name in ("reporting_verbs", "reporting_phrases", "hedges"):
        for cue in load_lexicon(name):
            if cue.type in ("say", "according", "adverb", "passive"):
                found.update(
                    word for pattern in cue.patterns for word in pattern.split() if word.isalpha()
                )
    return frozenset(found | {"mr", "mrs", "ms", "him", "them", "there", "very"})
