"""How well predicted spans meet those that were marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from provenance.document.spans import Span, shared


class Figures(NamedTuple):
    """Precision, recall and their harmonic mean, each in [0, 1]."""

    precision: float
    recall: float
    f1: float


def figures(found: float, predicted: float, gold: float) -> Figures:
    """Return precision, recall and F1 of counts.

    Parameters
    ----------
    found : float
        How many, or how much, of the predicted and of the gold is right.
    predicted, gold : float

    Examples
    --------
    >>> figures(1, 2, 4)
    Figures(precision=0.5, recall=0.25, f1=0.3333333333333333)
    """
    return combined(
        found / predicted if predicted else 0.0,
        found / gold if gold else 0.0,
    )


def combined(precision: float, recall: float) -> Figures:
    """Return precision and recall with their harmonic mean."""
    total = precision + recall
    return Figures(precision, recall, 2 * precision * recall / total if total else 0.0)


def span_figures(
    gold: Sequence[Span | None], predicted: Sequence[Span | None]
) -> dict[str, Figures]:
    """Compare one span a sentence, or none, with the one that was marked.

    Parameters
    ----------
    gold, predicted : sequences of Span or None, of the same length
        The same offsets: nothing is normalised here, not an article, not a mark at the edge.

    Returns
    -------
    dict of str to Figures
        ``exact``: a predicted span is right where both its ends are. ``overlap``: where it shares a
        character with the one that was marked, the usual lenient reading (Breck, Choi and Cardie
        2007). A long span makes that one easier, so ``intersection`` stands beside it: precision is
        the share of each predicted span that was marked, recall the share of each marked span that
        was predicted, on average over spans (Johansson and Moschitti 2013).

    Examples
    --------
    >>> found = span_figures([Span(0, 4), None], [Span(0, 8), None])
    >>> found["exact"].f1, found["overlap"].f1, found["intersection"].precision
    (0.0, 1.0, 0.5)
    """
    n_gold = sum(span is not None for span in gold)
    n_predicted = sum(span is not None for span in predicted)
    both = [
        (a, b)
        for a, b in zip(gold, predicted, strict=True)
        if a is not None and b is not None and shared(a, b)
    ]
    precision = sum(shared(a, b) / (b.end - b.start) for a, b in both)
    recall = sum(shared(a, b) / (a.end - a.start) for a, b in both)
    return {
        "exact": figures(sum(a == b for a, b in both), n_predicted, n_gold),
        "overlap": figures(len(both), n_predicted, n_gold),
        "intersection": combined(
            precision / n_predicted if n_predicted else 0.0, recall / n_gold if n_gold else 0.0
        ),
    }


def characters(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the places of the characters that spans cover, blanks left out."""
    return frozenset(
        place for start, end in spans for place in range(start, end) if not text[place].isspace()
    )


def union_share(a: frozenset[int], b: frozenset[int]) -> float:
    """Return what two sets share, as a part of what they hold together (Jaccard)."""
    together = len(a | b)
    return len(a & b) / together if together else 0.0


def matched(
    gold: Sequence[frozenset[int]], predicted: Sequence[frozenset[int]], at_least: float = 0.5
) -> list[tuple[int, int]]:
    """Match predicted to gold stretches one to one, the best overlap first.

    Parameters
    ----------
    gold, predicted : sequences of sets of places
    at_least : float
        The smallest share of their union that makes a match.

    Returns
    -------
    list of (int, int)
        Places in ``gold`` and in ``predicted``. Where ``at_least`` is above a half and neither
        side overlaps itself, no other matching is possible.

    Examples
    --------
    >>> matched([frozenset({1, 2}), frozenset({3})], [frozenset({3, 4}), frozenset({1, 2})])
    [(0, 1), (1, 0)]
    """
    where: dict[int, list[int]] = {}
    for number, places in enumerate(predicted):
        for place in places:
            where.setdefault(place, []).append(number)
    candidates = []
    for number, places in enumerate(gold):
        for other in {other for place in places for other in where.get(place, ())}:
            share = union_share(places, predicted[other])
            if share >= at_least:
                candidates.append((-share, number, other))
    pairs: list[tuple[int, int]] = []
    taken_gold, taken = set(), set()
    for _, number, other in sorted(candidates):
        if number not in taken_gold and other not in taken:
            taken_gold.add(number)
            taken.add(other)
            pairs.append((number, other))
    return sorted(pairs)
