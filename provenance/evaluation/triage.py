"""The queue: is what stands first what should be checked first, and how fast is a long one ranked?"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pandas as pd

from provenance.codebook import CODEBOOK, GRADES, Sourcing
from provenance.data.labels import LabelledArticle
from provenance.desk.article import DeskArticle
from provenance.desk.queue import triage
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.lexicon import load_gazetteer
from provenance.scoring import ArticleScore, Scorer

FIRST = 10
"""So many sentences of an article's queue are looked at; a shorter article has no queue to speak of."""

# What has no identifiable source: the grade of somebody unnamed, or less.
WEAK = frozenset(
    name for name, grade in GRADES.items() if grade <= CODEBOOK[Sourcing.ANONYMOUS].grade
)
HANDED_ON = WEAK - {"unattributed"}
_TARGETS = {"weakly sourced and checkable": WEAK, "the same but for own voice": HANDED_ON}
_SIZES = (1, 2, 4)
_GROWTH = "queue, growth"


def on_test_part(setting: Setting) -> list[Outcome]:
    """Measure on the articles of the test part."""
    return ranking("queue, own test part", setting.scorer, setting.test)


def on_training_parts(setting: Setting) -> list[Outcome]:
    """Measure on the train and dev parts, which the shipped model has learnt from."""
    return ranking("queue, train and dev parts", setting.scorer, setting.training)


def on_examples(setting: Setting) -> list[Outcome]:
    """Measure on the project's own articles."""
    return ranking("queue, examples", setting.scorer, setting.examples)


def ranking(task: str, scorer: Scorer, articles: Sequence[LabelledArticle]) -> list[Outcome]:
    """Return what share of the first sentences of an article's queue should be checked.

    Three orders of an article's sentences are compared: that of the queue with the default weights, the
    lowest score first, and the most checkable first. A sentence should be checked when it is labelled as
    checkable and as of a class without an identifiable source; the second measure leaves out what the
    outlet tells in its own voice. ``at best`` is what no order could exceed.

    Parameters
    ----------
    task : str
    scorer : Scorer
    articles : sequence of LabelledArticle
        Those of no more than ``FIRST`` sentences are left out.
    """
    shares: dict[tuple[str, str], list[float]] = {}
    for article in articles:
        if len(article.labels) <= FIRST:
            continue
        report = scorer.score_document(article.document)
        orders = {
            "provenance": queue_order(article.id, report),
            "score alone": score_order(report),
            "checkable alone": checkable_order(report),
        }
        for measure, classes in _TARGETS.items():
            wanted = [
                label.checkable == 1 and label.sourcing in classes for label in article.labels
            ]
            for system, order in orders.items():
                found = sum(wanted[n] for n in order[:FIRST]) / FIRST
                shares.setdefault((measure, system), []).append(found)
            best = min(sum(wanted), FIRST) / FIRST
            shares.setdefault((f"{measure}, at best", "provenance"), []).append(best)
    return [
        Outcome(task, f"first {FIRST}: {measure}", system, float(np.mean(found)))
        for (measure, system), found in shares.items()
    ]


def queue_order(id: str, report: ArticleScore) -> list[int]:
    """Return the sentences of an article in the order of its queue, with nothing filtered or grouped."""
    queue = triage([DeskArticle(id, report)], checkable=0.0, score=1.0, group=False)
    return [row.lead.sentence for row in queue]


def score_order(report: ArticleScore) -> list[int]:
    """Return the sentences of an article, the lowest score first; those without a claim last."""
    scores = np.array([sentence.score for sentence in report])
    return np.argsort(np.where(np.isnan(scores), 2.0, scores), kind="stable").tolist()


def checkable_order(report: ArticleScore) -> list[int]:
    """Return the sentences of an article, the most checkable first."""
    return np.argsort([-sentence.checkable for sentence in report], kind="stable").tolist()


def growth(setting: Setting, size: int = 25_000) -> list[Outcome]:
    """Time the ranking of scored sentences, grouping included, at one, two and four times a size.

    The time is the processor's, so that other work on the machine does not count.
    """
    frame = many_sentences(setting, size * max(_SIZES))
    triage(frame.iloc[:100])  # what is read once, such as the lists of names
    found, seconds = [], {}
    for factor in _SIZES:
        part = frame.iloc[: size * factor]
        seconds[factor] = _seconds(partial(triage, part))
        ungrouped = _seconds(partial(triage, part, group=False))
        told = f"seconds for {size * factor:,} sentences"
        found.append(Outcome(_GROWTH, told, "provenance", seconds[factor]))
        found.append(Outcome(_GROWTH, f"{told}, not grouped", "provenance", ungrouped))
    ratio = seconds[max(_SIZES)] / seconds[1] / max(_SIZES)
    found.append(Outcome(_GROWTH, "cost a sentence, four times as many", "provenance", ratio))
    return found


def many_sentences(setting: Setting, size: int) -> pd.DataFrame:
    """Return scores of so many sentences: the project's own articles over and over, reworded at random.

    In every copy, half of the longer words change places with others of the articles, and names and
    numbers become other ones, so that a sentence is seldom that of another copy.
    """
    texts = pd.Series({article.id: article.document.text for article in setting.examples})
    scored = setting.scorer.score_frame(texts.to_frame("text"))
    reword = Rewording(scored["text"].tolist())
    copies = []
    for copy in range(-(-size // len(scored))):
        part = scored.assign(text=[reword(text) for text in scored["text"]])
        ids = part.index.get_level_values(0) + f"/{copy}"
        part.index = pd.MultiIndex.from_arrays([ids, part.index.get_level_values(1)])
        copies.append(part)
    return pd.concat(copies).iloc[:size]


class Rewording:
    """Changes words of texts at random, always in the same way from the beginning on.

    Parameters
    ----------
    texts : sequence of str
        Where longer words are taken from.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._random = random.Random(0)
        self._longer = sorted(
            {word for text in texts for word in re.findall(r"\b[a-z]{5,}\b", text)}
        )
        self._names = sorted(name.capitalize() for name in load_gazetteer("given_names"))

    def __call__(self, text: str) -> str:
        """Return a text reworded."""
        return re.sub(r"\b(?:[a-z]{5,}|[A-Z][a-z]+|\d+)\b", self._other, text)

    def _other(self, match: re.Match[str]) -> str:
        word = match[0]
        if word.isdigit():
            return str(self._random.randint(2, 999))
        if self._random.random() < 0.5:
            return word
        return self._random.choice(self._names if word[0].isupper() else self._longer)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
