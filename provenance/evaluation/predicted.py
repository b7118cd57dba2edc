"""Predictions for labelled sentences, and the figures they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score

from provenance.codebook import GRADES
from provenance.data.labels import LabelledArticle
from provenance.evaluation.measures import expected_calibration_error
from provenance.evaluation.outcome import Outcome
from provenance.scoring import Scorer
from provenance.training import recipe


@dataclass(frozen=True, eq=False)
class Predicted:
    """Predictions for labelled sentences by a model that has not seen them.

    Attributes
    ----------
    y_true, y_pred : ndarray of str, shape (n_sentences,)
    probabilities : ndarray of shape (n_sentences, n_classes)
    classes : ndarray of str, shape (n_classes,)
    checkable_true : ndarray of int, shape (n_sentences,)
        -1 where it is not labelled.
    checkable : ndarray of shape (n_sentences,)
        Scores for the mark ``checkable``.
    alternatives : ndarray of str, shape (n_sentences,), optional
        The labels' second classes, empty where there is none.
    """

    y_true: np.ndarray
    y_pred: np.ndarray
    probabilities: np.ndarray
    classes: np.ndarray
    checkable_true: np.ndarray
    checkable: np.ndarray
    alternatives: np.ndarray | None = None

    @property
    def scores(self) -> np.ndarray:
        """The score of each sentence: the expected grade, its claim-less share left out."""
        grades = np.array([GRADES.get(name, 0.0) for name in self.classes])
        claims = 1.0 - self.probabilities[:, self.classes == "no_claim"].sum(axis=1)
        return np.clip(self.probabilities @ grades / np.maximum(claims, 1e-12), 0.0, 1.0)


def predict(scorer: Scorer, articles: Sequence[LabelledArticle]) -> Predicted:
    """Score labelled articles with a model."""
    scored = [s for article in articles for s in scorer.score_document(article.document)]
    probabilities = np.array([list(sentence.probabilities.values()) for sentence in scored])
    classes = np.array(scorer.classes)
    _, y, marks, _ = recipe.flatten(articles)
    checkable = np.array([sentence.checkable for sentence in scored])
    best = classes[probabilities.argmax(axis=1)]
    alternatives = second_classes(articles)
    return Predicted(y, best, probabilities, classes, marks, checkable, alternatives)


def second_classes(articles: Sequence[LabelledArticle]) -> np.ndarray:
    """Return the alternative of each sentence's label, empty where it has none."""
    return np.array([label.alternative for article in articles for label in article.labels])


def outcomes(task: str, result: Predicted) -> list[Outcome]:
    """Return every figure of the project's predictions; those that nothing is labelled for are left out."""
    y, labels = result.y_true, result.classes.tolist()
    by_class = f1_score(y, result.y_pred, average=None, labels=labels, zero_division=0.0)
    figures = {
        "macro-F1": f1_score(y, result.y_pred, average="macro"),
        "accuracy": accuracy_score(y, result.y_pred),
    }
    if np.isin(y, list(GRADES)).any():
        figures["error of the score"] = score_error(result)
    figures["calibration error"] = expected_calibration_error(
        y, result.probabilities, result.classes
    )
    marked = result.checkable_true >= 0
    if len(np.unique(result.checkable_true[marked])) == 2:
        figures["checkable AUC"] = roc_auc_score(
            result.checkable_true[marked], result.checkable[marked]
        )
    if result.alternatives is not None and (result.alternatives != "").any():
        defended = (result.y_pred == y) | (result.y_pred == result.alternatives)
        figures["accuracy, alternatives allowed"] = defended.mean()
    nearest = result.classes[np.argsort(-result.probabilities, axis=1)[:, :2]]
    figures["among the two most probable"] = (nearest == y[:, None]).any(axis=1).mean()
    figures |= {f"F1 {name}": value for name, value in zip(labels, by_class, strict=True)}
    return [
        Outcome(task, measure, "provenance", float(value)) for measure, value in figures.items()
    ]


def score_error(result: Predicted) -> float:
    """Return the mean absolute error of the score against the grade, over sentences with a claim."""
    graded = np.array([name in GRADES for name in result.y_true])
    grades = np.array([GRADES[name] for name in result.y_true[graded]])
    return float(np.abs(result.scores[graded] - grades).mean())
