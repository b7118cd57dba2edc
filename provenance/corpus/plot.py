"""A picture of a summary: how much of each group's claims each kind of source answers for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from provenance.corpus.summaries import SCORE
from provenance.errors import InputError
from provenance.extras import install
from provenance.render.palette import CLASS_LOOKS, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Rows of a picture that can still be read, and inches of each.
_MOST_GROUPS = 20
_LINE, _MARGIN, _WIDTH = 0.19, 0.9, 7.5
_RULE, _SOFT = "#d9d7d0", "#5c6168"
_TELLING = frozenset({"value", "low", "high", "articles", "sentences", "claims", "note", "measure"})


def plot_summary(
    summary: pd.DataFrame,
    measures: Sequence[str] | None = None,
    top: int | None = _MOST_GROUPS,
    ax: Axes | None = None,
) -> Axes:
    """Draw a summary: a block a group, a line a measure, with its interval.

    Each line says in words what it is, so that the picture needs no colour. A value without an interval,
    of one article alone, is a ring.

    Parameters
    ----------
    summary : DataFrame
        What :func:`provenance.corpus.summaries.summarise` returned.
    measures : sequence of str, optional
        The measures to draw; by default all but ``score``.
    top : int or None, default=20
        Draw the groups with the most articles only; None for all.
    ax : Axes, optional
        Where to draw; a new figure, high enough for the groups, by default.

    Returns
    -------
    matplotlib.axes.Axes
        ``.figure.savefig(...)`` writes it.

    Raises
    ------
    InputError
        When matplotlib is not installed, or the frame is no summary or empty.
    """
    figure_class = _figure_class()
    names, blocks = _blocks(summary, measures, top)
    if ax is None:
        rows = sum(len(block) + 1 for _, block in blocks)
        figure = figure_class(figsize=(_WIDTH, _MARGIN + _LINE * rows), layout="constrained")
        ax = figure.add_subplot()
    place, ticks = 0.0, []
    for label, block in blocks:
        if place:
            ax.axhline(place - 1, color=_RULE, linewidth=0.8)
        ticks.append((place + (len(names) - 1) / 2, label))
        _draw(ax, block.set_index("measure").reindex(names), place)
        place += len(names) + 1
    ax.set_yticks([y for y, _ in ticks], [label for _, label in ticks])
    ax.set_ylim(place - 1, -1)
    _dress(ax, blocks, names)
    return ax


def _figure_class() -> type:
    try:
        # A figure of its own, which no window shows and no global state keeps.
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise InputError(
            f"a plot needs matplotlib, which is not installed; should be: {install('plot')}"
        ) from None

    def made(**options) -> Figure:
        figure = Figure(**options)
        FigureCanvasAgg(figure)
        return figure

    return made


def _blocks(
    summary: pd.DataFrame, measures: Sequence[str] | None, top: int | None
) -> tuple[list[str], list[tuple[str, pd.DataFrame]]]:
    """Return the measures, and the rows of each group with its label."""
    if not isinstance(summary, pd.DataFrame) or not _TELLING <= set(summary.columns):
        raise InputError("summary is no summary; should be what summarise() returned")
    if not len(summary):
        raise InputError("summary has no row; should hold a group")
    there = list(dict.fromkeys(summary["measure"]))
    names = [name for name in there if name != SCORE] if measures is None else list(measures)
    missing = [name for name in names if name not in there]
    if missing or not names:
        raise InputError(f"measures is {measures!r}; should be of {', '.join(there)}")
    keys = [column for column in summary.columns if column not in _TELLING]
    groups = [("all", summary)]
    if keys:
        # Each group has its rows together, a row a measure; a name may be missing.
        starts = range(0, len(summary), len(there))
        blocks = [summary.iloc[start : start + len(there)] for start in starts]
        groups = [(tuple(block[keys].iloc[0]), block) for block in blocks]
    if top is not None and len(groups) > top:
        most = sorted(groups, key=lambda group: -group[1]["articles"].iloc[0])[:top]
        kept = {id(block) for _, block in most}
        groups = [group for group in groups if id(group[1]) in kept]
    return names, [(_label(key, block), block) for key, block in groups]


def _label(key: object, block: pd.DataFrame) -> str:
    parts = key if isinstance(key, tuple) else (key,)
    told = ", ".join("none given" if pd.isna(part) else str(part) for part in parts)
    count = int(block["articles"].iloc[0])
    # A dollar sign would open a formula.
    told = told.replace("$", r"\$")
    return f"{told}\n{count:,} article{'' if count == 1 else 's'}"


def _draw(ax: Axes, block: pd.DataFrame, place: float) -> None:
    for offset, row in enumerate(block.itertuples()):
        if np.isnan(row.value):
            continue
        y, known = place + offset, not np.isnan(row.low)
        label, colour = _look(row.Index)
        if known:
            ax.plot([row.low, row.high], [y, y], "|-", color=colour, linewidth=1.4, zorder=2)
        fill = colour if known else "white"
        ax.plot(row.value, y, "o", markersize=5, color=colour, markerfacecolor=fill, zorder=3)
        ax.annotate(
            f"{label} {_told(row.Index, row.value)}",
            (row.high if known else row.value, y),
            xytext=(6, 0),
            textcoords="offset points",
            color=colour,
            fontsize=8,
            va="center_baseline",
        )


def _told(measure: str, value: float) -> str:
    if measure == SCORE:
        return f"{value:.2f}"
    return f"{value:.0%}" if value >= 0.1 else f"{value:.1%}"


def _look(measure: str) -> tuple[str, str]:
    """The label and colour of a measure."""
    if measure == SCORE:
        return "mean score", INK["light"]
    look = CLASS_LOOKS[measure]
    return look.label, look.light


def _dress(ax: Axes, blocks: list[tuple[str, pd.DataFrame]], names: list[str]) -> None:
    drawn = pd.concat([block for _, block in blocks])
    reach = drawn[drawn["measure"].isin(names)][["value", "high"]].max().max()
    reach = 0.05 if np.isnan(reach) else max(0.05, float(reach))
    # Room for the label behind the last one.
    ax.set_xlim(-0.02 * reach, 1.35 * reach)
    ax.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}" if share <= 1.001 else "")
    ax.set_xlabel("share of the claims" + (", and mean score in 100" if SCORE in names else ""))
    ax.grid(axis="x", color=_RULE, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.tick_params(axis="y", length=0, labelcolor=INK["light"])
    ax.tick_params(axis="x", colors=_SOFT)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.spines["bottom"].set_color(_RULE)
