"""Unnamed sources: people whose word the article gives without saying who they are.

"**A senior officer** said", "according to **two people briefed on the talks**", "**sources** told".
Crowds ("critics say"), bodies and their spokespeople, and people met in the street are none: no
handbook asks why a passer-by has no name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from provenance.attribution import Attribution, Basis, Polarity, Source
from provenance.desk.standards.words import words
from provenance.document import Span
from provenance.extractors import Kind

if TYPE_CHECKING:
    from provenance.desk.standards.draft import Draft

_UNNAMED = ("anonymous", "vague")
_LONGEST = 8  # words of a mention up to its noun
_BREAKS = frozenset("who which that including of from for in at with by and but".split()) - {"of"}
_SPOKE_ELSEWHERE = re.compile(r"\b(?:spoke|speaking|talked) (?:with|to) (?:the )?[A-Z]")
_STRIPPED = ".,;:\u201c\u201d\"'\u2018\u2019()"


class Voice(NamedTuple):
    """A mention of an unnamed source that answers for something.

    Attributes
    ----------
    sentence : int
    span : Span
        The mention.
    text : str
    head : str
        Its noun, in the singular: ``"official"``.
    number : str
        ``"one"``, ``"counted"`` ("two aides"), ``"some"`` ("several aides"), ``"bare"`` ("aides"), or
        ``"definite"`` ("the aide"), which takes up a mention before it.
    described : bool
        Whether something besides the noun says who it is: "a **White House** aide".
    knows : bool
        Whether it says how the source knows: "familiar with the talks".
    relayed : bool
        Whether the source spoke to somebody else than this publication.
    attribution : Attribution
    """

    sentence: int
    span: Span
    text: str
    head: str
    number: str
    described: bool
    knows: bool
    relayed: bool
    attribution: Attribution

    @property
    def single(self) -> bool:
        """Whether it is one person, newly brought in."""
        return self.number == "one"

    @property
    def plural(self) -> bool:
        """Whether its noun is in the plural."""
        heads = map(_head, self.text.split())
        return next((plural for head, plural in heads if head is not None), False)


def find_voices(draft: Draft) -> tuple[Voice, ...]:
    """Return the mentions of unnamed sources in a draft, in order of place."""
    found: dict[Span, Voice] = {}
    for sentence in draft.sentences:
        if sentence.attribution is None or sentence.sourcing == "no_claim":
            continue
        attributions = sentence.attributions
        for attribution in attributions:
            voice = _voice(draft, sentence.index, attribution)
            if voice is not None and _relayed_beside(draft, voice, attributions):
                voice = voice._replace(relayed=True)
            if voice is not None:
                found.setdefault(voice.span, voice)
    return tuple(sorted(found.values(), key=lambda voice: voice.span))


def _voice(draft: Draft, sentence: int, attribution: Attribution) -> Voice | None:
    source, cue = attribution.source, attribution.cue
    if source is None or source.span is None or attribution.basis is not Basis.STATED:
        return None
    if source.name is not None or cue is None:
        return None
    if attribution.polarity is Polarity.WITHHOLDS or draft.quoted(cue.start):
        return None
    if draft.quoted(source.span.start) or draft.embedded(sentence):
        return None
    if draft.text[source.span.end : cue.start].split()[:1] == ["who"]:
        return None  # "doubted an official who said so": the clause only tells which one is meant
    if source.role is None or not _is_unnamed(source) or _only_acts(draft, source.span, cue):
        return None
    head, plural = _head(source.role.split()[-1])
    tokens = [word.strip(_STRIPPED).lower() for word in source.text.split()]
    if head is None or tokens[0] == "my" or not _heads(tokens, head):
        return None
    knows = any(
        item.kind is Kind.ANONYMITY
        and item.type == "relation"
        and source.span.start <= item.span.start <= cue.end + 80
        for item in draft.sentences[sentence].evidence
    )
    number = _number(tokens, head, plural)
    return Voice(
        sentence=sentence,
        span=source.span,
        text=source.text,
        head=head,
        number=number,
        described=knows or _described(tokens, head),
        knows=knows,
        relayed=bool(attribution.via)
        or _told_elsewhere(draft, cue)
        or bool(_SPOKE_ELSEWHERE.search(source.text))
        or _of_another(tokens, head),
        attribution=attribution,
    )


def _only_acts(draft: Draft, mention: Span, cue: Span) -> bool:
    """Whether a mention is of somebody in the story, whom the publication has not from there.

    "An aide **called** Ruiz", "a fund set up **by** an aide has reported", "an aide who left, **complaining**".
    """
    if cue.start < mention.end:
        return False
    before = draft.text[max(0, mention.start - 12) : mention.start].split()[-1:]
    if before and before[0].lower() in words("before_no_subject"):
        return True
    verb = cue.of(draft.text).lower().split()[-1]
    if verb.endswith("ing") and verb != "saying":
        return True
    behind = draft.text[cue.end : cue.end + 30].split()[:1]
    if verb not in words("verbs_of_acts") or not behind:
        return False
    return behind[0][:1].isupper() or behind[0].lower() in words("objects")


def _of_another(tokens: list[str], head: str) -> bool:
    """Whether a source is somebody else's: "the Gazette's unnamed sources", "her own source"."""
    if head != "source":
        return False
    before = tokens[: next((i for i, token in enumerate(tokens) if token.startswith(head)), 0)]
    return any(token.endswith(("'s", "\u2019s")) or token == "own" for token in before)


