"""A scored article as a page that stands alone: one file, no script, no request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from provenance.codebook import CHECKABLE, SOURCED, Sourcing
from provenance.extractors import Kind
from provenance.render.flags import Finding, Flag, by_sentence, flagged, flags_of
from provenance.render.marks import paragraphs, segments
from provenance.render.palette import CLASS_LOOKS, KIND_LOOKS
from provenance.render.templates import template
from provenance.scoring.risk import CAUTION, LIKENESS
from provenance.scoring.scores import ArticleScore, SentenceScore

# A part of the bar narrower than this, in per cent, has no room for its letter.
_LETTER_ROOM = 4.0
# From so many sentences on, only the claims to check first say why they have their class.
LONG = 1_000
# Of longer lists, the rest is folded away, or counted.
_MOST_SOURCES, _MOST_PLACES = 15, 20
_UNNAMED = frozenset({Sourcing.ANONYMOUS, Sourcing.VAGUE, Sourcing.HEDGED, Sourcing.UNATTRIBUTED})
_SOURCELESS = frozenset({Sourcing.HEDGED, Sourcing.UNATTRIBUTED, Sourcing.NO_CLAIM})


def page(article: ArticleScore, title: str | None = None, findings: Iterable[Finding] = ()) -> str:
    """Return a scored article as an HTML page.

    Parameters
    ----------
    article : ArticleScore
    title : str, optional
        What to call it.
    findings : iterable of Finding, optional
        What the standards rules found in it. They are listed, and marked where they stand.

    Returns
    -------
    str
        A whole document. Sentence 7 has the anchor ``#s7``, the second finding ``#f2``.

    Examples
    --------
    >>> "Nothing to score" in page(ArticleScore("", ()), "An empty page")
    True
    """
    flags = flags_of(article, findings)
    flags_in = by_sentence(article, flags)
    long = len(article) >= LONG
    return template("provenance.render", "article.html.j2").render(
        title=title,
        score=article.score,
        counts={
            "sentences": len(article),
            "claims": sum(s.sourcing != "no_claim" for s in article),
        },
        figures=_figures(article),
        risk=article.risk,
        likeness=f"{LIKENESS}; {CAUTION}",
        bar=_bar(article.shares),
        sources=_sources(article),
        most_sources=_MOST_SOURCES,
        most_places=_MOST_PLACES,
        kinds=_kinds(article),
        flags=flags,
        long=long,
        paragraphs=[
            [_sentence(s, flags_in.get(s.index, ()), not long or _weak(s)) for s in group]
            for group in paragraphs(article)
        ],
    )


def _sources(article: ArticleScore) -> list[dict[str, Any]]:
    groups = []
    for heading, named in (("Named", True), ("Unnamed", False)):
        tallies = [tally for tally in article.sources if tally.named is named]
        share = sum(tally.share for tally in tallies)
        groups.append({"heading": heading, "share": share, "tallies": tallies})
    return groups


def _figures(article: ArticleScore) -> list[list[tuple[int, str]]]:
    """Return the article's counts in groups, each with what it counts."""
    checkable = [s for s in article if s.checkable >= CHECKABLE and s.sourcing != "no_claim"]
    unanswered = sum(s.sourcing not in SOURCED for s in checkable)
    second_hand = sum(bool(s.attribution and s.attribution.second_hand) for s in article)
    sources, unnamed = len(article.sources), sum(not tally.named for tally in article.sources)
    groups = [
        [(len(article), "sentence" if len(article) == 1 else "sentences")],
        [(len(checkable), f"claim{'' if len(checkable) == 1 else 's'} that could be checked")],
        [(sources, "source" if sources == 1 else "sources")],
        [(second_hand, f"claim{'' if second_hand == 1 else 's'} at second hand")],
    ]
    if checkable:
        groups[1].append((unanswered, "of them with no source"))
    if sources:
        groups[2].append((unnamed, "of them unnamed"))
    return groups


def _weak(sentence: SentenceScore) -> bool:
    """Whether a sentence makes a checkable claim that nobody named answers for."""
    return sentence.checkable >= CHECKABLE and sentence.sourcing in _UNNAMED


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


def _sentence(sentence: SentenceScore, flags: Sequence[Flag], explained: bool) -> dict[str, Any]:
    parts = segments(sentence.text, sentence.evidence, sentence.span.start)
    return {
        "index": sentence.index,
        "sourcing": sentence.sourcing,
        "look": CLASS_LOOKS[sentence.sourcing],
        "score": sentence.score,
        "chance": sentence.checkable,
        "notes": _notes(sentence),
        "parts": flagged(parts, sentence.span.start, flags) if flags else parts,
        "why": sentence.explain().lines if explained else (),
        "flags": [flag for flag in flags if flag.sentence == sentence.index],
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
