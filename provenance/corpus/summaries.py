"""How groups of articles source their claims, with intervals.

The intervals are bootstrapped by article: an article is drawn with all its sentences, since those of
one article are alike, and to draw them one by one would make any interval too narrow. This is the
cluster bootstrap (Davison and Hinkley, *Bootstrap Methods and their Application*, 1997, section 3.8;
Field and Welsh, *Bootstrapping clustered data*, 2007), with percentiles for bounds. An interval says
how far the value would move with other articles of the same kind. It does not hold the model's own errors.

>>> import pandas as pd, provenance
>>> articles = pd.DataFrame({
...     "outlet": ["Post", "Post", "Wire"],
...     "text": ["Ana Ruiz said so.", "Critics say so. Police said no.", "It reportedly fell."],
... })
>>> scores = provenance.load().article_frame(articles, carry="outlet")
>>> summary = summarise(scores, by="outlet", shares=["named", "vague"])
>>> summary[["outlet", "measure", "value", "articles", "claims"]].round(2)
  outlet measure  value  articles  claims
0   Post   named   0.33         2       3
1   Post   vague   0.33         2       3
2   Post   score   0.76         2       3
3   Wire   named   0.00         1       1
4   Wire   vague   0.00         1       1
5   Wire   score   0.10         1       1
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from provenance.codebook import CLASSES
from provenance.errors import InputError

# The classes of claims.
SHARES = tuple(name for name in CLASSES if name != "no_claim")
SCORE = "score"
# From fewer articles than this, a bootstrap's interval is too narrow.
FEW = 10
# Numbers drawn at a time, which bounds the memory.
_DRAWN = 2_000_000

Scores = pd.DataFrame | str | os.PathLike


@dataclass(frozen=True, slots=True)
class _Group:
    """Articles of one kind.

    A row of ``numbers`` is an article: the counts of the shares, the claims, its score or 0, and
    whether it has a score.
    """

    key: tuple
    numbers: np.ndarray
    sentences: int

    @property
    def claims(self) -> int:
        return int(self.numbers[:, -3].sum())


@dataclass(frozen=True, slots=True)
class _Bootstrap:
    shares: tuple[str, ...]
    n_boot: int
    confidence: float
    random_state: int | None

    def __post_init__(self) -> None:
        unknown = [name for name in self.shares if name not in SHARES]
        if unknown:
            raise InputError(f"shares holds {unknown}; should be of {', '.join(SHARES)}")
        if not isinstance(self.n_boot, int) or self.n_boot < 1:
            raise InputError(f"n_boot is {self.n_boot!r}; should be a number of draws, 1 or more")
        if not isinstance(self.confidence, int | float) or not 0 < self.confidence < 1:
            raise InputError(f"confidence is {self.confidence!r}; should lie between 0 and 1")
        seed = self.random_state
        if seed is not None and (not isinstance(seed, int | np.integer) or seed < 0):
            raise InputError(f"random_state is {seed!r}; should be a whole number or None")

    @property
    def measures(self) -> tuple[str, ...]:
        return (*self.shares, SCORE)

    def draws(self, group: _Group) -> np.ndarray:
        """Return the measures in every draw of a group's articles, shape (n_boot, n_measures).

        A group has random numbers of its own, so that its intervals hang on no other group.
        """
        size = len(group.numbers)
        told = "\x1f".join(map(str, group.key)).encode("utf-8", "surrogatepass")
        own = () if self.random_state is None else [int(self.random_state), zlib.crc32(told)]
        random = np.random.default_rng(own or None)
        step = max(1, _DRAWN // size)
        found = []
        for start in range(0, self.n_boot, step):
            count = min(step, self.n_boot - start)
            picks = random.integers(size, size=(count, size))
            picks += np.arange(count)[:, None] * size
            times = np.bincount(picks.ravel(), minlength=count * size).reshape(count, size)
            found.append(_measured(times @ group.numbers))
        return np.concatenate(found)

    def interval(self, draws: np.ndarray) -> np.ndarray:
        """Return the bounds of each column, shape (2, n_measures); NaN where there is nothing to draw."""
        bounds = np.full((2, draws.shape[1]), np.nan)
        tail = (1 - self.confidence) / 2
        for column, values in enumerate(draws.T):
            values = values[~np.isnan(values)]
            if len(values):
                bounds[:, column] = np.quantile(values, [tail, 1 - tail])
        return bounds


def summarise(
    scores: Scores,
    by: str | Sequence[str] | None = "publisher",
    shares: Sequence[str] = SHARES,
    n_boot: int = 2000,
    confidence: float = 0.95,
    random_state: int | None = 0,
) -> pd.DataFrame:
    """Sum up how groups of articles source their claims.

    Parameters
    ----------
    scores : DataFrame, str or path
        What :meth:`Scorer.score_frame` or :meth:`Scorer.article_frame` returned, with ``by`` carried
        through; a table that :func:`read_output` read; or the folder that ``provenance batch`` wrote.
    by : str or sequence of str, optional
        The columns that tell the groups; None for one group of all articles.
    shares : sequence of str
        Classes whose share among the claims is told.
    n_boot : int, default=2000
        Draws of the bootstrap.
    confidence : float, default=0.95
        How much of the draws the interval holds.
    random_state : int or None, default=0
        The same number gives the same intervals, in any order of the articles.

    Returns
    -------
    DataFrame
        A row a group and measure. The columns are those of ``by``, then ``measure`` (a class, or
        ``score``), ``value``, ``low``, ``high``, the number of ``articles``, ``sentences`` and
        ``claims``, and ``note``. A share is that of all the group's claims. ``score`` is the mean over
        its articles. Of one article there is no interval, which is NaN; ``note`` says so.

    Raises
    ------
    InputError
        When a column is missing or an option is not as it should be.
    """
    keys = [] if by is None else [by] if isinstance(by, str) else list(by)
    bootstrap = _Bootstrap(_listed(shares), n_boot, confidence, random_state)
    rows: list[dict[str, Any]] = []
    for group in _groups(scores, keys, bootstrap.shares):
        value = _measured(group.numbers.sum(axis=0, keepdims=True))[0]
        size = len(group.numbers)
        low, high = np.full((2, len(value)), np.nan)
        if size > 1:
            low, high = bootstrap.interval(bootstrap.draws(group))
        for place, measure in enumerate(bootstrap.measures):
            row = dict(zip(keys, group.key, strict=True)) | {"measure": measure}
            row |= {"value": value[place], "low": low[place], "high": high[place]}
            row |= {"articles": size, "sentences": group.sentences, "claims": group.claims}
            rows.append(row | {"note": _note(group)})
    columns = (*keys, "measure", "value", "low", "high", "articles", "sentences", "claims", "note")
    return pd.DataFrame(rows, columns=list(columns))


def difference(
    scores: Scores,
    a: Any,
    b: Any,
    by: str = "publisher",
    shares: Sequence[str] = SHARES,
    n_boot: int = 2000,
    confidence: float = 0.95,
    random_state: int | None = 0,
) -> pd.DataFrame:
    """Compare two groups of articles.

    Two intervals that overlap do not say that the groups are alike; this interval is that of the
    difference itself, from draws of either group's articles.

    Parameters
    ----------
    scores, shares, n_boot, confidence, random_state
        As :func:`summarise` takes them.
    a, b
        The groups, as they stand in ``by``.
    by : str, default="publisher"

    Returns
    -------
    DataFrame
        A row a measure: ``measure``, ``a`` and ``b`` (the values of either), ``difference`` (of ``a``
        from ``b``, above 0 where ``a`` has more), ``low`` and ``high``.

    Raises
    ------
    InputError
        As :func:`summarise`, and when a group is missing or has one article.
    """
    bootstrap = _Bootstrap(_listed(shares), n_boot, confidence, random_state)
    groups = {group.key[0]: group for group in _groups(scores, [by], bootstrap.shares)}
    for option, name in (("a", a), ("b", b)):
        if name not in groups or len(groups[name].numbers) < 2:
            there = [key for key, group in groups.items() if len(group.numbers) > 1]
            raise InputError(
                f"{option} is {name!r}, of which there are not two articles; should be one of {there}"
            )
    first, second = groups[a], groups[b]
    low, high = bootstrap.interval(bootstrap.draws(first) - bootstrap.draws(second))
    values = [_measured(g.numbers.sum(axis=0, keepdims=True))[0] for g in (first, second)]
    columns = {"measure": list(bootstrap.measures), "a": values[0], "b": values[1]}
    return pd.DataFrame(columns | {"difference": values[0] - values[1], "low": low, "high": high})


def _listed(shares: Sequence[str]) -> tuple[str, ...]:
    return (shares,) if isinstance(shares, str) else tuple(shares)


def _note(group: _Group) -> str:
    if not group.claims:
        return "no claims"
    size = len(group.numbers)
    if size == 1:
        return "one article, so no interval"
    return f"fewer than {FEW} articles, so the interval is too narrow" if size < FEW else ""


def _measured(sums: np.ndarray) -> np.ndarray:
    """Return shares and mean scores from sums over articles, a row a draw."""
    claims, scores, scored = sums[:, -3], sums[:, -2], sums[:, -1]
    numerators = np.column_stack([sums[:, :-3], scores])
    denominators = np.column_stack([*[claims] * (sums.shape[1] - 3), scored]).astype(float)
    empty = np.full(numerators.shape, np.nan)
    return np.divide(numerators, denominators, out=empty, where=denominators > 0)


def _groups(scores: Scores, keys: list[str], shares: tuple[str, ...]) -> Iterator[_Group]:
    """Yield the groups, in the order of their keys; what has no key is a group too."""
    articles = article_counts(scores, keys)
    score = articles["score"].to_numpy(dtype=float, na_value=np.nan)
    columns = [articles[f"n_{name}"].to_numpy(dtype=float) for name in shares]
    columns += [articles["claims"].to_numpy(dtype=float), np.nan_to_num(score), ~np.isnan(score)]
    numbers = np.column_stack(columns)
    sentences = articles["sentences"].to_numpy(dtype=np.int64)
    which = np.zeros(len(numbers), dtype=np.int64)
    if keys and len(numbers):
        grouped = articles.groupby(keys, dropna=False, observed=True, sort=True)
        which = grouped.ngroup().to_numpy()
    order = np.argsort(which, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(which[order])) + 1):
        if not len(rows):
            continue
        group = numbers[rows]
        group = group[np.lexsort(group.T)]  # so that the order of the articles changes nothing
        key = tuple(articles[name].iloc[rows[0]] for name in keys)
        yield _Group(key, group, int(sentences[rows].sum()))


def article_counts(scores: Scores, keys: Sequence[str] = ()) -> pd.DataFrame:
    """Return the columns of articles that a summary needs, from whatever tells them.

    Parameters
    ----------
    scores : DataFrame, str or path
        As :func:`summarise` takes it.
    keys : sequence of str
        Further columns.

    Returns
    -------
    DataFrame
        A row an article: ``keys``, ``sentences``, ``claims``, ``score`` and a count for each class.
    """
    counted = ["sentences", "claims", "score", *(f"n_{name}" for name in SHARES)]
    if isinstance(scores, str | os.PathLike):
        from provenance.corpus.output import read_output

        return read_output(scores, "articles", [*keys, *counted])
    if not isinstance(scores, pd.DataFrame):
        raise InputError(
            f"scores is {type(scores).__name__}; should be a DataFrame of scores, or a folder that "
            "'provenance batch' wrote"
        )
    if "sourcing" in scores.columns:
        scores = _counted(scores, keys)
    missing = [name for name in (*keys, *counted) if name not in scores.columns]
    if missing:
        raise InputError(
            f"the frame of scores has no column {', '.join(map(repr, missing))}; should be carried "
            "through with carry=..., or be named in by=..."
        )
    return scores[[*keys, *counted]].reset_index(drop=True)


def _counted(sentences: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Count the sentences of each article, and weigh their scores as an article's score does."""
    sentences = sentences[sentences["sourcing"].notna()]
    known = [name for name in keys if name in sentences.columns]
    if "article" in sentences.columns:
        names = sentences["article"]
    else:
        names = sentences.index.get_level_values(0)
    which, _ = pd.factorize(names)
    size = which.max(initial=-1) + 1
    first = np.full(size, len(which))
    np.minimum.at(first, which, np.arange(len(which)))
    articles = sentences.iloc[first][known].reset_index(drop=True)
    sourcing = sentences["sourcing"].to_numpy()
    for name in CLASSES:
        articles[f"n_{name}"] = np.bincount(which[sourcing == name], minlength=size)
    articles["sentences"] = np.bincount(which, minlength=size)
    articles["claims"] = articles["sentences"] - articles["n_no_claim"]
    score = sentences["score"].to_numpy(dtype=float, na_value=np.nan)
    weight = 1.0 - sentences["p_no_claim"].to_numpy(dtype=float, na_value=np.nan)
    weight[np.isnan(score)] = 0.0
    total = np.bincount(which, weight * np.nan_to_num(score), minlength=size)
    weights = np.bincount(which, weight, minlength=size)
    empty = np.full(size, np.nan)
    articles["score"] = np.divide(total, weights, out=empty, where=weights > 0)
    return articles
