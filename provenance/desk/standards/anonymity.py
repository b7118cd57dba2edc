"""What an article says of why its unnamed sources are not named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.desk.standards.voices import Voice
from provenance.desk.standards.words import words
from provenance.extractors import Kind

if TYPE_CHECKING:
    from provenance.desk.standards.draft import Draft

# How far behind "on condition of anonymity" its reason may begin, in characters.
_REACH = 60
# What tells that a mention goes on to say who it is: "a consultant by the name of".
_NAMED = (",", "named", "name of", "called")
_COLLECTIVE = frozenset(
    "sources officials people aides they all both none neither those advisers lawmakers persons".split()
)


def conditions(draft: Draft, sentence: int) -> bool:
    """Return whether a sentence says that somebody would not be named."""
    return any(
        item.kind is Kind.ANONYMITY and item.type == "condition"
        for item in draft.sentences[sentence].evidence
    )


def gives_reason(draft: Draft, sentence: int) -> bool:
    """Return whether a sentence says why somebody is not named."""
    evidence = [e for e in draft.sentences[sentence].evidence if e.kind is Kind.ANONYMITY]
    if any(item.type == "reason" for item in evidence):
        return True
    ends = [item.span.end for item in evidence if item.type == "condition"]
    if not ends:
        return False
    span = draft.sentences[sentence].span
    return any(
        any(end - 1 <= match.start <= end + _REACH or match.start <= end for end in ends)
        for match in draft.matched_within("reasons", span.start, span.end)
    )


@dataclass(frozen=True, slots=True)
class Reasons:
    """Where an article says why its sources are not named.

    Attributes
    ----------
    sentences, paragraphs : frozenset of int
        Of which sentences and in which paragraphs a reason is given.
    forms : frozenset of str
        The words of these sentences, which tell for whom.
    """

    sentences: frozenset[int]
    paragraphs: frozenset[int]
    forms: frozenset[str]

    def cover(self, draft: Draft, group: list[Voice]) -> bool:
        """Return whether a reason is given for one of the unnamed sources.

        It may stand with any mention of the source, in the sentences around it in its paragraph, or in a
        sentence about all of them: "the officials spoke on condition of anonymity because ...".
        """
        if self.forms & _COLLECTIVE or any(voice.head in self.forms for voice in group):
            return True
        return any(
            not self.sentences.isdisjoint(range(voice.sentence - 1, voice.sentence + 2))
            or draft.paragraph(voice.sentence) in self.paragraphs
            for voice in group
        )


def reasons(draft: Draft) -> Reasons:
    """Return where an article says why its sources are not named."""
    found = [s.index for s in draft.sentences if gives_reason(draft, s.index)]
    return Reasons(
        frozenset(found),
        frozenset(map(draft.paragraph, found)),
        frozenset(form for sentence in found for form in draft.forms(sentence)),
    )


def deliberate(draft: Draft, voice: Voice) -> bool:
    """Whether the writer knows who the source is: one or a few people, not "officials" at large."""
    if voice.number == "one" and voice.text.split()[0].lower() not in words("introducing_one"):
        return False  # "Kurdish official says", as headlines and links have it
    if conditions(draft, voice.sentence) or voice.knows:
        return True
    behind = draft.text[voice.span.end : voice.span.end + 12].split()[:1]
    if behind and behind[0] in _NAMED:
        return False  # "a source called Newswire"
    if voice.head == "source":
        # "As provided by source" stands below a picture.
        return voice.number != "definite" and voice.text.casefold() != "source"
    if voice.head in words("loose_heads") or any(mark in voice.text for mark in _NAMED):
        return False
    return voice.number in ("one", "counted") and voice.described
