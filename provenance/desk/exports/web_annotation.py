"""W3C Web Annotations: an evidence span each, in one AnnotationCollection.

The model is the Web Annotation Data Model (W3C Recommendation, 2017). A span is selected twice, by its
position and by its words with what stands around them. Both are of the article's plain text as it was
scored, counted in code points, as the model asks. On a page of the article, whose text has more in
it, the words are what finds the span again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from provenance.desk.article import DeskArticle
from provenance.desk.exports.spans import SOFTWARE, Marked, address, encodable, evidence, urn
from provenance.document import Span
from provenance.render.palette import KIND_LOOKS

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters before and after, to begin with
_FARTHEST = 512


def annotation_collection(articles: Iterable[DeskArticle]) -> dict[str, Any]:
    """Return the evidence of articles as a collection of one page.

    Parameters
    ----------
    articles : iterable of DeskArticle

    Returns
    -------
    dict
        A JSON-LD object. The same articles have the same identifiers in every export.

    Examples
    --------
    >>> import provenance
    >>> article = DeskArticle("a", provenance.score("The port reportedly refused to pay."))
    >>> collection = annotation_collection([article])
    >>> collection["total"], collection["first"]["items"][0]["target"]["selector"][1]
    (1, {'type': 'TextPositionSelector', 'start': 9, 'end': 19})
    """
    items = [item for article in articles for item in annotations(article)]
    name = urn("collection", *(item["id"] for item in items))
    page = urn("page", name)
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Evidence of sourcing",
        "generator": _generator(),
        "total": len(items),
        "first": {
            "id": page,
            "type": "AnnotationPage",
            "partOf": name,
            "startIndex": 0,
            "items": items,
        },
        "last": page,
    }


def annotations(article: DeskArticle) -> list[dict[str, Any]]:
    """Return the annotations of one article."""
    text = encodable(article.text)
    source = _source(article)
    return [_annotation(text, source, mark) for mark in evidence(article)]


def _annotation(text: str, source: dict[str, Any], mark: Marked) -> dict[str, Any]:
    look = KIND_LOOKS[mark.kind]
    return {
        "id": urn("annotation", source["id"], *mark.span, mark.kind.value),
        "type": "Annotation",
        "motivation": "tagging",
        "generator": _generator(),
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": mark.kind.value},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "language": "en",
                "value": f"{look.meaning} ({', '.join(mark.rules)})",
            },
        ],
        "target": {
            "source": source,
            "selector": [
                quote_selector(text, mark.span),
                {
                    "type": "TextPositionSelector",
                    "start": mark.span.start,
                    "end": mark.span.end,
                },
            ],
        },
    }


def quote_selector(text: str, span: Span) -> dict[str, str]:
    """Return the words of a span with as much around them as tells them from other places.

    Examples
    --------
    >>> quote_selector("He said it. She said it.", Span(16, 20))["prefix"]
    'He said it. She '
    """
    start, end = span
    around = _AROUND
    while True:
        prefix = text[max(0, start - around) : start]
        suffix = text[end : end + around]
        whole = prefix + text[start:end] + suffix
        first = text.find(whole)
        if around >= _FARTHEST or text.find(whole, first + 1) < 0:
            break
        around *= 2
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": prefix,
        "suffix": suffix,
    }


def _source(article: DeskArticle) -> dict[str, Any]:
    url = address(article)
    if url is not None:
        return {"id": url, "type": "Text"}
    return {"id": urn("article", article.id, article.text), "type": "Text", "format": "text/plain"}


def _generator() -> dict[str, str]:
    return {"type": "Software", "name": SOFTWARE}
