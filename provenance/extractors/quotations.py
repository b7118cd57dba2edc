"""Quotations, told apart: direct speech, words quoted inside a sentence, and scare quotes.

"**'The bridge is safe,'** Ruiz said" is direct; "Ruiz called it **'safe enough'**" is mixed; "the
**'experts'** left" is a scare quote, which quotes nobody.
"""

from __future__ import annotations

from bisect import bisect_left

from provenance.extractors.evidence import Evidence, Kind
from provenance.extractors.reading import Reading
from provenance.extractors.reporting import ReportingCue

KIND = Kind.QUOTATION

# Up to this many words, without a cue in the sentence, marks distance rather than speech.
_SCARE_WORDS = 4
_DIRECT_WORDS = 4
_ENDS_SPEECH = frozenset(",.?!\u2026-\u2014")


def extract(reading: Reading, cues: list[ReportingCue]) -> list[Evidence]:
    """Report every quotation with ``direct``, ``mixed`` or ``scare`` as its type."""
    document = reading.document
    tokens = document.tokens
    with_cue = {cue.sentence for cue in cues}
    found = []
    for quotation in document.quotations:
        first = bisect_left(tokens.starts, quotation.span.start)
        last = bisect_left(tokens.starts, quotation.span.end, first)
        if first == last:
            continue
        inside = [word for word in tokens.words[first + 1 : last] if word[0].isalnum()]
        sentence = reading.sentence_of[first]
        type = _type(inside, quotation.inner.of(document.text), sentence in with_cue)
        rule = f"quotations/{type}"
        found.append(Evidence(quotation.span, KIND, rule, type, 1.0, sentence, first, last))
    return found


def _type(words: list[str], inner: str, has_cue: bool) -> str:
    ends = inner.rstrip()[-1:] in _ENDS_SPEECH
    opens = inner[:1].isupper()
    if len(words) >= _DIRECT_WORDS and (ends or opens):
        return "direct"
    if ends and opens:
        return "direct"
    if not has_cue and len(words) <= _SCARE_WORDS:
        return "scare"
    return "mixed"


def stands_inside(ranges: list[tuple[int, int]], token: int) -> bool:
    """Return whether a token stands behind the start of one of some ordered ranges and before its end."""
    at = bisect_left(ranges, (token, 0)) - 1
    return at >= 0 and ranges[at][0] < token < ranges[at][1]
