"""The page of a report."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from provenance.codebook import GRADES
from provenance.evaluation.report import figures
from provenance.evaluation.report.worst import worst_cases
from provenance.evaluation.run import Run
from provenance.evaluation.table import BARS
from provenance.extractors import Kind
from provenance.render.palette import KIND_LOOKS
from provenance.render.templates import template

ARTICLES_SHOWN = 25
_MEASURES = {
    "macro-F1": "F1 of each class, averaged over the classes",
    "accuracy": "share of sentences given their labelled class",
    "error of the score": "mean distance of the score from the grade",
    "calibration error": "mean distance of confidence from accuracy",
    "checkable AUC": "chance that a checkable claim ranks above another",
}


def page(run: Run, values: dict[str, Any]) -> str:
    """Return the report of a run as an HTML page.

    Parameters
    ----------
    run : Run
    values : dict
        Its :func:`~provenance.evaluation.report.metrics.metrics`.
    """
    result, inspected = run.measured.predicted, run.inspected.predicted
    cases = worst_cases(run.inspected)
    errors: dict[str, list[int]] = {}
    for case in cases:
        errors.setdefault(case.article, []).append(case.number)
    kinds = {kind for case in cases for part in case.parts for kind in part.kinds}
    return template("provenance.evaluation.report", "report.html.j2").render(
        values=values,
        summary=_summary(run),
        systems=list(dict.fromkeys(o.system for o in run.measured.baselines)),
        grades=GRADES,
        matrix=_matrix(values["confusion"]),
        figures={
            "reliability": Markup(figures.reliability(result)),
            "precision_recall": {
                name: Markup(svg) for name, svg in figures.precision_recall(result).items()
            },
            "score": Markup(figures.score_against_grade(result) or ""),
            "roc": Markup(figures.checkable_roc(result) or ""),
        },
        cases=cases,
        kinds=[kind for kind in KIND_LOOKS if kind in kinds and kind is not Kind.QUOTATION],
        wrong=int((inspected.y_pred != inspected.y_true).sum()),
        of_test=any(article.part == "test" for article in run.inspected.articles),
        articles=[
            {**row, "errors": errors.get(row["article"], [])}
            for row in values["inspected"]["articles"][:ARTICLES_SHOWN]
        ],
    )


def _summary(run: Run) -> list[dict[str, Any]]:
    """Return a row for every measure: the project's figure, its bar, and the baselines' figures."""
    measured = run.measured
    rows = []
    for measure, meaning in _MEASURES.items():
        if measure not in measured.figures:
            continue
        bar = BARS.get((measured.task, measure))
        value = measured.figures[measure]
        others = {o.system: o.value for o in measured.outcomes if o.measure == measure}
        rows.append(
            {
                "measure": measure,
                "meaning": meaning,
                "value": value,
                "folds": run.folded.figures.get(measure) if run.folded else None,
                "bar": bar and f"{'≤' if bar.at_most else '≥'} {bar.value:g}",
                "met": bar and bar.met(value),
                "others": others,
            }
        )
    return rows


def _matrix(confusion: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the confusion matrix, each cell with its share of the row in tenths."""
    names = confusion["classes"]
    rows = []
    for name, counts in zip(names, confusion["counts"], strict=True):
        total = sum(counts)
        rows.append(
            {
                "name": name,
                "total": total,
                "cells": [
                    {
                        "count": count,
                        "share": count / total if total else 0.0,
                        "right": other == name,
                        # A class a tenth, since the page has no style of its own a cell.
                        "tint": -(-10 * count // total) if total else 0,
                    }
                    for other, count in zip(names, counts, strict=True)
                ],
            }
        )
    return rows
