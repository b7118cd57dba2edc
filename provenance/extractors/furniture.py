"""Page furniture: links, credits, bylines, datelines and captions, which claim nothing.

"**Read more**", "**Photo by** Ana Ruiz", "By Ana Ruiz and Tom Okafor", "Nov. 3, 2021 | 4:15 p.m.".
"""

from __future__ import annotations

import re

from provenance.extractors.evidence import Evidence, Kind
from provenance.extractors.reading import Reading

KIND = Kind.FURNITURE
LEXICONS = ("furniture",)

_BYLINE = re.compile(r"By(?: [A-Z][\w.'\u2019-]+){2,4}(?:,? and(?: [A-Z][\w.'\u2019-]+){2,4})?\W*")
_DATE_LINE = re.compile(
    r"\W*(?:(?:Published|Updated|Posted|Last updated)\b.{0,60}|(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?:[ ,|at]+\d{1,2}:\d\d.{0,12})?)\W*"
)
_SHORT_LINE = 100


def extract(reading: Reading) -> list[Evidence]:
    """Report furniture phrases, and whole lines that are a byline or a date."""
    found = [reading.report(hit, KIND) for hit in reading.hits["furniture"]]
    document = reading.document
    bounds = document.token_bounds
    for index, span in enumerate(document.sentences):
        if span.end - span.start > _SHORT_LINE or bounds[index] == bounds[index + 1]:
            continue
        for rule, pattern in (("byline", _BYLINE), ("date", _DATE_LINE)):
            if pattern.fullmatch(document.text, span.start, span.end):
                where = (bounds[index], bounds[index + 1])
                found.append(reading.evidence(*where, KIND, f"furniture/{rule} line", rule))
    return found
