"""Attribute every sentence of an article: its own cue first, then its context.

A sentence's main cue decides. Without one, a quotation belongs to the source that speaks around
it, forwards and backwards, and a plain sentence behind attributed ones may go on with that source's
remarks: it gets that source with the basis ``run``, for the classifier to believe or not.
"""

from __future__ import annotations

from typing import NamedTuple

from provenance.attribution.content import content_span
from provenance.attribution.mention import mentioned
from provenance.attribution.model import Attribution, Basis, Polarity, Source, SourceType
from provenance.attribution.quoting import QUOTED_SHARE, Quoted, measure_quotations
from provenance.attribution.resolve import Resolver
from provenance.document import Document, Span
from provenance.extractors import Evidence, Extraction, Kind, Link
from provenance.extractors.quotations import stands_inside

# What a cue's class, voice and place say about whether it reports the sentence's main claim.
_TYPE_WEIGHT = {
    "say": 3.0, "denial": 3.0, "confirmation": 3.0, "according": 3.2, "quoted": 3.0, "label": 3.0, "act": 2.2, "show": 2.0, "think": 1.8,
}  # fmt: skip
_OTHER_TYPE_WEIGHT = 1.2
_NO_SOURCE = -1.5
_IN_QUOTATION = -2.5
_INFINITIVE = -1.2
_NEGATED = -0.8
_SURE_RELAY = 0.6
_DOCUMENT = 0.8  # what a report shows or says is its content, whatever else the verb may mean
_SUBORDINATE = -1.2
# "he was tired, according to the Gazette, which Ruiz told": the claim goes to its origin
_OUTLET = -0.6
_OWN_VOICE = -4.0  # "I argued last week", outside a quotation, is the writer
_MAIN = 0.9  # below this, a cue is too weak to carry the sentence
_FIRST_PERSON = frozenset({"i", "we"})
_RUN_LENGTH = 8


class Linked(NamedTuple):
    """The cues of one sentence.

    Attributes
    ----------
    links : list of Link
    sources : dict of int to Source
        What their phrases resolve to, by the ``id`` of the link.
    """

    links: list[Link]
    sources: dict[int, Source]


class Attributed(NamedTuple):
    """The attribution of one sentence and what it was chosen from.

    Attributes
    ----------
    attribution : Attribution or None
    main : Link or None
        The sentence's own main cue.
    distance : int
        Sentences between this one and the cue that its source comes from.
    quoted : Quoted
    led : bool
        Whether the sentence that names the source leads in what follows: it ends in a colon.
    linked : Linked or None
        All cues of the sentence; ``None`` where its main cue is the only one.
    """

    attribution: Attribution | None
    main: Link | None
    distance: int
    quoted: Quoted
    led: bool = False
    linked: Linked | None = None


def attribute(extraction: Extraction) -> list[Attributed]:
    """Attribute every sentence of a document.

    Examples
    --------
    >>> from provenance.document import read
    >>> from provenance.extractors import extract
    >>> document = read("Ana Ruiz, the mayor, opened the bridge. It was safe, she said.")
    >>> attribute(extract(document))[1].attribution.source.name
    'Ana Ruiz'
    """
    document = extraction.document
    quoted = measure_quotations(extraction)
    resolver = Resolver(document, extraction.phrases.nominals)
    by_sentence: list[list[Link]] = [[] for _ in document.sentences]
    for linked in extraction.links:
        by_sentence[linked.cue.sentence].append(linked)
    stated: list[tuple[Link, Attribution] | None] = []
    linked_in: list[Linked | None] = [None] * len(by_sentence)
    for index, links in enumerate(by_sentence):
        if not links:
            stated.append(None)
            continue
        main = _main(links, extraction.evidence[index])
        resolved = {
            id(linked): resolver.resolve(linked.phrase)
            for linked in links
            if linked.phrase is not None and (linked.side != "inherited" or linked is main)
        }
        if main is None or len(links) > 1:
            linked_in[index] = Linked(links, resolved)
        if main is None:
            stated.append(None)
            continue
        source = resolved.get(id(main))
        stated.append((main, _stated(extraction, links, main, source, quoted[index])))
    return _carried(extraction, stated, quoted, linked_in)


