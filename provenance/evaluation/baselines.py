"""The two baselines that every table prints beside the project's own figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

# Fifty reporting verbs by frequency in news, past and present.
_VERBS = (
    "said says say told tells added adds asked asks wrote writes announced announces reported reports claimed "
    "claims argued argues warned warns insisted insists noted notes explained explains stated states declared "
    "suggested suggests confirmed confirms denied denies acknowledged admitted believes thinks called calls "
    "tweeted testified replied responded predicted promised vowed urged"
).split()
_PATTERN = re.compile(rf"\b(?:{'|'.join(_VERBS)}|according to)\b", re.IGNORECASE)


def tfidf_baseline() -> Pipeline:
    """Return bare TF-IDF and logistic regression, scikit-learn's defaults, on bare sentences."""
    return make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=2000))


class CuePattern(ClassifierMixin, BaseEstimator):
    """One class where a reporting verb stands in the sentence, another where none does.

    Attributes
    ----------
    classes_ : ndarray
    with_cue_, without_cue_ : object
        The most frequent training class on either side.
    """

    def fit(self, X: Sequence[str], y) -> CuePattern:
        """Learn which class is most frequent with and without a cue."""
        y = np.asarray(y)
        self.classes_ = np.unique(y)
        cued = self._cued(X)
        self.with_cue_ = _most_frequent(y[cued]) if cued.any() else self.classes_[0]
        self.without_cue_ = _most_frequent(y[~cued]) if (~cued).any() else self.classes_[0]
        return self

    def predict(self, X: Sequence[str]) -> np.ndarray:
        """Return the class that goes with a cue, or without one."""
        return np.where(self._cued(X), self.with_cue_, self.without_cue_)

    def _cued(self, X: Sequence[str]) -> np.ndarray:
        return np.fromiter((_PATTERN.search(text) is not None for text in X), bool, len(X))


def _most_frequent(y: np.ndarray):
    values, counts = np.unique(y, return_counts=True)
    return values[counts.argmax()]


BASELINES = (("tf-idf", tfidf_baseline), ("cue pattern", CuePattern))
