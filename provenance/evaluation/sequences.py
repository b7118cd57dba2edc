"""Other ways to use a sentence's neighbours than features of them, measured to compare.

Both take the probabilities that cross-validation gives each sentence and decide anew from those of
its neighbours: a *decoder* that knows how often one class follows another (Viterbi 1967), and a
*second pass* of boosted trees over the probabilities around a sentence (stacked sequential learning:
Cohen and Carvalho 2005). They are no part of the model: README.md says what they add, and why it has neither.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from provenance.evaluation.folds import FOLDS
from provenance.evaluation.predicted import Predicted

_REACH = 3
# How much the decoder believes in what usually follows; chosen on the train and dev parts.
_BELIEF = 0.5
_SMALL = 1e-6


def decoded(predicted: Predicted, articles: np.ndarray, n_folds: int | None = None) -> np.ndarray:
    """Return the classes of the likeliest sequence of each article.

    Parameters
    ----------
    predicted : Predicted
    articles : ndarray of shape (n_sentences,)
        The article of each sentence.
    n_folds : int, optional
        As :func:`~provenance.evaluation.folds.cross_validate` takes it.
    """
    codes = np.searchsorted(predicted.classes, predicted.y_true)
    found = np.empty(len(codes), dtype=int)
    for train, test in _folds(articles, n_folds):
        follows = _transitions(codes, articles, train, len(predicted.classes))
        by_article = test[np.argsort(articles[test], kind="stable")]
        _, starts = np.unique(articles[by_article], return_index=True)
        for rows in np.split(by_article, starts[1:]):
            found[rows] = _likeliest(np.log(predicted.probabilities[rows] + _SMALL), follows)
    return predicted.classes[found]


def second_pass(
    predicted: Predicted, articles: np.ndarray, n_folds: int | None = None
) -> np.ndarray:
    """Return the classes that boosted trees read off the probabilities around each sentence.

    Parameters
    ----------
    predicted : Predicted
    articles : ndarray of shape (n_sentences,)
        The article of each sentence.
    n_folds : int, optional
        As :func:`~provenance.evaluation.folds.cross_validate` takes it.
    """
    own = np.log(predicted.probabilities + _SMALL)
    around = [_moved(predicted.probabilities, articles, step) for step in _steps()]
    X = np.hstack([own, *around])
    found = np.empty_like(predicted.y_true)
    for train, test in _folds(articles, n_folds):
        trees = HistGradientBoostingClassifier(
            max_iter=150, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=30, random_state=0
        )
        found[test] = trees.fit(X[train], predicted.y_true[train]).predict(X[test])
    return found


def _folds(articles: np.ndarray, n_folds: int | None) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    splits = min(n_folds or FOLDS, len(np.unique(articles)))
    return GroupKFold(splits).split(articles, articles, articles)


def _steps() -> list[int]:
    return [step for step in range(-_REACH, _REACH + 1) if step]


def _moved(values: np.ndarray, articles: np.ndarray, step: int) -> np.ndarray:
    """The rows ``step`` sentences on in the same article, noughts where there is none."""
    places = np.arange(len(values)) + step
    inside = (places >= 0) & (places < len(values))
    places = places.clip(0, len(values) - 1)
    same = inside & (articles[places] == articles)
    return np.where(same[:, None], values[places], 0.0)


def _transitions(
    codes: np.ndarray, articles: np.ndarray, train: np.ndarray, classes: int
) -> np.ndarray:
    """How much likelier than by itself a class is behind another, as logarithms."""
    here = train[:-1][(np.diff(train) == 1) & (articles[train[:-1]] == articles[train[1:]])]
    counts = np.ones((classes, classes))
    np.add.at(counts, (codes[here], codes[here + 1]), 1)
    joint = counts / counts.sum()
    return np.log(joint / np.outer(joint.sum(axis=1), joint.sum(axis=0)))


def _likeliest(scores: np.ndarray, follows: np.ndarray) -> np.ndarray:
    best, back = scores[0], []
    for row in scores[1:]:
        paths = best[:, None] + _BELIEF * follows
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return np.array(path[::-1])
