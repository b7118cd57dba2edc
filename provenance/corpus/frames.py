"""Scoring as a plain function from data frame to data frame, for whatever runs such functions.

:func:`score_partition` is for Dask's ``map_partitions``, :func:`score_batches` for Spark's
``mapInPandas``. Both can be pickled, load the model once a process, and give the same columns with the
same types for any partition, an empty one too. Nothing here knows of a cluster.

>>> import pandas as pd
>>> articles = pd.DataFrame({"url": ["a.example/1", "a.example/2"], "body": ["Police said so.", None]})
>>> score_partition(articles, text="body", id="url")[["article", "sentence", "sourcing", "reason"]]
       article  sentence      sourcing                                       reason
0  a.example/1         0  organisation                                         <NA>
1  a.example/2      <NA>          <NA>  the text is missing; should be a string
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from provenance.corpus.readers.values import BadId, as_id
from provenance.errors import InputError, ProvenanceError
from provenance.scoring.frame import asked, score_text
from provenance.scoring.table import SENTENCE_TYPES, sentence_columns

if TYPE_CHECKING:
    from provenance.scoring.scorer import Scorer

# As a frame has them, but that all may be missing, of an article that was set aside, and that numbers
# take the room they need.
_TYPES = {"int64": "Int64", "object": "string", "float64": "float32", "boolean": "boolean"}
PARTITION_TYPES: dict[str, str] = {
    "article": "string",
    "sentence": "Int32",
    **{name: _TYPES[dtype] for name, dtype in SENTENCE_TYPES.items()},
    "reason": "string",
}

_IN_SPARK = {
    "string": "string",
    "Int32": "int",
    "Int64": "bigint",
    "float32": "float",
    "boolean": "boolean",
}
# The schema of the result for ``mapInPandas``, where no column is carried.
SPARK_SCHEMA = ", ".join(f"`{name}` {_IN_SPARK[dtype]}" for name, dtype in PARTITION_TYPES.items())


def meta(articles: pd.DataFrame, carry: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return an empty result, with its columns and their types: Dask's ``meta``.

    Parameters
    ----------
    articles : DataFrame
        Anything with the columns to carry, such as a Dask frame's ``_meta``, or one row of it.
    carry : str or sequence of str

    Examples
    --------
    >>> list(meta(pd.DataFrame({"outlet": ["Post"]}), carry="outlet").columns[:3])
    ['article', 'outlet', 'sentence']
    """
    names = [carry] if isinstance(carry, str) else list(carry)
    return _partition([], [], [], articles.iloc[:0][names])


META: pd.DataFrame


def __getattr__(name: str) -> pd.DataFrame:
    if name == "META":  # made for each who asks, who may change it
        return meta(pd.DataFrame())
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def spark_schema(carry: str | Sequence[str] = (), type: str = "string") -> str:
    """Return the schema of the result for ``mapInPandas``, as Spark's DDL.

    Parameters
    ----------
    carry : str or sequence of str
        The columns that are carried, all of one type; where they differ, put ``SPARK_SCHEMA`` together
        by hand.
    type : str, default="string"
        Their type.

    Examples
    --------
    >>> spark_schema("publisher")[:52]
    '`article` string, `publisher` string, `sentence` int'
    """
    names = [carry] if isinstance(carry, str) else list(carry)
    article, rest = SPARK_SCHEMA.split(", ", 1)
    carried = ["`" + name.replace("`", "``") + f"` {type}" for name in names]
    return ", ".join([article, *carried, rest])


