"""A sentence's claim without the words that source it, which is what two versions of it share.

"Cracks were found, **a port official said**" and "Cracks were **reportedly** found" make one claim, and
so would be known again by it, although half of their words differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from provenance.document import Span
from provenance.extractors import Kind
from provenance.scoring.scores import SentenceScore

_SOURCING = frozenset({Kind.HEDGE, Kind.ANONYMITY, Kind.RELAY, Kind.POLARITY})
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")  # "U.S." is "US"
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-"})  # noqa: RUF001


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: folded, without marks.

    Examples
    --------
    >>> words("“It fell,” Ruiz’s aide said.")
    ('it', 'fell', "ruiz's", 'aide', 'said')
    """
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold()
    plain = _INITIALS.sub("", plain)
    # The fold can take a letter apart again.
    marks = (c if c.isalnum() or c in "'-%" else " " for c in unicodedata.normalize("NFC", plain))
    found = (word.strip("'-") for word in "".join(marks).split())
    return tuple(word for word in found if word)


def claim_words(sentence: SentenceScore) -> tuple[str, ...]:
    """Return the words of a sentence that do not say whose claim it makes."""
    return words(_without(sentence.text, sentence.span.start, _sourcing_spans(sentence)))


def _sourcing_spans(sentence: SentenceScore) -> Iterable[Span]:
    for item in sentence.evidence:
        if item.kind in _SOURCING:
            yield item.span
    attribution = sentence.attribution
    if attribution is None:
        return
    content = attribution.content
    for span in (attribution.cue, attribution.source.span if attribution.source else None):
        # A cue or source inside the claim, "the council said Ruiz said so", is a part of it.
        if span is not None and not (content and content.start <= span.start < content.end):
            yield span


def _without(text: str, start: int, spans: Iterable[Span]) -> str:
    letters = list(text)
    for span in spans:
        for place in range(max(0, span.start - start), min(len(letters), span.end - start)):
            letters[place] = " "
    return "".join(letters)
