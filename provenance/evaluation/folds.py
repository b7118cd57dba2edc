"""Folds by article, and cross-validation over them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from provenance.data.labels import LabelledArticle
from provenance.document import Sentence
from provenance.errors import DatasetError
from provenance.evaluation.predicted import Predicted, second_classes
from provenance.features import GROUPS
from provenance.training import recipe

FOLDS = 5
# A held-out sentence of this length or more that also stands in the training part is left out.
DUPLICATE_LENGTH = 60


def article_folds(
    sentences: Sequence[Sentence], y: np.ndarray, groups: np.ndarray, folds: int = FOLDS
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return folds by article; a long sentence of both parts is dropped from training."""
    number: dict[str, int] = {}
    long = [len(str(sentence)) >= DUPLICATE_LENGTH for sentence in sentences]
    text = np.array([number.setdefault(str(s), len(number)) for s in sentences])
    long_text = np.where(long, text, -1 - np.arange(len(text)))
    return [
        (train[~np.isin(long_text[train], long_text[test])], test)
        for train, test in GroupKFold(folds).split(y, y, groups)
    ]


def cross_validate(
    articles: Sequence[LabelledArticle],
    groups_of_features: tuple[str, ...] = GROUPS,
    n_folds: int | None = None,
    n_jobs: int | None = 1,
    advance: Callable[[], None] = lambda: None,
) -> Predicted:
    """Predict every labelled article by a model that has not seen it.

    Parameters
    ----------
    articles : sequence of LabelledArticle
    groups_of_features : tuple of str
    n_folds : int, optional
        ``FOLDS`` by default; no more than there are articles.
    n_jobs : int, default=1
        Processes, as joblib counts them. The predictions are the same for any number.
    advance : callable
        Called when a fold is done.

    Raises
    ------
    DatasetError
        When a fold leaves so little to learn from that no feature occurs often enough.
    """
    sentences, y, marks, groups = recipe.flatten(articles)
    classes = np.unique(y)
    probabilities = np.zeros((len(y), len(classes)))
    checkable = np.zeros(len(y))
    folds = article_folds(sentences, y, groups, min(n_folds or FOLDS, len(articles)))
    parallel = Parallel(n_jobs=n_jobs, return_as="generator")
    results = parallel(delayed(_fold)(articles, *fold, groups_of_features) for fold in folds)
    told: dict[str, None] = {}
    for (_, test), (found, who, what, warned) in zip(folds, results, strict=True):
        probabilities[np.ix_(test, np.searchsorted(classes, found))] = who
        checkable[test] = what
        told |= dict.fromkeys(warned)
        advance()
    for message in told:
        warnings.warn(message, UserWarning, stacklevel=2)
    predicted = classes[probabilities.argmax(axis=1)]
    alternatives = second_classes(articles)
    return Predicted(y, predicted, probabilities, classes, marks, checkable, alternatives)


def _fold(
    articles: Sequence[LabelledArticle],
    train: np.ndarray,
    test: np.ndarray,
    groups_of_features: tuple[str, ...],
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Return classes, their probabilities and the checkable one for a fold, and the warnings.

    A process's warnings would be lost, or printed by it; on one thread, sums have one order.
    """
    sentences, _, _, _ = recipe.flatten(articles)
    learnt, y, marks, groups = recipe.training_set(articles, train)
    with warnings.catch_warnings(record=True) as caught, threadpool_limits(1):
        warnings.simplefilter("always")
        transformer = recipe.features(groups=groups_of_features)
        matrix = transformer.fit_transform(learnt)
        if not matrix.shape[1]:
            raise DatasetError(
                f"a fold of cross-validation leaves {len(train)} sentence(s) to learn from, in which "
                "no feature occurs often enough; should leave more: label more articles"
            )
        held_out = transformer.transform([sentences[i] for i in test])
        found, who = np.unique(y), np.ones((len(test), 1))
        if len(found) > 1:
            model = recipe.classifier().fit(matrix, y, groups=groups)
            found, who = model.classes_, model.predict_proba(held_out)
        what = _checkable(matrix, marks, held_out)
    return found, who, what, [str(warning.message) for warning in caught]


def _checkable(matrix: csr_matrix, marks: np.ndarray, held_out: csr_matrix) -> np.ndarray:
    known = marks >= 0
    if len(np.unique(marks[known])) < 2:
        return np.zeros(held_out.shape[0])
    # Ranking is all that is measured of it, and a temperature changes no ranking.
    model = recipe.classifier(calibration_folds=0).fit(matrix[known], marks[known])
    return model.predict_proba(held_out)[:, 1]