def score_partition(
    articles: pd.DataFrame,
    text: str = "text",
    id: str | None = None,
    carry: str | Sequence[str] = (),
    model: str | None = None,
    errors: str = "set_aside",
) -> pd.DataFrame:
    """Score a data frame of articles that is one part of many.

    This is scoring alone. What ``provenance batch`` does besides is left out: the language of an article
    is not looked at, its length has no limit (no ``max_chars``), and ids are not checked for duplicates,
    of which one partition cannot know.

    Parameters
    ----------
    articles : DataFrame
        A row an article.
    text : str, default="text"
        The column that holds the article.
    id : str, optional
        The column that names it, written as ``provenance batch`` writes ids: 1.0, of a column of whole
        numbers with gaps, is "1". The index by default; in many frameworks each partition has one of
        its own, which begins at 0: name a column there.
    carry : str or sequence of str, optional
        Columns to repeat beside each sentence, such as ``["publisher", "date"]``; they keep their types.
    model : str, optional
        A model file, which every machine finds under this path; the shipped model by default.
    errors : {"set_aside", "raise"}, default="set_aside"
        What to do with an article whose text is missing, no string, or blank, or whose id is missing
        or no string or number. ``set_aside`` gives it
        one row, with ``reason`` told and everything about sentences missing: articles in are articles
        scored and articles set aside.

    Returns
    -------
    DataFrame
        A row a sentence, in the order of ``articles``: ``article`` (the id, as a string), the carried
        columns, ``sentence`` (its number), the columns of :meth:`Scorer.score_frame`, and ``reason``,
        which is missing where a sentence was scored. The types are those of ``PARTITION_TYPES``.

    Raises
    ------
    InputError
        When a column is missing, or an article cannot be scored and ``errors="raise"``.
    ModelFileError
        When the model cannot be loaded.
    ProvenanceError
        When a library is missing where the partition is scored, or memory.
    """
    if errors not in ("raise", "set_aside"):
        raise InputError(f"errors is {errors!r}; should be 'raise' or 'set_aside'")
    given = asked(articles, text, id, carry, PARTITION_TYPES)
    scorer = _scorer(model) if given.texts else None
    names: list[str | None] = []
    parts: list[dict[str, list]] = []
    reasons: list[str | None] = []
    for name, body in zip(given.names, given.texts, strict=True):
        names.append(None)
        try:
            names[-1] = str(name) if id is None else _id(name)
            parts.append(sentence_columns(score_text(scorer, body)))
            reasons.append(None)
        except (ImportError, MemoryError) as error:  # the fault of this machine, not of the article
            raise ProvenanceError(
                f"article {name!r} cannot be scored on this machine ({type(error).__name__}: {error}); "
                "should have there what this package needs, and memory enough"
            ) from error
        except Exception as error:  # one article, whatever is wrong with it, stops no cluster
            told = str(error)
            if not isinstance(error, ProvenanceError):
                told = f"the text could not be scored ({type(error).__name__}: {error})"
            if errors == "raise":
                raise InputError(f"article {name!r}: {told}") from error
            parts.append({})
            reasons.append(told)
    return _partition(names, parts, reasons, given.carried)


def _id(value: Any) -> str:
    """Return an id as ``provenance batch`` writes it."""
    try:
        id = None if value is pd.NA or value is pd.NaT else as_id(value)
    except BadId as error:
        raise InputError(str(error)) from None
    if id is None:
        raise InputError("the id is missing; should be a string or a number")
    return id


def score_batches(
    batches: Iterable[pd.DataFrame],
    text: str = "text",
    id: str | None = "id",
    carry: str | Sequence[str] = (),
    model: str | None = None,
    errors: str = "set_aside",
) -> Iterator[pd.DataFrame]:
    """Score data frames one by one, as Spark's ``mapInPandas`` hands them to a worker.

    As in :func:`score_partition`, there is no look at the language, no limit of length and no check for
    duplicated ids.

    Parameters
    ----------
    batches : iterable of DataFrame
    text : str, default="text"
        The column that holds the article.
    id : str, default="id"
        The column that names an article. Spark's rows have no index to take its place.
    carry, model, errors
        As :func:`score_partition` takes them.

    Yields
    ------
    DataFrame
        What :func:`score_partition` returns; its schema is ``SPARK_SCHEMA``, or :func:`spark_schema`
        with what is carried.
    """
    for batch in batches:
        yield score_partition(batch, text, id, carry, model, errors)


@lru_cache(maxsize=2)
def _scorer(model: str | None) -> Scorer:
    from provenance.scoring.scorer import load

    return load(model)


def _partition(
    names: list[str | None],
    parts: list[dict[str, list]],
    reasons: list[str | None],
    carried: pd.DataFrame,
) -> pd.DataFrame:
    """Put the columns of articles one behind the other; one without has a row of its own."""
    sizes = [len(part["start"]) if part else 1 for part in parts]
    columns: dict[str, list] = {name: [] for name in PARTITION_TYPES}
    for name, part, size, reason in zip(names, parts, sizes, reasons, strict=True):
        columns["article"] += [name] * size
        columns["sentence"] += range(size) if part else [None]
        columns["reason"] += [reason] * size
        for column in SENTENCE_TYPES:
            columns[column] += part[column] if part else [None]
    repeated = [row for row, size in enumerate(sizes) for _ in range(size)]
    frame = pd.DataFrame(
        {name: pd.Series(columns[name], dtype=dtype) for name, dtype in PARTITION_TYPES.items()}
    )
    beside = carried.take(repeated).reset_index(drop=True)
    return pd.concat([frame[["article"]], beside, frame.drop(columns="article")], axis=1)
