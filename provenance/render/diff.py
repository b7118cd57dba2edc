"""A draft diff as text for a terminal: what changed, both wordings, and the words that make the change."""

from __future__ import annotations

import io
import math

from rich.table import Table
from rich.text import Text

from provenance.desk.diff.change import Change, Side
from provenance.desk.diff.result import Diff
from provenance.desk.diff.settings import BETTER, LEVEL, WORSE
from provenance.render.console import plain_console
from provenance.render.marks import visible

_TOLD = {
    WORSE: ("weaker", "bold red"),
    BETTER: ("stronger", "bold green"),
    LEVEL: ("changed", "bold"),
}
_MARKED = "bold underline"
_MARGIN = 8  # "stronger"


def render(
    diff: Diff,
    *,
    names: tuple[str, str] | None = None,
    width: int = 80,
    color: bool = False,
) -> str:
    """Show a draft diff.

    Parameters
    ----------
    diff : Diff
    names : tuple of str, optional
        What to call the old and the new version.
    width : int
        Columns to fill, at least 20.
    color : bool
        Whether to use colours. Without them, the words that make a change are bracketed.

    Returns
    -------
    str
        Lines, without any control character of the article's own.

    Examples
    --------
    >>> from provenance.desk.diff import diff
    >>> print(render(diff("The port reportedly paid.", "The port paid."), width=60))
    1 claim became weaker, 0 stronger; article score ...
    <BLANKLINE>
    weaker    hedge dropped, ...
       old 0  The port [reportedly] paid.
       new 0  The port paid.
    <BLANKLINE>
    In brackets: words that source a claim in one version only.
    Weak sourcing is not falsehood.
    <BLANKLINE>
    """
    file = io.StringIO()
    console = plain_console(file, width, color)
    if names is not None:
        console.print(Text(f"{visible(names[0])} -> {visible(names[1])}", style="bold"))
    console.print(Text(diff.summary, style="" if names else "bold"))
    for change in diff:
        console.print()
        console.print(_change(change, diff, color))
    if diff.changes:
        console.print()
        marked = "Underlined" if color else "In brackets"
        console.print(Text(f"{marked}: words that source a claim in one version only."))
        console.print(Text("Weak sourcing is not falsehood."))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _change(change: Change, diff: Diff, color: bool) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="left", no_wrap=True, min_width=_MARGIN)
    table.add_column(justify="left", overflow="fold")
    told, style = _TOLD[change.effect]
    table.add_row(Text(told, style=style), Text(_heading(change), style=style))
    for name, side, text in (
        ("old", change.old, diff.old.text),
        ("new", change.new, diff.new.text),
    ):
        if side is not None:
            place = Text(f"{name} {side.index}".rjust(_MARGIN), style="dim")
            table.add_row(place, _marked(side, text, color))
    return table


def _heading(change: Change) -> str:
    """Return what changed, from whom to whom, and from which score to which."""
    sides = [side for side in (change.old, change.new) if side is not None]
    scores = " -> ".join(_number(side.score) for side in sides)
    who = [visible(side.source or "nobody") for side in sides]
    if len(set(who)) == 1:
        who = who[:1] if who[0] != "nobody" else []
    return ", ".join([change.words, *([" -> ".join(who)] if who else []), scores])


def _marked(side: Side, text: str, color: bool) -> Text:
    told = Text()
    place = side.span.start
    for mark in side.marks:
        told.append(visible(text[place : mark.start]))
        words = visible(text[mark.start : mark.end])
        told.append(words if color else f"[{words}]", _MARKED)
        place = mark.end
    told.append(visible(text[place : side.span.end]))
    return told


def _number(score: float) -> str:
    return "-" if math.isnan(score) else f"{score:.2f}"
