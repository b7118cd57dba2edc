"""A noun phrase that can be a source, and what is known of it."""

from __future__ import annotations

from typing import NamedTuple

from provenance.extractors.nominals import Nominal


class Phrase(NamedTuple):
    """A noun phrase in source position.

    Attributes
    ----------
    first, last : int
        Half-open token range of the whole phrase.
    head : Nominal
        What it is headed by.
    name : Nominal or None
        The name that it holds, when it holds one as its head or in apposition.
    role : Nominal or None
        The common noun for the person: the head, or what stands before a name.
    determiner : str
        ``definite``, ``indefinite``, ``possessive``, ``count``, ``quantifier`` or ``""``.
    plural : bool
        Whether the head is plural.
    affiliated : bool
        Whether a name, body, nationality or relation narrows the head down.
    relation : bool
        Whether it says how the source knows: "familiar with the talks".
    clause : bool
        Whether it opens a clause without a relative pronoun: "a move officials say".
    """

    first: int
    last: int
    head: Nominal
    name: Nominal | None = None
    role: Nominal | None = None
    determiner: str = ""
    plural: bool = False
    affiliated: bool = False
    relation: bool = False
    clause: bool = False
