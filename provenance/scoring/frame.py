"""Scores as pandas data frames, from one article or from a frame of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from provenance.errors import InputError, ProvenanceError
from provenance.scoring.handing import handed_out
from provenance.scoring.table import ARTICLE_TYPES, SENTENCE_TYPES, article_row, sentence_columns

if TYPE_CHECKING:
    from provenance.scoring.handing import Handed
    from provenance.scoring.scorer import Scorer
    from provenance.scoring.scores import ArticleScore

_CHUNK = 64
# An article's columns and how many rows they have, or what is wrong with its text.
_Scored = tuple[dict[str, list], int, str | None]


def article_frame(article: ArticleScore) -> pd.DataFrame:
    """Return a frame with a row a sentence of one article."""
    index = pd.RangeIndex(len(article), name="sentence")
    return _frame(sentence_columns(article), SENTENCE_TYPES, index)


@dataclass(frozen=True, slots=True)
class Asked:
    """The articles of a frame that are to be scored.

    Attributes
    ----------
    names : Index
        The id of each.
    label : str
        What the ids are called.
    texts : list
        The text of each, or whatever stands in its place.
    carried : DataFrame
        The columns to carry through, a row an article.
    """

    names: pd.Index
    label: str
    texts: list
    carried: pd.DataFrame


def asked(
    articles: pd.DataFrame | pd.Series,
    text: str,
    id: str | None,
    carry: str | Sequence[str],
    columns: Iterable[str],
) -> Asked:
    """Take from a frame, or a Series of texts, what is to be scored.

    Parameters
    ----------
    articles : DataFrame or Series
    text, id : str
    carry : str or sequence of str
    columns : iterable of str
        The columns that the result has by itself.

    Raises
    ------
    InputError
        When a column is missing, or would be one of the result's.
    """
    carry = [carry] if isinstance(carry, str) else list(carry)
    if isinstance(articles, pd.Series):
        for option, value in (("id", id), ("carry", carry)):
            if value:
                raise InputError(
                    f"{option} is {value!r}, and articles is a Series, which has no columns; "
                    "should be a DataFrame"
                )
        articles = articles.to_frame(text)
    _check_columns(articles, text, id, carry)
    label = id or articles.index.name or "article"
    taken = [name for name in carry if name in {*columns, label, "sentence"}]
    if taken:
        raise InputError(
            f"carry holds {taken}, which the result has itself; should be other names: rename "
            "these columns first"
        )
    names = articles.index if id is None else articles[id]
    # Of plain values, so that an index of several levels gives one level of tuples.
    index = pd.Index(list(names), tupleize_cols=False)
    return Asked(index, label, list(articles[text]), articles[carry])


def _check_columns(articles: Any, text: Any, id: Any, carry: list) -> None:
    if not isinstance(articles, pd.DataFrame):
        raise InputError(
            f"articles is {type(articles).__name__}; should be a DataFrame, or a Series of texts"
        )
    columns = list(articles.columns)
    wanted = [("text", text), *([] if id is None else [("id", id)]), *(("carry", c) for c in carry)]
    for option, column in wanted:
        if column not in columns:
            raise InputError(
                f"{option} is {column!r}, which is no column; should be one of {columns}"
            )
    doubled = articles.columns[articles.columns.duplicated()].tolist()
    if any(column in doubled for _, column in wanted):
        raise InputError(f"the frame has several columns named {doubled}; should have one of each")


@dataclass(frozen=True, slots=True)
class Running:
    """How a frame is scored; see :meth:`Scorer.score_frame` for each."""

    n_jobs: int | None = 1
    errors: str = "raise"
    progress: bool = False

    def __post_init__(self) -> None:
        if self.errors not in ("raise", "set_aside"):
            raise InputError(f"errors is {self.errors!r}; should be 'raise' or 'set_aside'")
        if self.n_jobs is not None and (not isinstance(self.n_jobs, int) or self.n_jobs == 0):
            raise InputError(
                f"n_jobs is {self.n_jobs!r}; should be a number of processes, or -1 for all cores"
            )


def score_frame(
    scorer: Scorer,
    articles: pd.DataFrame | pd.Series,
    text: str,
    id: str | None,
    carry: str | Sequence[str],
    running: Running,
) -> pd.DataFrame:
    """Do what :meth:`Scorer.score_frame` says."""
    given = asked(articles, text, id, carry, SENTENCE_TYPES)
    columns, rows, aside = _gathered(scorer, given, running, _sentences, SENTENCE_TYPES)
    names = given.names.take(rows.repeated)
    index = pd.MultiIndex.from_arrays([names, rows.numbers], names=[given.label, "sentence"])
    frame = _with_carried(_frame(columns, SENTENCE_TYPES, index), given, rows.repeated)
    frame.attrs["set_aside"] = aside
    return frame


def articles_frame(
    scorer: Scorer,
    articles: pd.DataFrame | pd.Series,
    text: str,
    id: str | None,
    carry: str | Sequence[str],
    running: Running,
) -> pd.DataFrame:
    """Do what :meth:`Scorer.article_frame` says."""
    given = asked(articles, text, id, carry, ARTICLE_TYPES)
    columns, rows, aside = _gathered(scorer, given, running, _article, ARTICLE_TYPES)
    if id is None:
        index = articles.index.take(rows.repeated)
    else:
        index = given.names.take(rows.repeated).rename(id)
    frame = _with_carried(_frame(columns, ARTICLE_TYPES, index), given, rows.repeated)
    frame.attrs["set_aside"] = aside
    return frame


@dataclass(frozen=True, slots=True)
class _Rows:
    """Which article each row of a result is about, and which of its rows it is."""

    repeated: np.ndarray
    numbers: np.ndarray


def _gathered(
    scorer: Scorer,
    given: Asked,
    running: Running,
    measure: Callable[[ArticleScore], tuple[dict[str, list], int]],
    types: dict[str, str],
) -> tuple[dict[str, list], _Rows, list[dict[str, Any]]]:
    """Score the articles and put their columns one behind the other, in the order given."""
    columns: dict[str, list] = {name: [] for name in types}
    sizes: list[int] = []
    aside: list[dict[str, Any]] = []
    texts = given.texts
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    parallel = Parallel(n_jobs=running.n_jobs, return_as="generator")
    with (
        handed_out(scorer, running.n_jobs) as handed,
        closing(parallel(delayed(_score_chunk)(handed, measure, c) for c in chunks)) as scored,
    ):
        for found, size, problem in _with_progress(scored, len(texts), running.progress):
            if problem is not None:
                name = given.names[len(sizes)]
                if running.errors == "raise":
                    raise InputError(f"article {name!r}: {problem}")
                aside.append({"id": name, "reason": problem})
            for column, values in found.items():
                columns[column] += values
            sizes.append(size)
    repeated = np.repeat(np.arange(len(sizes)), sizes)
    first = np.cumsum(sizes, dtype=np.int64) - np.asarray(sizes, dtype=np.int64)
    numbers = np.arange(len(repeated)) - np.repeat(first, sizes)
    return columns, _Rows(repeated, numbers), aside


def _score_chunk(
    handed: Handed,
    measure: Callable[[ArticleScore], tuple[dict[str, list], int]],
    texts: list,
) -> list[_Scored]:
    scorer = handed.scorer()
    result: list[_Scored] = []
    for text in texts:
        try:
            result.append((*measure(score_text(scorer, text)), None))
        except ProvenanceError as error:
            result.append(({}, 0, str(error)))
    return result


def score_text(scorer: Scorer, text: Any) -> ArticleScore:
    """Score what stands in a frame's cell.

    Raises
    ------
    InputError
        When it is missing, no string, or blank.
    """
    if text is None or text is pd.NA or (isinstance(text, float) and text != text):
        raise InputError("the text is missing; should be a string")
    article = scorer.score(text)
    if not len(article):
        raise InputError("the text is blank; should hold a sentence")
    return article


def _sentences(article: ArticleScore) -> tuple[dict[str, list], int]:
    return sentence_columns(article), len(article)


def _article(article: ArticleScore) -> tuple[dict[str, list], int]:
    return {name: [value] for name, value in article_row(article).items()}, 1


def _with_progress(chunks: Iterator[list], total: int, progress: bool) -> Iterator[_Scored]:
    if not progress:
        for chunk in chunks:
            yield from chunk
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("articles", total=total)
        for chunk in chunks:
            yield from chunk
            bar.advance(task, len(chunk))


def _frame(columns: dict[str, list], types: dict[str, str], index: pd.Index) -> pd.DataFrame:
    return pd.DataFrame(
        {name: pd.Series(columns[name], index=index, dtype=dtype) for name, dtype in types.items()},
        index=index,
        columns=list(types),
    )


def _with_carried(frame: pd.DataFrame, given: Asked, repeated: np.ndarray) -> pd.DataFrame:
    if not len(given.carried.columns):
        return frame
    carried = given.carried.take(repeated)
    carried.index = frame.index
    return pd.concat([carried, frame], axis=1)
