"""Core features: the attribution of a sentence, its hedges, and the rules' verdict.

``stated=anonymous`` says that a cue of the sentence links to an anonymous source, ``hedge:passive``
that a passive hedge stands in it, ``verdict=hedged`` that the codebook's rules come to that.
"""

from __future__ import annotations

from provenance.attribution import Attributed, Basis
from provenance.extractors import Kind, Link, source_type
from provenance.extractors.quotations import stands_inside
from provenance.features.analysis import Analysis
from provenance.features.bundles import Bundle, bucket, own_signature, remembered, share_name
from provenance.features.verdict import in_subordinate_clause, verdict

_CONTENT_LENGTHS = (12, 30, 60)
_DISTANCES = (1, 2, 3, 5)


def described_heads(analysis: Analysis) -> frozenset[str]:
    """Return the nouns that an article uses for unnamed sources whose position it tells."""
    return frozenset(
        word
        for attributed in analysis.attributed
        if own_signature(attributed) == "anonymous"
        and (word := _head_word(analysis, attributed.main)) is not None
    )


def core_features(analysis: Analysis, described: frozenset[str], index: int) -> list[Bundle]:
    """Return the core features of a sentence.

    Parameters
    ----------
    analysis : Analysis
    described : frozenset of str
        :func:`described_heads` of the document.
    index : int
    """
    attributed = analysis.attributed[index]
    quoted = attributed.quoted
    share = share_name(quoted.share)
    decided = verdict(analysis, index)
    bundles = [
        _quoting(decided, share, quoted.enters, quoted.leaves),
        _attribution(attributed, share, _same_paragraph(analysis, attributed.distance, index)),
        *_hedges(analysis, index, own_signature(attributed)),
    ]
    main = attributed.main
    if main is not None:
        mention = "none" if main.phrase is None else source_type(main.phrase)
        word = _head_word(analysis, main)
        elsewhere = "alike" if word in described else "others" if described else "nobody"
        bundles.append(_verdict_on_cue(decided, main.cue.cue.type, mention, word, elsewhere))
    return bundles


def _head_word(analysis: Analysis, linked: Link | None) -> str | None:
    """The common noun for people that heads a link's source, in the singular."""
    if linked is None or linked.phrase is None or linked.phrase.head.kind != "person":
        return None
    return analysis.document.tokens.forms[linked.phrase.head.last - 1].removesuffix("s")


def _same_paragraph(analysis: Analysis, distance: int, index: int) -> bool:
    paragraph_of = analysis.document.paragraph_of
    origin = min(max(0, index - distance), len(paragraph_of) - 1)
    return paragraph_of[origin] == paragraph_of[index]


@remembered
def _quoting(decided: str, share: str, enters: bool, leaves: bool) -> Bundle:
    names = ["bias", f"verdict={decided}", f"verdict={decided}&quoted={share}", f"quoted={share}"]
    if enters:
        names.append("quoted:enters")
    if leaves:
        names.append("quoted:leaves")
    return tuple(names)


def _attribution(attributed: Attributed, share: str, same_paragraph: bool) -> Bundle:
    attribution = attributed.attribution
    if attribution is None or attribution.source is None:
        return _sourceless(share)
    source, content = attribution.source, attribution.content
    size = None if content is None else bucket(content.end - content.start, _CONTENT_LENGTHS)
    if attribution.basis is Basis.STATED:
        return _stated(
            source.type.value, share, attribution.polarity.value, attribution.form, size,
            source.name is not None, source.anonymity is not None, bool(attribution.via),
        )  # fmt: skip
    far = bucket(abs(attributed.distance), _DISTANCES)
    return _carried(
        attribution.basis.value,
        source.type.value,
        share,
        far,
        same_paragraph,
        bool(attribution.via),
    )


@remembered
def _sourceless(share: str) -> Bundle:
    return ("source=none", f"source=none&quoted={share}")


@remembered
def _stated(
    type: str,
    share: str,
    polarity: str,
    form: str,
    size: str | None,
    name: bool,
    reason: bool,
    via: bool,
) -> Bundle:
    names = [
        "stated",
        f"stated={type}",
        f"stated={type}&quoted={share}",
        f"polarity={polarity}",
        f"form={form}",
        "content:none" if size is None else f"content{size}",
    ]
    if name:
        names.append(f"stated={type}&name")
    if reason:
        names.append("stated&reason")
    if via:
        names.append(f"via&{type}")
    return tuple(names)


@remembered
def _carried(
    basis: str, type: str, share: str, far: str, same_paragraph: bool, via: bool
) -> Bundle:
    names = [
        basis,
        f"{basis}={type}",
        f"{basis}={type}&quoted={share}",
        f"{basis}={type}&distance{far}",
        f"{basis}&distance{far}",
    ]
    if same_paragraph:
        names += [f"{basis}={type}&same paragraph", f"{basis}={type}&same paragraph&distance{far}"]
    if via:
        names.append(f"via&{type}")
    return tuple(names)


@remembered
def _verdict_on_cue(
    decided: str, cue: str, mention: str, word: str | None, elsewhere: str
) -> Bundle:
    names = [f"verdict={decided}&cue={cue}", f"verdict={decided}&mention={mention}"]
    if word is not None:
        names += [
            f"verdict={decided}&role={word}",
            f"verdict={decided}&described elsewhere={elsewhere}",
            f"role={word}&described elsewhere={elsewhere}",
        ]
    return tuple(names)


def _hedges(analysis: Analysis, index: int, stated: str) -> list[Bundle]:
    evidence = analysis.extraction.evidence[index]
    hedges = [item for item in evidence if item.kind is Kind.HEDGE]
    if not hedges:
        return [_unhedged(stated)]
    low = analysis.document.token_bounds[index]
    forms = analysis.document.tokens.forms
    speech = [(e.first, e.last) for e in evidence if e.kind is Kind.QUOTATION and e.type != "scare"]
    return [
        _hedge(
            item.type,
            item.rule,
            stated,
            stands_inside(speech, item.first),
            in_subordinate_clause(forms, low, item.first),
        )
        for item in hedges
    ]


@remembered
def _unhedged(stated: str) -> Bundle:
    return (f"nohedge&stated={stated}",)


@remembered
def _hedge(type: str, rule: str, stated: str, quoted: bool, subordinate: bool) -> Bundle:
    clause = "subordinate" if subordinate else "main clause"
    return (
        f"hedge:{type}",
        f"hedge:{type}&{clause}",
        f"hedge&stated={stated}",
        f"hedge&quoted={quoted}",
        f"hedge:word={rule}",
    )
