"""What the exports of spans share: the evidence to mark, and texts that UTF-8 can hold.

Offsets are code points everywhere: W3C's selectors and Label Studio's regions count them, and so do
brat's. A program whose strings are UTF-16, as a browser's are, must turn them into its own units.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import NamedTuple

from provenance import __version__
from provenance.desk.article import DeskArticle
from provenance.document import Span
from provenance.extractors import Kind
from provenance.scoring.scores import SentenceScore

SOFTWARE = f"provenance-score {__version__}"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-provenance-score:exports")
_SURROGATES = re.compile("[\ud800-\udfff]")

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\ud800-\udfff]+")


class Marked(NamedTuple):
    """A stretch of evidence.

    Attributes
    ----------
    span : Span
        In code points of the article's text.
    kind : Kind
    rules : tuple of str
        The rules that fired on just this stretch.
    """

    span: Span
    kind: Kind
    rules: tuple[str, ...]


def evidence(article: DeskArticle) -> Iterator[Marked]:
    """Yield the evidence of an article, each stretch of a kind once, in order of place."""
    for sentence in article.score:
        yield from evidence_of(sentence)


def evidence_of(sentence: SentenceScore) -> list[Marked]:
    """Return the evidence of a sentence, each stretch of a kind once, in order of place."""
    rules: dict[tuple[Span, Kind], list[str]] = {}
    for item in sentence.evidence:
        rules.setdefault((item.span, item.kind), []).append(item.rule)
    found = [
        Marked(span, kind, tuple(dict.fromkeys(names))) for (span, kind), names in rules.items()
    ]
    return sorted(found, key=lambda mark: (mark.span, mark.kind))


def encodable(text: str) -> str:
    """Return a text that UTF-8 can hold, of the same length: lone surrogates become U+FFFD.

    Examples
    --------
    >>> encodable("a" + chr(0xD800)) == "a" + chr(0xFFFD)
    True
    """
    return _SURROGATES.sub("\ufffd", text)


def address(article: DeskArticle) -> str | None:
    """Return an article's address where it is one, with a scheme and no blank."""
    url = (article.url or "").strip()
    return url if _IRI.fullmatch(url) else None


def urn(*parts: object) -> str:
    r"""Return an identifier that is always the same for the same parts.

    Examples
    --------
    >>> urn("a", 1) == urn("a", 1) != urn("a", 2)
    True
    """
    told = "\x1f".join(encodable(str(part)) for part in parts)
    return uuid.uuid5(_NAMESPACE, told).urn
