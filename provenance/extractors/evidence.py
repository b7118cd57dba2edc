"""What an extractor reports: a stretch of text and why it matters."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from provenance.document import Span


class Kind(StrEnum):
    """The kinds of evidence, each with an extractor of its own."""

    REPORTING = "reporting"
    HEDGE = "hedge"
    UNCERTAINTY = "uncertainty"
    SOURCE = "source"
    ANONYMITY = "anonymity"
    RELAY = "relay"
    POLARITY = "polarity"
    QUOTATION = "quotation"
    FURNITURE = "furniture"
    QUESTION = "question"


class Evidence(NamedTuple):
    """One piece of evidence, enough to highlight and to explain it.

    Attributes
    ----------
    span : Span
        Where it stands, in code points of the document's text.
    kind : Kind
        What it is evidence of.
    rule : str
        The cue-list entry or rule that fired, ``"hedges/reportedly"``.
    type : str
        The finer class that the rule gives it: ``"passive"``, ``"scare"``, ``"anonymous"``.
    strength : float
        How surely the wording means what its rule says, in (0, 1].
    sentence : int
        Index of the sentence that it starts in.
    first, last : int
        The half-open range of tokens that it covers.
    """

    span: Span
    kind: Kind
    rule: str
    type: str
    strength: float
    sentence: int
    first: int
    last: int
