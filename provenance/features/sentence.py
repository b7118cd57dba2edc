"""Named features of a sentence: what its own words and its attribution say.

A feature is a name; a sentence has it or has it not. ``stated=anonymous`` says that a cue of the
sentence links to an anonymous source, ``hedge:passive`` that a passive hedge stands in it.
"""

from __future__ import annotations

from provenance.attribution import Attributed, Basis
from provenance.extractors import Kind, Link, source_type
from provenance.extractors.nominals import Nominal
from provenance.features.analysis import Analysis
from provenance.features.verdict import CLAUSE_MARKS, verdict

# A sentence's subject is taken to be its first nominal, when it begins within so many tokens.
_SUBJECT_REACH = 4
_TERMINALS = frozenset(".?!\u2026\"\u201d\u2019')")
_LENGTHS = (3, 6, 10, 16, 24, 36, 60)
_CONTENT_LENGTHS = (12, 30, 60)
_DISTANCES = (1, 2, 3, 5)
_SHARES = ((0.0, "none"), (0.2, "little"), (0.6, "half"), (0.85, "most"))
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "i'm", "we're", "i've", "we've", "us", "me"})
_SECOND_PERSON = frozenset({"you", "your", "you're"})
_SIMPLE_KINDS = frozenset(
    {Kind.UNCERTAINTY, Kind.ANONYMITY, Kind.POLARITY, Kind.RELAY, Kind.FURNITURE, Kind.QUESTION}
)


def bucket(value: int, edges: tuple[int, ...]) -> str:
    """Name the bucket that a count falls into."""
    for edge in edges:
        if value <= edge:
            return f"<={edge}"
    return f">{edges[-1]}"


def share_name(share: float) -> str:
    """Name how much of a sentence is quoted."""
    for edge, name in _SHARES:
        if share <= edge:
            return name
    return "all"


def own_signature(attributed: Attributed) -> str:
    """Return the class of the source that the sentence itself states, or ``none``."""
    attribution = attributed.attribution
    if attribution is None or attribution.basis is not Basis.STATED or attribution.source is None:
        return "none"
    return attribution.source.type.value


def head_word(analysis: Analysis, linked: Link | None) -> str | None:
    """Return the common noun for people that heads a link's source, in the singular."""
    if linked is None or linked.phrase is None or linked.phrase.head.kind != "person":
        return None
    return analysis.document.tokens.forms[linked.phrase.head.last - 1].removesuffix("s")


def described_heads(analysis: Analysis) -> frozenset[str]:
    """Return the nouns that an article uses for unnamed sources whose position it tells."""
    return frozenset(
        word
        for attributed in analysis.attributed
        if own_signature(attributed) == "anonymous"
        and (word := head_word(analysis, attributed.main)) is not None
    )


def core_features(analysis: Analysis, described: frozenset[str], index: int) -> list[str]:
    """Return the features of a sentence's attribution and hedges, the rules' verdict among them.

    Parameters
    ----------
    analysis : Analysis
    described : frozenset of str
        :func:`described_heads` of the document.
    index : int
    """
    attributed = analysis.attributed[index]
    paragraph_of = analysis.document.paragraph_of
    origin = min(max(0, index - attributed.distance), len(paragraph_of) - 1)
    same_paragraph = paragraph_of[origin] == paragraph_of[index]
    stated = own_signature(attributed)
    decided = verdict(analysis, index)
    names = ["bias", f"verdict={decided}", f"verdict={decided}&quoted={share_name(attributed.quoted.share)}"]
    names += _attribution_features(attributed, same_paragraph)
    names += _hedge_features(analysis, index, stated)
    main = attributed.main
    if main is not None:
        names.append(f"verdict={decided}&cue={main.cue.cue.type}")
        if main.phrase is not None:
            names.append(f"verdict={decided}&mention={source_type(main.phrase)}")
            word = head_word(analysis, main)
            if word is not None:
                elsewhere = "alike" if word in described else "others" if described else "nobody"
                names += [
                    f"verdict={decided}&role={word}",
                    f"verdict={decided}&described elsewhere={elsewhere}",
                    f"role={word}&described elsewhere={elsewhere}",
                ]
    return names


