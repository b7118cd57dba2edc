"""Detail features: the cue, the mention of the source, other marks, and the sentence's shape."""

from __future__ import annotations

from provenance.extractors import Kind, Link, source_type
from provenance.extractors.nominals import Nominal
from provenance.features.analysis import Analysis
from provenance.features.bundles import Bundle, bucket, own_signature, remembered, share_name

# A sentence's subject is taken to be its first nominal, when it begins within so many tokens.
_SUBJECT_REACH = 4
_TERMINALS = frozenset(".?!\u2026\"\u201d\u2019')")
_LENGTHS = (3, 6, 10, 16, 24, 36, 60)
_PLACES = (0, 1, 3, 8)
_TITLE_CASE = 0.6
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "i'm", "we're", "i've", "we've", "us", "me"})
_SECOND_PERSON = frozenset({"you", "your", "you're"})
_MARKS = frozenset(
    {Kind.UNCERTAINTY, Kind.ANONYMITY, Kind.POLARITY, Kind.RELAY, Kind.FURNITURE, Kind.QUESTION}
)


def detail_features(
    analysis: Analysis, links: list[Link], nominals: list[Nominal], index: int
) -> list[Bundle]:
    """Return the detail features of a sentence.

    Parameters
    ----------
    analysis : Analysis
    links : list of Link
        Of the sentence.
    nominals : list of Nominal
        Of the sentence.
    index : int
    """
    attributed = analysis.attributed[index]
    stated = own_signature(attributed)
    main = attributed.main
    bundles = [_cues(min(3, len(links)), main is None)]
    for linked in links:
        kind = "none" if linked.phrase is None else source_type(linked.phrase)
        if linked is not main:
            bundles.append(_other_cue(linked.cue.cue.type, kind))
        else:
            bundles += _main_cue(linked, kind, stated)
    for item in analysis.extraction.evidence[index]:
        if item.kind in _MARKS or item.kind is Kind.QUOTATION:
            bundles.append(_mark(item.kind.value, item.type, stated))
    low = analysis.document.token_bounds[index]
    first = nominals[0] if nominals and nominals[0].first - low <= _SUBJECT_REACH else None
    bundles.append(_subject(stated, *(("", "") if first is None else (first.kind, first.type))))
    for nominal in nominals:
        if nominal.kind != "name":
            bundles.append(_nominal(nominal.kind, nominal.type, stated))
    bundles.append(_shape_of(analysis, index))
    return bundles


@remembered
def _cues(count: int, without_main: bool) -> Bundle:
    return (f"cues={count}", "cue=none") if without_main else (f"cues={count}",)


@remembered
def _other_cue(type: str, mention: str) -> Bundle:
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
            _head(head.kind, head.type, phrase.determiner, phrase.plural, phrase.affiliated)
        )
        bundles.append(
            _mention(type, mention, stated, phrase.relation, phrase.name is not None, phrase.plural)
        )
    return bundles


@remembered
def _cue(
    word: str, type: str, voice: str, side: str, negated: bool, modal: bool, subordinate: bool
) -> Bundle:
    names = [f"cue={type}", f"cue:word={word}", f"cue:voice={voice}", f"cue:side={side}"]
    if negated:
        names.append("cue:negated")
    if modal:
        names.append("cue:modal")
    if subordinate:
        names += ["cue:subordinate", f"cue:subordinate&{type}"]
    return tuple(names)


@remembered
def _source_of(type: str, voice: str, mention: str, stated: str) -> Bundle:
    if mention == "none":
        return (f"cue={type}&sourceless", f"cue:voice={voice}&sourceless")
    return (
        f"mention={mention}",
        f"mention={mention}&cue={type}",
        f"mention={mention}&voice={voice}",
        f"mention={mention}&stated={stated}",
        f"stated={stated}&cue={type}&{voice}",
    )


@remembered
def _head(kind: str, type: str, determiner: str, plural: bool, affiliated: bool) -> Bundle:
    head = f"head={kind}/{type}"
    names = [head, f"{head}&{determiner or 'bare'}&{'plural' if plural else 'one'}"]
    if affiliated:
        names.append(f"{head}&affiliated")
    return tuple(names)


@remembered
def _mention(
    type: str, mention: str, stated: str, relation: bool, name: bool, plural: bool
) -> Bundle:
    names = []
    if relation:
        names.append("mention:relation")
    if name:
        names.append(f"mention:name&cue={type}")
    if plural:
        names.append(f"mention={mention}&stated={stated}&plural")
    return tuple(names)


@remembered
def _mark(kind: str, type: str, stated: str) -> Bundle:
    if kind == Kind.QUOTATION:
        return (f"quotation:{type}&stated={stated}",)
    if kind == Kind.UNCERTAINTY:
        return (f"{kind}:{type}",)
    return (f"{kind}:{type}", f"{kind}&stated={stated}")


@remembered
def _subject(stated: str, kind: str, type: str) -> Bundle:
    if not kind:
        return (f"subject=none&stated={stated}",)
    return (f"subject={kind}/{type}", f"subject={kind}/{type}&stated={stated}")


@remembered
def _nominal(kind: str, type: str, stated: str) -> Bundle:
    if kind == "document":
        return (f"has={kind}/{type}", f"has={kind}/{type}&stated={stated}")
    return (f"has={kind}/{type}",)


def _shape_of(analysis: Analysis, index: int) -> Bundle:
    document = analysis.document
    tokens, bounds = document.tokens, document.token_bounds
    low, high = bounds[index], bounds[index + 1]
    size = bucket(high - low, _LENGTHS)
    place = bucket(index, _PLACES)
    if low == high:
        return _shape(size, place, "inner", "", "", False, "", "")
    forms = tokens.forms[low:high]
    paragraph_of = document.paragraph_of
    starts = index == 0 or paragraph_of[index - 1] != paragraph_of[index]
    ends = index + 1 == len(document) or paragraph_of[index + 1] != paragraph_of[index]
    paragraph = "alone" if starts and ends else "first" if starts else "inner"
    last = forms[-1]
    open_end = "" if last in _TERMINALS else "word" if last[0].isalnum() else last
    opening = "word" if forms[0][0].isalnum() else forms[0]
    title_case = bool(open_end) and _is_title_case(tokens.words[low:high])
    share = share_name(analysis.attributed[index].quoted.share)
    first = "" if _FIRST_PERSON.isdisjoint(forms) else share
    second = "" if _SECOND_PERSON.isdisjoint(forms) else share
    return _shape(size, place, paragraph, open_end, opening, title_case, first, second)


def _is_title_case(words: list[str]) -> bool:
    initials = [word[0] for word in words if word[0].isalpha()]
    return sum(map(str.isupper, initials)) > _TITLE_CASE * max(1, len(initials))


@remembered
def _shape(
    size: str, place: str, paragraph: str, open_end: str, opening: str, title_case: bool,
    first_person: str, second_person: str,
) -> Bundle:  # fmt: skip
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
