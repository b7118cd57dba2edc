"""Rules of a desk's own that look for phrases."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.desk.standards.draft import Draft
from provenance.desk.standards.packs import Phrases
from provenance.desk.standards.rule import Hit, Rule
from provenance.desk.standards.words import phrase_matcher


def phrase_rule(phrases: Phrases) -> Rule:
    """Return the rule that looks for phrases."""
    matcher = phrase_matcher(phrases.name, phrases.phrases, phrases.pseudo)

    def find(draft: Draft) -> Iterator[Hit]:
        for span in draft.spans(matcher):
            if phrases.quoted or not draft.quoted(span.start):
                yield Hit(span, {"words": span.of(draft.text)})

    return Rule(phrases.name, find)
