"""Every figure of a run as plain values: what ``metrics.json`` holds and the page shows."""

from __future__ import annotations

import math
import platform
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from importlib import metadata
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score, confusion_matrix
from sklearn.metrics import precision_recall_fscore_support as by_class

from provenance import __version__
from provenance.codebook import CLASSES, GRADES
from provenance.data.labels import PARTS, LabelledArticle
from provenance.evaluation.measures import calibration_bins
from provenance.evaluation.predicted import Predicted
from provenance.evaluation.run import Measured, Run

_PACKAGES = ("numpy", "scipy", "scikit-learn", "joblib", "nupunkt", "matplotlib")


def metrics(run: Run) -> dict[str, Any]:
    """Return every figure of a run, ready for JSON: a figure that is not defined is ``None``."""
    measured = run.measured
    result = measured.predicted
    return _plain(
        {
            "command": run.command,
            "settings": run.settings,
            "versions": versions(),
            "model": {
                "name": run.model_name,
                "sha256": run.model_hash,
                "features": run.model_size,
            },
            "data": {"labels": run.labels.name, "parts": parts(run.labels.articles)},
            "measured": {
                "on": measured.how,
                "articles": len(measured.articles),
                "sentences": len(result.y_true),
                "repeated_sentences": measured.repeated,
            },
            "figures": measured.figures,
            "folds": None
            if run.folded is None
            else {"on": run.folded.how, "figures": run.folded.figures},
            "baselines": [asdict(outcome) for outcome in measured.baselines],
            "classes": per_class(result),
            "confusion": confusion(result),
            "calibration": calibration(result),
            "inspected": {"on": run.inspected.how, "articles": per_article(run.inspected)},
        }
    )


def versions() -> dict[str, str]:
    """Return the versions of the software that the figures depend on."""
    found = {"python": platform.python_version(), "provenance-score": __version__}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def parts(articles: Iterable[LabelledArticle]) -> dict[str, dict[str, Any]]:
    """Count articles, sentences, classes and corpora of each part."""
    counted: dict[str, dict[str, Any]] = {}
    for part in PARTS:
        group = [article for article in articles if article.part == part]
        classes = Counter(label for article in group for label in article.sourcing)
        marks = Counter(mark for article in group for mark in article.checkable)
        corpora = Counter(corpus_of(article) for article in group)
        counted[part] = {
            "articles": len(group),
            "sentences": sum(classes.values()),
            "checkable": marks[1],
            "checkable_unlabelled": marks[-1],
            "classes": {name: classes[name] for name in CLASSES},
            "corpora": dict(sorted(corpora.items())),
        }
    return counted


def corpus_of(article: LabelledArticle) -> str:
    """Return the corpus that the article's id names; empty for a user's."""
    corpus, slash, _ = article.id.partition("/")
    return corpus if slash and "://" not in article.id else ""


def per_class(result: Predicted) -> dict[str, dict[str, float]]:
    """Return precision, recall, F1, average precision and support of every class that occurs."""
    labels = occurring(result)
    columns = by_class(result.y_true, result.y_pred, labels=labels, zero_division=0.0)
    found = {}
    for name, precision, recall, f1, support in zip(labels, *columns, strict=True):
        truth = result.y_true == name
        found[name] = {
            "precision": precision,
            "recall": recall,
            "f1": f1,
            "average_precision": average_precision_score(truth, probability(result, name))
            if truth.any()
            else math.nan,
            "support": support,
            "predicted": (result.y_pred == name).sum(),
        }
    return found


def occurring(result: Predicted) -> list[str]:
    """Return the classes that are labelled or predicted, in the codebook's order."""
    present = {*result.y_true.tolist(), *result.y_pred.tolist()}
    return [name for name in CLASSES if name in present]


def probability(result: Predicted, name: str) -> np.ndarray:
    """Return the probability of a class for each sentence; nought where the model lacks it."""
    return result.probabilities[:, result.classes == name].sum(axis=1)


def confusion(result: Predicted) -> dict[str, Any]:
    """Return the counts of each predicted class, by labelled class."""
    labels = occurring(result)
    counts = confusion_matrix(result.y_true, result.y_pred, labels=list(CLASSES))
    places = [CLASSES.index(name) for name in labels]
    return {"classes": labels, "counts": counts[np.ix_(places, places)].tolist()}


def calibration(result: Predicted) -> list[dict[str, float]]:
    """Return, for each bin of confidence that holds any, how often its sentences were right."""
    bins = calibration_bins(result.y_true, result.probabilities, result.classes)
    return [{"confidence": c, "accuracy": a, "sentences": n} for c, a, n in bins]


def per_article(measured: Measured) -> list[dict[str, Any]]:
    """Return accuracy and score of each article, the most errors first."""
    result = measured.predicted
    found, start = [], 0
    for article in measured.articles:
        rows = slice(start, start + len(article.labels))
        start = rows.stop
        true, scores = result.y_true[rows], result.scores[rows]
        graded = np.isin(true, list(GRADES))
        grades = np.array([GRADES[name] for name in true[graded]])
        found.append(
            {
                "article": article.id,
                "sentences": len(true),
                "wrong": int((result.y_pred[rows] != true).sum()),
                "grade": grades.mean() if graded.any() else math.nan,
                "score": scores[graded].mean() if graded.any() else math.nan,
            }
        )
    return sorted(found, key=lambda row: -row["wrong"])


def _plain(value: Any) -> Any:
    """Return a value made of what JSON knows."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return value
