"""How fast a corpus is scored: ``provenance batch`` as a whole process, reading and writing included.

Every run is a fresh process, timed from outside, its memory as the operating system counted it. What is
compared takes turns, so that a machine that slows down slows both.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pandas as pd
from threadpoolctl import threadpool_limits

from provenance.data.corpora import FILES, read_corpus
from provenance.errors import ProvenanceError
from provenance.evaluation.baselines import tfidf_baseline
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.evaluation.stages import stages
from provenance.evaluation.textacy_baseline import HINT, load_textacy, quoted

TASK = "corpus"
_ROUNDS = 3
# The baseline learns from every third sentence, which has every class; its speed is all that is asked.
_LEARNT_FROM = 3
# How often the corpus is repeated, for what must not grow with it.
_REPEATED = 10
# textacy is slow; so many articles tell its rate.
_TEXTACY_ARTICLES = 60
_KIB = 1024
_ONE, _TWO = ["--n-jobs", "1"], ["--n-jobs", "2"]


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took.

    Attributes
    ----------
    seconds : float
        From start to end.
    cpu : float
        Processor seconds of all its processes.
    peak : int
        Bytes in memory at most, of its largest process.
    sentences, articles : int
    """

    seconds: float
    cpu: float
    peak: int
    sentences: int
    articles: int

    @property
    def rate(self) -> float:
        """Sentences a second."""
        return self.sentences / self.seconds


def corpus_speed(setting: Setting) -> list[Outcome]:
    """Time ``provenance batch`` on the AllSides corpus: one core, two processes, Dask, ten times as much.

    The baselines get one thread, and the sentences ready made.
    """
    if not hasattr(os, "wait4"):
        raise ProvenanceError(
            "this system does not count a process's memory; should be Linux or macOS"
        )
    corpus = setting.corpora / FILES["allsides"]
    with TemporaryDirectory() as made:
        folder = Path(made)
        setting.tell("timing one core, two processes and Dask in turn")
        kinds = {"one": _ONE, "two": _TWO, "dask": [*_TWO, "--engine", "dask"]}
        runs: dict[str, list[Run]] = {kind: [] for kind in kinds}
        for _ in range(_ROUNDS):
            for kind, options in kinds.items():
                runs[kind].append(_batch(corpus, folder / kind, options))
        setting.tell("timing TF-IDF on the same sentences")
        tfidf = _tfidf_rate(folder / "one")
        setting.tell("timing textacy")
        textacy = _textacy_rate(setting)
        setting.tell(f"timing the corpus {_REPEATED} times over")
        longer = _repeat(corpus, folder / "longer.jsonl.gz")
        large = _batch(longer, folder / "large", _ONE)
    one, two, dask = (_typical(runs[kind]) for kind in kinds)
    return [
        Outcome(TASK, "sentences a second, one core", "provenance", one.rate),
        Outcome(TASK, "sentences a second, one core", "tf-idf", tfidf),
        Outcome(TASK, "ratio to tf-idf", "provenance", one.rate / tfidf),
        *_against_textacy(one, textacy),
        Outcome(TASK, "two processes against one", "provenance", _ratio(runs, "two", "one")),
        Outcome(
            TASK, "Dask against joblib, two workers", "provenance", _ratio(runs, "dask", "two")
        ),
        Outcome(TASK, "peak memory, MB", "provenance", one.peak / 1e6),
        Outcome(TASK, "peak memory, ten times the corpus", "provenance", large.peak / one.peak),
        Outcome(
            TASK, "cost an article, ten times the corpus", "provenance", _cost(large) / _cost(one)
        ),
        *stages(setting),
    ]


# A process is born with the peak of the one that began it, so a small one begins it and waits for it.
_LAUNCHER = """
import json, os, sys, time
if sys.argv[1]:
    os.sched_setaffinity(0, {int(sys.argv[1])})
start = time.perf_counter()
_, status, usage = os.wait4(os.posix_spawn(sys.executable, sys.argv[2:], os.environ), 0)
seconds = time.perf_counter() - start
print(json.dumps([status, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss]))
"""


def _batch(corpus: Path, out: Path, options: list[str]) -> Run:
    """Run the command; with one process, on one core."""
    core = ""
    if options == _ONE and hasattr(os, "sched_getaffinity"):
        core = str(max(os.sched_getaffinity(0)))
    command = [sys.executable, "-m", "provenance", "batch", str(corpus), str(out), *options]
    launched = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, core, *command, "--restart", "--quiet"],
        check=True,
        stdout=subprocess.PIPE,
    )
    status, seconds, cpu, peak = json.loads(launched.stdout)
    if status:
        raise ProvenanceError(f"{' '.join(command)} failed; should score the corpus")
    articles = pd.read_parquet(out / "articles", columns=["sentences"])
    peak *= 1 if sys.platform == "darwin" else _KIB
    return Run(seconds, cpu, peak, int(articles["sentences"].sum()), len(articles))


def _typical(runs: list[Run]) -> Run:
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def _ratio(runs: dict[str, list[Run]], a: str, b: str) -> float:
    """Return how many times as fast one kind of run is as another, the median over the rounds."""
    return median(y.seconds / x.seconds for x, y in zip(runs[a], runs[b], strict=True))


def _cost(run: Run) -> float:
    return run.cpu / run.articles


def _tfidf_rate(out: Path) -> float:
    """Return how many of the sentences bare TF-IDF and logistic regression score in a second."""
    sentences = pd.read_parquet(out / "sentences", columns=["text", "sourcing"])
    texts, classes = sentences["text"].tolist(), sentences["sourcing"].tolist()
    baseline = tfidf_baseline().fit(texts[::_LEARNT_FROM], classes[::_LEARNT_FROM])
    seconds = []
    with threadpool_limits(1):
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            baseline.predict_proba(texts)
            seconds.append(time.perf_counter() - start)
    return len(texts) / median(seconds)


def _textacy_rate(setting: Setting) -> float | None:
    """Return the sentences a second of textacy's direct quotations, where it is installed."""
    find = load_textacy()
    if find is None:
        warnings.warn(HINT, stacklevel=2)
        return None
    articles = islice(read_corpus("allsides", setting.corpora), _TEXTACY_ARTICLES)
    texts = [article.text for article in articles]
    sentences = sum(len(setting.scorer.score(text)) for text in texts)
    quoted(find, texts[0])
    with threadpool_limits(1):
        start = time.perf_counter()
        for text in texts:
            quoted(find, text)
        return sentences / (time.perf_counter() - start)


def _against_textacy(one: Run, rate: float | None) -> list[Outcome]:
    if rate is None:
        return []
    return [
        Outcome(TASK, "sentences a second, one core", "textacy", rate),
        Outcome(TASK, "ratio to textacy", "provenance", one.rate / rate),
    ]


def _repeat(corpus: Path, target: Path) -> Path:
    """Write a corpus several times over, with ids of their own."""
    with gzip.open(target, "wt", encoding="utf-8", compresslevel=1) as out:
        for copy in range(_REPEATED):
            for record in _records(corpus):
                out.write(json.dumps(record | {"doc_id": f"{record['doc_id']}#{copy}"}) + "\n")
    return target


def _records(corpus: Path) -> Iterator[dict]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