def detail_features(
    analysis: Analysis, links: list[Link], nominals: list[Nominal], index: int
) -> list[str]:
    """Return the features of a sentence's cues, mentions, marks and shape.

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
    names = _link_features(attributed.main, links, stated)
    names += _mark_features(analysis, index, stated)
    names += _nominal_features(nominals, analysis.document.token_bounds[index], attributed)
    names += _shape_features(analysis, index)
    return names


def _attribution_features(attributed: Attributed, same_paragraph: bool) -> list[str]:
    attribution, quoted = attributed.attribution, attributed.quoted
    share = share_name(quoted.share)
    names = [f"quoted={share}"]
    if quoted.enters:
        names.append("quoted:enters")
    if quoted.leaves:
        names.append("quoted:leaves")
    if attribution is None or attribution.source is None:
        return [*names, "source=none", f"source=none&quoted={share}"]
    source, basis = attribution.source, attribution.basis.value
    type = source.type.value
    names += [f"{basis}={type}", f"{basis}", f"{basis}={type}&quoted={share}"]
    if attribution.basis is Basis.STATED:
        names += [f"polarity={attribution.polarity.value}", f"form={attribution.form}"]
        if source.name is not None:
            names.append(f"stated={type}&name")
        if source.anonymity is not None:
            names.append("stated&reason")
    else:
        far = bucket(abs(attributed.distance), _DISTANCES)
        names += [f"{basis}={type}&distance{far}", f"{basis}&distance{far}"]
        if same_paragraph:
            names += [f"{basis}={type}&same paragraph", f"{basis}={type}&same paragraph&distance{far}"]
    if attribution.content is not None:
        start, end = attribution.content
        names.append(f"content{bucket(end - start, _CONTENT_LENGTHS)}")
    elif attribution.basis is Basis.STATED:
        names.append("content:none")
    if attribution.via:
        names.append(f"via&{type}")
    return names


def _link_features(main: Link | None, links: list[Link], stated: str) -> list[str]:
    names = [f"cues={min(3, len(links))}"]
    for linked in links:
        if linked is not main:
            kind = source_type(linked.phrase) if linked.phrase is not None else "none"
            names.append(f"also:{linked.cue.cue.type}={kind}")
    if main is None:
        return [*names, "cue=none"]
    cue, phrase = main.cue, main.phrase
    lemma, type, voice = cue.cue.phrase, cue.cue.type, cue.voice
    names += [f"cue={type}", f"cue:word={lemma}", f"cue:voice={voice}", f"cue:side={main.side}"]
    if cue.negated:
        names.append("cue:negated")
    if cue.modal:
        names.append("cue:modal")
    if main.subordinate:
        names += ["cue:subordinate", f"cue:subordinate&{type}"]
    if phrase is None:
        return [*names, f"cue={type}&sourceless", f"cue:voice={voice}&sourceless"]
    mention = source_type(phrase)
    head = phrase.head
    names += [
        f"mention={mention}",
        f"mention={mention}&cue={type}",
        f"mention={mention}&voice={voice}",
        f"head={head.kind}/{head.type}",
        f"head={head.kind}/{head.type}&{phrase.determiner or 'bare'}&{'plural' if phrase.plural else 'one'}",
    ]
    if phrase.affiliated:
        names.append(f"head={head.kind}/{head.type}&affiliated")
    if phrase.relation:
        names.append("mention:relation")
    if phrase.name is not None:
        names.append(f"mention:name&cue={type}")
    names += [f"mention={mention}&stated={stated}", f"stated={stated}&cue={type}&{voice}"]
    if phrase.plural:
        names.append(f"mention={mention}&stated={stated}&plural")
    return names


def _hedge_features(analysis: Analysis, index: int, stated: str) -> list[str]:
    low = analysis.document.token_bounds[index]
    evidence = analysis.extraction.evidence[index]
    hedges = [item for item in evidence if item.kind is Kind.HEDGE]
    if not hedges:
        return [f"nohedge&stated={stated}"]
    speech = [(e.first, e.last) for e in evidence if e.kind is Kind.QUOTATION and e.type != "scare"]
    names = []
    for item in hedges:
        inside = any(first < item.first < last for first, last in speech)
        names += [
            f"hedge:{item.type}",
            f"hedge:{item.type}&{_clause(analysis, low, item.first)}",
            f"hedge&stated={stated}",
            f"hedge&quoted={inside}",
            f"hedge:word={item.rule}",
        ]
    return names


def _mark_features(analysis: Analysis, index: int, stated: str) -> list[str]:
    names = []
    for item in analysis.extraction.evidence[index]:
        if item.kind in _SIMPLE_KINDS:
            names.append(f"{item.kind.value}:{item.type}")
            if item.kind is not Kind.UNCERTAINTY:
                names.append(f"{item.kind.value}&stated={stated}")
        elif item.kind is Kind.QUOTATION:
            names.append(f"quotation:{item.type}&stated={stated}")
    return names


def _clause(analysis: Analysis, low: int, token: int) -> str:
    """Whether a token stands in its sentence's first clause, as far as marks and openers tell."""
    forms = analysis.document.tokens.forms
    later = any(forms[position] in CLAUSE_MARKS for position in range(low, token))
    return "later clause" if later else "first clause"


