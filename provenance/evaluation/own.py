"""Own labels: the model on the test part and on the project's own articles, beside the baselines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import accuracy_score, f1_score

from provenance.data.labels import LabelledArticle
from provenance.evaluation.baselines import BASELINES
from provenance.evaluation.folds import cross_validate
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.predicted import outcomes, predict
from provenance.evaluation.setting import Setting
from provenance.training import recipe

TEST, EXAMPLES, FOLDED = "own test part", "examples", "own labels, folds"


def test_part(setting: Setting) -> list[Outcome]:
    """Measure on the test part, whose outlets no model was trained on."""
    result = predict(setting.scorer, setting.test)
    return [
        *outcomes(TEST, result),
        *baseline_measures(TEST, setting.training, setting.test),
    ]


def examples(setting: Setting) -> list[Outcome]:
    """Measure the model on the project's own articles."""
    return outcomes(EXAMPLES, predict(setting.scorer, setting.examples))


def folds(setting: Setting) -> list[Outcome]:
    """Measure by cross-validation over the articles of the train and dev parts."""
    result = cross_validate(setting.training, n_folds=setting.n_folds, n_jobs=setting.n_jobs)
    return outcomes(FOLDED, result)


def baseline_measures(
    task: str, training: Sequence[LabelledArticle], test: Sequence[LabelledArticle]
) -> list[Outcome]:
    """Fit the baselines to one set of articles and measure them on another."""
    sentences, y, _, _ = recipe.flatten(training)
    held_out, y_test, _, _ = recipe.flatten(test)
    found = []
    for name, make in BASELINES:
        model = make().fit([str(s) for s in sentences], y)
        predicted = model.predict([str(s) for s in held_out])
        found += accuracies(task, name, y_test, predicted)
    return found


def accuracies(task: str, system: str, y: np.ndarray, predicted: np.ndarray) -> list[Outcome]:
    """Return the two figures that every system has."""
    return [
        Outcome(task, "macro-F1", system, f1_score(y, predicted, average="macro")),
        Outcome(task, "accuracy", system, accuracy_score(y, predicted)),
    ]
