import numpy as np
import pytest

import provenance
from provenance.data.labels import Label, LabelledArticle
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.same_claim import same_claims
from provenance.evaluation.setting import Setting
from provenance.evaluation.table import render
from provenance.evaluation.triage import (
    checkable_order,
    growth,
    many_sentences,
    queue_order,
    ranking,
    score_order,
)

TEXT = (
    "Ana Ruiz said the port of Gant sold 40 cranes. The port reportedly sold 40 cranes in May. "
    "It was a lovely day. Read more"
)


@pytest.fixture(scope="module")
def scorer():
    return provenance.load()


def test_the_three_orders(scorer):
    report = scorer.score(TEXT)
    assert queue_order("a", report)[0] == 1
    assert score_order(report)[-1] == 3  # claims nothing
    assert sorted(checkable_order(report)) == sorted(score_order(report)) == [0, 1, 2, 3]
    found = [report[n].checkable for n in checkable_order(report)]
    assert found == sorted(found, reverse=True)


def test_shares_count_labels_among_the_first_ten(scorer):
    text = "The port reportedly sold 40 cranes in May. " * 6 + "It was a lovely day. " * 10
    document = provenance.read(text)
    labels = [Label("hedged", 1)] * 6 + [Label("unattributed", 0)] * 10
    article = LabelledArticle("a", document, tuple(labels), "test")
    short = LabelledArticle("b", provenance.read(TEXT), (Label("named", 1),) * 4, "test")
    found = {(o.measure, o.system): o.value for o in ranking("queue", scorer, [article, short])}
    told = "first 10: weakly sourced and checkable"
    assert found[told, "provenance"] == found[told, "checkable alone"] == pytest.approx(0.6)
    assert found[f"{told}, at best", "provenance"] == pytest.approx(0.6)


def test_the_queue_is_the_best_of_the_three_on_the_examples():
    setting = Setting()
    found = ranking("queue", setting.scorer, setting.examples)
    for measure in {o.measure for o in found if "at best" not in o.measure}:
        by_system = {o.system: o.value for o in found if o.measure == measure}
        assert by_system["provenance"] > max(by_system["score alone"], by_system["checkable alone"])


def test_pairs_are_measured_beside_a_baseline():
    found = {(o.measure, o.system): o.value for o in same_claims(Setting())}
    for system in ("provenance", "tf-idf"):
        precision, recall = found["precision", system], found["recall", system]
        assert found["F1", system] == pytest.approx(2 * precision * recall / (precision + recall))
    assert found["precision", "provenance"] > found["precision", "tf-idf"]
    assert np.isfinite(list(found.values())).all()


def test_other_systems_than_the_usual_have_columns_of_their_own():
    told = render([Outcome("queue", "first 10", "score alone", 0.4)])
    assert told.splitlines()[0].split()[-3:] == ["score", "alone", "bar"]


def test_many_sentences_are_reworded_and_always_the_same():
    setting = Setting()
    frame = many_sentences(setting, 2_000)
    assert len(frame) == 2_000
    assert frame["text"].nunique() > 1_800
    assert frame.equals(many_sentences(setting, 2_000))


def test_growth_is_timed_at_three_sizes():
    found = growth(Setting(), size=300)
    assert len(found) == 7
    assert all(outcome.value >= 0 for outcome in found)
