"""Core features: the attribution of a sentence, its hedges, and the rules' verdict.

``stated=anonymous`` says that a cue of the sentence links to an anonymous source, ``hedge:passive``
that a passive hedge stands in it, ``verdict=hedged`` that the codebook's rules come to that.
"""

from __future__ import annotations

from provenance.attribution import Attributed, Basis
from provenance.extractors import Evidence, Kind, Link, source_type
from provenance.extractors.quotations import stands_inside
from provenance.features.bundles import Bundle, Names, bucket, bundled
from provenance.features.facts import Facts
from provenance.features.verdict import in_subordinate_clause, verdict
from provenance.lexicon import load_gazetteer

_CONTENT_LENGTHS = (2, 5, 10)  # words
_DISTANCES = (1, 2, 3, 5)


def core_features(facts: Facts) -> list[list[Bundle]]:
    """Return the core features of every sentence of a document."""
    forms, paragraph_of = facts.document.tokens.forms, facts.document.paragraph_of
    described = _described_heads(facts)
    result = []
    for index, (attributed, stated, share, marks) in enumerate(
        zip(facts.attributed, facts.stated, facts.shares, facts.marks, strict=True)
    ):
        quoted = attributed.quoted
        decided = verdict(facts, index)
        bundles = [
            _quoting(decided, share, quoted.enters, quoted.leaves),
            _attribution(facts.document.text, attributed, stated, share, paragraph_of, index),
        ]
        hedges = [item for item in marks if item.kind is Kind.HEDGE] if marks else marks
        if hedges:
            bundles += _hedges(facts, index, hedges)
        else:
            bundles.append(_unhedged(stated))
        main = attributed.main
        if main is not None:
            mention = "none" if main.phrase is None else source_type(main.phrase)
            word = _head_word(forms, main)
            elsewhere = "alike" if word in described else "others" if described else "nobody"
            bundles.append(_verdict_on_cue(decided, main.cue.cue.type, mention, word, elsewhere))
        result.append(bundles)
    return result


def _described_heads(facts: Facts) -> frozenset[str]:
    """Return the nouns that an article uses for unnamed sources whose position it tells."""
    forms = facts.document.tokens.forms
    return frozenset(
        word
        for stated, attributed in zip(facts.stated, facts.attributed, strict=True)
        if stated == "anonymous" and (word := _head_word(forms, attributed.main)) is not None
    )


def _head_word(forms: list[str], linked: Link | None) -> str | None:
    """The common noun for people that heads a link's source, in the singular."""
    if linked is None or linked.phrase is None or linked.phrase.head.kind != "person":
        return None
    word = forms[linked.phrase.head.last - 1]
    return "<party>" if word in load_gazetteer("parties") else word.removesuffix("s")


@bundled
def _quoting(decided: str, share: str, enters: bool, leaves: bool) -> Names:
    names = ["bias", f"verdict={decided}", f"verdict={decided}&quoted={share}", f"quoted={share}"]
    if enters:
        names.append("quoted:enters")
    if leaves:
        names.append("quoted:leaves")
    return tuple(names)


def _attribution(
    text: str, attributed: Attributed, stated: str, share: str, paragraph_of: list[int], index: int
) -> Bundle:
    attribution = attributed.attribution
    if attribution is None or attribution.source is None:
        return _sourceless(share)
    source = attribution.source
    if attribution.basis is Basis.STATED:
        content = attribution.content
        size = None if content is None else bucket(len(content.of(text).split()), _CONTENT_LENGTHS)
        return _stated(
            stated, share, attribution.polarity.value, attribution.form, size,
            source.name is not None, source.anonymity is not None, bool(attribution.via),
        )  # fmt: skip
    distance = attributed.distance
    origin = min(max(0, index - distance), len(paragraph_of) - 1)
    return _carried(
        attribution.basis.value,
        source.type.value,
        share,
        bucket(abs(distance), _DISTANCES),
        paragraph_of[origin] == paragraph_of[index],
        bool(attribution.via),
        attributed.led,
    )


@bundled
def _sourceless(share: str) -> Names:
    return ("source=none", f"source=none&quoted={share}")


@bundled
def _stated(
    type: str,
    share: str,
    polarity: str,
    form: str,
    size: str | None,
    name: bool,
    reason: bool,
    via: bool,
) -> Names:
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


@bundled
def _carried(
    basis: str, type: str, share: str, far: str, same_paragraph: bool, via: bool, led: bool
) -> Names:
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
    if led:
        names += ["led in", f"led in={type}", f"led in={type}&distance{far}"]
    return tuple(names)


@bundled
def _verdict_on_cue(
    decided: str, cue: str, mention: str, word: str | None, elsewhere: str
) -> Names:
    names = [f"verdict={decided}&cue={cue}", f"verdict={decided}&mention={mention}"]
    if word is not None:
        names += [
            f"verdict={decided}&role={word}",
            f"verdict={decided}&described elsewhere={elsewhere}",
            f"role={word}&described elsewhere={elsewhere}",
        ]
    return tuple(names)


def _hedges(facts: Facts, index: int, hedges: list[Evidence]) -> list[Bundle]:
    low, forms = facts.document.token_bounds[index], facts.document.tokens.forms
    speech = [
        (item.first, item.last)
        for item in facts.marks[index]
        if item.kind is Kind.QUOTATION and item.type != "scare"
    ]
    return [
        _hedge(
            item.type,
            item.rule,
            facts.stated[index],
            stands_inside(speech, item.first),
            in_subordinate_clause(forms, low, item.first),
        )
        for item in hedges
    ]


@bundled
def _unhedged(stated: str) -> Names:
    return (f"nohedge&stated={stated}",)


@bundled
def _hedge(type: str, rule: str, stated: str, quoted: bool, subordinate: bool) -> Names:
    clause = "subordinate" if subordinate else "main clause"
    return (
        f"hedge:{type}",
        f"hedge:{type}&{clause}",
        f"hedge&stated={stated}",
        f"hedge&quoted={quoted}",
        f"hedge:word={rule}",
    )
