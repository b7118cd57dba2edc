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
    found = calibration_bins(y_true, probabilities, classes, bins)
    return sum(count * abs(right - said) for said, right, count in found) / len(y_true)


def calibration_bins(
    y_true: np.ndarray, probabilities: np.ndarray, classes: np.ndarray, bins: int = 15
) -> list[tuple[float, float, int]]:
    """Return mean confidence, accuracy and number of samples of each bin that holds any.

    Parameters
    ----------
    y_true, probabilities, classes, bins
        As for :func:`expected_calibration_error`.

    Examples
    --------
    >>> p = np.array([[0.5, 0.5], [0.5, 0.5]])
    >>> calibration_bins(np.array(["a", "b"]), p, np.array(["a", "b"]))
    [(0.5, 0.5, 2)]
    """
    confidence = probabilities.max(axis=1)
    correct = classes[probabilities.argmax(axis=1)] == y_true
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        (float(confidence[inside].mean()), float(correct[inside].mean()), int(inside.sum()))
        for inside in (which == number for number in range(bins))
        if inside.any()
    ]
