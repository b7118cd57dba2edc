"""What else could make the risk indicator look good: length, how well sourced, politics, large outlets."""

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
        By what is measured, in words; NaN where the articles are of one kind.
    """
    y, scores = folded.y, folded.scores[OWN]
    length = np.array([len(text.split()) for text in measured.texts], dtype=float)
    everything = np.ones((1, len(y)))
    plain = measured.scores > np.median(measured.scores)
    left, right = (np.char.startswith(measured.leans, side) for side in ("left", "right"))
    high = (y == 0).astype(float)[np.newaxis]
    return {
        "all articles": float(mean_auc(y, scores, everything)[0]),
        "length alone, the shorter the likelier": float(mean_auc(y, [-length], everything)[0]),
        "among articles of about one length (mean of fifths)": _by_fifths(y, scores, length),
        "among the half with the higher article scores": _within(y, scores, plain),
        "among the half with the lower article scores": _within(y, scores, ~plain),
        "among outlets that lean left": _within(y, scores, left),
        "among outlets that lean right": _within(y, scores, right),
        "telling right from the rest, among highly rated outlets (0.5 is even)": float(
            mean_auc(right.astype(int), scores, high)[0]
        ),
        "every outlet of one weight": float(
            mean_auc(y, scores, _evenly(folded.outlets)[np.newaxis])[0]
        ),
        f"outlets of {_FEWEST_ARTICLES} articles or more, by their mean": _by_outlet(folded),
    }


def length_correlation(measured: Profiles, folded: Compared) -> float:
    """Return the rank correlation of the indicator with the number of words."""
    from scipy.stats import spearmanr

    length = [len(text.split()) for text in measured.texts]
    return float(np.mean([spearmanr(length, score).statistic for score in folded.scores[OWN]]))


def leaning(measured: Profiles, kind: int) -> tuple[int, int]:
    """Return how many outlets of a kind lean right, and how many there are."""
    outlets = dict(zip(measured.outlets.tolist(), measured.leans.tolist(), strict=True))
    of_kind = set(measured.outlets[measured.y == kind].tolist())
    return sum(outlets[name].startswith("right") for name in of_kind), len(of_kind)


def _within(y: np.ndarray, scores: list[np.ndarray], inside: np.ndarray) -> float:
    return float(mean_auc(y, scores, inside.astype(float)[np.newaxis])[0])


def _by_fifths(y: np.ndarray, scores: list[np.ndarray], length: np.ndarray) -> float:
    edges = np.quantile(length, np.arange(1, _FIFTHS) / _FIFTHS)
    which = np.searchsorted(edges, length)
    found = [_within(y, scores, which == number) for number in range(_FIFTHS)]
    known = [value for value in found if not np.isnan(value)]
    return float(np.mean(known)) if known else np.nan


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
