"""The answer of a draft diff: what became better or worse sourced between two versions."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from provenance.desk.diff.change import Change
from provenance.desk.diff.settings import BETTER, LEVEL, WORSE
from provenance.scoring.scores import ArticleScore


@dataclass(frozen=True, eq=False)
class Diff(Sequence):
    """The changes in sourcing between two versions of an article, heaviest first.

    Attributes
    ----------
    old, new : ArticleScore
        The versions.
    changes : tuple of Change
    """

    old: ArticleScore
    new: ArticleScore
    changes: tuple[Change, ...]

    def __len__(self) -> int:
        return len(self.changes)

    def __getitem__(self, index):
        return self.changes[index]

    def __repr__(self) -> str:
        return f"<Diff: {self.summary}>"

    @property
    def worse(self) -> tuple[Change, ...]:
        """What became worse sourced, claims that were added or removed among it."""
        return self._with(WORSE)

    @property
    def better(self) -> tuple[Change, ...]:
        """What became better sourced."""
        return self._with(BETTER)

    @property
    def level(self) -> tuple[Change, ...]:
        """What changed and is neither."""
        return self._with(LEVEL)

    def _with(self, effect: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.effect == effect)

    @property
    def summary(self) -> str:
        """One line: ``3 claims became weaker, 1 stronger; article score 0.61 -> 0.52``."""
        told = ", ".join(self._counts()) or "no change in sourcing"
        return f"{told}; article score {_number(self.old.score)} -> {_number(self.new.score)}"

    def _counts(self) -> Iterator[str]:
        edited = [change for change in self.changes if change.old and change.new]
        counts = {
            effect: sum(change.effect == effect for change in edited)
            for effect in (WORSE, BETTER, LEVEL)
        }
        told = {WORSE: "became weaker", BETTER: "stronger", LEVEL: "changed otherwise"}
        if counts[WORSE] or counts[BETTER]:
            yield f"{_claims(counts[WORSE])} {told[WORSE]}"
            yield f"{counts[BETTER]} {told[BETTER]}"
            if counts[LEVEL]:
                yield f"{counts[LEVEL]} {told[LEVEL]}"
        elif counts[LEVEL]:
            yield f"{_claims(counts[LEVEL])} {told[LEVEL]}"
        for name, side in (("added", "old"), ("removed", "new")):
            alone = [change for change in self.changes if getattr(change, side) is None]
            if alone:
                weak = sum(change.kinds[0].name == f"weak-claim-{name}" for change in alone)
                noun = "sentence" if len(alone) == 1 else "sentences"
                told_weak = f" ({weak} weakly sourced)" if weak else ""
                yield f"{len(alone)} {noun} {name}{told_weak}"

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, ready for JSON."""
        return {
            "summary": self.summary,
            "old_score": _rounded(self.old.score),
            "new_score": _rounded(self.new.score),
            "worse": len(self.worse),
            "better": len(self.better),
            "level": len(self.level),
            "changes": [change.to_dict() for change in self.changes],
        }

    def to_json(self, indent: int | None = 2) -> str:
        """Return :meth:`to_dict` as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, indent=indent)


def _claims(number: int) -> str:
    return f"{number} claim" + ("" if number == 1 else "s")


def _number(score: float) -> str:
    return "-" if math.isnan(score) else f"{score:.2f}"


def _rounded(score: float) -> float | None:
    return None if math.isnan(score) else round(score, 4)
