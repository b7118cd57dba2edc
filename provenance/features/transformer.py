"""The scikit-learn transformer: sentences in their articles to a sparse matrix of named features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from numbers import Real

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from provenance.document import Sentence, read
from provenance.errors import InputError
from provenance.features.analysis import analyse
from provenance.features.rows import GROUPS, Row, rows
from provenance.features.space import FeatureSpace

# Tuned by cross-validation on the training labels: see datasets/README.md.
WEIGHTS = {"core": 2.0, "detail": 0.6, "context": 0.3, "ngrams": 4.0}


class SourcingFeatures(TransformerMixin, BaseEstimator):
    """Turn sentences, each in its article, into named features of how they are sourced.

    Parameters
    ----------
    groups : tuple of str, default=("core", "detail", "context", "ngrams")
        Which features to compute: ``core`` of its attribution and hedges, ``detail`` of its cues,
        mentions and shape, ``context`` of its neighbours and article, ``ngrams`` of its words with
        names taken out.
    weights : dict of str to float or None, default=None
        What a feature of each group is worth, :data:`WEIGHTS` by default. The n-grams of a
        sentence share theirs, as the Euclidean length of their vector.
    min_count : int, default=3
        Keep a feature found in this many training sentences or more.
    max_ngrams : int, default=12000
        Keep at most this many n-grams, the most frequent ones.

    Attributes
    ----------
    space_ : FeatureSpace
        The features learnt and their order.
    n_features_out_ : int

    Examples
    --------
    >>> from provenance.document import read
    >>> sentences = list(read("Ana Ruiz said it was safe. It reportedly was not."))
    >>> SourcingFeatures(min_count=1).fit_transform(sentences).shape[0]
    2
    """

    def __init__(
        self,
        groups: tuple[str, ...] = GROUPS,
        weights: dict[str, float] | None = None,
        min_count: int = 3,
        max_ngrams: int = 12000,
    ):
        self.groups = groups
        self.weights = weights
        self.min_count = min_count
        self.max_ngrams = max_ngrams

    def fit(self, X: Sequence[Sentence | str], y=None) -> SourcingFeatures:
        """Learn which features occur.

        Parameters
        ----------
        X : sequence of Sentence or str
            Sentences of articles, ``list(read(text))``; a bare string stands for an article of
            one sentence. Sentences of one article should be next to each other.
        y : ignored
        """
        self._fit_rows(self._rows(X))
        return self

    def fit_transform(self, X: Sequence[Sentence | str], y=None, **fit_params) -> csr_matrix:
        """Learn which features occur, and return them."""
        found = self._rows(X)
        self._fit_rows(found)
        return self._matrix(found)

    def transform(self, X: Sequence[Sentence | str]) -> csr_matrix:
        """Return the features as a sparse matrix.

        Returns
        -------
        csr_matrix of shape (n_sentences, n_features_out_)
        """
        check_is_fitted(self)
        return self._matrix(self._rows(X))

    def get_feature_names_out(self, input_features=None) -> np.ndarray:
        """Return the names of the columns."""
        check_is_fitted(self)
        return np.asarray(self.space_.names, dtype=object)

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = True
        return tags

    def _rows(self, X: Sequence[Sentence | str]) -> list[Row]:
        unknown = [group for group in self.groups if group not in GROUPS]
        if unknown:
            raise InputError(f"groups is invalid: got {unknown}; should be among {GROUPS}")
        if isinstance(X, str) or not isinstance(X, Iterable):
            raise InputError(
                f"X is {type(X).__name__}; should be a sequence of sentences: list(read(text))"
            )
        found: list[Row] = []
        for document, group in groupby(map(_in_document, X), key=lambda s: _Same(s.document)):
            of_article = rows(analyse(document.value), self.groups)
            found += [of_article[sentence.index] for sentence in group]
        return found

    def _fit_rows(self, found: list[Row]) -> None:
        names = {}
        for group in GROUPS:
            counts = Counter(name for row in found for name in row.names(group))
            ranked = sorted(counts, key=lambda name: (-counts[name], name))
            if group == "ngrams":
                ranked = ranked[: self.max_ngrams]
            names[group] = tuple(sorted(n for n in ranked if counts[n] >= self.min_count))
        self.space_ = FeatureSpace(names, self._group_weights())
        self.n_features_out_ = len(self.space_)

    def _group_weights(self) -> dict[str, float]:
        given = {} if self.weights is None else self.weights
        if not isinstance(given, dict) or not all(
            group in GROUPS and isinstance(weight, Real) and np.isfinite(weight)
            for group, weight in given.items()
        ):
            raise InputError(
                f"weights is {given!r}; should be a dict from some of {GROUPS} to numbers"
            )
        return {**WEIGHTS, **given}

    def _matrix(self, found: list[Row]) -> csr_matrix:
        indices, values, starts = self.space_.sparse(found)
        shape = (len(found), self.n_features_out_)
        matrix = csr_matrix((values.astype(np.float64), indices, starts), shape=shape)
        matrix.sum_duplicates()
        return matrix


class _Same:
    """Compare documents by identity, since two articles may have the same text."""

    def __init__(self, value):
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


def _in_document(sample: Sentence | str) -> Sentence:
    if isinstance(sample, Sentence):
        if not 0 <= sample.index < len(sample.document):
            raise InputError(
                f"a sample is sentence {sample.index} of a document that has "
                f"{len(sample.document)}; should be one of them"
            )
        return sample
    if isinstance(sample, str):
        if not sample.strip():
            raise InputError("a sample is blank; should be a sentence, or be left out")
        return Sentence(read(sample, [(0, len(sample))]), 0)
    raise InputError(
        f"a sample is {type(sample).__name__}; should be a Sentence, as list(read(text)) "
        "gives them, or a str"
    )
