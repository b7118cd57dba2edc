"""A body that declined to comment, quoted unnamed elsewhere in the article.

"The ministry declined to comment", and "**a ministry official** said". Nobody is to be quoted without a name
and also said to have been silent.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import combinations

from provenance.desk.standards.draft import Draft
from provenance.desk.standards.rule import Hit, Rule
from provenance.desk.standards.words import words
from provenance.document import Span
from provenance.extractors import Kind

# How far before "declined to comment" its subject may begin, in characters.
_REACH = 120
_LONGEST = 4  # capitalised words of a body's name


def find(draft: Draft) -> Iterator[Hit]:
    """Yield the unnamed sources whose body is said to have declined to comment."""
    bodies: dict[frozenset[str], Span] = {}
    for body, where in _silent(draft):
        bodies.setdefault(body, where)
    for voice in draft.voices:
        where = None if voice.relayed else _body(bodies, _proper(_membership(voice.text)))
        if where is not None:
            told = {"source": voice.text, "body": where.of(draft.text)}
            yield Hit(voice.span, told, where)


def _membership(text: str) -> str:
    """What a mention says of where its source works now: not what it knows, or whom it is close to."""
    told: list[str] = []
    for word in text.split():
        if word.lower() in words("no_membership"):
            break
        told.append(word)
    past = not words("past_membership").isdisjoint(word.lower() for word in told)
    return "" if past else " ".join(told)


def _body(bodies: dict[frozenset[str], Span], names: frozenset[str]) -> Span | None:
    """Where it stands that a body was silent to which a mention belongs; no name has many words."""
    for size in range(min(len(names), _LONGEST), 0, -1):
        for part in combinations(sorted(names), size):
            if frozenset(part) in bodies:
                return bodies[frozenset(part)]
    return None


def _silent(draft: Draft) -> Iterator[tuple[frozenset[str], Span]]:
    """The bodies that declined to comment: the words of their names, and where it says so."""
    for sentence in draft.sentences:
        for item in sentence.evidence:
            if item.kind is not Kind.POLARITY or item.rule not in words("declining"):
                continue
            low = max(sentence.span.start, item.span.start - _REACH)
            subject = None
            at = bisect_left(draft.nominals, low, key=lambda found: found[0].start)
            for span, nominal in draft.nominals[at : at + _REACH]:
                if span.end <= item.span.start:
                    body = nominal.kind == "organisation" and nominal.type != "press"
                    body = body or nominal.type in ("organisation", "outlet")
                    if body and span.of(draft.text)[:1].isupper():
                        subject = span
            if subject is not None:
                name = _proper(subject.of(draft.text))
                if len(name) > 1 or words("single_bodies") & {word.lower() for word in name}:
                    yield name, Span(subject.start, item.span.end)


def _proper(text: str) -> frozenset[str]:
    """The capitalised words of a phrase, but for those that open many names."""
    found = (
        word.strip(",.'\u2019\u201c\u201d\"()") for word in text.replace("\u2019s", "").split()
    )
    return frozenset(w for w in found if w[:1].isupper() and w not in ("The", "A", "An", "One"))


RULE = Rule("declined-and-quoted", find)
