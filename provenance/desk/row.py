"""A row of the queue: a claim, where it stands, and what makes it urgent."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from provenance.desk.appearance import Appearance, Parts, plain
from provenance.desk.explaining import explain_row


@dataclass(frozen=True, eq=False)
class Row:
    """A claim to check.

    Attributes
    ----------
    rank : int
        From 1.
    priority : float
        The product of ``parts``, 0 or more.
    parts : Parts
    topics : tuple of str
        The desk's topics that it has a word of.
    lead : Appearance
        Where it weighs most; what the row tells of the claim is told of this.
    appearances : tuple of Appearance
        Everywhere that it stands, ``lead`` too, in the order of the input.
    """

    rank: int
    priority: float
    parts: Parts
    topics: tuple[str, ...]
    lead: Appearance
    appearances: tuple[Appearance, ...]

    def __repr__(self) -> str:
        return f"<Row {self.rank}: {self.priority:.2f}, {self.sourcing}, {self.text!r}>"

    @property
    def text(self) -> str:
        """The claim's sentence."""
        return self.lead.text

    @property
    def score(self) -> float:
        """The expected grade of that sentence."""
        return self.lead.score

    @property
    def sourcing(self) -> str:
        """Its class."""
        return self.lead.sourcing

    @property
    def checkable(self) -> float:
        """The probability that it is a specific claim that could turn out false."""
        return self.lead.checkable

    @property
    def risk(self) -> float | None:
        """The risk indicator of its article, which has no part in the priority; None where there is none."""
        return self.lead.risk

    @property
    def articles(self) -> int:
        """How many articles have the claim."""
        return len({place.row for place in self.appearances})

    @property
    def weakest(self) -> Appearance:
        """Its worst sourced appearance."""
        return min(self._claiming, key=lambda place: place.score)

    @property
    def best(self) -> Appearance:
        """Its best sourced appearance."""
        return max(self._claiming, key=lambda place: place.score)

    @property
    def _claiming(self) -> list[Appearance]:
        return [place for place in self.appearances if not math.isnan(place.score)]

    @cached_property
    def explanation(self) -> str:
        """Why it stands where it does, in words."""
        return explain_row(self.lead, self.parts, self.topics, self.appearances)

    def to_dict(self) -> dict[str, Any]:
        """Return the row as plain values, ready for JSON."""
        return {
            "rank": self.rank,
            "priority": round(self.priority, 4),
            "explanation": self.explanation,
            "text": self.text,
            "score": plain(self.score),
            "sourcing": self.sourcing,
            "checkable": plain(self.checkable),
            "risk": plain(self.risk),
            "parts": {name: round(value, 4) for name, value in asdict(self.parts).items()},
            "topics": list(self.topics),
            "articles": self.articles,
            "appearances": [place.to_dict() for place in self.appearances],
        }