def _main(links: list[Link], evidence: list[Evidence]) -> Link | None:
    best, best_weight = None, _MAIN
    inside = [(e.first, e.last) for e in evidence if e.kind is Kind.QUOTATION and e.type != "scare"]
    for linked in links:
        cue = linked.cue
        weight = _TYPE_WEIGHT.get(cue.cue.type, _OTHER_TYPE_WEIGHT) * cue.cue.strength
        if linked.phrase is None:
            weight += _NO_SOURCE
        elif linked.phrase.head.kind == "document" and cue.cue.type in ("say", "show"):
            weight += _DOCUMENT
        if cue.voice == "infinitive":
            weight += _INFINITIVE
        if cue.negated:
            weight += _NEGATED
        if linked.subordinate:
            weight += _SUBORDINATE
        if linked.phrase is not None and linked.phrase.head.type == "outlet" and len(links) > 1:
            weight += _OUTLET
        if stands_inside(inside, cue.first):
            weight += _IN_QUOTATION
        elif linked.phrase is not None and linked.phrase.head.type in _FIRST_PERSON:
            weight += _OWN_VOICE
        if weight > best_weight:
            best, best_weight = linked, weight
    return best


def _stated(
    extraction: Extraction, links: list[Link], main: Link, source: Source | None, quoted: Quoted
) -> Attribution:
    document = extraction.document
    tokens = document.tokens
    evidence = extraction.evidence[main.cue.sentence]
    if source is not None and source.type in (SourceType.ANONYMOUS, SourceType.VAGUE):
        reasons = [
            e for e in evidence if e.kind is Kind.ANONYMITY and e.type in ("reason", "condition")
        ]
        if reasons:
            first, last = reasons[0].span.start, reasons[-1].span.end
            source = source._replace(anonymity=document.text[first:last])
    via = _via(document.text, evidence, source)
    if source is not None:
        source = mentioned(extraction.phrases, links, main, source)
    cue = main.cue
    return Attribution(
        source=source,
        cue=Span(tokens.starts[cue.first], tokens.ends[cue.last - 1]),
        content=content_span(document, main),
        basis=Basis.STATED,
        form=_form(quoted),
        polarity=_polarity(main, evidence),
        via=via,
    )


def _form(quoted: Quoted) -> str:
    if quoted.share >= QUOTED_SHARE / 2:
        return "direct"
    return "mixed" if quoted.groups else "indirect"


def _polarity(main: Link, evidence: list[Evidence]) -> Polarity:
    types = {item.type for item in evidence if item.kind is Kind.POLARITY}
    silent = "silence" in types and main.phrase is not None and main.side == "inherited"
    if ("silence" in types and not silent) or (main.cue.negated and main.cue.cue.type == "say"):
        return Polarity.WITHHOLDS
    if "denial" in types:
        return Polarity.DENIES
    if "confirmation" in types:
        return Polarity.CONFIRMS
    return Polarity(main.cue.cue.polarity)


def _via(text: str, evidence: list[Evidence], source: Source | None) -> tuple[str, ...]:
    relays = [e for e in evidence if e.kind is Kind.RELAY and e.strength >= _SURE_RELAY]
    own = source.text if source is not None else ""
    shown = (text[e.span.start : e.span.end] for e in relays)
    return tuple(words for words in shown if words not in own)


