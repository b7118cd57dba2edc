"""Measures, baselines, the table and its bars."""

import numpy as np
import pytest
from sklearn.base import clone

from provenance.codebook import CLASSES
from provenance.data.labels import load_examples
from provenance.evaluation import folds, own, speed
from provenance.evaluation.baselines import CuePattern, tfidf_baseline
from provenance.evaluation.measures import calibration_bins, expected_calibration_error
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.predicted import Predicted, outcomes
from provenance.evaluation.setting import Setting
from provenance.evaluation.table import BARS, Bar, render
from provenance.training import recipe

TWO = np.array(["named", "vague"])


@pytest.mark.parametrize(
    ("confidence", "right", "error"),
    [
        ([1.0, 1.0], [1, 1], 0.0),
        ([1.0, 1.0], [1, 0], 0.5),
        ([1.0, 1.0], [0, 0], 1.0),
        ([0.75] * 4, [1, 1, 1, 0], 0.0),
        ([0.9] * 10, [1] * 5 + [0] * 5, 0.4),
        ([0.6] * 10, [1] * 10, 0.4),
        ([0.9] * 2 + [0.6] * 2, [1, 0, 1, 1], 0.5 * 0.4 + 0.5 * 0.4),
        ([0.61, 0.65], [1, 0], 0.13),
        ([0.61, 0.95], [1, 0], 0.5 * 0.39 + 0.5 * 0.95),
    ],
)
def test_expected_calibration_error(confidence, right, error):
    probabilities = np.array([[p, 1 - p] for p in confidence])
    y = np.where(np.array(right) == 1, "named", "vague")
    assert expected_calibration_error(y, probabilities, TWO) == pytest.approx(error)


def test_bins_hold_every_sample_once():
    probabilities = np.array([[0.6, 0.4], [0.62, 0.38], [1.0, 0.0]])
    bins = calibration_bins(np.array(["named", "vague", "named"]), probabilities, TWO)
    assert [count for *_, count in bins] == [2, 1]
    assert bins[0][:2] == pytest.approx((0.61, 0.5))


def test_bins_can_be_chosen():
    probabilities = np.array([[0.6, 0.4], [0.9, 0.1]])
    y = np.array(["named", "vague"])
    assert expected_calibration_error(y, probabilities, TWO, bins=1) == pytest.approx(0.25)
    assert expected_calibration_error(y, probabilities, TWO, bins=2) == pytest.approx(0.25)
    assert expected_calibration_error(y, probabilities, TWO, bins=10) == pytest.approx(0.65)


@pytest.mark.parametrize("value", [0.69999, 0.7, 0.70001])
def test_a_bar_is_met_when_reached(value):
    assert Bar(0.7).met(value) == (value >= 0.7)
    assert Bar(0.7, at_most=True).met(value) == (value <= 0.7)


def test_table():
    text = render(
        [
            Outcome("polnear", "F1", "provenance", 0.9123),
            Outcome("polnear", "F1", "cue pattern", 0.1),
            Outcome(own.TEST, "calibration error", "provenance", 0.06),
            Outcome("speed", "sentences a second", "provenance", 12_345.6),
            Outcome("speed", "sentences a second", "tf-idf", 99.9),
        ]
    )
    assert text.splitlines() == [
        "task           measure             provenance  tf-idf  cue pattern  textacy  bar",
        "-------------  ------------------  ----------  ------  -----------  -------  ------  ------",
        "polnear        F1                  0.912               0.100                 \u2265 0.88  met",
        "own test part  calibration error   0.060                                     \u2264 0.04  MISSED",
        "speed          sentences a second  12,346      99.900",
    ]


def test_a_row_with_a_bar_that_only_another_system_was_measured_on():
    assert render([Outcome("polnear", "F1", "textacy", 0.4)]).splitlines()[2].split() == [
        "polnear", "F1", "0.400",
    ]  # fmt: skip


def test_counts_are_shown_as_counts():
    assert "3.000" not in render([Outcome("speed", "n", "provenance", 3)])


def test_table_of_nothing():
    assert render([]).splitlines()[0].startswith("task  measure  provenance")


def test_every_bar_is_of_a_measure_that_is_taken():
    taken = {(own.TEST, outcome.measure) for outcome in own.examples(Setting())}
    assert {bar for bar in BARS if bar[0] == own.TEST} <= taken


