"""What else could make the risk indicator look good: length, genre, a few large outlets."""

from __future__ import annotations

import numpy as np

from provenance.evaluation.bootstrap import mean_auc
from provenance.evaluation.risk import OWN, Compared
from provenance.training.risk import Profiles

_FIFTHS = 5
# Outlets of fewer articles have no steady mean.
_FEWEST_ARTICLES = 10


def checks(measured: Profiles, folded: Compared) -> dict[str, float]:
    """Return AUCs of the indicator on unseen outlets, by what could explain them.

    Parameters
    ----------
    measured : Profiles
    folded : Compared
        Of all its articles.

    Returns
    -------
    dict of str to float
        By what is measured, in words.
    """
    y, scores = folded.y, folded.scores[OWN]
    length = np.array([len(text.split()) for text in measured.texts], dtype=float)
    everything = np.ones((1, len(y)))
    plain = measured.scores > np.median(measured.scores)
    return {
        "all articles": float(mean_auc(y, scores, everything)[0]),
        "length alone, the shorter the likelier": float(mean_auc(y, [-length], everything)[0]),
        "among articles of about one length (mean of fifths)": float(
            np.mean([_within(y, scores, fifth) for fifth in _fifths(length)])
        ),
        "among the better-sourced half, mostly reports": _within(y, scores, plain),
        "among the worse-sourced half, mostly opinion and analysis": _within(y, scores, ~plain),
        "every outlet of one weight": float(
            mean_auc(y, scores, _evenly(folded.outlets)[np.newaxis])[0]
        ),
        f"outlets of {_FEWEST_ARTICLES} articles or more, by their mean": _by_outlet(folded),
    }


def _within(y: np.ndarray, scores: list[np.ndarray], inside: np.ndarray) -> float:
    return float(mean_auc(y, scores, inside.astype(float)[np.newaxis])[0])


def _fifths(length: np.ndarray) -> list[np.ndarray]:
    edges = np.quantile(length, np.arange(1, _FIFTHS) / _FIFTHS)
    which = np.searchsorted(edges, length)
    return [which == number for number in range(_FIFTHS)]


def _evenly(outlets: np.ndarray) -> np.ndarray:
    _, which, counts = np.unique(outlets, return_inverse=True, return_counts=True)
    return 1.0 / counts[which]


def _by_outlet(folded: Compared) -> float:
    names, first, which, counts = np.unique(
        folded.outlets, return_index=True, return_inverse=True, return_counts=True
    )
    kept = counts >= _FEWEST_ARTICLES
    means = [np.bincount(which, score) / counts for score in folded.scores[OWN]]
    y = folded.y[first][kept]
    return float(mean_auc(y, [mean[kept] for mean in means], np.ones((1, len(y))))[0])
