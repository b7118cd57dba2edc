"""How the project's features and classifier are put together and trained: one place for both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from provenance.classifier.estimator import SourcingClassifier
from provenance.classifier.model import LinearModel
from provenance.codebook import CLASSES
from provenance.data.labels import LabelledArticle
from provenance.document import Sentence
from provenance.features.transformer import SourcingFeatures

# Tuned on the training labels, cross-validated by article: see datasets/README.md.
STRENGTH = 0.2
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


def train(articles: Sequence[LabelledArticle], card: dict | None = None) -> LinearModel:
    """Train a model on labelled articles.

    Parameters
    ----------
    articles : sequence of LabelledArticle
    card : dict, optional
        What the model file says of itself.

    Returns
    -------
    LinearModel
        The same for the same articles in the same order.
    """
    sentences, sourcing, checkable, groups = flatten(articles)
    transformer = features()
    matrix = transformer.fit_transform(sentences)
    who = classifier().fit(matrix, sourcing, groups=groups)
    what = classifier().fit(matrix, checkable, groups=groups)
    # In the codebook's order, best sourced first, which is the order that every face shows.
    classes = [name for name in CLASSES if name in who.classes_]
    order = np.searchsorted(who.classes_, classes)
    weights = np.vstack([who.coef_[order] / who.temperature_, what.coef_[1:] / what.temperature_]).T
    intercepts = np.append(
        who.intercept_[order] / who.temperature_, what.intercept_[1] / what.temperature_
    )
    return LinearModel(
        transformer.space_,
        tuple(classes),
        np.round(weights, _DECIMALS).astype(np.float32),
        np.round(intercepts, _DECIMALS).astype(np.float32),
        card or {},
    )
