"""The kinds of change, the verbs that colour a claim and the thresholds: ``datasets/desk/diff.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from provenance.resources import folder

WORSE, BETTER, LEVEL = "worse", "better", "level"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change.

    Attributes
    ----------
    name : str
        ``"named-to-unnamed"``.
    words : str
        What changed, for a person.
    weight : float
        How much an editor should mind it, against the others.
    effect : {"worse", "better", "level"}
        Whether the claim became worse or better sourced. A level change is told and not counted.
    mirror : str
        The kind that is found when the versions change places.
    """

    name: str
    words: str
    weight: float
    effect: str
    mirror: str

    @property
    def signed(self) -> float:
        """The weight, below 0 where the claim became worse sourced, and 0 where it is level."""
        return {WORSE: -self.weight, BETTER: self.weight, LEVEL: 0.0}[self.effect]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is in the file.

    Attributes
    ----------
    kinds : dict of str to Kind
        In the order in which they are told.
    colours : dict of str to str
        The colour of each verb that has one, by the name of its cue.
    alignment, comparison : dict of str to float
        Thresholds, each with its meaning beside it in the file.
    carrying : tuple of str
        Words that say whose claim another sentence is, and claim nothing.
    """

    kinds: dict[str, Kind]
    colours: dict[str, str]
    alignment: dict[str, float]
    comparison: dict[str, float]
    carrying: tuple[str, ...]


@cache
def settings() -> Settings:
    """Read the file, once."""
    path = folder("datasets") / "desk" / "diff.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Settings(
        {name: Kind(name, **entry) for name, entry in table["kinds"].items()},
        {verb: colour for colour, verbs in table["colours"].items() for verb in verbs},
        table["alignment"],
        table["comparison"],
        tuple(table["carrying"]["words"]),
    )
