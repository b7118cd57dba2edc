"""Whether somebody who is accused has a say in the article, or is said to have been asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.attribution import Polarity
from provenance.desk.standards.words import words
from provenance.extractors import Kind

if TYPE_CHECKING:
    from provenance.desk.standards.accused import Accusation
    from provenance.desk.standards.draft import Draft

# Sentences behind a mention of the accused in which an answer is theirs though it does not name them.
_NEAR = 2
_ANSWERS = (Polarity.DENIES, Polarity.WITHHOLDS, Polarity.CONFIRMS)


@dataclass(frozen=True, slots=True)
class Replies:
    """Who has a say in an article.

    Attributes
    ----------
    speakers : frozenset of str
        The words that name its sources, in lower case.
    answers : frozenset of int
        The sentences that deny, answer, or say that somebody was asked.
    """

    speakers: frozenset[str]
    answers: frozenset[int]

    def hold(self, draft: Draft, accusation: Accusation) -> bool:
        """Return whether the accused answers, is quoted anywhere, or was asked.

        It is told generously: a word of the accused about anything else counts too, and so do an answer by
        somebody who is not named, or whoever speaks for somebody, near a mention of the accused.
        """
        if not self.speakers.isdisjoint(_split(accusation.name) - words("common_in_names")):
            return True
        if any(draft.embedded(mention) for mention in draft.places.get(accusation.key, ())):
            return True
        return any(
            not self.answers.isdisjoint(range(mention, mention + _NEAR + 1))
            for mention in draft.places.get(accusation.key, ())
        )


def replies(draft: Draft) -> Replies:
    """Return who has a say in an article."""
    speakers: set[str] = set()
    answers = {draft.sentence_at(span.start) for span in draft.matches("replies")}
    for sentence in draft.sentences:
        for found in sentence.attributions:
            source = found.source
            if source is not None:
                speakers |= _split(source.name or source.text)
        if not words("for_somebody").isdisjoint(draft.forms(sentence.index)):
            answers.add(sentence.index)
        main = sentence.attribution
        if main is not None and main.polarity in _ANSWERS:
            answers.add(sentence.index)
        for item in sentence.evidence:
            if item.kind is Kind.POLARITY and item.type in ("silence", "denial"):
                answers.add(sentence.index)
    return Replies(frozenset(speakers), frozenset(answers))


def _split(text: str) -> set[str]:
    for mark in ("\u2019s", "'s", ",", "."):
        text = text.replace(mark, " ")
    return set(text.lower().split())
