"""The measured tasks: own labels by cross-validation, and two public corpora's own labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score
from sklearn.model_selection import GroupKFold

from provenance.document import Sentence, read
from provenance.features import GROUPS
from provenance.scoring import load
from provenance.training import recipe
from provenance.training.baselines import CuePattern, tfidf_baseline
from provenance.training.corpora import read_corpus
from provenance.training.labels import LabelledArticle
from provenance.training.measures import expected_calibration_error

FOLDS = 5
BASELINES = (("tf-idf", tfidf_baseline), ("cue pattern", CuePattern))
# A held-out sentence of this length or more that also stands in the training part is left out.
_DUPLICATE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """One figure of the table.

    Attributes
    ----------
    task : str
    measure : str
    system : str
        ``provenance``, ``tf-idf`` or ``cue pattern``.
    value : float
    """

    task: str
    measure: str
    system: str
    value: float


@dataclass(frozen=True, eq=False)
class Predicted:
    """Predictions for labelled sentences by models that have not seen them.

    Attributes
    ----------
    y_true, y_pred : ndarray of shape (n_sentences,)
    probabilities : ndarray of shape (n_sentences, n_classes)
    classes : ndarray
    checkable : ndarray of shape (n_sentences,)
        Scores for the mark ``checkable``.
    """

    y_true: np.ndarray
    y_pred: np.ndarray
    probabilities: np.ndarray
    classes: np.ndarray
    checkable: np.ndarray


def cross_validate(
    articles: Sequence[LabelledArticle], groups_of_features: tuple[str, ...] = GROUPS
) -> Predicted:
    """Predict every labelled article by a model that has not seen it."""
    sentences, y, marks, groups = recipe.flatten(articles)
    classes = np.unique(y)
    probabilities = np.zeros((len(y), len(classes)))
    checkable = np.zeros(len(y))
    for train, test in _article_folds(sentences, y, groups, FOLDS):
        transformer = recipe.features(groups=groups_of_features)
        matrix = transformer.fit_transform([sentences[i] for i in train])
        held_out = transformer.transform([sentences[i] for i in test])
        who = recipe.classifier().fit(matrix, y[train], groups=groups[train])
        columns = np.searchsorted(classes, who.classes_)
        probabilities[np.ix_(test, columns)] = who.predict_proba(held_out)
        # Ranking is all that is measured of it, and a temperature changes no ranking.
        what = recipe.classifier(calibration_folds=0).fit(matrix, marks[train])
        checkable[test] = what.predict_proba(held_out)[:, 1]
    predicted = classes[probabilities.argmax(axis=1)]
    return Predicted(y, predicted, probabilities, classes, checkable)


def project_measures(articles: Sequence[LabelledArticle]) -> list[Outcome]:
    """Measure the project on its own labels, cross-validated by article."""
    return _outcomes("own labels", cross_validate(articles), articles)


def baseline_measures(articles: Sequence[LabelledArticle]) -> list[Outcome]:
    """Measure the baselines on the same labels and folds."""
    sentences, y, _, groups = recipe.flatten(articles)
    texts = [str(sentence) for sentence in sentences]
    outcomes = []
    for name, make in BASELINES:
        predicted = np.empty_like(y)
        for train, test in _article_folds(sentences, y, groups, FOLDS):
            model = make().fit([texts[i] for i in train], y[train])
            predicted[test] = model.predict([texts[i] for i in test])
        outcomes += _accuracies("own labels", name, y, predicted)
    return outcomes


def examples(articles: Sequence[LabelledArticle]) -> list[Outcome]:
    """Measure the shipped model on the project's own articles, which it was not trained on."""
    scorer = load()
    scored = [s for article in articles for s in scorer.score_document(article.document)]
    probabilities = np.array([list(sentence.probabilities.values()) for sentence in scored])
    classes = np.array(scorer.classes)
    _, y, _, _ = recipe.flatten(articles)
    predicted = classes[probabilities.argmax(axis=1)]
    checkable = np.array([sentence.checkable for sentence in scored])
    return _outcomes(
        "examples", Predicted(y, predicted, probabilities, classes, checkable), articles
    )


def ablation(articles: Sequence[LabelledArticle]) -> list[Outcome]:
    """Measure with each group of features left out, and alone."""
    outcomes = []
    for groups in [g for n in (1, 3, 4) for g in combinations(GROUPS, n)]:
        result = cross_validate(articles, groups)
        value = f1_score(result.y_true, result.y_pred, average="macro")
        outcomes.append(Outcome("features", " + ".join(groups), "provenance", value))
    return outcomes


def _outcomes(task: str, result: Predicted, articles: Sequence[LabelledArticle]) -> list[Outcome]:
    y, labels = result.y_true, result.classes.tolist()
    by_class = f1_score(y, result.y_pred, average=None, labels=labels)
    error = expected_calibration_error(y, result.probabilities, result.classes)
    _, _, marks, _ = recipe.flatten(articles)
    return [
        *_accuracies(task, "provenance", y, result.y_pred),
        Outcome(task, "calibration error", "provenance", error),
        Outcome(task, "checkable AUC", "provenance", roc_auc_score(marks, result.checkable)),
        *(
            Outcome(task, f"F1 {label}", "provenance", value)
            for label, value in zip(labels, by_class, strict=True)
        ),
    ]


def _accuracies(task: str, system: str, y: np.ndarray, predicted: np.ndarray) -> list[Outcome]:
    return [
        Outcome(task, "macro-F1", system, f1_score(y, predicted, average="macro")),
        Outcome(task, "accuracy", system, accuracy_score(y, predicted)),
    ]


def public_corpus(name: str, folder: Path) -> list[Outcome]:
    """Fit to a public corpus's own labels on its train part, and measure on its dev part."""
    X, y = {}, {}
    for part in ("train", "dev"):
        X[part], y[part] = _marked(name, folder, part)
    seen = {str(s) for s in X["train"] if len(str(s)) >= _DUPLICATE_LENGTH}
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


def _article_folds(
    sentences: list[Sentence], y: np.ndarray, groups: np.ndarray, folds: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Folds by article; a long sentence that stands in both parts is dropped from training."""
    number: dict[str, int] = {}
    long = [len(str(sentence)) >= _DUPLICATE_LENGTH for sentence in sentences]
    text = np.array([number.setdefault(str(s), len(number)) for s in sentences])
    long_text = np.where(long, text, -1 - np.arange(len(text)))
    return [
        (train[~np.isin(long_text[train], long_text[test])], test)
        for train, test in GroupKFold(folds).split(y, y, groups)
    ]
