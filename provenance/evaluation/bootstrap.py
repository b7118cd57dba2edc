"""Intervals for the AUC over outlets: articles of one outlet are alike, so outlets are drawn, not articles.

The cluster bootstrap (Field and Welsh, *Bootstrapping clustered data*, 2007): outlets are drawn with
replacement, with all their articles, as many of either kind as there are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

DRAWS = 1000
_SEED = 0
_INTERVAL = (2.5, 97.5)


def outlet_draws(outlets: np.ndarray, y: np.ndarray, draws: int = DRAWS) -> np.ndarray:
    """Return how often each article was drawn.

    Parameters
    ----------
    outlets : array of shape (n_articles,)
    y : array of int, shape (n_articles,)
        The kind of its outlet.
    draws : int

    Returns
    -------
    ndarray of shape (draws + 1, n_articles)
        The first row is the articles as they are. The same for the same articles.
    """
    random = np.random.default_rng(_SEED)
    names, first, which = np.unique(outlets, return_index=True, return_inverse=True)
    times = np.zeros((draws, len(names)))
    for kind in np.unique(y):
        members = np.flatnonzero(y[first] == kind)
        drawn = random.integers(len(members), size=(draws, len(members)))
        for row, picks in enumerate(drawn):
            times[row, members] = np.bincount(picks, minlength=len(members))
    return np.vstack([np.ones(len(y)), times[:, which]])


def weighted_auc(y: np.ndarray, score: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the AUC for each row of weights; ties count half, and NaN stands where a kind is missing.

    Parameters
    ----------
    y : array of int, shape (n_samples,)
    score : array of shape (n_samples,)
    weights : array of shape (n_rows, n_samples)

    Examples
    --------
    >>> weighted_auc(np.array([0, 1, 1]), np.array([1.0, 1.0, 2.0]), np.array([[1, 1, 1], [1, 2, 0]]))
    array([0.75, 0.5 ])
    """
    if not len(y):
        return np.full(len(weights), np.nan)
    order = np.argsort(score, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(score[order]) > 0])
    ordered = weights[:, order]
    positive = np.add.reduceat(ordered * y[order], starts, axis=1)
    negative = np.add.reduceat(ordered * (1 - y[order]), starts, axis=1)
    below = np.cumsum(negative, axis=1) - negative / 2
    total = positive.sum(axis=1) * negative.sum(axis=1)
    ordered_pairs = (positive * below).sum(axis=1)
    return np.divide(ordered_pairs, total, out=np.full(len(weights), np.nan), where=total > 0)


def mean_auc(y: np.ndarray, scores: Sequence[np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Return the AUC for each row of weights, the mean over several predictions of the same articles."""
    return np.mean([weighted_auc(y, score, weights) for score in scores], axis=0)


def interval(values: np.ndarray) -> tuple[float, float, float]:
    """Return the first value, and the bounds of 95 % of the others."""
    low, high = np.percentile(values[1:], _INTERVAL)
    return float(values[0]), float(low), float(high)
