"""The words of a sentence that name its source, as a reader would mark them.

What a source is gets decided by a phrase's head and by what stands next to it; a reader marks more:
"**Ana Ruiz, the mayor of Corrin**, said", "**former officials** said", "**Tell and Ruiz** said", and at
times less: "**officials** issued a notice and said". Only where the mention begins and ends is
decided here, never who it is.
"""

from __future__ import annotations

from provenance.attribution.mention_end import Ending
from provenance.attribution.mention_place import place_of
from provenance.attribution.mention_start import Beginning
from provenance.attribution.model import Source
from provenance.document import Span
from provenance.extractors.phrases import Phrases
from provenance.extractors.sources import Link

_SIDES = frozenset({"before", "after"})


def mention_span(phrases: Phrases, linked: Link) -> Span:
    """Return the span that names a link's source.

    Parameters
    ----------
    phrases : Phrases
        The document's.
    linked : Link
        With a phrase that stands before or behind its cue.

    Examples
    --------
    >>> from provenance.document import read
    >>> from provenance.extractors import extract
    >>> extraction = extract(read("Ana Ruiz, the mayor of Corrin, said the bridge was safe."))
    >>> mention_span(extraction.phrases, extraction.links[0]).of(extraction.document.text)
    'Ana Ruiz, the mayor of Corrin'
    """
    tokens, phrase = phrases.reading.document.tokens, linked.phrase
    if phrase.head.kind == "pronoun":
        first, last = phrase.first, phrase.last
        if tokens.forms[first - 1] == "of":
            first = Beginning(place_of(phrases, linked)).counted(first)  # "one of them"
    else:
        place = place_of(phrases, linked)
        first, last = Beginning(place).first(), Ending(place).last()
    return Span(tokens.starts[first], tokens.ends[last - 1])


def mentioned(phrases: Phrases, links: list[Link], linked: Link, source: Source) -> Source:
    """Return a source with its mention as a reader would mark it.

    Parameters
    ----------
    phrases : Phrases
    links : list of Link
        The sentence's: a cue that inherits its phrase has it from one of them.
    linked : Link
    source : Source
        What the link's phrase resolves to.
    """
    if linked.side == "inherited":
        owners = (other for other in links if other.phrase is linked.phrase)
        linked = next((owner for owner in owners if owner.side in _SIDES), linked)
    if linked.side not in _SIDES or source.span is None:
        return source
    span = mention_span(phrases, linked)
    if span == source.span:
        return source
    return source._replace(span=span, text=span.of(phrases.reading.document.text))
