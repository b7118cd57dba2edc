"""A queue of claims to check as a page that stands alone: one file, one script of its own, no request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from provenance.render.palette import CLASS_LOOKS
from provenance.render.templates import template
from provenance.scoring.risk import CAUTION, LIKENESS

if TYPE_CHECKING:
    from provenance.desk.appearance import Appearance
    from provenance.desk.queue import Queue
    from provenance.desk.row import Row

# More rows than a desk would read, and as many as a browser sorts at once.
MOST = 1_000
# Of more appearances of a claim, the rest is counted.
_MOST_APPEARANCES = 20
_COLUMNS = (
    ("rank", "Rank"),
    ("claim", "Claim"),
    ("class", "Class"),
    ("score", "Score"),
    ("checkable", "Checkable"),
    ("articles", "Articles"),
    ("risk", "Risk"),
    ("priority", "Priority"),
)
# What an appearance calls a place in the article's own text.
_TEXT = "text"
_WEB = ("http://", "https://")


def queue_page(queue: Queue, title: str | None = None, most: int = MOST) -> str:
    """Return a queue as an HTML page: a table to sort, filter and print.

    Without scripts it is a table in the queue's order, and its rows still open.

    Parameters
    ----------
    queue : Queue
    title : str, optional
        What to call it.
    most : int
        How many claims to show, from the top.

    Returns
    -------
    str
        A whole document. The third claim has the anchor ``#r3``.
    """
    rows = [_row(row) for row in queue.rows[:most]]
    classes = {row["sourcing"] for row in rows}
    with_risk = any(row["risk"] is not None for row in rows)
    return template("provenance.render", "queue.html.j2").render(
        title=title,
        rows=rows,
        found=max(queue.found, len(queue)),
        articles=queue.articles,
        columns=[column for column in _COLUMNS if with_risk or column[0] != "risk"],
        present=[name for name in CLASS_LOOKS if name in classes],
        repeated=any(row["articles"] > 1 for row in rows),
        with_risk=with_risk,
        likeness=f"{LIKENESS}; {CAUTION}",
    )


def _row(row: Row) -> dict[str, Any]:
    places = sorted(row.appearances, key=lambda place: place is not row.lead)
    return {
        "rank": row.rank,
        "claim": row.text,
        "sourcing": row.sourcing,
        "score": row.score,
        "checkable": row.checkable,
        "priority": row.priority,
        "risk": row.risk,
        "explanation": row.explanation,
        "articles": row.articles,
        "summary": _summary(row),
        "places": [_place(place, row) for place in places[:_MOST_APPEARANCES]],
        "more": max(0, len(places) - _MOST_APPEARANCES),
    }


def _summary(row: Row) -> str:
    if len(row.appearances) == 1:
        return _where(row.lead)
    return (
        f"{len(row.appearances)} places in {row.articles} article{'' if row.articles == 1 else 's'}"
    )


def _place(place: Appearance, row: Row) -> dict[str, Any]:
    return {
        "where": _where(place),
        "spot": f"sentence {place.sentence}" if place.place == _TEXT else place.place,
        "sourcing": place.sourcing,
        "score": place.score,
        "text": "" if place is row.lead or place.text == row.text else place.text,
        "tie": _tie(place, row),
        "url": place.url if place.url and place.url.lower().startswith(_WEB) else None,
    }


def _tie(place: Appearance, row: Row) -> str:
    """Return what sets an appearance apart from the others, if anything does."""
    if row.weakest.score == row.best.score:
        return ""
    return {row.weakest.score: "Weakest", row.best.score: "Best sourced"}.get(place.score, "")


def _where(place: Appearance) -> str:
    told = (place.outlet, place.title or place.article, place.day or place.date)
    return ", ".join(part for part in told if part)
