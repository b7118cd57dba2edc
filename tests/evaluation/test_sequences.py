"""Decisions that look at the neighbours' probabilities."""

import numpy as np
import pytest

from provenance.evaluation import sequences
from provenance.evaluation.predicted import Predicted
from provenance.evaluation.sequences import decoded, second_pass

CLASSES = np.array(["named", "vague"])


def predicted(y, probability_of_named):
    p = np.asarray(probability_of_named, dtype=float)
    probabilities = np.column_stack([p, 1 - p])
    none = np.zeros(len(p))
    return Predicted(
        np.asarray(y), CLASSES[(p < 0.5).astype(int)], probabilities, CLASSES, none, none
    )


@pytest.fixture
def runs():
    """Ten articles of twelve sentences, each of one class, with one doubtful sentence inside."""
    y, p, articles = [], [], []
    for number in range(10):
        named = number % 2 == 0
        sure = 0.8 if named else 0.2
        y += ["named" if named else "vague"] * 12
        p += [sure] * 6 + [0.48 if named else 0.52] + [sure] * 5
        articles += [str(number)] * 12
    return predicted(y, p), np.array(articles)


@pytest.mark.parametrize("decide", [decoded, second_pass])
def test_a_doubtful_sentence_goes_with_its_neighbours(runs, decide):
    result, articles = runs
    assert (result.y_pred != result.y_true).sum() == 10
    assert (decide(result, articles) == result.y_true).all()


@pytest.mark.parametrize("decide", [decoded, second_pass])
def test_articles_do_not_speak_for_each_other(decide):
    """A doubtful sentence by itself stays what it was, whatever stands in the next article."""
    y = np.array(["named", "vague"] * 100)
    p = np.where(y == "named", 0.9, 0.1)
    result = predicted(y, p)
    assert (decide(result, np.arange(200).astype(str)) == y).all()


@pytest.mark.parametrize("decide", [decoded, second_pass])
def test_folds_are_as_many_as_asked_for(decide, runs, monkeypatch):
    asked = []

    class Folds(sequences.GroupKFold):
        def __init__(self, n_splits):
            asked.append(n_splits)
            super().__init__(n_splits)

    monkeypatch.setattr(sequences, "GroupKFold", Folds)
    for n_folds in (None, 2, 50):
        decide(*runs, n_folds)
    assert asked == [sequences.FOLDS, 2, 10]


def test_sure_sentences_stay(runs):
    result, articles = runs
    sure = np.abs(result.probabilities[:, 0] - 0.5) > 0.1
    assert (decoded(result, articles)[sure] == result.y_pred[sure]).all()