def _relayed_beside(draft: Draft, voice: Voice, attributions: tuple[Attribution, ...]) -> bool:
    """Whether its sentence has it all from somebody else: "according to the Gazette, a source said"."""
    for found in attributions:
        if found.source is None or found.cue is None or found.source.span in (None, voice.span):
            continue
        cue = found.cue.of(draft.text).lower()
        if found.source.type.value in ("organisation", "document") and cue.startswith("according"):
            return True
    return False


def _is_unnamed(source: Source) -> bool:
    """Whether a source is a person left unnamed, by the words for it."""
    if source.type.value in _UNNAMED:
        return True
    # "A company official" is read as a body, but is a person.
    first = source.text.split()[0].lower()
    return source.type.value == "organisation" and first in words("introducing")


def _heads(tokens: list[str], head: str) -> bool:
    """Whether a mention begins with its noun's own phrase: no name and no pronoun stands there."""
    for token in tokens[:_LONGEST]:
        found = _head(token)[0]
        if found is not None:
            return found == head
        if token in _BREAKS or (head == "source" and token in words("no_people")):
            return False
    return False


def _told_elsewhere(draft: Draft, cue: Span) -> bool:
    """Whether the source told somebody else than this publication: "told CNN"."""
    told = [word.strip(_STRIPPED) for word in draft.text[cue.start : cue.end + 60].split()]
    if not told or told[0].lower() not in words("telling"):
        return False
    if told[0].lower() == "citing":
        return True
    publisher = (draft.article.publisher or "").lower()
    listener = [word for word in told[1:6] if word.lower() not in words("definite")]
    if not listener or (publisher and listener[0].lower() in publisher):
        return False
    named = listener[0][:1].isupper() and listener[0] != "I"
    return named or any(word in words("outlet_nouns") for word in listener[:2])


def _head(word: str) -> tuple[str | None, bool]:
    """Return a noun for unnamed sources in the singular, and whether it is plural."""
    word = word.strip(_STRIPPED).lower()
    heads = words("unnamed_heads")
    if word == "people":
        return "person", True
    if word in heads:
        return word, False
    if word.endswith("s") and word[:-1] in heads:
        return word[:-1], True
    return None, False


def _number(tokens: list[str], head: str, plural: bool) -> str:
    first = tokens[0]
    before = tokens[: next((i for i, token in enumerate(tokens) if token.startswith(head)), 0)]
    if any(token.endswith(("'s", "\u2019s")) for token in before):
        return "bare" if plural else "definite"  # "the mayor's adviser" is one the reader can find
    if first in words("numbers") and first != "one" and plural:
        return "counted"
    if first in words("definite"):
        return "definite"
    if first in words("numbers") and plural:
        return "counted"
    if not plural and (first in ("a", "an", "one", "another") or first not in words("definite")):
        return "one"
    return "some" if first in words("some") else "bare"


def _described(tokens: list[str], head: str) -> bool:
    idle = words("idle_modifiers")
    return any(
        token not in idle and not token.startswith(head) and token != "people" for token in tokens
    )


def grouped(voices: tuple[Voice, ...]) -> list[list[Voice]]:
    """Put the mentions of one source together, in order of their first.

    "The aide" is the aide mentioned last; the same words again are the same source.
    """
    groups: list[list[Voice]] = []
    by_text: dict[str, list[Voice]] = {}
    by_head: dict[str, list[Voice]] = {}
    for voice in voices:
        text = voice.text.casefold()
        group = by_text.get(text)
        if group is None and voice.number == "definite":
            group = by_head.get(voice.head)
        if group is None:
            group = []
            groups.append(group)
        group.append(voice)
        by_text[text] = by_head[voice.head] = group
    return groups
