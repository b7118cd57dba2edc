"""ClaimReview stubs: a checkable claim each, with where it appeared and whose it is.

The vocabulary is schema.org's (``ClaimReview``, ``Claim``). A stub holds what the article tells. It holds
no ``reviewRating``: whether a claim holds up is the checker's to find, and so are the review's own
``url``, ``author`` and ``datePublished``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from provenance.attribution import Attribution, Basis, Polarity, Source
from provenance.codebook import CHECKABLE
from provenance.desk.article import DeskArticle
from provenance.desk.exports.clause import is_clause, settings
from provenance.desk.exports.spans import address, encodable, urn
from provenance.extractors import Kind
from provenance.lexicon import load_gazetteer
from provenance.scoring.scores import SentenceScore

CONTEXT = "https://schema.org"
TO_FILL = ("reviewRating", "url", "author", "datePublished")
"""The properties of a ClaimReview that only a checker can fill in."""

_ENDS = " \t\r\n\"'“”‘’«»,;:"  # noqa: RUF001
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
    if attribution is not None and _asserted(sentence, attribution) and attribution.content:
        start, end = (place - sentence.span.start for place in attribution.content)
        content = sentence.text[max(0, start) : end].strip(_ENDS)
        if start >= 0 and is_clause(content):
            text = content
    text = " ".join(text.split()).strip(_ENDS).removesuffix(".")
    return encodable(text[:1].upper() + text[1:])


def _asserted(sentence: SentenceScore, attribution: Attribution) -> bool:
    """Say whether the source stands behind what it is reported with."""
    return (
        attribution.polarity in _FOR
        and attribution.basis is Basis.STATED
        and not _beside(sentence, attribution)
        and _says(sentence, attribution)
        and not _denies(sentence, attribution)
    )


def _beside(sentence: SentenceScore, attribution: Attribution) -> bool:
    """Say whether it is reported in passing, "Ruiz, who said ...", where the main clause follows it."""
    source, cue = attribution.source, attribution.cue
    if source is None or source.span is None or cue is None:
        return False
    start, end = source.span.end - sentence.span.start, cue.start - sentence.span.start
    return start >= 0 and "who" in sentence.text[start:end].split()


def _denies(sentence: SentenceScore, attribution: Attribution) -> bool:
    """Say whether a denial stands outside the words that are reported."""
    content = attribution.content
    return any(
        item.kind is Kind.POLARITY
        and item.type == "denial"
        and not (content and content.start <= item.span.start < content.end)
        for item in sentence.evidence
    )


def _says(sentence: SentenceScore, attribution: Attribution) -> bool:
    """Say whether the cue is one of saying or showing; a quotation may stand without a cue."""
    cue = attribution.cue
    if cue is None:
        return True
    types = {
        item.type
        for item in sentence.evidence
        if item.kind is Kind.REPORTING and item.span.start < cue.end and cue.start < item.span.end
    }
    return bool(types & settings("types"))


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
    if not _says(sentence, attribution) or _denies(sentence, attribution):
        return None
    if sentence.sourcing == "named":
        if _is_ambiguous(article, source):
            return None
        name = source.name or (source.text if source.text[:1].isupper() else None)
        person = {"@type": "Person", "name": _name(name), "jobTitle": source.role}
        return _filled(person) if person["name"] else None
    if sentence.sourcing == "organisation":
        return _organisation(source.name or source.text)
    return None


def _is_ambiguous(article: DeskArticle, source: Source) -> bool:
    """Say whether the article names two people by the surname of a source that is not named in full there."""
    name = (source.name or source.text).split()
    if not name or len(name) > 1 and name[0] in source.text:
        return False
    surname = name[-1]
    # "Ana Ruiz", and of "Ana and Tom Ruiz" both.
    pairs = re.findall(
        rf"(?:\b([^\W\d_][\w-]*)\s+and\s+)?\b([^\W\d_][\w-]*)\s+{re.escape(surname)}\b",
        article.text,
    )
    known = load_gazetteer("given_names")
    given = {
        word for pair in pairs for word in pair if word[:1].isupper() and word.lower() in known
    }
    attributions = (sentence.attribution for sentence in article.score)
    for found in (attribution.source for attribution in attributions if attribution):
        words = (found.name or "").split() if found else []
        if len(words) > 1 and words[-1] == surname:
            given.add(words[0])
    return len(given) > 1


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
