"""brat standoff: an article's text, its annotations beside it, and the configuration of both.

Every claim is a ``Claim`` with its class as an attribute; evidence has its kind for a type, and a source that
stands in the claim's sentence is related to it. Offsets are code points of the ``.txt`` file, which is the
article's text but for line breaks: the format knows the line feed only, so any other break becomes
a blank, and the text keeps its length. A span over a line feed is in two fragments, as brat has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from provenance.codebook import CHECKABLE, CLASSES
from provenance.desk.article import DeskArticle
from provenance.desk.exports.spans import encodable, evidence_of
from provenance.document import Span
from provenance.document.spans import trimmed
from provenance.extractors import Kind
from provenance.scoring.scores import SentenceScore

CLAIM, RELATION = "Claim", "Answers_for"
_SOURCE = Kind.SOURCE.value.capitalize()
# All but the line feed at which Python, and so brat, would end a line; a tab would end a field.
_BREAKS = re.compile("[\t\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSAFE_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_NAME = 60


class Standoff(NamedTuple):
    """An article for brat.

    Attributes
    ----------
    text : str
        What goes into the ``.txt`` file.
    annotations : str
        What goes into the ``.ann`` file.
    """

    text: str
    annotations: str


def standoff(article: DeskArticle) -> Standoff:
    r"""Return an article's text and annotations.

    Parameters
    ----------
    article : DeskArticle

    Examples
    --------
    >>> import provenance
    >>> found = standoff(DeskArticle("a", provenance.score("The port reportedly refused to pay.")))
    >>> [line.split("\t")[1] for line in found.annotations.splitlines()[:3]]
    ['Claim 0 35', 'Sourcing T1 hedged', 'Checkable T1']
    """
    text = plain_lines(encodable(article.text))
    lines = _Lines(text)
    for sentence in article.score:
        lines.add(sentence)
    return Standoff(text, "".join(f"{line}\n" for line in lines.found))


def plain_lines(text: str) -> str:
    r"""Return a text of the same length, whose only line breaks are line feeds.

    Examples
    --------
    >>> plain_lines("a\r\nb\rc\u2028d")
    'a \nb\nc d'
    """
    return _BREAKS.sub(" ", text.replace("\r\n", " \n").replace("\r", "\n"))


def file_name(number: int, id: str) -> str:
    """Return a name for an article's files, without a suffix, that every system can hold.

    Examples
    --------
    >>> file_name(7, "https://a.example/news/42"), file_name(8, "drafts/bridge.txt")
    ('0007-https-a-example-news-42', '0008-bridge')
    """
    if "://" not in id:
        id = PurePath(id).stem
    told = _UNSAFE_NAME.sub("-", id).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{number:04}-{told}" if told else f"{number:04}"


def annotation_conf() -> str:
    """Return the configuration that a folder of such files needs, ``annotation.conf``."""
    entities = [CLAIM, *(kind.value.capitalize() for kind in Kind)]
    return "\n".join(
        [
            "[entities]",
            *entities,
            "",
            "[relations]",
            f"{RELATION}\tArg1:{_SOURCE}, Arg2:{CLAIM}",
            "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
            "",
            "[events]",
            "",
            "[attributes]",
            f"Sourcing\tArg:{CLAIM}, Value:{'|'.join(CLASSES)}",
            f"Checkable\tArg:{CLAIM}",
            "",
        ]
    )


class _Lines:
    """The lines of an ``.ann`` file, numbered by kind as they come."""

    def __init__(self, text: str) -> None:
        self.found: list[str] = []
        self._text = text
        self._numbers: dict[str, int] = {}

    def add(self, sentence: SentenceScore) -> None:
        claim = self._entity(CLAIM, sentence.span)
        if claim is None:
            return
        self._add("A", f"Sourcing {claim} {sentence.sourcing}")
        if sentence.checkable >= CHECKABLE:
            self._add("A", f"Checkable {claim}")
        score = "" if sentence.sourcing == "no_claim" else f"score {sentence.score:.2f}, "
        self._add("#", f"AnnotatorNotes {claim}", f"{score}checkable {sentence.checkable:.2f}")
        entities: dict[tuple[Span, Kind], str | None] = {}
        for mark in evidence_of(sentence):
            entity = self._entity(mark.kind.value.capitalize(), mark.span)
            entities[mark.span, mark.kind] = entity
            if entity is not None:
                self._add("#", f"AnnotatorNotes {entity}", ", ".join(mark.rules))
        source = sentence.attribution.source if sentence.attribution else None
        if source is not None and source.span is not None:
            known = entities.get((source.span, Kind.SOURCE))
            entity = known or self._entity(_SOURCE, source.span)
            if entity is not None:
                self._add("R", f"{RELATION} Arg1:{entity} Arg2:{claim}", "")

    def _entity(self, type: str, span: Span) -> str | None:
        fragments = list(_fragments(self._text, span))
        if not fragments:
            return None
        places = ";".join(f"{part.start} {part.end}" for part in fragments)
        words = " ".join(part.of(self._text) for part in fragments)
        return self._add("T", f"{type} {places}", words)

    def _add(self, letter: str, *fields: str) -> str:
        number = self._numbers[letter] = self._numbers.get(letter, 0) + 1
        self.found.append("\t".join((f"{letter}{number}", *fields)))
        return f"{letter}{number}"


def _fragments(text: str, span: Span) -> Iterator[Span]:
    """Cut a span at line feeds, and leave out blanks at the ends of its parts."""
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        part = trimmed(text, start, start + len(line))
        if part is not None:
            yield part
        start += len(line) + 1
