"""The fitted model as plain arrays: what a model file holds and what scoring multiplies.

Scoring needs neither scikit-learn nor SciPy, which take longer to import than an article takes to
score; a test holds its probabilities to those of the estimator.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from provenance.features.space import FeatureSpace


@dataclass(frozen=True, eq=False)
class LinearModel:
    """A linear model for the sourcing classes and for ``checkable``.

    Attributes
    ----------
    space : FeatureSpace
        The features, in the order of the weights' rows.
    classes : tuple of str
        The sourcing classes, in the order of the weights' columns.
    weights : ndarray of float32, shape (n_features, n_classes + 1)
        The last column is for ``checkable``. Temperatures are divided in already.
    intercepts : ndarray of float32, shape (n_classes + 1,)
    card : dict
        On what it was trained, and how it measured.
    path : path or None
        The file it was read from.
    """

    space: FeatureSpace
    classes: tuple[str, ...]
    weights: np.ndarray
    intercepts: np.ndarray
    card: dict = field(default_factory=dict)
    path: Path | Traversable | None = None

    def __reduce__(self):
        # What is made of the fields stays behind: a copy makes its own.
        kept = self.space, self.classes, self.weights, self.intercepts, self.card, self.path
        return LinearModel, kept

    def predict(
        self, indices: np.ndarray, values: np.ndarray, starts: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the class probabilities and the checkable probability of each row.

        Parameters
        ----------
        indices, values, starts : ndarray
            Rows as :meth:`FeatureSpace.sparse` gives them.

        Returns
        -------
        probabilities : ndarray, shape (n_rows, n_classes)
        checkable : ndarray, shape (n_rows,)
        """
        logits = self._sums(indices, values, starts) + self.intercepts
        classes = logits[:, :-1].astype(np.float64)
        classes -= classes.max(axis=1, keepdims=True)
        odds = np.exp(classes)
        checkable = 0.5 * (1.0 + np.tanh(0.5 * logits[:, -1].astype(np.float64)))
        return odds / odds.sum(axis=1, keepdims=True), checkable

    @cached_property
    def _rows(self) -> np.ndarray:
        """The weights with each row in one place; training leaves each column in one."""
        return np.ascontiguousarray(self.weights)

    def _sums(self, indices: np.ndarray, values: np.ndarray, starts: np.ndarray) -> np.ndarray:
        products = self._rows.take(indices, axis=0)
        products *= values[:, None]
        # A row at a time, so that a sentence's sum does not depend on what else is in the batch.
        sums = np.zeros((len(starts) - 1, self.weights.shape[1]), dtype=np.float32)
        filled = np.flatnonzero(starts[1:] > starts[:-1])
        if len(filled):
            sums[filled] = np.add.reduceat(products, starts[filled], axis=0)
        return sums
