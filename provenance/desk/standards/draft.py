"""An article as the rules read it: its scored sentences, its words, its unnamed sources."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from provenance.desk.standards.words import phrases
from provenance.document import Document, Span, read
from provenance.document.tokens import tokenize

if TYPE_CHECKING:
    from provenance.desk.article import DeskArticle
    from provenance.desk.standards.voices import Voice
    from provenance.extractors import Evidence
    from provenance.extractors.matcher import PhraseMatcher
    from provenance.extractors.nominals import Nominal
    from provenance.scoring.scores import SentenceScore


@dataclass(frozen=True, eq=False)
class Draft:
    """A scored article, with what several rules ask of it.

    Attributes
    ----------
    article : DeskArticle
    """

    article: DeskArticle

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @property
    def sentences(self) -> tuple[SentenceScore, ...]:
        """Its scored sentences."""
        return self.article.score.sentences

    @cached_property
    def document(self) -> Document:
        """Its paragraphs, quotations and tokens, with the sentences that were scored."""
        return read(self.text, [sentence.span for sentence in self.sentences])

    def forms(self, sentence: int) -> list[str]:
        """Return the lower-cased words and marks of a sentence."""
        bounds = self.document.token_bounds
        return self.document.tokens.forms[bounds[sentence] : bounds[sentence + 1]]

    def paragraph(self, sentence: int) -> int:
        """Return the number of the paragraph that a sentence stands in."""
        return self.document.paragraph_of[sentence]

    def sentence_at(self, offset: int) -> int:
        """Return the sentence that an offset stands in, or the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def matches(self, name: str) -> list[Span]:
        """Return where a list of phrases matches, in order."""
        if name not in self._matched:
            self._matched[name] = self.spans(phrases(name))
        return self._matched[name]

    def matched_within(self, name: str, start: int, end: int) -> list[Span]:
        """Return the matches of a list of phrases that begin inside a stretch of the text."""
        found = self.matches(name)
        low = bisect_left(found, (start, 0))
        return found[low : bisect_left(found, (end, 0), low)]

    @cached_property
    def _matched(self) -> dict[str, list[Span]]:
        return {}

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The sentences that each word stands in, in order."""
        found: dict[str, list[int]] = {}
        for sentence in range(len(self.sentences)):
            for form in set(self.forms(sentence)):
                found.setdefault(form, []).append(sentence)
        return found

    def spans(self, matcher: PhraseMatcher) -> list[Span]:
        """Return where phrases match inside a sentence, in order."""
        bounds = self.document.token_bounds
        return [
            self._span(hit.first, hit.last)
            for hit in matcher.find(self.document.tokens.forms)
            if bisect_right(bounds, hit.first) == bisect_right(bounds, hit.last - 1)
        ]

    def quoted(self, offset: int) -> bool:
        """Return whether an offset stands between quotation marks."""
        at = bisect_right(self._quotation_starts, offset) - 1
        return at >= 0 and offset < self.document.quotations[at].span.end

    def embedded(self, sentence: int) -> bool:
        """Return whether a sentence stands in a post of a social network that the article shows."""
        return self.paragraph(sentence) in self._embedded

    @cached_property
    def _embedded(self) -> frozenset[int]:
        marks = ("(@", "pic.twitter.com", "://t.co/")
        return frozenset(
            number
            for number, span in enumerate(self.document.paragraphs)
            if any(mark in span.of(self.text) for mark in marks)
        )

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """The mentions of unnamed sources, in order of place."""
        from provenance.desk.standards.voices import find_voices

        return find_voices(self)

    @cached_property
    def nominals(self) -> list[tuple[Span, Nominal]]:
        """Names, roles and bodies, each with where it stands; read when they are first asked for."""
        from provenance.extractors.nominals import find_nominals
        from provenance.extractors.reading import match

        found = find_nominals(match(self.document))
        return [(self._span(nominal.first, nominal.last), nominal) for nominal in found]

    @cached_property
    def headline_span(self) -> Span | None:
        """Where the headline stands in the text, if it does."""
        headline = self.article.headline
        start = len(self.text) - len(self.text.lstrip())
        if headline and self.text.startswith(headline, start):
            return Span(start, start + len(headline))
        return None

    @cached_property
    def headline_forms(self) -> list[str]:
        """The lower-cased words and marks of the headline; empty where there is none."""
        return tokenize(self.article.headline or "").forms

    @cached_property
    def headline_evidence(self) -> tuple[Evidence, ...]:
        """The evidence in the headline, in its own offsets."""
        from provenance.extractors import extract

        return tuple(
            item for found in extract(read(self.article.headline or "")).evidence for item in found
        )

    @cached_property
    def plural_headline(self) -> bool:
        """Whether the headline goes by "sources"."""
        return bool(phrases("plural_headlines").find(self.headline_forms))

    @cached_property
    def body(self) -> range:
        """The sentences behind the headline."""
        first = 0
        if self.headline_span is not None:
            first = bisect_left(self._starts, self.headline_span.end)
        return range(first, len(self.sentences))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.span.start for quotation in self.document.quotations]

    def _span(self, first: int, last: int) -> Span:
        tokens = self.document.tokens
        return Span(tokens.starts[first], tokens.ends[last - 1])
