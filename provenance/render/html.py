"""A scored article as a page that stands alone: one file, no script, no request."""

from __future__ import annotations

from typing import Any

from provenance.codebook import Sourcing
from provenance.extractors import Kind
from provenance.render.marks import paragraphs, segments
from provenance.render.palette import CHECKABLE, CLASS_LOOKS, KIND_LOOKS
from provenance.render.templates import template
from provenance.scoring.risk import CAUTION, LIKENESS
from provenance.scoring.scores import ArticleScore, SentenceScore

# A part of the bar narrower than this, in per cent, has no room for its letter.
_LETTER_ROOM = 4.0
_SOURCELESS = frozenset({Sourcing.HEDGED, Sourcing.UNATTRIBUTED, Sourcing.NO_CLAIM})


def page(article: ArticleScore, title: str | None = None) -> str:
    """Return a scored article as an HTML page.

    Parameters
    ----------
    article : ArticleScore
    title : str, optional
        What to call it.

    Returns
    -------
    str
        A whole document. Sentence 7 has the anchor ``#s7``.

    Examples
    --------
    >>> "Nothing to score" in page(ArticleScore("", ()), "An empty page")
    True
    """
    tallies = [
        {
            "heading": heading,
            "share": sum(tally.share for tally in article.sources if tally.named is named),
            "tallies": [tally for tally in article.sources if tally.named is named],
        }
        for heading, named in (("Named", True), ("Unnamed", False))
    ]
    return template("provenance.render", "article.html.j2").render(
        title=title,
        score=article.score,
        counts={
            "sentences": len(article),
            "claims": sum(s.sourcing != "no_claim" for s in article),
            "checkable": sum(s.checkable >= CHECKABLE for s in article),
        },
        risk=article.risk,
        likeness=f"{LIKENESS}; {CAUTION}",
        bar=_bar(article.shares),
        sources=tallies,
        kinds=_kinds(article),
        paragraphs=[[_sentence(s) for s in group] for group in paragraphs(article)],
    )


def _bar(shares: dict[str, float]) -> list[dict[str, Any]]:
    parts = []
    left = 0.0
    for name, share in shares.items():
        if share:
            width = 100 * share
            parts.append(
                {
                    "name": name,
                    "share": share,
                    "left": f"{left:.3f}",
                    "width": f"{width:.3f}",
                    "middle": f"{left + width / 2:.3f}",
                    "roomy": width >= _LETTER_ROOM,
                }
            )
            left += width
    return parts


def _kinds(article: ArticleScore) -> list[Kind]:
    present = {item.kind for sentence in article for item in sentence.evidence}
    return [kind for kind in KIND_LOOKS if kind in present]


def _sentence(sentence: SentenceScore) -> dict[str, Any]:
    return {
        "index": sentence.index,
        "sourcing": sentence.sourcing,
        "look": CLASS_LOOKS[sentence.sourcing],
        "score": sentence.score,
        "chance": sentence.checkable,
        "notes": _notes(sentence),
        "parts": segments(sentence.text, sentence.evidence, sentence.span.start),
        "why": sentence.explain().lines,
    }


def _notes(sentence: SentenceScore) -> list[str]:
    """Return what stands below the class in the margin: the source, and two marks."""
    notes = []
    attribution = sentence.attribution
    if attribution and attribution.source and sentence.sourcing not in _SOURCELESS:
        notes.append(attribution.source.name or attribution.source.text)
    if attribution and attribution.second_hand:
        notes.append("second-hand")
    if sentence.checkable >= CHECKABLE:
        notes.append("checkable")
    return notes