def _nominal_features(nominals: list[Nominal], low: int, attributed: Attributed) -> list[str]:
    """What the sentence is about: whom or what it names, and what it begins with."""
    stated = own_signature(attributed)
    kinds = {f"{nominal.kind}/{nominal.type}" for nominal in nominals if nominal.kind != "name"}
    names = [f"has={kind}" for kind in sorted(kinds)]
    names += [f"has={kind}&stated={stated}" for kind in sorted(kinds) if kind.startswith("document")]
    first = nominals[0] if nominals else None
    if first is None or first.first - low > _SUBJECT_REACH:
        return [*names, f"subject=none&stated={stated}"]
    subject = f"{first.kind}/{first.type}"
    return [*names, f"subject={subject}", f"subject={subject}&stated={stated}"]


def _shape_features(analysis: Analysis, index: int) -> list[str]:
    document = analysis.document
    tokens, bounds = document.tokens, document.token_bounds
    low, high = bounds[index], bounds[index + 1]
    forms = tokens.forms[low:high]
    size = high - low
    paragraph = document.paragraph_of[index]
    names = [f"length{bucket(size, _LENGTHS)}", f"place{bucket(index, (0, 1, 3, 8))}"]
    if not forms:
        return names
    starts_paragraph = index == 0 or document.paragraph_of[index - 1] != paragraph
    ends_paragraph = index + 1 == len(document) or document.paragraph_of[index + 1] != paragraph
    alone = starts_paragraph and ends_paragraph
    names.append("paragraph:alone" if alone else f"paragraph:{'first' if starts_paragraph else 'inner'}")
    open_ended = forms[-1] not in _TERMINALS
    if open_ended:
        names.append(f"open-ended&length{bucket(size, _LENGTHS)}")
        names.append(f"open-ended&place{bucket(index, (0, 1, 3, 8))}")
        names.append(f"open-ended:{forms[-1] if not forms[-1][0].isalnum() else 'word'}")
    words = tokens.words[low:high]
    capitals = sum(word[0].isupper() for word in words)
    alphabetic = sum(word[0].isalpha() for word in words)
    if alphabetic and capitals > 0.6 * alphabetic:
        names.append(f"capitals&length{bucket(size, _LENGTHS)}")
    seen = set(forms)
    if not seen.isdisjoint(_FIRST_PERSON):
        names.append(f"first person&quoted={share_name(analysis.attributed[index].quoted.share)}")
    if not seen.isdisjoint(_SECOND_PERSON):
        names.append(f"second person&quoted={share_name(analysis.attributed[index].quoted.share)}")
    names.append(f"first={words[0] if not words[0][0].isalnum() else 'word'}")
    if any(form[0].isdigit() for form in forms):
        names.append("number")
    return names
