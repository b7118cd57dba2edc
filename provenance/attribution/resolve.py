"""Resolve source phrases, in reading order, to the sources they stand for in their article."""

from __future__ import annotations

from bisect import bisect_right

from provenance.attribution.model import Source, SourceType
from provenance.attribution.register import Register, refers_back
from provenance.document import Document, Span
from provenance.extractors.nominals import Nominal
from provenance.extractors.phrase import Phrase
from provenance.extractors.quotations import stands_inside
from provenance.extractors.sources import source_type

_TYPES = {
    "person": SourceType.NAMED,
    "organisation": SourceType.ORGANISATION,
    "document": SourceType.DOCUMENT,
    "anonymous": SourceType.ANONYMOUS,
    "vague": SourceType.VAGUE,
}


# Of two sources with one head, the more traceable is the one a later mention stands for.
_RANK = {
    SourceType.VAGUE: 0,
    SourceType.ANONYMOUS: 1,
    SourceType.ORGANISATION: 2,
    SourceType.DOCUMENT: 2,
    SourceType.NAMED: 3,
}


_INTRODUCED = frozenset({"role", "relation"})
_INTRODUCING = frozenset({"a", "an", "one", "another"})
_OPENING = 4  # tokens from the sentence's first to the role: "One of the port's managers"


class Resolver:
    """Follows an article's sources from its start to its end.

    Parameters
    ----------
    document : Document
    nominals : list of Nominal
    """

    def __init__(self, document: Document, nominals: list[Nominal]):
        self._document = document
        self._register = Register(nominals, document.tokens)
        self._nominals = nominals
        self._quoted = [quotation.span for quotation in document.quotations]
        self._next = 0
        self._reached = 0  # the furthest that a phrase began
        self._last_person: Source | None = None
        self._last_person_at = -1
        self._last_unnamed: Source | None = None
        self._last_body: Source | None = None
        self._last_plural: Source | None = None
        self._last_name: Nominal | None = None
        self._introduced: Nominal | None = None  # "A manager at the firm agreed to talk."
        self._by_head: dict[str, Source] = {}

    def resolve(self, phrase: Phrase) -> Source:
        """Return the source that a phrase names, or points back to."""
        self._reached = max(self._reached, phrase.first)
        if phrase.head.kind == "pronoun":
            source = self._pronoun(phrase)
        else:
            source = self._described(phrase)
        self._remember(phrase, source)
        return source

    def _person_named_last(self) -> Nominal | None:
        nominals = self._nominals
        while self._next < len(nominals) and nominals[self._next].first < self._reached:
            nominal = nominals[self._next]
            if nominal.kind == "name" and self._register.is_known_person(nominal):
                start = self._document.tokens.starts[nominal.first]
                if not stands_inside(self._quoted, start):
                    self._last_name = nominal
            elif self._introduces(nominal):
                self._introduced = nominal
            self._next += 1
        return self._last_name

    def _introduces(self, nominal: Nominal) -> bool:
        """Whether a sentence begins with somebody who is told by a role alone: "A manager ..."."""
        if nominal.kind != "person" or nominal.type not in _INTRODUCED:
            return False
        forms, bounds = self._document.tokens.forms, self._document.token_bounds
        low = bounds[bisect_right(bounds, nominal.first) - 1]
        opens = forms[low] in _INTRODUCING and nominal.first - low <= _OPENING
        return opens and forms[nominal.last : nominal.last + 1] != [","]

    def _mention(self, phrase: Phrase) -> tuple[Span, str]:
        tokens = self._document.tokens
        span = Span(tokens.starts[phrase.first], tokens.ends[phrase.last - 1])
        return span, self._document.text[span.start : span.end]

    def _pronoun(self, phrase: Phrase) -> Source:
        span, text = self._mention(phrase)
        form = phrase.head.type
        if form in ("he", "she", "i", "you"):
            known = self._last_person
            name = self._person_named_last()
            unnamed = known is None or known.type is not SourceType.NAMED
            named_at = name.first if name is not None else -1
            if unnamed and named_at > self._last_person_at:
                known = Source(SourceType.NAMED, None, text, self._register.full_name(name))
            if self._introduced is not None and self._introduced.first > max(
                named_at, self._last_person_at
            ):
                known = Source(
                    SourceType.ANONYMOUS, None, text, None, self._words(self._introduced)
                )
        elif form == "it":
            known = self._last_body
        else:
            known = self._last_plural or self._last_body
        if known is None:
            type = SourceType.NAMED if form in ("he", "she") else SourceType.VAGUE
            return Source(type, span, text)
        return known._replace(span=span, text=text)

    def _described(self, phrase: Phrase) -> Source:
        span, text = self._mention(phrase)
        type = _TYPES[source_type(phrase)]
        head = phrase.head
        role = self._words(phrase.role)
        affiliation = text if phrase.affiliated and role is not None else None
        if phrase.name is not None:
            if phrase.role is None and not self._register.is_person(phrase.name):
                return Source(SourceType.ORGANISATION, span, text, _without_article(text))
            name = self._register.full_name(phrase.name)
            return Source(SourceType.NAMED, span, text, name, role, affiliation)
        if head.type == "metonym" and self._register.is_surname(head):
            name = self._register.full_name(head)
            return Source(SourceType.NAMED, span, text, name)
        if head.kind == "title":
            return Source(SourceType.NAMED, span, text, self._register.holder(head))
        if head.kind == "person" and phrase.determiner in ("definite", "possessive"):
            holder = None if phrase.plural else self._register.holder(head)
            if holder is not None:
                return Source(SourceType.NAMED, span, text, holder, role, affiliation)
            known = self._by_head.get(_key(self._document.tokens.forms[head.last - 1]))
            if known is not None and (refers_back(phrase) or type is SourceType.VAGUE):
                return known._replace(span=span, text=text)
            if head.type == "source" and refers_back(phrase) and self._last_unnamed is not None:
                return self._last_unnamed._replace(span=span, text=text)
        if self._is_epithet(phrase, head):
            return self._last_person._replace(span=span, text=text)
        name = None
        if type is SourceType.ORGANISATION and role is None and head.type != "body":
            name = _without_article(text)
        return Source(type, span, text, name, role, affiliation)

    def _is_epithet(self, phrase: Phrase, head: Nominal) -> bool:
        """Whether "the Virginia Republican" stands for the person named last."""
        if head.kind != "person" or head.type != "crowd":
            return False
        if phrase.determiner != "definite" or phrase.plural or phrase.relation:
            return False
        return self._last_person is not None and self._last_person.type is SourceType.NAMED

    def _words(self, nominal: Nominal | None) -> str | None:
        if nominal is None:
            return None
        return " ".join(self._document.tokens.words[nominal.first : nominal.last])

    def _remember(self, phrase: Phrase, source: Source) -> None:
        if source.type in (SourceType.ORGANISATION, SourceType.DOCUMENT) and source.role is None:
            self._last_body = source
        elif phrase.plural or source.type is SourceType.VAGUE:
            self._last_plural = source
        else:
            self._last_person = source
            self._last_person_at = phrase.first
        if source.type is SourceType.ANONYMOUS:
            self._last_unnamed = source
        if phrase.head.kind == "person":
            key = _key(self._document.tokens.forms[phrase.head.last - 1])
            known = self._by_head.get(key)
            if known is None or _RANK[source.type] > _RANK[known.type]:
                self._by_head[key] = source


def _without_article(text: str) -> str:
    return text[4:] if text[:4].lower() == "the " else text


def _key(head: str) -> str:
    """A head's form without its number, so that "the people" finds "a person"."""
    return "person" if head == "people" else head.removesuffix("s")
