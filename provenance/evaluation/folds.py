"""Folds by article, and cross-validation over them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.model_selection import GroupKFold

from provenance.data.labels import LabelledArticle
from provenance.document import Sentence
from provenance.evaluation.predicted import Predicted
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
    articles: Sequence[LabelledArticle], groups_of_features: tuple[str, ...] = GROUPS
) -> Predicted:
    """Predict every labelled article by a model that has not seen it."""
    sentences, y, marks, groups = recipe.flatten(articles)
    classes = np.unique(y)
    probabilities = np.zeros((len(y), len(classes)))
    checkable = np.zeros(len(y))
    for train, test in article_folds(sentences, y, groups, FOLDS):
        transformer = recipe.features(groups=groups_of_features)
        matrix = transformer.fit_transform([sentences[i] for i in train])
        held_out = transformer.transform([sentences[i] for i in test])
        who = recipe.classifier().fit(matrix, y[train], groups=groups[train])
        columns = np.searchsorted(classes, who.classes_)
        probabilities[np.ix_(test, columns)] = who.predict_proba(held_out)
        # Ranking is all that is measured of it, and a temperature changes no ranking.
        what = recipe.classifier(calibration_folds=0).fit(matrix, marks[train])
        checkable[test] = what.predict_proba(held_out)[:, 1]
    predicted = classes[probabilities.argmax(axis=1)]
    return Predicted(y, predicted, probabilities, classes, marks, checkable)
