"""The sourcing classes, their grades, and what each means: the project's one copy of its codebook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sourcing(StrEnum):
    """Who is answerable for a sentence's main claim, best sourced first."""

    NAMED = "named"
    DOCUMENT = "document"
    ORGANISATION = "organisation"
    ANONYMOUS = "anonymous"
    VAGUE = "vague"
    HEDGED = "hedged"
    UNATTRIBUTED = "unattributed"
    NO_CLAIM = "no_claim"


@dataclass(frozen=True, slots=True)
class ClassMeaning:
    """What a class means.

    Attributes
    ----------
    grade : float or None
        How well a reader could trace the claim, in [0, 1]; ``None`` where there is no claim.
    meaning : str
        Who is answerable.
    wording : str
        What it typically looks like.
    """

    grade: float | None
    meaning: str
    wording: str


CODEBOOK: dict[Sourcing, ClassMeaning] = {
    Sourcing.NAMED: ClassMeaning(
        1.0, "a person the article identifies", "'Ana Ruiz said', 'she told reporters'"
    ),
    Sourcing.DOCUMENT: ClassMeaning(
        0.9,
        "a document, data set, poll, recording or post that can be found",
        "'the audit found', 'according to court filings'",
    ),
    Sourcing.ORGANISATION: ClassMeaning(
        0.8,
        "a named body that speaks as one",
        "'police said', 'the company said in a statement'",
    ),
    Sourcing.ANONYMOUS: ClassMeaning(
        0.5,
        "somebody unnamed whose role or position is told",
        "'a senior coast guard officer', 'two people briefed on the talks'",
    ),
    Sourcing.VAGUE: ClassMeaning(
        0.25, "somebody unnamed and undescribed, or a crowd", "'sources said', 'critics say'"
    ),
    Sourcing.HEDGED: ClassMeaning(
        0.1,
        "nobody: the wording hands the claim on",
        "'reportedly', 'is believed to', 'amid reports that'",
    ),
    Sourcing.UNATTRIBUTED: ClassMeaning(
        0.0, "the publication itself, in its own voice", "narration, background, opinion, 'may'"
    ),
    Sourcing.NO_CLAIM: ClassMeaning(
        None, "nobody: nothing is claimed", "'Read more', a byline, the writer's own question"
    ),
}

CLASSES: tuple[str, ...] = tuple(member.value for member in CODEBOOK)
GRADES: dict[str, float] = {
    member.value: meaning.grade for member, meaning in CODEBOOK.items() if meaning.grade is not None
}

# The classes of claims that somebody other than the outlet answers for.
SOURCED = frozenset({"named", "document", "organisation", "anonymous", "vague"})

# From this probability on, a claim counts as one that could be checked.
CHECKABLE = 0.5

# Two classes whose probabilities lie closer than this are too close to call.
CLOSE_CALL = 0.15
