"""Relays: another outlet or person through whom a claim came.

"he told **the Harbour Gazette**", "**quoted by** the agency", "**first reported by** the paper". The
claim goes to its origin; the relay makes it second-hand.
"""

from __future__ import annotations

from provenance.extractors.evidence import Evidence, Kind
from provenance.extractors.phrases import Phrases
from provenance.extractors.reading import Reading
from provenance.extractors.reporting import ReportingCue
from provenance.lexicon import grammar

KIND = Kind.RELAY
LEXICONS = ("relays", "outlets")

_PUBLISHING = frozenset({"outlet", "organisation", "press"})
_OUTLET_WORDS = frozenset(
    "times post news journal herald tribune gazette courier chronicle telegraph guardian observer "
    "mail star sun globe examiner bulletin register dispatch radio television tv network".split()
)


def extract(reading: Reading, cues: list[ReportingCue], phrases: Phrases) -> list[Evidence]:
    """Report relay phrases, and the outlet that a source told something."""
    found = [reading.report(hit, KIND) for hit in reading.hits["relays"]]
    forms = reading.document.tokens.forms
    telling = grammar()["telling"]
    bounds = reading.document.token_bounds
    for cue in cues:
        if forms[cue.first] not in telling:
            continue
        high = bounds[cue.sentence + 1]
        phrase = phrases.starting_at(cue.last, high) if cue.last < high else None
        if phrase is not None and phrase.head.type in _PUBLISHING:
            words = reading.document.tokens.forms[phrase.first : phrase.last]
            sure = phrase.head.type != "organisation" or not _OUTLET_WORDS.isdisjoint(words)
            strength = 1.0 if sure else 0.5
            where = (cue.first, phrase.last)
            found.append(reading.evidence(*where, KIND, "relays/told an outlet", "told", strength))
    return found
