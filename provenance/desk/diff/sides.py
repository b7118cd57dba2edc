"""Tell a change: the kinds, and how the claim stands in each version, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.codebook import CHECKABLE
from provenance.desk.diff.change import Change, Side
from provenance.desk.diff.claims import words
from provenance.desk.diff.reading import IDENTIFIED, Reading
from provenance.desk.diff.settings import settings
from provenance.document import Span
from provenance.extractors import Kind
from provenance.scoring.scores import SentenceScore

_MARKED = frozenset({Kind.HEDGE, Kind.ANONYMITY, Kind.RELAY, Kind.POLARITY, Kind.UNCERTAINTY})


def alone(side: Reading, what: str) -> Iterator[Change]:
    """Tell of a sentence that only one version has; none that claims nothing."""
    if side.sourcing == "no_claim":
        return
    name = f"sentence-{what}"
    if side.sourcing in IDENTIFIED:
        name = f"sourced-claim-{what}"
    elif side.sourcing != "anonymous" and side.sentence.checkable >= CHECKABLE:
        name = f"weak-claim-{what}"
    kinds = (settings().kinds[name],)
    told = _side(side, None)
    yield Change(kinds, *((None, told) if what == "added" else (told, None)))


def changed(names: list[str], a: Reading, b: Reading) -> Change:
    known = settings().kinds
    kinds = tuple(known[name] for name in sorted(set(names), key=list(known).index))
    return Change(kinds, _side(a, b), _side(b, a))


def _side(side: Reading, other: Reading | None) -> Side:
    sentence = side.sentence
    return Side(
        sentence.index,
        sentence.span,
        sentence.text,
        side.sourcing,
        side.score,
        sentence.checkable,
        side.label,
        _marks(side, other),
    )


def _marks(side: Reading, other: Reading | None) -> tuple[Span, ...]:
    """Return the words that source the claim and that the other version does not source it with."""
    known = {} if other is None else _sourcing(other)
    found = [span for span, told in _sourcing(side).items() if told not in known.values()]
    marks: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not marks or span.start >= marks[-1].end:
            marks.append(span)
    return tuple(marks)


def _sourcing(side: Reading) -> dict[Span, tuple]:
    sentence = side.sentence
    cues = {side.cue.rule} if side.cue else set()
    spans: list[tuple[Span, object]] = [
        (item.span, item.kind) for item in sentence.evidence if item.kind in _MARKED
    ]
    if side.attribution is not None:
        source, cue = side.attribution.source, side.attribution.cue
        spans += [(source.span, "source")] if source and source.span else []
        verb = side.cue  # "say" and "said" are one
        spans += [(cue, verb.rule if verb else "cue")] if cue else []
    return {
        span: (kind, words(_words_at(sentence, span)) if kind not in cues else ())
        for span, kind in spans
        if sentence.span.start <= span.start and span.end <= sentence.span.end
    }


def _words_at(sentence: SentenceScore, span: Span) -> str:
    start = sentence.span.start
    return sentence.text[span.start - start : span.end - start]
