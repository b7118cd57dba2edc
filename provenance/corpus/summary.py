"""What came of a run, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from provenance.codebook import CLASSES
from provenance.corpus.record import SetAside

# Places told for each reason, and characters of a reason; all are in the output's set_aside table.
SHOWN_PLACES = 3
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What came of scoring a corpus.

    Attributes
    ----------
    out : str
        The folder with the result.
    articles : int
        Articles in the input: those scored and those set aside.
    scored : int
    sentences : int
    classes : dict of str to int
        Sentences of each sourcing class.
    set_aside : dict of str to int
        Articles that were set aside, by the code of the reason.
    examples : dict of str to list of str
        The first few places and reasons for each code that were met in this run.
    resumed_from : int
        Articles that an earlier run of the same corpus had done with.
    new_sentences : int
        Sentences scored by this run.
    seconds : float
        What this run took.
    """

    out: str
    articles: int
    scored: int
    sentences: int
    classes: dict[str, int]
    set_aside: dict[str, int]
    examples: dict[str, list[str]]
    resumed_from: int
    new_sentences: int
    seconds: float

    @property
    def rate(self) -> float:
        """Sentences a second in this run."""
        return self.new_sentences / self.seconds if self.seconds else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain values, ready for JSON."""
        return {
            "out": self.out,
            "articles": self.articles,
            "scored": self.scored,
            "sentences": self.sentences,
            "classes": dict(self.classes),
            "set_aside": dict(self.set_aside),
            "examples": {code: list(told) for code, told in self.examples.items()},
            "resumed_from": self.resumed_from,
            "seconds": round(self.seconds, 3),
            "sentences_a_second": round(self.rate, 1),
        }

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> list[str]:
        aside = sum(self.set_aside.values())
        lines = [
            f"{_many(self.articles, 'article')}: {self.scored:,} scored, {aside:,} set aside",
            f"{_many(self.sentences, 'sentence')} in {self.out}",
        ]
        lines += [
            f"  {name:13}{count / self.sentences:6.1%}"
            for name, count in self.classes.items()
            if self.sentences
        ]
        for code, count in self.set_aside.items():
            lines.append(f"set aside, {code}: {count:,}")
            lines += [f"  {told}" for told in self.examples.get(code, ())]
        if self.resumed_from:
            lines.append(f"went on after {_many(self.resumed_from, 'article')} of an earlier run")
        lines.append(f"{self.seconds:,.1f} seconds, {self.rate:,.0f} sentences a second")
        return lines


@dataclass(slots=True)
class Examples:
    """The first few places met for each reason to set an article aside."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, problem: SetAside) -> None:
        """Remember a place, where there are not enough yet."""
        places = self.found.setdefault(problem.code, [])
        if len(places) < SHOWN_PLACES:
            places.append(told_with_place(problem))


def told_with_place(problem: SetAside) -> str:
    """Return where a record stands and why it is set aside, in one line."""
    reason = problem.reason
    if len(reason) > _LONGEST:
        reason = reason[: _LONGEST - 1] + "…"
    name = "standard input" if problem.place.file == "-" else problem.place.file
    return f"{name}:{problem.place.line}: {reason}"


def class_counts(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the sentences of each class from the counts of a run."""
    return {name: counts.get(name, 0) for name in CLASSES}


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
