"""Scored articles one by one, with their outlet and date, from data frames or from an output folder."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from provenance.errors import InputError

_SOURCES = ("source", "source_type", "source_name", "sourcing")


class Row(NamedTuple):
    """What a sentence tells of its source.

    Attributes
    ----------
    text : str
        The mention.
    type : str
        What kind of source its words name.
    name : str or None
        The name that it resolves to.
    sourcing : str
        The sentence's class.
    """

    text: str
    type: str
    name: str | None
    sourcing: str


@dataclass(frozen=True, slots=True)
class ScoredArticle:
    """An article with the sources of its sentences.

    Attributes
    ----------
    rows : list of Row
        One for each sentence that has a source, in order.
    outlet : str or None
    date : Timestamp or None
    """

    rows: list[Row]
    outlet: str | None
    date: pd.Timestamp | None


def scored_articles(
    sentences: pd.DataFrame | str | os.PathLike,
    articles: pd.DataFrame | None,
    outlet: str | None,
    date: str | None,
) -> Iterator[ScoredArticle]:
    """Yield the articles; takes and raises what :func:`provenance.corpus.sources.source_ledger` does."""
    if isinstance(sentences, str | os.PathLike):
        if articles is not None:
            raise InputError("articles is given beside a folder, which has its own; should be None")
        from provenance.corpus.output import iterate_output

        asked = ["article", *(name for name in (outlet, date) if name is not None)]
        pieces = iterate_output(sentences, "sentences", ["article", *_SOURCES])
        about = iterate_output(sentences, "articles", asked)
        return _beside(_grouped(pieces), _dated(about, outlet, date))
    for name, frame in (("sentences", sentences), ("articles", articles)):
        if not isinstance(frame, pd.DataFrame) and (name == "sentences" or frame is not None):
            raise InputError(f"{name} is {type(frame).__name__}; should be a DataFrame")
    return _of_frames(sentences, articles, outlet, date)


def _of_frames(
    sentences: pd.DataFrame, articles: pd.DataFrame | None, outlet: str | None, date: str | None
) -> Iterator[ScoredArticle]:
    _check_columns("sentences", sentences, _SOURCES)
    sentences = sentences[sentences["sourcing"].notna()]  # else the row is of an article set aside
    if "article" in sentences.columns:
        names = sentences["article"].reset_index(drop=True)
    else:
        names = sentences.index.get_level_values(0).to_series(index=range(len(sentences)))
    # An article's rows may lie apart, as in a frame that was sorted by score.
    which, unique = pd.factorize(names)
    first = pd.Series(which).drop_duplicates().index
    if articles is None:
        about = sentences.reset_index(drop=True).loc[first]
        origin = "sentences"
    else:
        if "article" in articles.columns:
            articles = articles.set_index("article")
        missing = [name for name in unique if name not in articles.index]
        if missing:
            raise InputError(
                f"articles has no row {missing[0]!r} in its index; should have the ids of sentences: "
                "articles.set_index(...) gives it them"
            )
        about = articles[~articles.index.duplicated()].loc[list(unique)]
        origin = "articles"
    wanted = [name for name in (outlet, date) if name is not None]
    _check_columns(origin, about, wanted)
    about = about[wanted].reset_index(drop=True).assign(article=range(len(unique)))
    piece = sentences[list(_SOURCES)].reset_index(drop=True).assign(article=which)
    piece = piece.sort_values("article", kind="stable")
    yield from _beside(_grouped([piece]), _dated([about], outlet, date))


def _check_columns(name: str, frame: pd.DataFrame, wanted: Iterable[str]) -> None:
    missing = [column for column in wanted if column not in frame.columns]
    if missing:
        raise InputError(
            f"{name} has no column {', '.join(map(repr, missing))}; should be carried through with "
            "score_frame(carry=...), or be None where there is none"
        )


def _grouped(pieces: Iterable[pd.DataFrame]) -> Iterator[tuple[object, list[Row]]]:
    """Yield each article's id and rows; an article may begin in one piece and end in the next."""
    current: object = None
    rows: list[Row] = []
    begun = False
    for piece in pieces:
        piece = piece[["article", *_SOURCES]]
        columns = (piece[name].astype(object).to_list() for name in piece.columns)
        for article, text, type, name, sourcing in zip(*columns, strict=True):
            if not begun or article != current:
                if begun:
                    yield current, rows
                current, rows, begun = article, [], True
            if isinstance(text, str):  # anything else is a missing value
                rows.append(Row(text, type, name if isinstance(name, str) else None, sourcing))
    if begun:
        yield current, rows


def _dated(
    pieces: Iterable[pd.DataFrame], outlet: str | None, date: str | None
) -> Iterator[tuple[object, str | None, pd.Timestamp | None]]:
    """Yield each article's id, outlet and date."""
    for piece in pieces:
        size = len(piece)
        outlets = [None] * size if outlet is None else piece[outlet].astype(object).to_list()
        dates = [pd.NaT] * size if date is None else list(parsed_dates(piece[date]))
        for article, name, day in zip(piece["article"], outlets, dates, strict=True):
            told = None if pd.isna(name) else str(name)
            yield article, told, None if day is pd.NaT else day


def parsed_dates(dates: pd.Series) -> pd.Series:
    """Read dates of any form that pandas knows; NaT where it knows none.

    Examples
    --------
    >>> parsed_dates(pd.Series(["2024-03-01T23:30:00-05:00", "1 March 2024", "soon"])).dt.day.tolist()
    [2.0, 1.0, nan]
    """
    if not pd.api.types.is_datetime64_any_dtype(dates):
        dates = dates.astype("string")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of time zones whose short names pandas does not know
        found = pd.to_datetime(dates, errors="coerce", utc=True, format="mixed")
    return found.dt.tz_localize(None).dt.as_unit("s")


def _beside(
    groups: Iterator[tuple[object, list[Row]]],
    about: Iterator[tuple[object, str | None, pd.Timestamp | None]],
) -> Iterator[ScoredArticle]:
    """Put the rows of articles to what is told of them; both are in the same order."""
    for article, rows in groups:
        for name, outlet, date in about:
            if name == article:
                yield ScoredArticle(rows, outlet, date)
                break
        else:
            raise InputError(
                f"the table of articles has no row {article!r}, which is in that of sentences; "
                "should be what one run of 'provenance batch' wrote"
            )
