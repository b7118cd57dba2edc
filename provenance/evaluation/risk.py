"""The risk indicator on outlets it has not seen, beside bare TF-IDF and the plain article score.

Twice: in seeded folds that keep an outlet whole, over all outlets; and fitted to the outlets of the
corpus's train and dev parts, on which every choice was made, and measured on the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.model_selection import StratifiedGroupKFold
from threadpoolctl import threadpool_limits

from provenance.evaluation.baselines import tfidf_baseline
from provenance.evaluation.bootstrap import interval, mean_auc, outlet_draws
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.training.risk import Profiles, fit, profiles, read_rated

FOLDED, HELD_OUT = "risk, unseen outlets", "risk, outlets kept apart"
FOLDS, SEEDS = 5, (0, 1)
OWN, TFIDF = "provenance", "tf-idf"
# Which way the plain score points is not taken for granted: it must be beaten either way round.
PLAIN, TURNED = "plain score", "plain score, turned round"
# It must beat the plain score either way, and come this close to TF-IDF.
MARGIN_TFIDF, MARGIN_PLAIN = -0.03, 0.0


class Figure(NamedTuple):
    """A figure with its 95 % interval over outlets."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Compared:
    """The systems' predictions for articles of unseen outlets.

    Attributes
    ----------
    task : str
    y : ndarray of int, shape (n_articles,)
        1 where the outlet is rated low or mixed.
    outlets : ndarray of str, shape (n_articles,)
    scores : dict of str to list of ndarray
        By system, an array a seed of the folds.
    """

    task: str
    y: np.ndarray
    outlets: np.ndarray
    scores: dict[str, list[np.ndarray]]

    @cached_property
    def _drawn(self) -> dict[str, np.ndarray]:
        weights = outlet_draws(self.outlets, self.y)
        return {name: mean_auc(self.y, found, weights) for name, found in self.scores.items()}

    def auc(self, system: str) -> Figure:
        """Return a system's AUC."""
        return Figure(*interval(self._drawn[system]))

    def above(self, system: str) -> Figure:
        """Return how far the indicator's AUC is above that of another system, on the same draws."""
        return Figure(*interval(self._drawn[OWN] - self._drawn[system]))

    @property
    def holds_up(self) -> bool:
        """Whether the indicator reaches its bars, and is surely better than chance."""
        beats = all(self.above(plain).value > MARGIN_PLAIN for plain in (PLAIN, TURNED))
        return beats and self.above(TFIDF).value >= MARGIN_TFIDF and self.auc(OWN).low > 0.5

    def outcomes(self) -> list[Outcome]:
        """Return the figures for the table."""
        found = []
        for system in (OWN, TFIDF):
            names = ("AUC", "AUC, 95 % from", "AUC, 95 % to")
            pairs = zip(names, self.auc(system), strict=True)
            found += [Outcome(self.task, name, system, value) for name, value in pairs]
        for system in (TFIDF, PLAIN, TURNED):
            found.append(Outcome(self.task, f"AUC above {system}", OWN, self.above(system).value))
        return found


def risk(setting: Setting) -> list[Outcome]:
    """Measure the indicator anew, as ``train-risk`` does."""
    measured = profiles(setting.scorer, read_rated(setting.corpora), setting.n_jobs)
    return [outcome for compared in compare(measured) for outcome in compared.outcomes()]


def compare(measured: Profiles, advance: Callable[[], None] = lambda: None) -> list[Compared]:
    """Measure the indicator, TF-IDF and the plain score on unseen outlets, in both ways.

    Parameters
    ----------
    measured : Profiles
    advance : callable
        Called after each of ``fit_count()`` fits.
    """
    counts = CountVectorizer().fit_transform(measured.texts)
    with threadpool_limits(1):  # sums have one order
        folded: dict[str, list[np.ndarray]] = {OWN: [], TFIDF: []}
        for seed in SEEDS:
            own, words = np.zeros(len(measured)), np.zeros(len(measured))
            splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
            for train, test in splitter.split(measured.X, measured.y, measured.outlets):
                own[test] = _own(measured, train, test)
                words[test] = _tfidf(counts, measured.y, train, test)
                advance()
            folded[OWN].append(own)
            folded[TFIDF].append(words)
        folded |= {PLAIN: [-measured.scores], TURNED: [measured.scores]}
        found = [Compared(FOLDED, measured.y, measured.outlets, folded)]
        train, test = np.flatnonzero(measured.chosen_on), np.flatnonzero(~measured.chosen_on)
        kinds = [len(np.unique(measured.y[part])) for part in (train, test)]
        if kinds == [2, 2]:
            apart = {
                OWN: [_own(measured, train, test)],
                TFIDF: [_tfidf(counts, measured.y, train, test)],
                PLAIN: [-measured.scores[test]],
                TURNED: [measured.scores[test]],
            }
            found.append(Compared(HELD_OUT, measured.y[test], measured.outlets[test], apart))
        advance()
    return found


def fit_count() -> int:
    """Return how often :func:`compare` fits."""
    return FOLDS * len(SEEDS) + 1


def _own(measured: Profiles, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    indicator = fit(measured.X[train], measured.y[train], measured.outlets[train])
    return np.array([indicator.value(measured.profile(index)) for index in test.tolist()])


def _tfidf(counts: csr_matrix, y: np.ndarray, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Do what the baseline does, with words counted once for all folds; those of no training text go."""
    known = np.flatnonzero(np.asarray(counts[train].sum(axis=0)).ravel())
    words = counts[:, known]
    weighting, classifier = TfidfTransformer(), tfidf_baseline()[-1]
    classifier.fit(weighting.fit_transform(words[train]), y[train])
    return classifier.predict_proba(weighting.transform(words[test]))[:, 1]
