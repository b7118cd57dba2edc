"""Where the time of scoring goes, floor by floor."""

from __future__ import annotations

import gc
import json
import time
from collections import Counter
from collections.abc import Callable
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from provenance.attribution import attribute
from provenance.corpus.formats import parquet
from provenance.corpus.schema import Layout
from provenance.data.corpora import read_corpus
from provenance.document import read
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.extractors import extract
from provenance.extractors.reading import match
from provenance.features import rows
from provenance.features.analysis import Analysis
from provenance.scoring import Scorer
from provenance.scoring.table import sentence_columns

TASK = "microseconds a sentence"
_ARTICLES = 300
# What scoring is made of, besides the values that it hands out.
_FLOORS = ("extraction", "attribution", "features", "columns of features", "model")


def stages(setting: Setting) -> list[Outcome]:
    """Time each floor by itself, on one core, in microseconds a sentence.

    ``matching`` is a part of ``extraction``; ``answers`` is what scoring takes beyond the floors, for the
    values it hands out. ``tables`` makes columns of them, and ``writing`` Parquet files of these.
    """
    texts = [a.text for a in islice(read_corpus("allsides", setting.corpora), _ARTICLES)]
    _run(setting.scorer, texts)  # grows the tables that every floor keeps of what it has met
    gc.collect()
    gc.disable()  # as in a batch
    try:
        seconds, sentences = _run(setting.scorer, texts)
    finally:
        gc.enable()
    return [Outcome(TASK, name, "provenance", 1e6 * t / sentences) for name, t in seconds.items()]


def _run(scorer: Scorer, texts: list[str]) -> tuple[Counter[str], int]:
    """Return the seconds that each floor takes for some articles, and their number of sentences."""
    seconds: Counter[str] = Counter()

    def timed(name: str, function: Callable[..., Any], *inputs: Any) -> Any:
        start = time.perf_counter()
        result = function(*inputs)
        seconds[name] += time.perf_counter() - start
        return result

    sentences = 0
    tables = []
    for text in texts:
        text = timed("parsing", json.loads, json.dumps({"text": text}))["text"]
        document = timed("splitting", read, text)
        timed("matching", match, document)
        extraction = timed("extraction", extract, document)
        attributed = timed("attribution", attribute, extraction)
        features = timed("features", rows, Analysis(document, extraction, attributed))
        sparse = timed("columns of features", scorer.model.space.sparse, features)
        timed("model", scorer.model.predict, *sparse)
        report = timed("answers", scorer.score_document, document)
        tables.append(timed("tables", sentence_columns, report))
        sentences += len(document)
    seconds["answers"] -= sum(seconds[name] for name in _FLOORS)
    with TemporaryDirectory() as folder:
        timed("writing", _write, tables, Path(folder))
    return seconds, sentences


def _write(tables: list[dict[str, list]], folder: Path) -> None:
    """Write a Parquet file, as a batch run writes one."""
    layout = Layout()
    columns = {name: list(chain.from_iterable(t[name] for t in tables)) for name in tables[0]}
    sizes = [len(table["start"]) for table in tables]
    columns["article"] = [str(n) for n, size in enumerate(sizes) for _ in range(size)]
    columns["sentence"] = list(chain.from_iterable(map(range, sizes)))
    writer = parquet.Writer(folder, layout)
    writer.resume([])
    writer.append("sentences", parquet.encode("sentences", columns, layout))
    writer.commit(0)
    writer.close()