def _carried(
    extraction: Extraction,
    stated: list[tuple[Link, Attribution] | None],
    quoted: list[Quoted],
    linked_in: list[Linked | None],
) -> list[Attributed]:
    """Give sentences without a source of their own the one that their context names."""
    speaker_of = _speakers(stated, quoted)
    paragraph_of = extraction.document.paragraph_of
    result: list[Attributed] = []
    last: Attribution | None = None
    runs: dict[str, Attribution] = {}  # what the sentences behind the last take from it, by form
    last_index = -_RUN_LENGTH
    led = False
    speaking: int | None = None  # where a speaker's label stands: "RUIZ: Thank you."
    for index, own in enumerate(stated):
        main = own[0] if own is not None else None
        attribution = own[1] if own is not None and own[1].source is not None else None
        distance = 0
        # A cue in a sentence that is all quoted is its speaker's, not the writer's.
        if attribution is None or quoted[index].share >= 1.0:
            origin = None
            if speaking is not None and _speaks_on(index, speaking, last_index, paragraph_of):
                origin = speaking
            elif quoted[index].share >= QUOTED_SHARE or quoted[index].enters:
                origin = _speaker(index, quoted, speaker_of, stated, paragraph_of)
            if origin is not None:
                distance = index - origin
                attribution = _inherit(stated[origin][1], Basis.QUOTATION, "direct")
            elif attribution is None and last is not None and index - last_index <= _RUN_LENGTH:
                distance = index - last_index
                form = _form(quoted[index])
                if form not in runs:
                    runs[form] = _inherit(last, Basis.RUN, form)
                attribution = runs[form]
        led_in = led and attribution is not None and attribution.basis is Basis.RUN
        result.append(
            Attributed(attribution, main, distance, quoted[index], led_in, linked_in[index])
        )
        if attribution is not None and attribution.basis is not Basis.RUN:
            last, last_index, runs = attribution, index, {}
            led = _leads_in(extraction.document, index)
        if attribution is not None and attribution.basis is Basis.STATED:
            speaking = index if _is_label(main) else None
    return result


def _leads_in(document: Document, index: int) -> bool:
    """Whether a sentence ends in a colon: what follows is told by its source."""
    end = document.token_bounds[index + 1]
    return end > document.token_bounds[index] and document.tokens.forms[end - 1] == ":"


def _is_label(main: Link | None) -> bool:
    """Whether a sentence opens with its speaker's name: "RUIZ: Thank you."."""
    if main is None or main.cue.cue.type != "label" or main.side != "before":
        return False
    return main.phrase.name is not None


def _speaks_on(index: int, speaking: int, last_index: int, paragraph_of: list[int]) -> bool:
    """Whether a labelled speaker still speaks: in the paragraph of the label, without a break."""
    return last_index == index - 1 and paragraph_of[index] == paragraph_of[speaking]


def _speakers(
    stated: list[tuple[Link, Attribution] | None], quoted: list[Quoted]
) -> dict[int, int]:
    """For each quotation, the sentence whose cue names its speaker."""
    speaker_of: dict[int, int] = {}
    for index, own in enumerate(stated):
        if own is None or own[1].source is None or quoted[index].share >= 1.0:
            continue
        for group in quoted[index].groups:
            speaker_of.setdefault(group, index)
    return speaker_of


def _speaker(
    index: int,
    everything: list[Quoted],
    speaker_of: dict[int, int],
    stated: list[tuple[Link, Attribution] | None],
    paragraph_of: list[int],
) -> int | None:
    """The sentence that names who speaks in a quotation without a cue of its own."""
    for group in everything[index].groups:
        if group in speaker_of and speaker_of[group] != index:
            return speaker_of[group]

    def names(position: int) -> bool:
        own = stated[position]
        # What a sentence that is all quoted reports is in its speaker's words: "I said no."
        return own is not None and own[1].source is not None and everything[position].share < 1.0

    following = index + 1
    if (
        following < len(stated)
        and paragraph_of[following] == paragraph_of[index]
        and (index == 0 or paragraph_of[index - 1] != paragraph_of[index])
        and names(following)
    ):
        return following
    before = [p for p in range(index - 1, max(-1, index - _RUN_LENGTH), -1) if names(p)]
    if not before or before[0] == index - 1:
        return before[0] if before else None
    # Further back, whoever was quoted last speaks on, rather than whoever was reported last.
    return next((p for p in before if everything[p].groups), before[0])


def _inherit(attribution: Attribution, basis: Basis, form: str) -> Attribution:
    source = attribution.source._replace(span=None) if attribution.source is not None else None
    return Attribution(source, None, None, basis, form, Polarity.ASSERTS, attribution.via)
