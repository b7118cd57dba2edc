"""Sentences with slots, and what to fill them with.

A template is a short text with slots in braces: ``{person}``, ``{surname}``, ``{title}`` (*Ms Ruiz*),
``{he}``, ``{him}``, ``{his}``, ``{man}``, ``{nationality}``, ``{party}``, ``{party_adj}``, ``{members}``,
``{outlet}``, ``{place}``. A slot with a capital starts a sentence, and one with ``a_`` before it brings its
article: ``{A_nationality}`` is *An Italian*, or *A French*.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from provenance.errors import DatasetError
from provenance.evaluation.behaviour import behaviour_rows
from provenance.resources import folder

_SLOT = re.compile(r"\{(\w+)\}")
# Initials that take "an"; those in U take "a" (a Ukrainian), as substitutes.toml says.
_AN = frozenset("AEIO")
_GENDERS = ("women", "men")
# The list of fillers in substitutes.toml, and the slot that its plain entries fill.
_PLAIN = {"nationalities": "nationality", "outlets": "outlet", "places": "place"}

Filler = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Fillers of one kind that a model might treat alike.

    Attributes
    ----------
    facets : dict of str to str
        What they have in common: ``{"name": "West African", "gender": "women"}``.
    fillers : tuple of dict
        Each gives the words for every slot of its kind.
    """

    facets: Mapping[str, str]
    fillers: tuple[Filler, ...]


@dataclass(frozen=True)
class Template:
    """A text with slots.

    Attributes
    ----------
    id : str
    sourcing : str
        The class of the judged sentence, whatever fills the slots.
    sentence : int
        Which sentence is judged, from 0.
    text : str
    """

    id: str
    sourcing: str
    sentence: int
    text: str

    @cached_property
    def slots(self) -> frozenset[str]:
        """The names of its slots, without capital and article."""
        return frozenset(name.lower().removeprefix("a_") for name in _SLOT.findall(self.text))

    def fill(self, words: Filler) -> str:
        """Return the text with its slots filled.

        Raises
        ------
        DatasetError
            When a slot has no words.

        Examples
        --------
        >>> Template("a", "vague", 0, "{A_nationality} ship sank.").fill({"nationality": "Irish"})
        'An Irish ship sank.'
        """
        return _SLOT.sub(lambda match: self._words(match[1], words), self.text)

    def _words(self, slot: str, words: Filler) -> str:
        name = slot.lower().removeprefix("a_")
        if name not in words:
            raise DatasetError(
                f"a slot of template {self.id!r} is {{{slot}}}; should be one of {sorted(words)}"
            )
        found = words[name]
        if slot.lower().startswith("a_"):
            found = f"{'an' if found[0] in _AN else 'a'} {found}"
        return found[0].upper() + found[1:] if slot[0].isupper() else found


def load_templates() -> list[Template]:
    """Return the shipped templates."""
    return [
        Template(row["id"], row["sourcing"], int(row["sentence"]), row["text"])
        for row in behaviour_rows("templates")
    ]


def load_substitutes() -> dict[str, tuple[Group, ...]]:
    """Return the shipped groups of fillers, by kind: people, nationalities, parties, outlets, places."""
    path = folder("datasets") / "behaviour" / "substitutes.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    plain = {
        kind: tuple(
            Group({slot: entry["group"]}, tuple({slot: name} for name in entry["names"]))
            for entry in data[kind]
        )
        for kind, slot in _PLAIN.items()
    }
    parties = tuple(
        Group({"party": entry["group"]}, tuple(entry["names"])) for entry in data["parties"]
    )
    return {"people": tuple(_people(data)), "parties": parties, **plain}


def _people(data: dict) -> Iterator[Group]:
    for entry in data["people"]:
        for gender in _GENDERS:
            words = data["words"][gender]
            yield Group(
                {"name": entry["group"], "gender": gender},
                tuple(_person(person, surname, words) for person, surname in entry[gender]),
            )


def _person(person: str, surname: str, words: Filler) -> Filler:
    # Someone of one name has no "Mr" before it.
    title = surname if person == surname else f"{words['title']} {surname}"
    return {**words, "person": person, "surname": surname, "title": title}
