"""The sources of a corpus: who they are, who quotes them, how often, and from when to when.

Within an article the mentions of a source are resolved by scoring. Across articles, persons are one by
their full name, bodies by their name, and whoever has no name by how they are described; see
:mod:`provenance.corpus.source_names`. A bare surname joins a full name only where that one is quoted
widely and hardly anybody else of the surname is: a column's "Obama" is Barack Obama, while "Ruiz" in
one paper and "Ana Ruiz" in another stay two entries. A pronoun or "the official" is taken back to the
mention before it; where there is none, nobody is listed.

>>> import pandas as pd, provenance
>>> articles = pd.DataFrame({
...     "publisher": ["Post", "Wire"],
...     "date": ["2024-03-01", "2024-03-05"],
...     "text": ["Sen. Ana Ruiz said so. A senior official said no.",
...              "Ana Ruiz said so. Two senior officials said yes."],
... })
>>> sentences = provenance.load().score_frame(articles, carry=["publisher", "date"])
>>> source_ledger(sentences)[["source", "type", "sentences", "outlets"]]
            source       type  sentences       outlets
0         Ana Ruiz      named          2  (Post, Wire)
1  senior official  anonymous          2  (Post, Wire)
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from provenance.codebook import SOURCED
from provenance.corpus.scored_articles import Row, ScoredArticle, scored_articles
from provenance.corpus.source_names import (
    Form,
    body,
    description,
    initials,
    is_acronym,
    is_pronoun,
    person,
    surname,
)

COLUMNS = (
    "source",
    "type",
    "known_by",
    "sentences",
    "articles",
    "outlets",
    "first",
    "last",
    "also",
)
# A short form joins a long one that is in so many articles, and in this share of those of all that it
# could stand for. Initials say more than a surname.
_WIDELY, _KNOWN, _DOMINANT = 5, 2, 0.9
# Wordings remembered of a source, so that the memory grows with the sources alone.
_WORDINGS = 12
_ALSO = 5


def source_ledger(
    sentences: pd.DataFrame | str | os.PathLike,
    articles: pd.DataFrame | None = None,
    outlet: str | None = "publisher",
    date: str | None = "date",
) -> pd.DataFrame:
    """List every source of a corpus.

    Parameters
    ----------
    sentences : DataFrame, str or path
        What :meth:`Scorer.score_frame` returned, or the folder that ``provenance batch`` wrote, which
        is read a piece at a time: the memory grows with the number of sources only.
    articles : DataFrame, optional
        Where ``sentences`` is a frame that carries no outlet and date, the frame that has them: the
        one that was scored, or what :meth:`Scorer.article_frame` returned, by the same ids.
    outlet, date : str or None
        The columns with the publication and the date; None where there is none.

    Returns
    -------
    DataFrame
        A row a source, most quoted first: ``source`` (a name or description), ``type`` (the class of
        most of its sentences), ``known_by`` (``name`` or ``description``), ``sentences`` it answers
        for, ``articles``, ``outlets`` that quote it (a tuple, the most frequent first), ``first`` and
        ``last`` date (NaT where there is none) and ``also`` (a tuple of other wordings).

        ``attrs`` has ``sentences``, which have a source; ``unresolved``, the number of those whose
        source is a pronoun or the like that stands for nobody known, in no row; and ``undated``, the
        articles whose date is missing or cannot be read.

    Raises
    ------
    InputError
        When a column is missing, or the folder is not what ``provenance batch`` wrote.

    Notes
    -----
    Dates are read by :func:`pandas.to_datetime`, of "02/03/2024" the month first, in UTC.
    """
    ledger = Ledger()
    for article in scored_articles(sentences, articles, outlet, date):
        ledger.add(article)
    return ledger.to_frame()


@dataclass(slots=True)
class _Entry:
    """What is known of a source."""

    wordings: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    named: int = 0
    sentences: int = 0
    articles: int = 0
    first: pd.Timestamp | None = None
    last: pd.Timestamp | None = None

    def add(self, words: str, row: Row, named: bool) -> None:
        if words in self.wordings or len(self.wordings) < _WORDINGS:
            self.wordings[words] += 1
        self.kinds[row.type] += 1
        self.agreed[row.type] += row.type == row.sourcing
        self.named += named
        self.sentences += 1

    def see(self, article: ScoredArticle, sentences: int) -> None:
        self.articles += 1
        if article.outlet is not None:
            self.outlets[article.outlet] += sentences
        self._reach(article.date, article.date)

    def take(self, other: _Entry) -> None:
        """Take in another entry, which turned out to be of the same source."""
        for mine, others in (
            (self.wordings, other.wordings),
            (self.kinds, other.kinds),
            (self.agreed, other.agreed),
            (self.outlets, other.outlets),
        ):
            mine.update(others)
        self.named += other.named
        self.sentences += other.sentences
        self.articles += other.articles
        self._reach(other.first, other.last)

    def _reach(self, first: pd.Timestamp | None, last: pd.Timestamp | None) -> None:
        if first is not None and (self.first is None or first < self.first):
            self.first = first
        if last is not None and (self.last is None or last > self.last):
            self.last = last

    @property
    def type(self) -> str:
        """Where the model judged a sentence otherwise than its words name the source, these decide."""
        counts = self.agreed if any(self.agreed.values()) else self.kinds
        return counts.most_common(1)[0][0]

    @property
    def words(self) -> list[str]:
        """The wordings, full names first, then by frequency, each as it is written in mid-sentence."""
        alike: dict[str, list[str]] = {}
        for wording in self.wordings:
            alike.setdefault(wording.casefold(), []).append(wording)
        counts = {
            min(group, key=lambda w: (w.isupper(), self._opens(w), -self.wordings[w], w)): sum(
                self.wordings[wording] for wording in group
            )
            for group in alike.values()
        }
        person = self.type == "named"
        return sorted(counts, key=lambda w: (person and " " not in w, -counts[w], w))

    def _opens(self, wording: str) -> bool:
        """Whether the capital may be that of a sentence."""
        return 2 * self.named <= self.sentences and wording[:1].isupper()


# Persons have keys of their own: Steel, who said so, is no metal.
_Key = tuple[str, str]
_PERSON, _OTHER = "person", "other"


class Ledger:
    """The sources of the articles added so far."""

    def __init__(self) -> None:
        self._entries: dict[_Key, _Entry] = {}
        self.sentences = self.unresolved = self.undated = 0

    def add(self, article: ScoredArticle) -> None:
        """Add the sources of an article, whose rows are in its order."""
        found: Counter[_Key] = Counter()
        mentions = _Mentions()
        self.undated += article.date is None
        for row in article.rows:
            known = mentions.resolve(row)
            if row.sourcing not in SOURCED:
                continue
            self.sentences += 1
            if known is None:
                self.unresolved += 1
                continue
            key, words = known
            entry = self._entries.setdefault(key, _Entry())
            entry.add(words, row, bool(row.name))
            found[key] += 1
        for key, count in found.items():
            self._entries[key].see(article, count)

    def to_frame(self) -> pd.DataFrame:
        """Return the ledger; see :func:`source_ledger`."""
        entries = _joined(self._entries)
        rows = []
        for entry in entries:
            words = entry.words
            outlets = sorted(entry.outlets.items(), key=lambda x: (-x[1], x[0]))
            known_by = "name" if 2 * entry.named > entry.sentences else "description"
            rows.append(
                (
                    words[0],
                    entry.type,
                    known_by,
                    entry.sentences,
                    entry.articles,
                    tuple(name for name, _ in outlets),
                    entry.first,
                    entry.last,
                    tuple(words[1 : 1 + _ALSO]),
                )
            )
        rows.sort(key=lambda row: (-row[3], -row[4], row[0], row[1]))
        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        types = {"sentences": "int64", "articles": "int64"}
        types |= {"first": "datetime64[s]", "last": "datetime64[s]"}
        frame = frame.astype(types)
        frame.attrs = {
            "sentences": self.sentences,
            "unresolved": self.unresolved,
            "undated": self.undated,
        }
        return frame


class _Mentions:
    """The sources that an article has mentioned so far, to take short mentions back to."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[_Key, str]] = {}  # by type
        self._by_head: dict[str, tuple[_Key, str]] = {}

    def resolve(self, row: Row) -> tuple[_Key, str] | None:
        """Return the key of a row's source and its words; None where it has none, or stands for nobody."""
        if row.name is None and is_pronoun(row.text):
            return self._last.get(row.type) if row.type != "named" else None
        form = self._form(row)
        if not form.key:
            return None
        if form.bare and form.head in self._by_head:
            known = self._by_head[form.head]
        else:
            known = (_PERSON if row.type == "named" else _OTHER, form.key), form.words
            if form.head and " " in form.key:
                self._by_head[form.head] = known
        self._last[row.type] = known
        return known

    def _form(self, row: Row) -> Form:
        if row.name is None:
            return description(row.text)
        return person(row.name) if row.type == "named" else body(row.name)


