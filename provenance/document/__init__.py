"""The first floor: text in, a :class:`Document` with its parts out."""

from provenance.document.model import Document, Sentence
from provenance.document.quotations import Quotation
from provenance.document.reader import read
from provenance.document.spans import Span
from provenance.document.tokens import Tokens

__all__ = ["Document", "Quotation", "Sentence", "Span", "Tokens", "read"]
