"""Detail features: the cue, the mention of the source, other marks, and the sentence's shape."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from operator import itemgetter, ne

from provenance.extractors import Kind, Link, source_type
from provenance.extractors.nominals import Nominal
from provenance.features.bundles import Bundle, Names, bucket, bundled
from provenance.features.facts import Facts

# A sentence's subject is taken to be its first nominal, when it begins within so many tokens.
_SUBJECT_REACH = 4
_TERMINALS = frozenset(".?!\u2026\"\u201d\u2019')")
_LENGTHS = (3, 6, 10, 16, 24, 36, 60)
_PLACES = (0, 1, 3, 8)
_TITLE_CASE = 0.6
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "i'm", "we're", "i've", "we've", "us", "me"})
_SECOND_PERSON = frozenset({"you", "your", "you're"})
_ANY_PERSON = _FIRST_PERSON | _SECOND_PERSON


def detail_features(facts: Facts) -> list[list[Bundle]]:
    """Return the detail features of every sentence of a document."""
    low_of = facts.document.token_bounds
    result = []
    for index, (attributed, stated, links, marks, nominals, shape) in enumerate(
        zip(
            facts.attributed,
            facts.stated,
            _links(facts),
            facts.marks,
            _nominals(facts),
            _shapes(facts),
            strict=True,
        )
    ):
        main = attributed.main
        bundles = [_cues(min(3, len(links)), main is None)]
        for linked in links:
            kind = "none" if linked.phrase is None else source_type(linked.phrase)
            if linked is not main:
                bundles.append(_other_cue(linked.cue.cue.type, kind))
            else:
                bundles += _main_cue(linked, kind, stated)
        for item in marks:
            if item.kind is not Kind.HEDGE:
                bundles.append(_mark(item.kind.value, item.type, stated))
        if nominals and nominals[0].first - low_of[index] <= _SUBJECT_REACH:
            bundles.append(_subject(stated, nominals[0].kind, _type(nominals[0])))
        else:
            bundles.append(_subject(stated, "", ""))
        for _, _, kind, type in nominals:
            if kind != "name":
                bundles.append(_nominal(kind, type, stated))
        bundles.append(shape)
        result.append(bundles)
    return result


def _links(facts: Facts) -> list[list[Link]]:
    found: list[list[Link]] = [[] for _ in facts.forms]
    for linked in facts.analysis.extraction.links:
        found[linked.cue.sentence].append(linked)
    return found


def _nominals(facts: Facts) -> list[list[Nominal]]:
    nominals = facts.analysis.extraction.phrases.nominals
    firsts = list(map(itemgetter(0), nominals))
    cuts = [bisect_left(firsts, token) for token in facts.document.token_bounds]
    return [nominals[low:high] for low, high in pairwise(cuts)]


def _type(nominal: Nominal) -> str:
    """The finer class of a nominal; of a personal name its length, and not whether a list has it."""
    if nominal.kind == "name" and nominal.type in ("person", "unknown"):
        return "one word" if nominal.last - nominal.first == 1 else "words"
    return nominal.type


@bundled
def _cues(count: int, without_main: bool) -> Names:
    return (f"cues={count}", "cue=none") if without_main else (f"cues={count}",)


@bundled
def _other_cue(type: str, mention: str) -> Names:
    return (f"also:{type}={mention}",)


def _main_cue(main: Link, mention: str, stated: str) -> list[Bundle]:
    cue, phrase = main.cue, main.phrase
    type, voice = cue.cue.type, cue.voice
    bundles = [
        _cue(cue.cue.phrase, type, voice, main.side, cue.negated, cue.modal, main.subordinate),
        _source_of(type, voice, mention, stated),
    ]
    if phrase is not None:
        head = phrase.head
        bundles.append(
            _head(head.kind, _type(head), phrase.determiner, phrase.plural, phrase.affiliated)
        )
        bundles.append(
            _mention(type, mention, stated, phrase.relation, phrase.name is not None, phrase.plural)
        )
    return bundles


@bundled
def _cue(
    word: str, type: str, voice: str, side: str, negated: bool, modal: bool, subordinate: bool
) -> Names:
    names = [f"cue={type}", f"cue:word={word}", f"cue:voice={voice}", f"cue:side={side}"]
    if negated:
        names.append("cue:negated")
    if modal:
        names.append("cue:modal")
    if subordinate:
        names += ["cue:subordinate", f"cue:subordinate&{type}"]
    return tuple(names)


@bundled
def _source_of(type: str, voice: str, mention: str, stated: str) -> Names:
    if mention == "none":
        return (f"cue={type}&sourceless", f"cue:voice={voice}&sourceless")
    return (
        f"mention={mention}",
        f"mention={mention}&cue={type}",
        f"mention={mention}&voice={voice}",
        f"mention={mention}&stated={stated}",
        f"stated={stated}&cue={type}&{voice}",
    )


@bundled
def _head(kind: str, type: str, determiner: str, plural: bool, affiliated: bool) -> Names:
    head = f"head={kind}/{type}"
    names = [head, f"{head}&{determiner or 'bare'}&{'plural' if plural else 'one'}"]
    if affiliated:
        names.append(f"{head}&affiliated")
    return tuple(names)


@bundled
def _mention(
    type: str, mention: str, stated: str, relation: bool, name: bool, plural: bool
) -> Names:
    names = []
    if relation:
        names.append("mention:relation")
    if name:
        names.append(f"mention:name&cue={type}")
    if plural:
        names.append(f"mention={mention}&stated={stated}&plural")
    return tuple(names)


@bundled
def _mark(kind: str, type: str, stated: str) -> Names:
    if kind == Kind.QUOTATION:
        return (f"quotation:{type}&stated={stated}",)
    if kind == Kind.UNCERTAINTY:
        return (f"{kind}:{type}",)
    return (f"{kind}:{type}", f"{kind}&stated={stated}")


@bundled
def _subject(stated: str, kind: str, type: str) -> Names:
    if not kind:
        return (f"subject=none&stated={stated}",)
    return (f"subject={kind}/{type}", f"subject={kind}/{type}&stated={stated}")


@bundled
def _nominal(kind: str, type: str, stated: str) -> Names:
    if kind == "document":
        return (f"has={kind}/{type}", f"has={kind}/{type}&stated={stated}")
    return (f"has={kind}/{type}",)


def _shapes(facts: Facts) -> list[Bundle]:
    document = facts.document
    words, bounds, paragraph_of = (
        document.tokens.words,
        document.token_bounds,
        document.paragraph_of,
    )
    breaks = [True, *map(ne, paragraph_of, paragraph_of[1:]), True]
    result = []
    for index, (forms, share) in enumerate(zip(facts.forms, facts.shares, strict=True)):
        size = bucket(len(forms), _LENGTHS)
        place = bucket(index, _PLACES)
        if not forms:
            result.append(_shape(size, place, "inner", "", "", False, "", ""))
            continue
        starts, ends = breaks[index], breaks[index + 1]
        paragraph = "alone" if starts and ends else "first" if starts else "inner"
        opening, last = forms[0], forms[-1]
        if opening[0].isalnum():
            opening = "word"
        open_end, title_case = "", False
        if last not in _TERMINALS:
            open_end = "word" if last[0].isalnum() else last
            title_case = _is_title_case(words[bounds[index] : bounds[index + 1]])
        first = second = ""
        if not _ANY_PERSON.isdisjoint(forms):
            first = "" if _FIRST_PERSON.isdisjoint(forms) else share
            second = "" if _SECOND_PERSON.isdisjoint(forms) else share
        result.append(_shape(size, place, paragraph, open_end, opening, title_case, first, second))
    return result


def _is_title_case(words: list[str]) -> bool:
    initials = [word[0] for word in words if word[0].isalpha()]
    return sum(map(str.isupper, initials)) > _TITLE_CASE * max(1, len(initials))


@bundled
def _shape(
    size: str, place: str, paragraph: str, open_end: str, opening: str, title_case: bool,
    first_person: str, second_person: str,
) -> Names:  # fmt: skip
    names = [f"length{size}", f"place{place}", f"paragraph:{paragraph}", f"first={opening}"]
    if open_end:
        names += [
            f"open-ended&length{size}",
            f"open-ended&place{place}",
            f"open-ended:{open_end}",
        ]
    if title_case:
        names.append(f"capitals&length{size}")
    if first_person:
        names.append(f"first person&quoted={first_person}")
    if second_person:
        names.append(f"second person&quoted={second_person}")
    return tuple(names)
