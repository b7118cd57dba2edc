"""A reason for anonymity that says no more than that there was to be one.

"because she was **not authorised to speak publicly**". A rote reason tells the reader nothing of why the
source cannot be named, or what the source risks.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.desk.standards.anonymity import conditions
from provenance.desk.standards.draft import Draft
from provenance.desk.standards.rule import Hit, Rule


def find(draft: Draft) -> Iterator[Hit]:
    """Yield the rote reasons given for not naming a source."""
    voiced = {voice.sentence for voice in draft.voices}
    for span in draft.matches("boilerplate"):
        sentence = draft.sentence_at(span.start)
        if draft.quoted(span.start):
            continue
        if sentence in voiced or conditions(draft, sentence):
            yield Hit(span, {"words": span.of(draft.text)})


RULE = Rule("boilerplate-reason", find)
