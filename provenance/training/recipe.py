"""How the project's features and classifier are put together and trained: one place for both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from provenance.classifier.estimator import SourcingClassifier
from provenance.classifier.model import LinearModel
from provenance.classifier.model_file import load_model
from provenance.codebook import CLASSES
from provenance.data.labels import LabelledArticle
from provenance.document import Sentence
from provenance.features.space import FeatureSpace
from provenance.features.transformer import SourcingFeatures
from provenance.training.alone import standing_alone

# Tuned on the training labels, cross-validated by article: see datasets/README.md.
STRENGTH = 0.2
# A class that no training label has gets this intercept and no weights: a probability of nought.
_ABSENT = -1e4
# Weights are kept to this many decimals, so that a last bit of rounding changes no model file.
_DECIMALS = 4


def features(**changes) -> SourcingFeatures:
    """Return the transformer with the project's settings."""
    return SourcingFeatures().set_params(**changes)


def classifier(**changes) -> SourcingClassifier:
    """Return the classifier with the project's settings."""
    return SourcingClassifier(C=STRENGTH).set_params(**changes)


def flatten(
    articles: Sequence[LabelledArticle],
) -> tuple[list[Sentence], np.ndarray, np.ndarray, np.ndarray]:
    """Return the sentences of labelled articles with sourcing, checkable and article of each."""
    sentences = [sentence for article in articles for sentence in article.sentences]
    sourcing = np.array([label for article in articles for label in article.sourcing])
    checkable = np.array([label for article in articles for label in article.checkable])
    groups = np.array([article.id for article in articles for _ in article.sourcing])
    return sentences, sourcing, checkable, groups


def training_set(
    articles: Sequence[LabelledArticle], chosen: Sequence[int] | None = None
) -> tuple[list[Sentence], np.ndarray, np.ndarray, np.ndarray]:
    """Return what a model learns from: labelled sentences, some of them once more alone.

    Parameters
    ----------
    articles : sequence of LabelledArticle
    chosen : sequence of int, optional
        Which of their sentences, as :func:`flatten` counts them; all by default.
    """
    sentences, *arrays = flatten(articles)
    labels = [label for article in articles for label in article.labels]
    places = np.arange(len(labels)) if chosen is None else np.asarray(chosen)
    kept = [sentences[place] for place in places]
    again, alone = standing_alone(kept, [labels[place] for place in places])
    sourcing, checkable, groups = (np.append(a[places], a[places][again]) for a in arrays)
    return kept + alone, sourcing, checkable, groups


def train(articles: Sequence[LabelledArticle], card: dict | None = None) -> LinearModel:
    """Train a model on labelled articles.

    Parameters
    ----------
    articles : sequence of LabelledArticle
        Of two classes or more. Where none has ``checkable`` labelled, the model judges it as the
        shipped one does, as far as they have features in common.
    card : dict, optional
        What the model file says of itself.

    Returns
    -------
    LinearModel
        The same for the same articles in the same order. It knows all classes of the codebook;
        those that no label has are never probable.
    """
    sentences, sourcing, checkable, groups = training_set(articles)
    transformer = features()
    matrix = transformer.fit_transform(sentences)
    who = classifier().fit(matrix, sourcing, groups=groups)
    # In the codebook's order, best sourced first, which is the order that every face shows.
    weights = np.zeros((matrix.shape[1], len(CLASSES) + 1))
    intercepts = np.full(len(CLASSES) + 1, _ABSENT)
    columns = [CLASSES.index(name) for name in who.classes_]
    weights[:, columns] = who.coef_.T / who.temperature_
    intercepts[columns] = who.intercept_ / who.temperature_
    weights[:, -1], intercepts[-1] = _checkable(transformer.space_, matrix, checkable, groups)
    return LinearModel(
        transformer.space_,
        CLASSES,
        np.round(weights, _DECIMALS).astype(np.float32),
        np.round(intercepts, _DECIMALS).astype(np.float32),
        card or {},
    )


def _checkable(
    space: FeatureSpace, matrix: csr_matrix, marks: np.ndarray, groups: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return the weights and the intercept for ``checkable``; the shipped ones where no label has it."""
    known = marks >= 0
    if not known.any():
        return _shipped_checkable(space)
    what = classifier().fit(matrix[known], marks[known], groups=groups[known])
    return what.coef_[1] / what.temperature_, what.intercept_[1] / what.temperature_


def _shipped_checkable(space: FeatureSpace) -> tuple[np.ndarray, float]:
    shipped = load_model()
    by_name = dict(zip(shipped.space.names, shipped.weights[:, -1].tolist(), strict=True))
    weights = np.array([by_name.get(name, 0.0) for name in space.names])
    return weights, float(shipped.intercepts[-1])
