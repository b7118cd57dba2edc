"""Who answers for a sentence's claim, in which words, and through whom it came."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from provenance.document import Span


class SourceType(StrEnum):
    """What kind of source stands behind a claim; the values are sourcing classes."""

    NAMED = "named"
    DOCUMENT = "document"
    ORGANISATION = "organisation"
    ANONYMOUS = "anonymous"
    VAGUE = "vague"


class Basis(StrEnum):
    """Where in the article a sentence's source was found."""

    STATED = "stated"  # a cue of the sentence links to it
    QUOTATION = "quotation"  # the sentence stands in, or next to, a quotation of that source
    RUN = "run"  # the sentence may go on with that source's remarks


class Polarity(StrEnum):
    """What the source does with the claim."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    QUESTIONS = "questions"
    WITHHOLDS = "withholds"


class Source(NamedTuple):
    """A source.

    Attributes
    ----------
    type : SourceType
    span : Span or None
        Where this sentence mentions it; ``None`` when the mention stands in another sentence.
    text : str
        The mention, wherever it stands.
    name : str or None
        The name that the mention resolves to in its article.
    role : str or None
        "minister", "spokeswoman": the role given here or elsewhere.
    affiliation : str or None
        The mention with what narrows its role down, "officer of the coast guard", if anything does.
    anonymity : str or None
        The reason given for not naming the source, in the article's words.
    """

    type: SourceType
    span: Span | None
    text: str
    name: str | None = None
    role: str | None = None
    affiliation: str | None = None
    anonymity: str | None = None


class Attribution(NamedTuple):
    """The attribution of a sentence.

    Attributes
    ----------
    source : Source or None
        ``None`` where a cue stands but names nobody.
    cue : Span or None
        The words that link source and claim.
    content : Span or None
        The claim, as far as it can be told apart from source and cue.
    basis : Basis
    form : str
        ``direct``, ``mixed`` or ``indirect``: how much of the content is quoted.
    polarity : Polarity
    via : tuple of str
        Who relays the claim, nearest to the reader first; empty when nobody does.
    """

    source: Source | None
    cue: Span | None
    content: Span | None
    basis: Basis
    form: str
    polarity: Polarity = Polarity.ASSERTS
    via: tuple[str, ...] = ()

    @property
    def second_hand(self) -> bool:
        """Whether another outlet or person relays the claim."""
        return bool(self.via)
