"""ClaimReview stubs: a checkable claim each, with where it appeared and whose it is.

The vocabulary is schema.org's (``ClaimReview``, ``Claim``). A stub holds what the article tells. It holds
no ``reviewRating``: whether a claim holds up is the checker's to find, and so are the review's own
``url``, ``author`` and ``datePublished``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from provenance.attribution import Attribution, Basis, Polarity
from provenance.desk.article import DeskArticle
from provenance.desk.exports.spans import address, encodable, urn
from provenance.render.palette import CHECKABLE
from provenance.scoring.scores import SentenceScore

CONTEXT = "https://schema.org"
TO_FILL = ("reviewRating", "url", "author", "datePublished")
"""The properties of a ClaimReview that only a checker can fill in."""

_ENDS = " \t\r\n\"'“”‘’«»,;:"  # noqa: RUF001
_SHORT = 3  # words; a claim cut out of its sentence shorter than this says too little
_FOR = frozenset({Polarity.ASSERTS, Polarity.CONFIRMS})


def claim_reviews(
    articles: Iterable[DeskArticle], checkable: float = CHECKABLE
) -> list[dict[str, Any]]:
    """Return a ClaimReview stub for every claim worth checking.

    Parameters
    ----------
    articles : iterable of DeskArticle
    checkable : float
        The least probability that a claim could be checked.

    Returns
    -------
    list of dict
        JSON-LD objects, each a page's worth, in the order of the articles.

    Examples
    --------
    >>> import provenance
    >>> text = "Ana Ruiz, the mayor, said the bridge had failed two inspections in May."
    >>> stub, = claim_reviews([DeskArticle("a", provenance.score(text))])
    >>> stub["claimReviewed"], stub["itemReviewed"]["author"]
    ('The bridge had failed two inspections in May', {'@type': 'Person', 'name': 'Ana Ruiz'})
    >>> "reviewRating" in stub
    False
    """
    return [
        claim_review(article, sentence)
        for article in articles
        for sentence in article.score
        if sentence.sourcing != "no_claim" and sentence.checkable >= checkable
    ]


def claim_review(article: DeskArticle, sentence: SentenceScore) -> dict[str, Any]:
    """Return the ClaimReview stub of one sentence."""
    claim = claim_text(sentence)
    item = {
        "@type": "Claim",
        "text": encodable(" ".join(sentence.text.split())),
        "author": _author(article, sentence),
        "isBasedOn": _document(sentence),
        "datePublished": _date(article.date),
        "appearance": _appearance(article),
    }
    return {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "@id": urn("claim", article.id, article.url, *sentence.span, sentence.text),
        "claimReviewed": claim,
        "itemReviewed": _filled(item),
    }


def claim_text(sentence: SentenceScore) -> str:
    """Return a claim in the article's words, without those that say whose it is, where it can be told."""
    attribution = sentence.attribution
    text = sentence.text
    if attribution is not None and _asserted(attribution) and attribution.content is not None:
        start, end = (place - sentence.span.start for place in attribution.content)
        content = sentence.text[max(0, start) : end].strip(_ENDS)
        if start >= 0 and len(content.split()) >= _SHORT:
            text = content
    text = " ".join(text.split()).strip(_ENDS).removesuffix(".")
    return encodable(text[:1].upper() + text[1:])


def _asserted(attribution: Attribution) -> bool:
    """Say whether the source stands behind what it is reported with."""
    return attribution.polarity in _FOR and attribution.basis is Basis.STATED


def _author(article: DeskArticle, sentence: SentenceScore) -> dict[str, Any] | None:
    """Return who makes the claim, where that is a person or a body that the article names."""
    if sentence.sourcing == "unattributed":
        return _organisation(article.publisher)
    attribution = sentence.attribution
    source = attribution.source if attribution else None
    if source is None or attribution.polarity not in _FOR or attribution.second_hand:
        return None
    if source.type.value != sentence.sourcing:
        return None
    if sentence.sourcing == "named":
        name = source.name or (source.text if source.text[:1].isupper() else None)
        person = {"@type": "Person", "name": _name(name), "jobTitle": source.role}
        return _filled(person) if person["name"] else None
    if sentence.sourcing == "organisation":
        return _organisation(source.name or source.text)
    return None


def _name(name: str | None) -> str | None:
    return encodable(" ".join(name.split())) if name and name.strip() else None


def _organisation(name: str | None) -> dict[str, Any] | None:
    told = _name(name)
    if told is None:
        return None
    return {"@type": "Organization", "name": told.removeprefix("the ").removeprefix("The ") or told}


def _document(sentence: SentenceScore) -> dict[str, Any] | None:
    """Return the document that a claim is taken from."""
    source = sentence.attribution.source if sentence.attribution else None
    if sentence.sourcing != "document" or source is None or source.type.value != "document":
        return None
    return {"@type": "CreativeWork", "name": _name(source.name or source.text)}


def _appearance(article: DeskArticle) -> dict[str, Any]:
    return _filled(
        {
            "@type": "NewsArticle",
            "url": address(article),
            "headline": _name(article.headline),
            "datePublished": _date(article.date),
            "publisher": _organisation(article.publisher),
        }
    )


def _date(date: str | None) -> str | None:
    """Return a date as schema.org wants it, ISO 8601; None for what is no such date."""
    try:
        datetime.fromisoformat((date or "").strip())
    except ValueError:
        return None
    return date.strip()


def _filled(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if value not in (None, "")}
