"""An unnamed source, and no word of why it is not named.

"**A senior aide** said the talks had failed." Handbooks ask that the reader be told the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.desk.standards.anonymity import deliberate, reasons
from provenance.desk.standards.draft import Draft
from provenance.desk.standards.rule import Hit, Rule
from provenance.desk.standards.voices import grouped


def find(draft: Draft) -> Iterator[Hit]:
    """Yield the first mention of each unnamed source for whom no reason is given."""
    given = reasons(draft)
    for group in grouped(draft.voices):
        voice = group[0]
        if voice.relayed or voice.sentence not in draft.body or not deliberate(draft, voice):
            continue
        if not given.cover(draft, group):
            yield Hit(voice.span, {"source": voice.text, "is": "are" if voice.plural else "is"})


RULE = Rule("anonymous-without-reason", find)
