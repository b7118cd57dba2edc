"""Context features: what stands around a sentence, its neighbours and its article."""

from __future__ import annotations

from itertools import repeat
from operator import eq

from provenance.extractors import Evidence, Kind
from provenance.features.bundles import NOTHING, Bundle, Names, bundled, remembered
from provenance.features.facts import Facts

_LEVELS = (0.05, 0.15, 0.3, 0.5, 0.7)
_QUOTED_SHARE = 0.6
_FEW = 4  # shares of fewer sentences say nothing of an article
_VOICE = frozenset({"i", "my", "we", "our", "me"})
_TOLD = tuple(
    (kind, kind.value) for kind in (Kind.HEDGE, Kind.ANONYMITY, Kind.FURNITURE, Kind.QUESTION)
)


def context_features(facts: Facts) -> list[tuple[Bundle, ...]]:
    """Return the context features of every sentence of a document."""
    around = [
        _signature(stated, attributed.quoted.share > _QUOTED_SHARE)
        for stated, attributed in zip(facts.stated, facts.attributed, strict=True)
    ]
    marks = [_told(items) if items else () for items in facts.marks]
    paragraph_of = facts.document.paragraph_of
    count = len(around)
    if count < 2:
        return [()] * count  # a sentence alone has no context to tell of
    # A column a neighbour, each moved against the sentences by its distance.
    next_, next_but_one = around[1:], around[2:]
    same = list(map(eq, paragraph_of, paragraph_of[1:]))
    same_but_one = list(map(eq, paragraph_of, paragraph_of[2:]))
    return list(
        zip(
            repeat(_article_features(facts, around), count),
            [NOTHING] * 2 + list(map(_far, repeat(-2), around, same_but_one)),
            [_edge(-1), *map(_near, repeat(-1), around, same, next_)],
            [NOTHING, *map(_marks, repeat(-1), marks[:-1])],
            [*map(_near, repeat(1), next_, same, around), _edge(1)],
            [*map(_marks, repeat(1), marks[1:]), NOTHING],
            list(map(_far, repeat(2), next_but_one, same_but_one)) + [NOTHING] * 2,
            [NOTHING, *map(_between, around, next_but_one, next_), NOTHING][:count],
            strict=True,
        )
    )


@remembered
def _signature(stated: str, quoted: bool) -> str:
    """Sum up a sentence for its neighbours: its stated source, and whether it is quoted."""
    return f"{stated}/{'quoted' if quoted else 'plain'}"


def _told(items: list[Evidence]) -> tuple[str, ...]:
    """The kinds of evidence in a sentence that say something about its neighbours."""
    kinds = [item.kind for item in items]
    return tuple(name for kind, name in _TOLD if kind in kinds)


@bundled
def _near(step: int, signature: str, same: bool, own: str) -> Names:
    return (*_far(step, signature, same), f"{step:+d}:{signature}&own:{own}")


@bundled
def _far(step: int, signature: str, same: bool) -> Names:
    place = f"{step:+d}:{signature}"
    return (place, f"{place}&{'same' if same else 'other'}")


@bundled
def _marks(step: int, kinds: tuple[str, ...]) -> Names:
    return tuple(f"{step:+d}:{kind}" for kind in kinds)


@bundled
def _edge(step: int) -> Names:
    return (f"{step:+d}:edge",)


@bundled
def _between(before: str, after: str, own: str) -> Names:
    return (f"between:{before}&{after}&own:{own}",)


def _article_features(facts: Facts, around: list[str]) -> Bundle:
    """What all sentences of an article share: how much of it is sourced, and in whose voice."""
    count = len(around)
    if count < _FEW:
        return NOTHING
    stated = len(around) - facts.stated.count("none")
    quoted = sum(signature.endswith("quoted") for signature in around)
    own_voice = sum(
        not _VOICE.isdisjoint(forms)
        for forms, attributed in zip(facts.forms, facts.attributed, strict=True)
        if not attributed.quoted.groups
    )
    return _article(_level(stated / count), _level(quoted / count), _level(own_voice / count))


@bundled
def _article(stated: str, quoted: str, first_person: str) -> Names:
    return (
        f"article:stated={stated}",
        f"article:quoted={quoted}",
        f"article:first person={first_person}",
    )


def _level(share: float) -> str:
    for edge in _LEVELS:
        if share <= edge:
            return f"<={edge}"
    return f">{_LEVELS[-1]}"