def test_cue_pattern():
    X = ["He said so.", "According to police, it fell.", "It fell.", "SHE SAYS NO."]
    model = CuePattern().fit(X, ["named", "vague", "unattributed", "named"])
    assert model.classes_.tolist() == ["named", "unattributed", "vague"]
    assert model.predict([*X, "The unsaid is best left.", ""]).tolist() == [
        "named", "named", "unattributed", "named", "unattributed", "unattributed",
    ]  # fmt: skip


@pytest.mark.parametrize("X", [["He said so."] * 2, ["It fell."] * 2])
def test_cue_pattern_with_one_side_only(X):
    model = clone(CuePattern()).fit(X, ["vague", "vague"])
    assert model.predict(["He said so.", "It fell."]).tolist() == ["vague", "vague"]


def test_tfidf_baseline():
    X = ["he said so", "it fell down"] * 5
    model = tfidf_baseline().fit(X, ["named", "unattributed"] * 5)
    assert model.predict(["he said", "it fell"]).tolist() == ["named", "unattributed"]


def test_the_shipped_model_beats_both_baselines_on_articles_it_has_not_seen():
    articles = load_examples()
    found = {o.measure: o.value for o in own.examples(Setting())}
    half = len(articles) // 2
    baselines = [
        o.value
        for o in own.baseline_measures("halves", articles[:half], articles[half:])
        if o.measure == "macro-F1"
    ]
    assert len(baselines) == 2
    assert found["macro-F1"] > 0.7
    # The baselines learnt from half of these articles, the model from none.
    assert found["macro-F1"] > max(baselines) + 0.2
    assert found["calibration error"] < 0.12
    assert found["checkable AUC"] > 0.85
    assert {f"F1 {name}" for name in CLASSES} <= set(found)


@pytest.mark.filterwarnings("ignore:the probabilities are not calibrated")
def test_cross_validation_predicts_every_sentence(monkeypatch):
    monkeypatch.setattr(folds, "FOLDS", 3)
    articles = load_examples()[:5]
    result = folds.cross_validate(articles, ("core",))
    _, y, marks, _ = recipe.flatten(articles)
    assert result.y_true.tolist() == y.tolist()
    np.testing.assert_allclose(result.probabilities.sum(axis=1), 1.0)
    assert set(result.y_pred) <= set(y)
    assert (result.y_pred == y).mean() > 0.5


def test_cross_validation_is_the_same_for_any_number_of_processes():
    articles = load_examples()[:6]
    steps = []
    first = folds.cross_validate(articles, ("core",), 3, 1, lambda: steps.append(1))
    second = folds.cross_validate(articles, ("core",), 3, 2)
    assert len(steps) == 3
    np.testing.assert_array_equal(first.probabilities, second.probabilities)
    np.testing.assert_array_equal(first.checkable, second.checkable)


@pytest.mark.filterwarnings("ignore:the probabilities are not calibrated")
def test_cross_validation_of_fewer_articles_than_folds():
    result = folds.cross_validate(load_examples()[:2], ("core",), 5)
    np.testing.assert_allclose(result.probabilities.sum(axis=1), 1.0)


def test_cross_validation_tells_once_what_its_folds_warn_of():
    with pytest.warns(UserWarning, match="the probabilities are not calibrated") as caught:
        folds.cross_validate(load_examples()[:2], ("core",), 2, 2)
    assert len(caught) == 1


def test_growth_measures_each_hard_text_at_each_size():
    outcomes = speed.growth(Setting(), 60)
    assert len({outcome.task for outcome in outcomes}) * 3 == len(outcomes)
    assert all(outcome.value > 0 for outcome in outcomes)


def test_an_alternative_counts_where_it_is_allowed():
    truth = np.array(["named", "vague", "hedged", "named"])
    guess = np.array(["named", "named", "vague", "vague"])
    alternatives = np.array(["vague", "named", "", "document"])
    classes = np.array(CLASSES)
    probabilities = 0.5 * (guess[:, None] == classes) + 0.3 * (classes == "hedged")
    none = np.zeros(4)
    result = Predicted(truth, guess, probabilities, classes, none, none, alternatives)
    found = {o.measure: o.value for o in outcomes("t", result)}
    assert found["accuracy"] == 0.25
    assert found["accuracy, alternatives allowed"] == 0.5
    assert found["among the two most probable"] == 0.5
