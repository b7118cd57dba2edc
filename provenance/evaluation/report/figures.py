"""The figures of a report, as SVG that takes its colours from the page it stands in.

Drawn by matplotlib and, where it has a display for it, scikit-learn. Matplotlib writes colours into
the file; those named here are exchanged for the page's variables, so that a figure turns dark with it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import numpy as np

from provenance.codebook import GRADES
from provenance.errors import InputError
from provenance.evaluation.predicted import Predicted
from provenance.evaluation.report.metrics import occurring, probability
from provenance.extras import install
from provenance.render.palette import CLASS_LOOKS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _SOFT, _RULE = "#010203", "#020304", "#030405"
_MAIN = CLASS_LOOKS["named"].light
_VARIABLES = {_INK: "--ink", _SOFT: "--soft", _RULE: "--rule"} | {
    look.light: f"--c-{name}" for name, look in CLASS_LOOKS.items()
}
_BINS = 15
_TICKS = (0, 0.25, 0.5, 0.75, 1), ("0", "", "0.5", "", "1")
# What the page does without: the prolog, and a style that would hold for the whole page.
_OUTSIDE = re.compile(
    r"^.*?(?=<svg)|<metadata>.*?</metadata>|\s*<!--.*?-->|<style.*?</style>", re.DOTALL
)
_SIZE = re.compile(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>')
_STYLE = {
    "axes.edgecolor": _RULE,
    "axes.facecolor": "none",
    "axes.labelcolor": _SOFT,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.facecolor": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10,
    "grid.color": _RULE,
    "lines.linewidth": 1.75,
    "savefig.facecolor": "none",
    "svg.fonttype": "none",
    "svg.hashsalt": "provenance",
    "text.color": _INK,
    "xtick.color": _SOFT,
    "ytick.color": _SOFT,
}


def check_matplotlib() -> None:
    """Check that figures can be drawn.

    Raises
    ------
    InputError
        When matplotlib is not installed.
    """
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise InputError(
            f"a report needs matplotlib, which is not installed; should be: {install('report')}"
        ) from None


def reliability(result: Predicted) -> str:
    """Draw how often the model is right against how sure it is, and how often it is that sure."""
    from sklearn.calibration import CalibrationDisplay

    confidence = result.probabilities.max(axis=1)
    correct = (result.y_pred == result.y_true).astype(int)

    def draw(figure: Figure) -> None:
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=(4, 1))
        above.plot([0, 1], [0, 1], color=_SOFT, linewidth=1, linestyle=(0, (4, 3)))
        CalibrationDisplay.from_predictions(
            correct, confidence, n_bins=_BINS, ax=above, ref_line=False, color=_MAIN
        )
        _bare(above, "", "Share that is right")
        below.hist(confidence, bins=_BINS, range=(0, 1), color=_MAIN)
        below.set(xlim=(-0.02, 1.02), xlabel="Probability of the chosen class", ylabel="Sentences")

    return _svg("reliability", (4.6, 4.6), draw)


def precision_recall(result: Predicted) -> dict[str, str]:
    """Draw precision against recall for every class that is labelled, a figure each."""
    from sklearn.metrics import PrecisionRecallDisplay

    figures = {}
    for name in occurring(result):
        truth = (result.y_true == name).astype(int)
        if not truth.any():
            continue

        def draw(figure: Figure, name: str = name, truth: np.ndarray = truth) -> None:
            axes = figure.subplots()
            PrecisionRecallDisplay.from_predictions(truth, probability(result, name), ax=axes)
            axes.lines[-1].set_color(CLASS_LOOKS[name].light)
            chosen = result.y_pred == name
            if chosen.any():
                hits = (truth[chosen]).sum()
                axes.plot(hits / truth.sum(), hits / chosen.sum(), "o", color=_INK, markersize=5)
            _bare(axes, "Recall", "Precision")

        figures[name] = _svg(f"pr-{name}", (2.6, 2.5), draw)
    return figures


def score_against_grade(result: Predicted) -> str | None:
    """Draw how the scores of each labelled class lie about its grade."""
    names = [name for name in GRADES if (result.y_true == name).any()]
    if not names:
        return None

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        boxes = axes.boxplot(
            [result.scores[result.y_true == name] for name in names],
            orientation="horizontal",
            whis=(5, 95),
            showfliers=False,
            patch_artist=True,
            widths=0.55,
            medianprops={"color": _INK},
            whiskerprops={"color": _SOFT},
            capprops={"color": _SOFT},
        )
        for name, box in zip(names, boxes["boxes"], strict=True):
            box.set(facecolor=CLASS_LOOKS[name].light, edgecolor="none", alpha=0.55)
        places = range(1, len(names) + 1)
        axes.plot([GRADES[name] for name in names], places, "D", color=_INK, markersize=6)
        axes.set_yticks(list(places), [CLASS_LOOKS[name].label for name in names])
        axes.set(xlim=(-0.02, 1.02), xlabel="Score")
        axes.invert_yaxis()
        axes.grid(axis="x", linewidth=0.5)
        axes.set_axisbelow(True)

    return _svg("score", (6.4, 0.9 + 0.42 * len(names)), draw)


def checkable_roc(result: Predicted) -> str | None:
    """Draw the ROC curve of ``checkable``, where both of its values are labelled."""
    from sklearn.metrics import RocCurveDisplay

    marked = result.checkable_true >= 0
    marks = result.checkable_true[marked]
    if len(np.unique(marks)) < 2:
        return None

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color=_SOFT, linewidth=1, linestyle=(0, (4, 3)))
        RocCurveDisplay.from_predictions(marks, result.checkable[marked], ax=axes)
        axes.lines[-1].set_color(_MAIN)
        _bare(axes, "False positive rate", "True positive rate")

    return _svg("roc", (4.6, 4.6), draw)


def _bare(axes: Axes, x: str, y: str) -> None:
    """Leave to the axes of shares their labels and a grid."""
    legend = axes.get_legend()
    if legend is not None:
        legend.remove()
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), xlabel=x, ylabel=y)
    axes.set_aspect("auto")
    axes.set_xticks(*_TICKS)
    axes.set_yticks(*_TICKS)
    axes.grid(linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def _svg(name: str, size: tuple[float, float], draw: Callable[[Figure], None]) -> str:
    """Return a figure as an SVG element without size, identifiers of its own, and page colours."""
    from matplotlib.figure import Figure

    with _style():
        figure = Figure(figsize=size, layout="constrained")
        draw(figure)
        stream = io.StringIO()
        figure.savefig(
            stream, format="svg", metadata={"Date": None, "Creator": None, "Format": None}
        )
    text = _OUTSIDE.sub("", stream.getvalue())
    text = _SIZE.sub(r'<svg viewBox="\1" aria-hidden="true">', text, count=1)
    text = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", text)
    for colour, variable in _VARIABLES.items():
        text = text.replace(colour, f"var({variable})")
    return text.replace("'DejaVu Sans', sans-serif", "var(--sans)").replace("xlink:href", "href")


def _style() -> AbstractContextManager:
    import matplotlib

    return matplotlib.rc_context({**matplotlib.rcParamsDefault, "backend": "agg", **_STYLE})
