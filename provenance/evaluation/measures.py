"""Measures that scikit-learn does not have."""

from __future__ import annotations

import numpy as np


def expected_calibration_error(
    y_true: np.ndarray, probabilities: np.ndarray, classes: np.ndarray, bins: int = 15
) -> float:
    """Return how far confidence is from accuracy, on average (Naeini et al. 2015).

    Parameters
    ----------
    y_true : array of shape (n_samples,)
    probabilities : array of shape (n_samples, n_classes)
    classes : array of shape (n_classes,)
    bins : int
        Equally wide bins of the confidence in the most probable class.

    Examples
    --------
    >>> p = np.array([[0.5, 0.5], [0.5, 0.5]])
    >>> expected_calibration_error(np.array(["a", "b"]), p, np.array(["a", "b"]))
    0.0
    """
    confidence = probabilities.max(axis=1)
    correct = classes[probabilities.argmax(axis=1)] == y_true
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for number in range(bins):
        inside = which == number
        if inside.any():
            error += inside.mean() * abs(correct[inside].mean() - confidence[inside].mean())
    return float(error)
