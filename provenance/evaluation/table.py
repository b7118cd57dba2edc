"""The table of measures beside their bars and the baselines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.codebook import CLASSES
from provenance.evaluation.outcome import Outcome

SYSTEMS = ("provenance", "tf-idf", "cue pattern", "textacy")


@dataclass(frozen=True, slots=True)
class Bar:
    """What a measure must reach.

    Attributes
    ----------
    value : float
    at_most : bool
        Whether less is better.
    """

    value: float
    at_most: bool = False

    def met(self, value: float) -> bool:
        """Return whether a figure reaches the bar."""
        return value <= self.value if self.at_most else value >= self.value


_CLASS_F1 = {("own test part", f"F1 {name}"): Bar(0.65) for name in CLASSES}
BARS: dict[tuple[str, str], Bar] = {
    ("own test part", "macro-F1"): Bar(0.82),
    ("own test part", "accuracy"): Bar(0.88),
    **_CLASS_F1,
    ("own test part", "error of the score"): Bar(0.08, at_most=True),
    ("own test part", "calibration error"): Bar(0.04, at_most=True),
    ("own test part", "checkable AUC"): Bar(0.85),
    ("polnear", "F1"): Bar(0.88),
    ("newsdiscourse", "F1"): Bar(0.87),
    ("polnear attributions", "F1"): Bar(0.70),
    ("polnear attributions", "recall, indirect"): Bar(0.50),
    ("polnear attributions", "source right, given found"): Bar(0.85),
    ("own test part, spans", "source, exact F1"): Bar(0.75),
    ("own test part, spans", "source, overlap F1"): Bar(0.85),
    ("minimal pairs", "in order"): Bar(0.97),
    ("invariance", "scores that hold"): Bar(0.95),
    ("invariance", "largest mean move"): Bar(0.01, at_most=True),
    ("risk, unseen outlets", "AUC above tf-idf"): Bar(-0.03),
    ("risk, unseen outlets", "AUC above plain score"): Bar(0.0),
    ("risk, unseen outlets", "AUC above plain score, turned round"): Bar(0.0),
    ("speed", "ratio to tf-idf"): Bar(0.25),
    ("corpus", "ratio to tf-idf"): Bar(0.5),
    ("corpus", "ratio to textacy"): Bar(30),
    ("corpus", "two processes against one"): Bar(1.8),
    ("corpus", "Dask against joblib, two workers"): Bar(0.75),
    ("corpus", "peak memory, ten times the corpus"): Bar(1.10, at_most=True),
    ("corpus", "cost an article, ten times the corpus"): Bar(1.05, at_most=True),
    ("speed", "import, seconds"): Bar(0.5, at_most=True),
    ("speed", "first score, seconds"): Bar(1.5, at_most=True),
}


def render(outcomes: Iterable[Outcome]) -> str:
    """Return the outcomes as a plain-text table, a measure a line, a system a column."""
    figures: dict[tuple[str, str], dict[str, float]] = {}
    for outcome in outcomes:
        figures.setdefault((outcome.task, outcome.measure), {})[outcome.system] = outcome.value
    others = {system for by_system in figures.values() for system in by_system} - set(SYSTEMS)
    systems = (*SYSTEMS, *sorted(others))
    header = ["task", "measure", *systems, "bar", ""]
    lines = [header]
    for (task, measure), by_system in figures.items():
        bar = BARS.get((task, measure))
        shown = [_number(by_system.get(system)) for system in systems]
        if bar is None or "provenance" not in by_system:
            verdict = ["", ""]
        else:
            sign = "\u2264" if bar.at_most else "\u2265"
            verdict = [
                f"{sign} {bar.value:g}",
                "met" if bar.met(by_system["provenance"]) else "MISSED",
            ]
        lines.append([task, measure, *shown, *verdict])
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int):  # a count
        return f"{value:,}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3f}"
