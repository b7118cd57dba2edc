"""Train the article's risk indicator: sourcing profiles in, a small logistic regression out.

Outlets count by ``n / (n + EVENING)`` for ``n`` articles, so that neither a large outlet nor one with a
single article decides, and the two kinds of outlet weigh the same. Length is no feature: it differs
between outlets for reasons of their own, and would tell them apart without any sourcing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from sklearn.linear_model import LogisticRegression

from provenance.data.corpora import Article, read_corpus
from provenance.errors import DatasetError
from provenance.scoring import Scorer
from provenance.scoring.profile import FEATURES, measure
from provenance.scoring.risk import FEWEST_CLAIMS, Indicator, Term

# Chosen by cross-validation over the outlets of the corpus's train and dev parts.
STRENGTH = 0.1
EVENING = 20
# A value counts no farther out than these percentiles, and than so many standard deviations: one reason
# for anonymity, which nearly no article gives, should not outweigh the rest of a profile.
_PERCENTILES = (1, 99)
_FARTHEST = 3.0
_SMALLEST_SCALE = 1e-3
# Kept to this many decimals, so that a last bit of rounding changes no file.
_DECIMALS = 4
_CHUNK = 64
# As many as there are folds.
FEWEST_OUTLETS = 5
CORPUS = "allsides"
# The publisher's parts whose outlets choices were made on; those of the others were kept apart.
CHOOSING = frozenset({"train", "valid"})
NAMES = tuple(feature.name for feature in FEATURES)


@dataclass(frozen=True, eq=False)
class Profiles:
    """The sourcing profiles of articles of rated outlets.

    Attributes
    ----------
    X : ndarray of shape (n_articles, n_features)
        In the order of ``NAMES``; NaN where an article holds too little to tell.
    y : ndarray of int, shape (n_articles,)
        1 where the outlet is rated low or mixed.
    outlets : ndarray of str, shape (n_articles,)
    chosen_on : ndarray of bool, shape (n_articles,)
        Whether choices were made on its outlet.
    scores : ndarray of shape (n_articles,)
        The article's score.
    leans : ndarray of str, shape (n_articles,)
        Where its outlet is rated to lean; only to check the indicator by, never to learn from.
    texts : tuple of str
    """

    X: np.ndarray
    y: np.ndarray
    outlets: np.ndarray
    chosen_on: np.ndarray
    scores: np.ndarray
    leans: np.ndarray
    texts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.y)

    def profile(self, index: int) -> dict[str, float]:
        """Return the profile of an article."""
        return dict(zip(NAMES, self.X[index].tolist(), strict=True))


def read_rated(corpora: Path) -> list[Article]:
    """Return the articles whose outlet is rated, in file order."""
    return [article for article in read_corpus(CORPUS, corpora) if article.factuality]


def check_trainable(articles: Sequence[Article]) -> None:
    """Check that an indicator can be trained, and measured on outlets apart.

    Raises
    ------
    DatasetError
        When there are too few outlets of either kind.
    """
    for kind, told in ((True, "high"), (False, "mixed or low")):
        outlets = {a.outlet for a in articles if (a.factuality == "high") == kind}
        if len(outlets) < FEWEST_OUTLETS:
            raise DatasetError(
                f"the corpus {CORPUS!r} has {len(outlets)} outlets rated {told}; should have "
                f"{FEWEST_OUTLETS} or more, so that each fold has one"
            )


def profiles(scorer: Scorer, articles: Sequence[Article], n_jobs: int | None = 1) -> Profiles:
    """Score articles and measure their profiles; those of too few claims are left out.

    Parameters
    ----------
    scorer : Scorer
    articles : sequence of Article
    n_jobs : int, default=1
        Processes, as joblib counts them; changes no figure.
    """
    chunks = [articles[start : start + _CHUNK] for start in range(0, len(articles), _CHUNK)]
    texts = ([article.text for article in chunk] for chunk in chunks)
    scored = Parallel(n_jobs=n_jobs)(delayed(_measured)(scorer, chunk) for chunk in texts)
    rows = [row for chunk in scored for row in chunk]
    kept = [pair for pair in zip(articles, rows, strict=True) if pair[1] is not None]
    return Profiles(
        np.array([row[1] for _, row in kept], dtype=float).reshape(-1, len(NAMES)),
        np.array([int(article.factuality != "high") for article, _ in kept], dtype=int),
        np.array([article.outlet for article, _ in kept], dtype=str),
        np.array([article.split in CHOOSING for article, _ in kept], dtype=bool),
        np.array([row[0] for _, row in kept], dtype=float),
        np.array([article.lean for article, _ in kept], dtype=str),
        tuple(article.text for article, _ in kept),
    )


def _measured(scorer: Scorer, texts: Sequence[str]) -> list[tuple[float, tuple[float, ...]] | None]:
    found = []
    for text in texts:
        article = scorer.score(text)
        claims = sum(sentence.sourcing != "no_claim" for sentence in article)
        enough = claims >= FEWEST_CLAIMS
        found.append((article.score, tuple(measure(article).values())) if enough else None)
    return found


def outlet_weights(outlets: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the weight of each article, adding up to the number of articles.

    Examples
    --------
    >>> outlet_weights(np.array(["a", "a", "b"]), np.array([1, 1, 0]))
    array([0.75, 0.75, 1.5 ])
    """
    _, which, counts = np.unique(outlets, return_inverse=True, return_counts=True)
    weights = 1.0 / (counts[which] + EVENING)
    for kind in np.unique(y):
        weights[y == kind] /= weights[y == kind].sum()
    return weights * len(y) / len(np.unique(y))


def fit(X: np.ndarray, y: np.ndarray, outlets: np.ndarray) -> Indicator:
    """Fit the indicator.

    Parameters
    ----------
    X : array of shape (n_articles, n_features)
        Profiles, in the order of ``NAMES``.
    y : array of int, shape (n_articles,)
    outlets : array of str, shape (n_articles,)
    """
    X = np.where(np.isnan(X).all(axis=0), 0.0, X)
    typical = np.nanmedian(X, axis=0).round(_DECIMALS)
    low, high = np.nanpercentile(X, _PERCENTILES, axis=0).round(_DECIMALS)
    scale = np.maximum(np.nanstd(np.clip(X, low, high), axis=0), _SMALLEST_SCALE).round(_DECIMALS)
    low = np.maximum(low, typical - _FARTHEST * scale).round(_DECIMALS)
    high = np.minimum(high, typical + _FARTHEST * scale).round(_DECIMALS)
    Z = np.nan_to_num((np.clip(X, low, high) - typical) / scale)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-8)
    model.fit(Z, y, sample_weight=outlet_weights(outlets, y))
    columns = (model.coef_[0].round(_DECIMALS), typical, scale, low, high)
    terms = zip(NAMES, *(column.tolist() for column in columns), strict=True)
    return Indicator(round(float(model.intercept_[0]), _DECIMALS), tuple(Term(*t) for t in terms))