def _joined(entries: dict[_Key, _Entry]) -> list[_Entry]:
    """Join the entries that turn out to be of one source, now that all are known."""
    joined = dict(entries)
    for short, long in [*_namesakes(entries), *_surnames(entries), *_acronyms(entries)]:
        if short in joined and long in joined:
            merged = _Entry()
            merged.take(joined[long])
            merged.take(joined.pop(short))
            joined[long] = merged
    return list(joined.values())


def _namesakes(entries: dict[_Key, _Entry]) -> Iterable[tuple[_Key, _Key]]:
    """A name of several words that was taken for a person's here and for a body's there."""
    for kind, name in entries:
        other = (_OTHER, name)
        if kind == _PERSON and " " in name and other in entries:
            more = entries[kind, name].sentences >= entries[other].sentences
            yield (other, (kind, name)) if more else ((kind, name), other)


def _surnames(entries: dict[_Key, _Entry]) -> Iterable[tuple[_Key, _Key]]:
    full: dict[str, list[_Key]] = {}
    for key in entries:
        if key[0] == _PERSON and " " in key[1]:
            full.setdefault(surname(key[1]), []).append(key)
    for key in entries:
        if key[0] == _PERSON and " " not in key[1]:
            yield from _to_dominant(key, full.get(key[1], []), entries, _WIDELY)


def _acronyms(entries: dict[_Key, _Entry]) -> Iterable[tuple[_Key, _Key]]:
    short = [
        (key, entry.words[0].replace(".", ""))
        for key, entry in entries.items()
        if key[0] == _OTHER and is_acronym(entry.words[0])
    ]
    wanted = {letters for _, letters in short}
    full: dict[str, list[_Key]] = {}
    for key, entry in entries.items():
        if key[0] == _OTHER and " " in key[1] and 2 * entry.named > entry.sentences:
            letters = initials(entry.words[0])
            if letters in wanted:
                full.setdefault(letters, []).append(key)
    for key, letters in short:
        yield from _to_dominant(key, full.get(letters, []), entries, _KNOWN)


def _to_dominant(
    short: _Key, candidates: list[_Key], entries: dict[_Key, _Entry], fewest: int
) -> Iterable[tuple[_Key, _Key]]:
    """Yield a short form with the long one that it stands for, where that is beyond doubt."""
    if not candidates:
        return
    best = max(candidates, key=lambda key: entries[key].articles)
    total = sum(entries[key].articles for key in candidates)
    if entries[best].articles >= max(fewest, _DOMINANT * total):
        yield short, best
