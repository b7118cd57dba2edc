"""Public corpora's own labels: the same features and classifier, fitted to each corpus's train part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from sklearn.metrics import accuracy_score, f1_score

from provenance.data.corpora import read_corpus
from provenance.document import Sentence, read
from provenance.evaluation.baselines import BASELINES
from provenance.evaluation.folds import DUPLICATE_LENGTH
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.training import recipe


def public_corpus(name: str, setting: Setting) -> list[Outcome]:
    """Fit to a public corpus's own labels on its train part, and measure on its dev part."""
    X, y = {}, {}
    for part in ("train", "dev"):
        X[part], y[part] = _marked(name, setting.corpora, part)
    seen = {str(s) for s in X["train"] if len(str(s)) >= DUPLICATE_LENGTH}
    kept = [i for i, s in enumerate(X["dev"]) if str(s) not in seen]
    dev, y_dev = [X["dev"][i] for i in kept], y["dev"][kept]
    documents = {id(s.document): number for number, s in enumerate(X["train"])}
    groups = np.array([documents[id(s.document)] for s in X["train"]])
    transformer = recipe.features()
    matrix = transformer.fit_transform(X["train"])
    model = recipe.classifier().fit(matrix, y["train"], groups=groups)
    outcomes = _binary(name, "provenance", y_dev, model.predict(transformer.transform(dev)))
    texts = [str(sentence) for sentence in X["train"]], [str(sentence) for sentence in dev]
    for system, make in BASELINES:
        fitted = make().fit(texts[0], y["train"])
        outcomes += _binary(name, system, y_dev, fitted.predict(texts[1]))
    return outcomes


def _binary(task: str, system: str, y: np.ndarray, predicted: np.ndarray) -> list[Outcome]:
    return [
        Outcome(task, "F1", system, f1_score(y, predicted)),
        Outcome(task, "accuracy", system, accuracy_score(y, predicted)),
    ]


def _marked(name: str, folder: Path, part: str) -> tuple[list[Sentence], np.ndarray]:
    sentences: list[Sentence] = []
    marks: list[int] = []
    for article in read_corpus(name, folder):
        if article.split != part:
            continue
        for sentence, mark in zip(
            read(article.text, article.sentences), article.marks, strict=True
        ):
            if mark >= 0:
                sentences.append(sentence)
                marks.append(mark)
    return sentences, np.array(marks)
