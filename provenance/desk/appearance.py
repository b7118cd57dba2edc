"""Where a claim of the queue stands, and what its priority there is the product of."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

from provenance.codebook import GRADES
from provenance.desk.claims import CAPTION


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a claim stands.

    Attributes
    ----------
    row : int
        The article's place in the input, from 0.
    article : str
        Its id.
    outlet, title, date, url : str or None
        As the input has them.
    day : str or None
        The date as ``YYYY-MM-DD``, where it can be read.
    place : {"text", "title", "caption"}
    sentence : int
        The sentence's number in the text, or the caption's among the captions, from 0.
    start, end : int
        Where it stands there, in code points.
    text : str
    score, checkable : float
    sourcing : str
    source, cue : str or None
    risk : float or None
        The article's risk indicator.
    """

    row: int
    article: str
    outlet: str | None
    title: str | None
    date: str | None
    url: str | None
    day: str | None
    place: str
    sentence: int
    start: int
    end: int
    text: str
    score: float
    checkable: float
    sourcing: str
    source: str | None
    cue: str | None
    risk: float | None

    @property
    def caption(self) -> bool:
        """Whether it is a caption."""
        return self.place == CAPTION

    @property
    def grade(self) -> float:
        """The grade of its class; -1 where it claims nothing by itself."""
        return GRADES.get(self.sourcing, -1.0)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, ready for JSON."""
        found = asdict(self)
        del found["row"], found["day"]
        return {name: plain(value) for name, value in found.items()}


@dataclass(frozen=True, slots=True)
class Parts:
    """What a priority is the product of; see :mod:`provenance.desk.priority`."""

    weakness: float
    checkable: float
    repetition: float
    outlet: float
    topic: float
    freshness: float


def plain(value: Any) -> Any:
    """Return a value as JSON can tell it: rounded, null where it is missing."""
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    return value
