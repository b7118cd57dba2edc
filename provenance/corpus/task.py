"""What a worker does: score a batch of records and encode the result for the output's files.

A batch is a plain value in and out, so that any engine can carry it to any process.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from provenance.codebook import CLASSES
from provenance.corpus.language import ANY, ENGLISH, other_language
from provenance.corpus.record import Record, SetAside
from provenance.errors import ModelFileError, ProvenanceError
from provenance.scoring.table import ARTICLE_TYPES, SENTENCE_TYPES, article_row, sentence_columns

if TYPE_CHECKING:
    from provenance.corpus.schema import Layout
    from provenance.scoring import Scorer


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every batch of a run.

    Attributes
    ----------
    model : str or None
        The path of the model file; None for the shipped one.
    sha256 : str
        The SHA-256 that the model file should have, wherever it is read.
    layout : Layout
        What the output looks like.
    language : {"en", "any"}
        Whether articles in another language than English are set aside.
    with_risk : bool
        Whether to measure the risk indicator.
    """

    model: str | None
    sha256: str
    layout: Layout
    language: str = ENGLISH
    with_risk: bool = True


@dataclass(frozen=True, slots=True)
class Batch:
    """Some records that follow each other in the input, of one part of the output.

    Attributes
    ----------
    records : tuple of (int, Record)
        Each with its number in the input, from 0.
    ends_part : bool
        Whether the part ends with them.
    """

    records: tuple[tuple[int, Record], ...]
    ends_part: bool = False


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What came of a batch.

    Attributes
    ----------
    records : int
        How many it had.
    payloads : dict of str to object
        For each table with rows, these rows, encoded for the output's format.
    set_aside : list of (int, SetAside)
        The records that could not be scored.
    counts : dict of str to int
        ``scored`` and ``sentences``.
    classes : dict of str to int
        Sentences of each class.
    ends_part : bool
        That of the batch.
    """

    records: int
    payloads: dict[str, Any]
    set_aside: list[tuple[int, SetAside]]
    counts: dict[str, int]
    classes: dict[str, int]
    ends_part: bool


@dataclass(slots=True)
class _Tables:
    """The rows of a batch, column by column."""

    sentences: dict[str, list]
    articles: dict[str, list]
    scored: int = 0
    classes: Counter[str] = field(default_factory=Counter)


def score_batch(job: Job, batch: Batch) -> BatchResult:
    """Score the records of a batch and encode their rows.

    Parameters
    ----------
    job : Job
    batch : Batch

    Returns
    -------
    BatchResult

    Raises
    ------
    ModelFileError
        When the model cannot be read here, or is another one than the job's.
    ProvenanceError
        When a library is missing here, or memory.
    """
    from provenance.corpus.formats import FORMATS

    scorer = load_scorer(job.model, job.sha256)
    tables = _empty(job)
    set_aside = []
    with _collecting_once():
        for number, record in batch.records:
            problem = _add(tables, scorer, job, number, record)
            if problem is not None:
                set_aside.append((number, problem))
        encode = FORMATS[job.layout.format].encode
        payloads = {
            name: encode(name, columns, job.layout)
            for name, columns in (("sentences", tables.sentences), ("articles", tables.articles))
            if columns["article"]
        }
    counts = {"scored": tables.scored, "sentences": len(tables.sentences["article"])}
    return BatchResult(
        len(batch.records), payloads, set_aside, counts, dict(tables.classes), batch.ends_part
    )


@lru_cache(maxsize=2)
def load_scorer(model: str | None, sha256: str) -> Scorer:
    """Load a model once a process.

    Raises
    ------
    ModelFileError
        When the file is missing or damaged, or has another SHA-256.
    """
    from provenance.classifier.model_file import file_hash, locate
    from provenance.scoring import load

    try:
        found = file_hash(locate(model))
    except OSError as error:
        raise ModelFileError(
            f"the model {model} cannot be read: {error}; should be there for every worker"
        ) from None
    if found != sha256:
        raise ModelFileError(
            f"the model {model or 'of this release'} has SHA-256 {found[:12]}... where it is to "
            f"score; should be {sha256[:12]}..., the same on every machine and until the end"
        )
    return load(model)


def _empty(job: Job) -> _Tables:
    sentences = ("article", "sentence", *SENTENCE_TYPES)
    articles = ("article", "record", "file", "line", *job.layout.carried, *ARTICLE_TYPES)
    return _Tables({name: [] for name in sentences}, {name: [] for name in articles})


def _add(tables: _Tables, scorer: Scorer, job: Job, number: int, record: Record) -> SetAside | None:
    """Add the rows about a record, or say why it has none."""
    try:
        if record.blank:
            return _aside(record, "blank", "the text is blank; should hold a sentence")
        if job.language != ANY and (language := other_language(record.text)):
            return _aside(
                record, "language", f"the text seems to be in {language}; should be in English"
            )
        article = scorer.score(record.text)
        if not len(article):
            return _aside(record, "blank", "the text has no sentence; should hold one")
        columns = sentence_columns(article)
        row = article_row(article, job.with_risk)
    except (ImportError, MemoryError) as error:  # the fault of this machine, not of the article
        raise ProvenanceError(
            f"{record.place} cannot be scored where a worker runs ({type(error).__name__}: {error}); "
            "should have there what this package needs, and memory enough: what was committed is "
            "kept, and the same call goes on from there"
        ) from error
    except Exception as error:  # one article, whatever is wrong with it, stops no corpus
        return _aside(
            record,
            "unreadable",
            f"the text could not be scored ({type(error).__name__}: {error}); should be reported "
            "as an error of this package",
        )
    size = len(article)
    columns["article"] = [record.id] * size
    columns["sentence"] = range(size)
    for name, values in tables.sentences.items():
        values.extend(columns[name])
    row |= record.carried
    row |= {"article": record.id, "record": number}
    row |= {"file": record.place.file, "line": record.place.line}
    for name, values in tables.articles.items():
        values.append(row[name])
    tables.scored += 1
    for name in CLASSES:
        tables.classes[name] += row[f"n_{name}"]
    return None


def _aside(record: Record, code: str, reason: str) -> SetAside:
    return SetAside(record.place, record.id, code, reason)


@contextmanager
def _collecting_once() -> Iterator[None]:
    """Collect garbage once, after the work inside, and not while it makes values by the thousand."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect(1)
