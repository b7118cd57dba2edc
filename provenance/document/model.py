"""The document: the caller's text and where its parts stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from provenance.document.quotations import Quotation
from provenance.document.spans import Span
from provenance.document.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its article: what the estimators take as one sample."""

    document: Document
    index: int

    def __str__(self) -> str:
        start, end = self.document.sentences[self.index]
        return self.document.text[start:end]


@dataclass(frozen=True, eq=False)
class Document:
    """An article, split but not yet read.

    Every span, and every token offset, is in half-open code points of ``text``, exactly as the
    caller gave it.

    Attributes
    ----------
    text : str
        The caller's text, untouched.
    paragraphs, sentences : tuple of Span
        In order. No sentence crosses the end of a paragraph.
    quotations : tuple of Quotation
        The outermost quotations, in order.
    tokens : Tokens
        The words and marks of the whole text.
    token_bounds : list of int
        Sentence ``i`` holds the tokens ``token_bounds[i]`` to ``token_bounds[i + 1] - 1``.
    paragraph_of : list of int
        The paragraph that each sentence stands in.
    """

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    tokens: Tokens
    token_bounds: list[int]
    paragraph_of: list[int]

    def __len__(self) -> int:
        return len(self.sentences)

    def __repr__(self) -> str:
        return f"<Document: {len(self)} sentences, {len(self.text)} characters>"

    def __iter__(self) -> Iterator[Sentence]:
        """Yield every sentence together with the document it stands in."""
        return (Sentence(self, index) for index in range(len(self)))

    @cached_property
    def sentence_texts(self) -> list[str]:
        """The text of each sentence."""
        return [self.text[start:end] for start, end in self.sentences]
