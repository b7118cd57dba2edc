"""Minimal pairs: the shipped set, and how their order is measured."""

from types import SimpleNamespace

import numpy as np
import pytest

from provenance import read
from provenance.codebook import GRADES
from provenance.errors import DatasetError
from provenance.evaluation import behaviour
from provenance.evaluation.behaviour import Pair, load_pairs, margins, sentence_score
from provenance.evaluation.setting import Setting
from provenance.evaluation.table import BARS

PAIRS = load_pairs()


class Fixed:
    """Scores a text by its place in a list: sentence i of it gets the i-th number."""

    def __init__(self, scores):
        self.scores = scores

    def score(self, text):
        return [SimpleNamespace(score=value) for value in self.scores[text]]


def pair(number, phenomenon="adverb", sentence=0):
    return Pair(str(number), phenomenon, f"s{number}", f"w{number}", sentence, "named", "hedged")


def test_the_set_is_as_large_and_varied_as_it_says():
    assert len(PAIRS) >= 320
    assert len({p.phenomenon for p in PAIRS}) >= 15
    assert len({p.id.rsplit("-", 1)[0] for p in PAIRS}) >= 60
    assert len({p.id for p in PAIRS}) == len({(p.stronger, p.weaker) for p in PAIRS}) == len(PAIRS)


def test_every_class_with_a_grade_is_on_a_side_where_it_can_be():
    classes = list(GRADES)
    assert {p.stronger_class for p in PAIRS} == set(classes[:-1])
    assert {p.weaker_class for p in PAIRS} == set(classes[1:])


@pytest.mark.parametrize("shipped", PAIRS, ids=lambda p: p.id)
def test_a_pair_is_one_sentence_in_two_wordings_of_unlike_grade(shipped):
    assert GRADES[shipped.stronger_class] > GRADES[shipped.weaker_class]
    assert shipped.stronger != shipped.weaker
    for text in (shipped.stronger, shipped.weaker):
        assert text == text.strip()
        assert 0 <= shipped.sentence < len(read(text))


def test_no_wording_is_given_two_classes():
    found = {}
    for p in PAIRS:
        for text, name in ((p.stronger, p.stronger_class), (p.weaker, p.weaker_class)):
            assert found.setdefault((text, p.sentence), name) == name


def test_margins_are_of_the_judged_sentence():
    scorer = Fixed({"s1": [0.2, 0.9], "w1": [0.7, 0.4]})
    found = margins(scorer, [pair(1), pair(1, sentence=1)])
    assert found == pytest.approx([-0.5, 0.5])


def test_a_margin_is_missing_where_nothing_is_claimed():
    assert np.isnan(margins(Fixed({"s1": [0.9], "w1": [np.nan]}), [pair(1)])).all()


def test_a_sentence_that_is_not_there():
    with pytest.raises(DatasetError, match=r"sentence is 1 in 'a'; should be below 1"):
        sentence_score(Fixed({"a": [0.5]}), "a", 1)


def test_only_a_higher_score_is_in_order(monkeypatch):
    pairs = [pair(1), pair(2), pair(3, "denial"), pair(4, "denial"), pair(5, "denial")]
    scores = {
        "s1": [0.9], "w1": [0.1],
        "s2": [0.5], "w2": [0.5],
        "s3": [0.1], "w3": [0.9],
        "s4": [0.9], "w4": [np.nan],
        "s5": [0.6], "w5": [0.5],
    }  # fmt: skip
    monkeypatch.setattr(behaviour, "load_pairs", lambda: pairs)
    found = behaviour.minimal_pairs(SimpleNamespace(scorer=Fixed(scores)))
    assert [(o.measure, o.value) for o in found] == [
        ("in order", pytest.approx(2 / 5)),
        ("in order: adverb", pytest.approx(1 / 2)),
        ("in order: denial", pytest.approx(1 / 3)),
    ]


def test_the_shipped_model_orders_most_pairs_and_has_a_bar():
    found = {o.measure: o for o in behaviour.minimal_pairs(Setting())}
    assert found["in order"].value > 0.7
    assert (behaviour.TASK, "in order") in BARS
