"""Spans and sets of places compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.document import Span
from provenance.evaluation.overlap import (
    characters,
    figures,
    matched,
    shared,
    span_figures,
    union_share,
)


@pytest.mark.parametrize(
    "counts, expected",
    [((0, 0, 0), (0, 0, 0)), ((2, 2, 2), (1, 1, 1)), ((1, 4, 2), (0.25, 0.5, 1 / 3))],
)
def test_figures(counts, expected):
    assert figures(*counts) == pytest.approx(expected)


@pytest.mark.parametrize(
    "a, b, expected",
    [((0, 4), (4, 8), 0), ((0, 4), (3, 8), 1), ((0, 9), (2, 4), 2), ((5, 6), (0, 2), 0)],
)
def test_shared(a, b, expected):
    assert shared(Span(*a), Span(*b)) == shared(Span(*b), Span(*a)) == expected


GOLD = [Span(0, 10), Span(20, 24), None, None, Span(50, 60)]
PREDICTED = [Span(0, 10), Span(20, 40), Span(41, 45), None, None]


def test_span_figures():
    found = span_figures(GOLD, PREDICTED)
    assert found["exact"] == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert found["overlap"] == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    precision, recall = (1 + 4 / 20) / 3, 2 / 3
    assert found["intersection"][:2] == pytest.approx((precision, recall))


def test_spans_that_do_not_meet_are_false_and_missed():
    found = span_figures([Span(0, 4)], [Span(4, 8)])
    assert all(value.f1 == 0 for value in found.values())


def test_nothing_marked_and_nothing_found():
    assert all(value == (0, 0, 0) for value in span_figures([None], [None]).values())


def test_the_two_sides_must_be_of_one_length():
    with pytest.raises(ValueError):
        span_figures([None], [])


def test_characters_leave_blanks_out():
    assert characters("a b\n c", [(0, 3), (3, 6)]) == {0, 2, 5}


def test_union_share():
    assert union_share(frozenset({1, 2, 3}), frozenset({2, 3, 4})) == 0.5
    assert union_share(frozenset(), frozenset()) == 0.0


def _stretch(start, end):
    return frozenset(range(start, end))


@pytest.mark.parametrize(
    "gold, predicted, pairs",
    [
        ([(0, 10)], [(0, 5)], [(0, 0)]),
        ([(0, 10)], [(0, 4)], []),  # less than half of the union
        ([(0, 10)], [(0, 100)], []),  # all of the gold, but the half of the other is not in it
        ([(0, 10)], [(0, 9), (0, 10)], [(0, 1)]),  # the better of two, and only that one
        ([(0, 10), (10, 20)], [(0, 20)], [(0, 0)]),  # one is found once
        ([(0, 4), (6, 9)], [(6, 9), (0, 4)], [(0, 1), (1, 0)]),
        ([], [(0, 4)], []),
    ],
)
def test_matched(gold, predicted, pairs):
    assert matched([_stretch(*g) for g in gold], [_stretch(*p) for p in predicted]) == pairs


_SETS = st.lists(st.frozensets(st.integers(0, 12), min_size=1), max_size=6)


@given(_SETS, _SETS)
def test_matching_is_one_to_one(gold, predicted):
    pairs = matched(gold, predicted)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    assert all(union_share(gold[a], predicted[b]) >= 0.5 for a, b in pairs)
