"""The other attributions of a sentence, beside its main one.

"Ruiz said the bridge was safe, but **Tell warned that it was not**" holds two; the sentence's class and
score go by the first. Of its further cues, those count that name a source and are of a kind that
mostly reports: the choice was made by what the train part of PolNeAR (Newell et al. 2018) marks.
"""

from __future__ import annotations

from itertools import islice

from provenance.attribution.attribute import Attributed
from provenance.attribution.content import content_span
from provenance.attribution.mention import mentioned
from provenance.attribution.model import Attribution, Basis, Polarity, Source
from provenance.attribution.quoting import QUOTED_SHARE
from provenance.document.spans import Span, shared
from provenance.extractors import Extraction, Kind, Link
from provenance.extractors.quotations import stands_inside

# The quoted words of a sentence are its speaker's, and so are the cues in them.
_SPEAKERS = frozenset({"i", "we", "you"})
# "Ruiz's claim that", "was asked by Ruiz": seldom a claim of its own beside another
_SELDOM = frozenset({"noun", "passive"})
# Whose subject may stay unsaid: "and called the vote a fraud"
_WITHOUT_SUBJECT = frozenset({"active", "participle"})
# Two cues report the same claim where their contents share so much: "said in a note that".
_SAME = 0.5
_MOST = 16  # of a sentence, so that time stays linear in its length


def further_attributions(extraction: Extraction, attributed: Attributed) -> tuple[Attribution, ...]:
    """Return what a sentence attributes beside its main attribution, in order of place.

    Parameters
    ----------
    extraction : Extraction
        The document's.
    attributed : Attributed
        The sentence's.

    Returns
    -------
    tuple of Attribution
        With the basis ``stated``. Relays are told of the main attribution only.

    Examples
    --------
    >>> from provenance.attribution import attribute
    >>> from provenance.document import read
    >>> from provenance.extractors import extract
    >>> extraction = extract(read("Ana Ruiz said the bridge was safe, but Omar Vidal called it a wreck."))
    >>> further = further_attributions(extraction, attribute(extraction)[0])
    >>> [attribution.source.name for attribution in further]
    ['Omar Vidal']
    """
    if attributed.linked is None:
        return ()
    links, sources = attributed.linked
    index = links[0].cue.sentence
    quotations = [
        item
        for item in extraction.evidence[index]
        if item.kind is Kind.QUOTATION and item.type != "scare"
    ]
    inside = [(item.first, item.last) for item in quotations]
    by_phrase = {id(link.phrase): sources[id(link)] for link in links if id(link) in sources}
    found: list[Attribution] = []
    main = attributed.attribution
    known = [main] if main is not None and main.basis is Basis.STATED else []
    for linked in islice((link for link in links if link is not attributed.main), _MOST):
        if stands_inside(inside, linked.cue.first) or not is_likely(linked):
            continue
        source = by_phrase.get(id(linked.phrase))
        content = content_span(extraction.document, linked)
        if content is None or any(_same(content, source, other) for other in (*known, *found)):
            continue
        if source is not None:
            source = mentioned(extraction.phrases, links, linked, source)
        form = _form(content, [item.span for item in quotations])
        found.append(_attribution(extraction, linked, source, content, form))
    return tuple(found)


def is_likely(linked: Link) -> bool:
    """Return whether a further cue of a sentence is likely to report something by itself."""
    cue = linked.cue
    if linked.phrase is None:
        return cue.cue.type == "act" and cue.voice in _WITHOUT_SUBJECT
    if linked.phrase.head.type in _SPEAKERS or cue.voice in _SELDOM:
        return False
    return cue.cue.type != "think" or linked.side != "inherited"


def _attribution(
    extraction: Extraction, linked: Link, source: Source | None, content: Span, form: str
) -> Attribution:
    tokens, cue = extraction.document.tokens, linked.cue
    withheld = cue.negated and cue.cue.type == "say"
    return Attribution(
        source=source,
        cue=Span(tokens.starts[cue.first], tokens.ends[cue.last - 1]),
        content=content,
        basis=Basis.STATED,
        form=form,
        polarity=Polarity.WITHHOLDS if withheld else Polarity(cue.cue.polarity),
    )


def _form(content: Span, quoted: list[Span]) -> str:
    share = sum(shared(content, span) for span in quoted) / (content.end - content.start)
    if share >= QUOTED_SHARE / 2:
        return "direct"
    return "mixed" if share else "indirect"


def _same(content: Span, source: Source | None, other: Attribution) -> bool:
    """Whether two cues report one claim of one source."""
    if other.content is None:
        return False
    union = max(content.end, other.content.end) - min(content.start, other.content.start)
    if shared(content, other.content) < _SAME * union:
        return False
    if source is None or other.source is None:
        return True
    if source.name is not None:
        return source.name == other.source.name
    return source.text == other.source.text or source.text in other.source.text
