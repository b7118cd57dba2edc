"""The queue: which claims to check first.

>>> import provenance
>>> from provenance.desk.article import DeskArticle
>>> article = DeskArticle("a", provenance.score(
...     "Ana Ruiz, the mayor, said the bridge was safe. The port reportedly sold 40 cranes in May."))
>>> queue = triage([article])
>>> queue[0].text, queue[0].explanation
('The port reportedly sold 40 cranes in May.', "'reportedly', no source; checkable")
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance.codebook import CLASSES
from provenance.desk.appearance import Appearance, Parts
from provenance.desk.claims import claims_of, claims_since
from provenance.desk.priority import PARTS, repetition, weigh
from provenance.desk.row import Row
from provenance.desk.spreadsheet import defused
from provenance.desk.weights import Weights, default_topic_weight, load_weights
from provenance.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from provenance.corpus.readers import ReadOptions
    from provenance.corpus.record import SetAside
    from provenance.desk.claims import Claims
    from provenance.scoring import Scorer


@dataclass(frozen=True, eq=False)
class Queue(Sequence):
    """Claims to check, the most urgent first: a sequence of :class:`Row`.

    Attributes
    ----------
    articles, sentences : int
        What was looked through.
    found : int
        Claims that the filters let in, before ``top`` and ``per_article``.
    unread_dates : int
        Articles whose date cannot be read for sure, such as 05/06/2024; they count as undated.
    """

    articles: int
    sentences: int
    found: int
    _claims: Claims
    _weighed: pd.DataFrame  # a row a claim: the parts of its priority, and ``priority``
    _leads: np.ndarray  # the claim that heads each row
    _members: Mapping[
        int, np.ndarray
    ]  # of groups of more than one claim, by any of them that leads

    def __len__(self) -> int:
        return len(self._leads)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self._row(n) for n in range(len(self))[index]]
        return self._row(range(len(self))[index])

    def __repr__(self) -> str:
        return f"<Queue: {len(self)} claims of {self.articles} articles>"

    @property
    def unread_dates(self) -> int:
        return self._claims.unread_dates

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, each made when it is asked for."""
        return self

    def _row(self, number: int) -> Row:
        lead = int(self._leads[number])
        weighed = self._weighed
        parts = Parts(*(float(weighed[name].iat[lead]) for name in PARTS))
        members = self._members.get(lead, np.array([lead]))
        places = tuple(self._appearance(int(n)) for n in members)
        return Row(
            number + 1,
            float(weighed["priority"].iat[lead]),
            parts,
            weighed["topics"].iat[lead],
            places[members.tolist().index(lead)],
            places,
        )

    def _appearance(self, claim: int) -> Appearance:
        told = self._claims.claims.iloc[claim]
        article = self._claims.articles.iloc[told["article"]]
        day = article["day"]
        return Appearance(
            row=int(told["article"]),
            article=str(article["id"]),
            outlet=_known(article["publisher"]),
            title=_known(article["title"]),
            date=_known(article["date"]),
            url=_known(article["url"]),
            day=None if day != day else f"{day:%Y-%m-%d}",
            place=told["place"],
            sentence=int(told["sentence"]),
            start=int(told["start"]),
            end=int(told["end"]),
            text=told["text"],
            score=float(told["score"]),
            checkable=float(told["checkable"]),
            sourcing=told["sourcing"],
            source=_known(told["source"]),
            cue=_known(told["cue"]),
            risk=_known(article["risk"]),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a claim, in the queue's order.

        Returns
        -------
        DataFrame
            ``rank`` (the index), ``priority``, ``explanation``, ``text``, ``score``, ``sourcing``,
            ``checkable``, ``source``, ``cue``, where it leads (``article``, ``outlet``, ``date``,
            ``title``, ``url``, ``place``, ``sentence``, ``start``, ``end``), ``articles`` and
            ``appearances`` (how many), ``risk``, and the parts of the priority.
        """
        import pandas as pd

        records = [_flat(row) for row in self]
        frame = pd.DataFrame(records, columns=_COLUMNS)
        return frame.set_index("rank")

    def to_csv(self, path: str | os.PathLike | None = None) -> str | None:
        """Write the rows of :meth:`to_frame` as CSV; return it as a string without ``path``.

        For spreadsheets: a text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end, which they
        would run as a formula, has an apostrophe put in front. Numbers stay as they are.

        Raises
        ------
        InputError
            When the file cannot be written.
        """
        text = defused(self.to_frame().round(4)).to_csv(lineterminator="\n")
        return _written(text, path)

    def to_jsonl(self, path: str | os.PathLike | None = None) -> str | None:
        """Write a JSON object a row, its appearances too; return it as a string without ``path``.

        Raises
        ------
        InputError
            When the file cannot be written.
        """
        lines = [json.dumps(row.to_dict(), ensure_ascii=False, allow_nan=False) for row in self]
        return _written("".join(line + "\n" for line in lines), path)


_LEADING = "article outlet date title url place sentence start end source cue risk".split()
_COLUMNS = [
    *"rank priority explanation text score sourcing checkable".split(),
    *_LEADING,
    *"articles appearances weakness repetition outlet_weight topic_weight freshness".split(),
]


def _flat(row: Row) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _COLUMNS[:7]},
        **{name: getattr(row.lead, name) for name in _LEADING},
        "articles": row.articles,
        "appearances": len(row.appearances),
        "weakness": row.parts.weakness,
        "repetition": row.parts.repetition,
        "outlet_weight": row.parts.outlet,
        "topic_weight": row.parts.topic,
        "freshness": row.parts.freshness,
    }


def triage(
    source: Any,
    *,
    weights: Weights | str | os.PathLike | None = None,
    topics: Mapping[str, float] | Iterable[str] | None = None,
    outlets: Mapping[str, float] | None = None,
    since: date | str | None = None,
    today: date | str | None = None,
    checkable: float | None = None,
    score: float | None = None,
    classes: Iterable[str] | None = None,
    top: int | None = None,
    per_article: int | None = None,
    group: bool = True,
    scorer: Scorer | None = None,
    options: ReadOptions | None = None,
    set_aside: Callable[[SetAside], None] | None = None,
) -> Queue:
    """Rank the claims of articles by how urgent they are to check.

    :mod:`provenance.desk.priority` has the formula. Weakly sourced is not false: the queue says what to
    look at first, and nothing about what will be found.

    Parameters
    ----------
    source : str, path, DeskArticle, DataFrame, or sequence of paths or DeskArticles
        A folder that ``provenance batch`` wrote, whose scores are taken as they are; articles in any
        format that :func:`provenance.desk.article.read_articles` reads; articles that are scored; or a
        frame that ``score_frame`` returned.
    weights : Weights or path, optional
        A desk's weights, or a TOML file of them, in place of those that ``datasets/desk/priority.toml``
        has.
    topics : mapping of str to float, or iterable of str, optional
        Words, in any inflection, that make a claim more urgent, with their weights.
    outlets : mapping of str to float, optional
        Weights of outlets, by name.
    since : date or str, optional
        Leave out articles of earlier days; those without a date stay.
    today : date or str, optional
        The day that the age of articles counts from; that of the newest by default.
    checkable, score : float, optional
        Only claims that are at least so checkable, and that score at most so much.
    classes : iterable of str, optional
        Only claims of these sourcing classes.
    top, per_article : int, optional
        At most so many rows in all, and of one article.
    group : bool, default=True
        Whether the same claim in several places is one row.
    scorer : Scorer, optional
        Scores articles that are not scored; the shipped model by default.
    options : ReadOptions, optional
        How to read articles.
    set_aside : callable, optional
        Is called with each record that cannot be scored. Without it, such a record is an error.

    Returns
    -------
    Queue
        Empty where nothing is to be checked.

    Raises
    ------
    InputError
        When a source cannot be read, or an option cannot be used.
    """
    chosen = _weights(weights, topics, outlets, checkable, score)
    wanted = _classes(classes)
    for name, number in (("top", top), ("per_article", per_article)):
        if number is not None and (not isinstance(number, int) or number < 1):
            raise InputError(f"{name} is {number!r}; should be a whole number of at least 1")
    first, now = _day("since", since), _day("today", today)
    claims = claims_since(claims_of(source, scorer, options, set_aside), first)
    weighed = weigh(claims, chosen, now)
    groups = _groups(claims, group)
    weighed["repetition"] = repetition(_articles(claims, groups)[groups], chosen)
    weighed["priority"] = weighed[list(PARTS)].prod(axis=1)
    eligible = _eligible(claims, chosen, wanted)
    order = np.lexsort((np.arange(len(groups)), -weighed["priority"].to_numpy()))
    order = order[eligible[order]]
    # Of each group the first in this order heads its row.
    leads = order[np.sort(np.unique(groups[order], return_index=True)[1])]
    found = len(leads)
    leads = _cut(leads, claims, top, per_article)
    members = _members(groups, leads)
    return Queue(len(claims.articles), claims.sentences, found, claims, weighed, leads, members)


def _weights(
    weights: Weights | str | os.PathLike | None,
    topics: Mapping[str, float] | Iterable[str] | None,
    outlets: Mapping[str, float] | None,
    checkable: float | None,
    score: float | None,
) -> Weights:
    own = None if isinstance(weights, Weights) else weights
    chosen = weights if isinstance(weights, Weights) else load_weights(own)
    if isinstance(topics, str):
        topics = [topics]
    if topics is not None and not isinstance(topics, Mapping):
        topics = dict.fromkeys(topics, default_topic_weight(own))
    return chosen.with_changes(topics, outlets, checkable, score)


def _classes(classes: Iterable[str] | None) -> frozenset[str] | None:
    if classes is None:
        return None
    wanted = frozenset([classes] if isinstance(classes, str) else classes)
    unknown = sorted(wanted - set(CLASSES) | wanted & {"no_claim"})
    if unknown:
        names = ", ".join(name for name in CLASSES if name != "no_claim")
        raise InputError(f"classes has {unknown[0]!r}; should be of {names}")
    return wanted


def _day(name: str, given: date | str | None) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise InputError(f"{name} is {given!r}; should be a date such as 2024-05-31") from None


def _groups(claims: Claims, group: bool) -> np.ndarray:
    rows = claims.claims
    if not group or len(rows) < 2:
        return np.arange(len(rows))
    from provenance.desk.grouping import group_claims
    from provenance.desk.wording import word_claim

    denies = (rows["polarity"] == "denies").tolist()
    columns = (rows[name].where(rows[name].notna(), None).tolist() for name in ("source", "cue"))
    return group_claims(
        [word_claim(*told) for told in zip(rows["text"].tolist(), *columns, denies, strict=True)]
    )


def _articles(claims: Claims, groups: np.ndarray) -> np.ndarray:
    """Return how many articles have a claim of each group, by the group's number."""
    article = claims.claims["article"].to_numpy(dtype=np.int64)
    pairs = np.unique(np.stack((groups, article), axis=1), axis=0)
    return np.bincount(pairs[:, 0], minlength=len(groups))


def _eligible(claims: Claims, weights: Weights, classes: frozenset[str] | None) -> np.ndarray:
    rows = claims.claims
    fits = (rows["checkable"] >= weights.checkable) & (rows["score"] <= weights.score)
    fits &= rows["sourcing"] != "no_claim"
    if classes is not None:
        fits &= rows["sourcing"].isin(classes)
    return fits.to_numpy(dtype=bool)


def _cut(leads: np.ndarray, claims: Claims, top: int | None, per_article: int | None) -> np.ndarray:
    if per_article is not None:
        article = claims.claims["article"].iloc[leads]
        leads = leads[(article.groupby(article).cumcount() < per_article).to_numpy()]
    return leads[:top]


def _members(groups: np.ndarray, leads: np.ndarray) -> dict[int, np.ndarray]:
    """Return the claims of each row that has more than one, by the claim that heads it."""
    order = np.argsort(groups, kind="stable")
    sizes = np.bincount(groups, minlength=len(groups))
    ends = np.cumsum(sizes)
    return {
        int(lead): order[ends[groups[lead]] - sizes[groups[lead]] : ends[groups[lead]]]
        for lead in leads
        if sizes[groups[lead]] > 1
    }


def _known(value: Any) -> Any:
    if value is None or value != value:
        return None
    return float(value) if isinstance(value, float) else str(value)


def _written(text: str, path: str | os.PathLike | None) -> str | None:
    if path is None:
        return text
    try:
        Path(path).write_bytes(text.encode("utf-8", "backslashreplace"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path} cannot be written: {reason}; should be a file name") from None
    return None
