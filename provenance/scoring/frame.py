"""Scores as pandas data frames, from one article or from a frame of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd
from joblib import Parallel, delayed

from provenance.errors import InputError, ProvenanceError

if TYPE_CHECKING:
    from provenance.scoring.scorer import Scorer
    from provenance.scoring.scores import ArticleScore, SentenceScore

_CHUNK = 64


def columns(classes: tuple[str, ...]) -> dict[str, str]:
    """Return the columns of a frame of scores, with their types, in order."""
    return {
        "start": "int64",
        "end": "int64",
        "text": "object",
        "score": "float64",
        "sourcing": "object",
        "checkable": "float64",
        "source": "object",
        "source_type": "object",
        "source_name": "object",
        "cue": "object",
        "basis": "object",
        "polarity": "object",
        "second_hand": "boolean",
        **{f"p_{name}": "float64" for name in classes},
    }


def article_frame(article: ArticleScore) -> pd.DataFrame:
    """Return a frame with a row a sentence of one article."""
    from provenance.codebook import CLASSES

    records = [_record(sentence, article.text) for sentence in article]
    index = pd.RangeIndex(len(records), name="sentence")
    return _frame(records, index, CLASSES)


def score_frame(
    scorer: Scorer,
    articles: pd.DataFrame,
    text: str,
    id: str | None,
    n_jobs: int | None,
    errors: str,
    progress: bool,
) -> pd.DataFrame:
    """Do what :meth:`Scorer.score_frame` says."""
    if errors not in ("raise", "set_aside"):
        raise InputError(f"errors is {errors!r}; should be 'raise' or 'set_aside'")
    if not isinstance(articles, pd.DataFrame):
        raise InputError(f"articles is {type(articles).__name__}; should be a DataFrame")
    for option, column in (("text", text), ("id", id)):
        if column is not None and column not in list(articles.columns):
            raise InputError(
                f"{option} is {column!r}, which is no column; should be one of {list(articles.columns)}"
            )
    doubled = articles.columns[articles.columns.duplicated()].tolist()
    if text in doubled or id in doubled:
        raise InputError(f"the frame has several columns named {doubled}; should have one of each")
    if n_jobs is not None and (not isinstance(n_jobs, int) or n_jobs == 0):
        raise InputError(
            f"n_jobs is {n_jobs!r}; should be a number of processes, or -1 for all cores"
        )
    names = articles.index if id is None else articles[id]
    pairs = list(zip(names, articles[text], strict=True))
    chunks = [pairs[start : start + _CHUNK] for start in range(0, len(pairs), _CHUNK)]
    parallel = Parallel(n_jobs=n_jobs, return_as="generator")
    scored = parallel(delayed(_score_chunk)(scorer, chunk) for chunk in chunks)
    keys: list[tuple[Any, int]] = []
    records: list[dict[str, Any]] = []
    aside: list[dict[str, Any]] = []
    for name, found, problem in _with_progress(scored, len(pairs), progress):
        if problem is not None:
            if errors == "raise":
                raise InputError(f"article {name!r}: {problem}")
            aside.append({"id": name, "reason": problem})
            continue
        keys += [(name, number) for number in range(len(found))]
        records += found
    index = pd.MultiIndex.from_tuples(
        keys, names=[id or articles.index.name or "article", "sentence"]
    )
    frame = _frame(records, index, scorer.classes)
    frame.attrs["set_aside"] = aside
    return frame


def _score_chunk(
    scorer: Scorer, pairs: list[tuple[Any, Any]]
) -> list[tuple[Any, list, str | None]]:
    result = []
    for name, text in pairs:
        try:
            if text is None or text is pd.NA or (isinstance(text, float) and text != text):
                raise InputError("the text is missing; should be a string")
            article = scorer.score(text)
            if not len(article):
                raise InputError("the text is blank; should hold a sentence")
        except ProvenanceError as error:
            result.append((name, [], str(error)))
        else:
            result.append((name, [_record(s, article.text) for s in article], None))
    return result


def _with_progress(chunks: Iterator[list], total: int, progress: bool) -> Iterator[tuple]:
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


def _record(sentence: SentenceScore, text: str) -> dict[str, Any]:
    attribution = sentence.attribution
    source = attribution.source if attribution is not None else None
    cue = attribution.cue if attribution is not None else None
    return {
        "start": sentence.span.start,
        "end": sentence.span.end,
        "text": sentence.text,
        "score": sentence.score,
        "sourcing": sentence.sourcing,
        "checkable": sentence.checkable,
        "source": None if source is None else source.text,
        "source_type": None if source is None else source.type.value,
        "source_name": None if source is None else source.name,
        "cue": None if cue is None else text[cue.start : cue.end],
        "basis": None if attribution is None else attribution.basis.value,
        "polarity": None if attribution is None else attribution.polarity.value,
        "second_hand": None if attribution is None else attribution.second_hand,
        **{f"p_{name}": p for name, p in sentence.probabilities.items()},
    }


def _frame(records: list[dict], index: pd.Index, classes: tuple[str, ...]) -> pd.DataFrame:
    types = columns(classes)
    data = {name: [record[name] for record in records] for name in types}
    return pd.DataFrame(
        {name: pd.Series(values, index=index, dtype=types[name]) for name, values in data.items()},
        index=index,
        columns=list(types),
    )
