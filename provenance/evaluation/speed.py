"""How fast: sentences a second against the baseline, time to the first score, growth with length."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median

from threadpoolctl import threadpool_limits

from provenance.data.corpora import read_corpus
from provenance.evaluation.baselines import tfidf_baseline
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.scoring import Scorer

ARTICLES = 500
_ROUNDS = 5
_PROBE = (
    "import time; a = time.perf_counter(); import provenance; b = time.perf_counter();"
    "provenance.score('Ana Ruiz said the bridge was safe.'); c = time.perf_counter(); print(b - a, c - b)"
)
_SIZES = (1, 2, 4)


def speed(setting: Setting) -> list[Outcome]:
    """Time scoring many articles, and the first one."""
    return [*throughput(setting.corpora, setting.scorer), *start_up()]


def throughput(folder: Path, scorer: Scorer) -> list[Outcome]:
    """Time scoring against the baseline's ``predict_proba``, one core, same sentences, in turn."""
    texts = [article.text for article in islice(read_corpus("allsides", folder), ARTICLES)]
    reports = [scorer.score(text) for text in texts]
    sentences = [sentence.text for report in reports for sentence in report]
    classes = [sentence.sourcing for report in reports for sentence in report]
    baseline = tfidf_baseline().fit(sentences, classes)
    ours, theirs = [], []
    with threadpool_limits(1):
        for _ in range(_ROUNDS):
            ours.append(_seconds(lambda: [scorer.score(text) for text in texts]))
            theirs.append(_seconds(lambda: baseline.predict_proba(sentences)))
    rates = [len(sentences) / seconds for seconds in (median(ours), median(theirs))]
    ratio = median(b / a for a, b in zip(ours, theirs, strict=True))
    return [
        Outcome("speed", "sentences a second", "provenance", rates[0]),
        Outcome("speed", "sentences a second", "tf-idf", rates[1]),
        Outcome("speed", "ratio to tf-idf", "provenance", ratio),
    ]


def start_up() -> list[Outcome]:
    """Time the import and the first score in fresh processes."""
    runs = [
        tuple(
            map(float, subprocess.check_output([sys.executable, "-c", _PROBE], text=True).split())
        )
        for _ in range(_ROUNDS)
    ]
    imports, firsts = zip(*runs, strict=True)
    return [
        Outcome("speed", "import, seconds", "provenance", median(imports)),
        Outcome("speed", "first score, seconds", "provenance", median(firsts)),
    ]


_HARD_TEXTS: dict[str, Callable[[int], str]] = {
    "no full stop": lambda n: "word " * n,
    "said said said": lambda n: "said " * n,
    "nested quotes": lambda n: "\u201cHe said \u2018" * (n // 8),
    "straight quotes": lambda n: '"' * n,
    "commas": lambda n: "Lopez, " * n,
    "prepositions": lambda n: "the head of " * (n // 3),
    "initials": lambda n: "A. " * n,
    "hedges": lambda n: "reportedly " * n,
    "quoted cues": lambda n: "\u201cwe go now ok then,\u201d he said " * (n // 6),
    "entities": lambda n: "&amp;" * n,
}


def growth(setting: Setting, size: int = 50_000) -> list[Outcome]:
    """Time texts made to be hard at one, two and four times a size: linear time doubles each step."""
    scorer = setting.scorer
    scorer.score("Warm up.")
    outcomes = []
    for name, make in _HARD_TEXTS.items():
        for factor in _SIZES:
            text = make(size * factor)
            seconds = _seconds(lambda text=text: scorer.score(text))
            outcomes.append(Outcome(name, f"seconds at {factor}n", "provenance", seconds))
    return outcomes


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
