"""The worst errors of a run: where the model was wrong and sure of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from provenance.evaluation.report.metrics import probability
from provenance.evaluation.run import Measured
from provenance.extractors import Evidence
from provenance.features import analyse
from provenance.render.marks import Segment, segments

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence that was given another class than its label.

    Attributes
    ----------
    number : int
        Its place among the worst, from 1.
    article : str
    index : int
        Its place in the article, from 0.
    parts : tuple of Segment
        Its text, cut where the evidence found in it begins and ends.
    true, predicted, alternative : str
        The labelled class, the model's, and a second defensible one, empty where none is labelled.
    confidence, chance : float
        The probability of the predicted class, and of the labelled one.
    """

    number: int
    article: str
    index: int
    parts: tuple[Segment, ...]
    true: str
    predicted: str
    alternative: str
    confidence: float
    chance: float


def worst_cases(measured: Measured, shown: int = SHOWN) -> list[Case]:
    """Return the errors that the model was surest of, the surest first."""
    result = measured.predicted
    confidence = result.probabilities.max(axis=1)
    wrong = np.flatnonzero(result.y_pred != result.y_true)
    chosen = wrong[np.argsort(-confidence[wrong], kind="stable")][:shown]
    places = [
        (article, index) for article in measured.articles for index in range(len(article.labels))
    ]

    evidence: dict[str, list[list[Evidence]]] = {}
    cases = []
    for number, row in enumerate(chosen.tolist(), start=1):
        article, index = places[row]
        start, end = article.document.sentences[index]
        if article.id not in evidence:
            evidence[article.id] = analyse(article.document).extraction.evidence
        true, predicted = str(result.y_true[row]), str(result.y_pred[row])
        cases.append(
            Case(
                number,
                article.id,
                index,
                tuple(
                    segments(article.document.text[start:end], evidence[article.id][index], start)
                ),
                true,
                predicted,
                article.labels[index].alternative,
                float(confidence[row]),
                float(probability(result, true)[row]),
            )
        )
    return cases
