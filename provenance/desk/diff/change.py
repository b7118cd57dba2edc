"""What the comparison of two versions tells: a change, and its two sides."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from provenance.desk.diff.settings import BETTER, LEVEL, WORSE, Kind, settings
from provenance.document import Span


@dataclass(frozen=True, slots=True)
class Side:
    """A claim in one version.

    Attributes
    ----------
    index : int
        Its sentence's place in that version, from 0.
    span : Span
        Where the sentence stands, in code points of that version.
    text : str
    sourcing : str
        The class of the claim.
    score : float
        Its expected grade.
    checkable : float
        Probability that it could be checked.
    source : str or None
        Who answers for it: a name, or the words of the mention.
    marks : tuple of Span
        The words that source it and are not in the other version, in code points of this one.
    """

    index: int
    span: Span
    text: str
    sourcing: str
    score: float
    checkable: float
    source: str | None
    marks: tuple[Span, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            "index": self.index,
            "start": self.span.start,
            "end": self.span.end,
            "text": self.text,
            "sourcing": self.sourcing,
            "score": None if math.isnan(self.score) else round(self.score, 4),
            "checkable": round(self.checkable, 4),
            "source": self.source,
            "marks": [[mark.start, mark.end] for mark in self.marks],
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A claim whose sourcing differs between two versions.

    Attributes
    ----------
    kinds : tuple of Kind
        What changed, at least one thing.
    old, new : Side or None
        None in the version that lacks the sentence.
    """

    kinds: tuple[Kind, ...]
    old: Side | None
    new: Side | None

    @property
    def effect(self) -> str:
        """``worse``, ``better`` or ``level``: what its kinds come to, by their weights."""
        total = sum(kind.signed for kind in self.kinds)
        return WORSE if total < 0 else BETTER if total > 0 else LEVEL

    @property
    def weight(self) -> float:
        """How much an editor should mind it: its heaviest kind's weight, less where it is hard to check."""
        checkable = max(side.checkable for side in (self.old, self.new) if side)
        heaviest = max(kind.weight for kind in self.kinds)
        moved = 0.0 if math.isnan(self.delta) else abs(self.delta)
        lowest = settings().comparison["uncheckable"]
        return heaviest * (lowest + (1 - lowest) * checkable) + moved

    @property
    def delta(self) -> float:
        """New score less old score; NaN where there is only one."""
        if self.old is None or self.new is None:
            return math.nan
        return self.new.score - self.old.score

    @property
    def words(self) -> str:
        """What changed, in words."""
        return "; ".join(kind.words for kind in self.kinds)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return {
            "effect": self.effect,
            "kinds": [kind.name for kind in self.kinds],
            "words": self.words,
            "weight": round(self.weight, 4),
            "delta": None if math.isnan(self.delta) else round(self.delta, 4),
            "old": None if self.old is None else self.old.to_dict(),
            "new": None if self.new is None else self.new.to_dict(),
        }
