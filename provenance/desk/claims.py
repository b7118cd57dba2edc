"""The claims of many articles as two tables, from articles that are scored now or were by ``batch``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from provenance.codebook import CLASSES
from provenance.desk.days import days
from provenance.errors import InputError
from provenance.scoring.table import sentence_columns

if TYPE_CHECKING:
    from provenance.corpus.readers import ReadOptions
    from provenance.corpus.record import SetAside
    from provenance.desk.article import DeskArticle
    from provenance.scoring import ArticleScore, Scorer

TEXT, TITLE, CAPTION = "text", "title", "caption"
"""Where in an article a claim stands."""

_CLASS_COLUMNS = tuple(f"p_{name}" for name in CLASSES)
_WORDS = ("text", "sourcing", "source", "cue", "polarity")
_FROM_SENTENCES = ("start", "end", *_WORDS, "score", "checkable", *_CLASS_COLUMNS)
_OF_ARTICLE = ("title", "date", "publisher", "url")


@dataclass(frozen=True, eq=False)
class Claims:
    """What many articles claim.

    Attributes
    ----------
    claims : DataFrame
        A row a sentence, title or caption that claims something: ``article``, its row in ``articles``;
        ``place`` (``text``, ``title`` or ``caption``); ``sentence``, its number in the text or among the
        captions; ``start`` and ``end``, where it stands in that text, in code points; ``text``,
        ``sourcing``, ``source``, ``cue``, ``polarity``, ``score``, ``checkable``, and ``p_<class>``.
    articles : DataFrame
        A row an article: ``id``, ``title``, or else the headline, ``date`` as given, ``day`` (NaT where the date cannot be
        read), ``publisher``, ``url``, ``risk``.
    sentences : int
        Sentences that were looked at, those without a claim too.
    unread_dates : int
        Articles whose date cannot be read for sure; it is taken to be missing.
    """

    claims: pd.DataFrame
    articles: pd.DataFrame
    sentences: int
    unread_dates: int = 0


def claims_of(
    source: Any,
    scorer: Scorer | None = None,
    options: ReadOptions | None = None,
    set_aside: Callable[[SetAside], None] | None = None,
) -> Claims:
    """Take the claims of whatever :func:`provenance.desk.queue.triage` takes; it says what these are.

    Raises
    ------
    InputError
        When a source cannot be read.
    """
    from provenance.desk.article import DeskArticle, read_articles

    if hasattr(source, "columns"):
        return claims_of_frame(source)
    alone = isinstance(source, str | os.PathLike | DeskArticle)
    if not alone and not isinstance(source, Iterable):
        raise InputError(
            f"the source is of type {type(source).__name__}; should be paths, articles or a frame"
        )
    sources = [source] if alone else list(source)
    if all(isinstance(item, DeskArticle) for item in sources):
        return claims_of_articles(sources, scorer)
    for item in sources:
        if not isinstance(item, str | os.PathLike):
            raise InputError(
                f"a source is of type {type(item).__name__}; should be paths, or articles and nothing else"
            )
    scored = next((item for item in sources if is_output(item)), None)
    if scored is None:
        return claims_of_articles(read_articles(sources, scorer, options, set_aside), scorer)
    if len(sources) > 1:
        raise InputError(f"{scored} is the output of 'provenance batch'; should be the only source")
    return claims_of_output(scored)


def is_output(source: str | os.PathLike) -> bool:
    """Return whether a source is a folder that ``provenance batch`` wrote."""
    from provenance.corpus.folder import RUN, WORK

    folder = Path(source)
    # Unlike Path.is_dir, it takes what is no name at all, such as an article, and says no.
    return os.path.isdir(folder) and ((folder / RUN).exists() or (folder / WORK).exists())


def claims_since(claims: Claims, first: date | None) -> Claims:
    """Leave out what articles of days before the first claim; those without a date stay."""
    if first is None:
        return claims
    old = (claims.articles["day"] < pd.Timestamp(first)).to_numpy()
    kept = ~old[claims.claims["article"].to_numpy(dtype=np.int64)]
    return replace(claims, claims=claims.claims[kept].reset_index(drop=True))


def claims_of_articles(articles: Iterable[DeskArticle], scorer: Scorer | None = None) -> Claims:
    """Take the claims of articles.

    Parameters
    ----------
    articles : iterable of DeskArticle
    scorer : Scorer, optional
        Scores the titles and captions; the shipped model by default.
    """
    columns: dict[str, list] = {
        name: [] for name in ("article", "place", "sentence", *_FROM_SENTENCES)
    }
    rows: list[dict[str, Any]] = []
    sentences = 0
    for number, article in enumerate(articles):
        for place, count, score in _pieces(article, scorer):
            _extend(columns, number, place, count, score)
        sentences += len(article.score)
        risk = article.score.risk
        known = {name: getattr(article, name) for name in _OF_ARTICLE}
        known["title"] = article.headline
        rows.append({"id": article.id, **known, "risk": None if risk is None else risk.value})
    return _claims(
        pd.DataFrame(columns), pd.DataFrame(rows, columns=["id", *_OF_ARTICLE, "risk"]), sentences
    )


def _pieces(
    article: DeskArticle, scorer: Scorer | None
) -> Iterator[tuple[str, int | None, ArticleScore]]:
    """Yield the text, the title unless the text has it, and the captions, each scored."""
    import provenance

    score = provenance.score if scorer is None else scorer.score
    yield TEXT, None, article.score
    if article.title and article.title.strip() not in article.text:
        yield TITLE, 0, score(article.title)
    for number, caption in enumerate(article.captions):
        yield CAPTION, number, score(caption)


def _extend(
    columns: dict[str, list], article: int, place: str, count: int | None, score: ArticleScore
) -> None:
    found = sentence_columns(score)
    # Told by itself, a caption or a title that names what is seen may be taken to claim nothing.
    kept = [
        n for n, sourcing in enumerate(found["sourcing"]) if place != TEXT or sourcing != "no_claim"
    ]
    for name in _FROM_SENTENCES:
        columns[name].extend(found[name][n] for n in kept)
    columns["sentence"].extend(kept if count is None else [count] * len(kept))
    columns["article"].extend([article] * len(kept))
    columns["place"].extend([place] * len(kept))


def claims_of_output(folder: str | Path) -> Claims:
    """Take the claims of what ``provenance batch`` wrote; nothing is scored again.

    Raises
    ------
    InputError
        When it is no such folder, its run is not finished, or it was written without the text.
    """
    from provenance.corpus.output import iterate_output, output_columns, read_output

    there = output_columns(folder)
    articles = read_output(
        folder, "articles", ["article", *(n for n in _OF_ARTICLE if n in there), "risk"]
    )
    articles = articles.rename(columns={"article": "id"})
    numbers = pd.Series(np.arange(len(articles)), index=articles["id"].astype(object))
    pieces, sentences = [], 0
    try:
        for piece in iterate_output(folder, "sentences", ["article", "sentence", *_FROM_SENTENCES]):
            sentences += len(piece)
            piece = piece[piece["sourcing"] != "no_claim"]
            found = piece.assign(article=numbers.loc[piece["article"].astype(object)].to_numpy())
            pieces.append(_compact(found))
    except InputError as error:
        if "'text'" not in str(error):
            raise
        raise InputError(
            f"{folder} holds no text of sentences; should be written by 'provenance batch' with it"
        ) from None
    claims = pd.concat(pieces, ignore_index=True)
    claims["place"] = TEXT
    return _claims(claims, articles, sentences)


def claims_of_frame(frame: pd.DataFrame) -> Claims:
    """Take the claims of what :meth:`provenance.Scorer.score_frame` returned.

    Raises
    ------
    InputError
        When it is no such frame, or two articles have one id.
    """
    missing = [name for name in _FROM_SENTENCES if name not in frame.columns]
    if missing or frame.index.nlevels != 2:
        raise InputError(
            f"the frame has not {', '.join(missing) or 'an index of article and sentence'}; should be "
            "what score_frame returned"
        )
    twice = frame.index.duplicated()
    if twice.any():
        raise InputError(
            f"the frame has article {str(frame.index[twice][0][0])!r} more than once; should have an id "
            "for each article"
        )
    codes, ids = pd.factorize(frame.index.get_level_values(0), use_na_sentinel=False)
    claims = frame[list(_FROM_SENTENCES)].reset_index(drop=True)
    claims["article"] = codes
    claims["sentence"] = frame.index.get_level_values(1).to_numpy()
    claims["place"] = TEXT
    firsts = np.flatnonzero(~pd.Series(codes).duplicated().to_numpy())
    beside = [name for name in _OF_ARTICLE if name in frame.columns]
    articles = frame[beside].iloc[firsts].reset_index(drop=True)
    articles.insert(0, "id", [str(name) for name in ids])
    return _claims(claims[claims["sourcing"] != "no_claim"], articles, len(frame))


def _claims(claims: pd.DataFrame, articles: pd.DataFrame, sentences: int) -> Claims:
    for name in (*_OF_ARTICLE, "risk"):
        if name not in articles:
            articles[name] = None
    articles["risk"] = pd.to_numeric(articles["risk"], errors="coerce").astype("float64")
    articles["day"] = days(articles["date"])
    given = articles["date"].notna() & (articles["date"].astype(str).str.strip() != "")
    unread = int((given & articles["day"].isna()).sum())
    return Claims(_compact(claims).reset_index(drop=True), articles, sentences, unread)


def _compact(claims: pd.DataFrame) -> pd.DataFrame:
    """Keep of numbers what they mean, and of words that come back a single copy."""
    types: dict[str, Any] = dict.fromkeys(("score", "checkable", *_CLASS_COLUMNS), "float32")
    types |= dict.fromkeys(("article", "sentence", "start", "end"), "int64")
    types |= dict.fromkeys(_WORDS, object)
    return claims.astype({name: kind for name, kind in types.items() if name in claims})
