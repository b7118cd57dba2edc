"""What a sentence says of its claim's source, as far as two versions of it can differ in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from provenance.attribution import Attribution, Basis, Polarity
from provenance.codebook import GRADES, SOURCED
from provenance.desk.diff.claims import words
from provenance.desk.diff.settings import settings
from provenance.document import Span
from provenance.document.spans import shared
from provenance.extractors import Evidence, Kind
from provenance.scoring.scores import SentenceScore

IDENTIFIED = frozenset({"named", "document", "organisation"})
"""The classes whose source a reader could find."""

PRONOUNS = frozenset({"i", "he", "she", "they", "it", "we", "you", "who"})
_TOLD = frozenset({Kind.REPORTING, Kind.HEDGE, Kind.SOURCE, Kind.ANONYMITY, Kind.RELAY})


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence, or the part of it that the other version has, read for its sourcing.

    Attributes
    ----------
    sentence : SentenceScore
    sourcing : str
        Its class.
    score : float
        Its expected grade.
    attribution : Attribution or None
    hedges, cautions : tuple of Evidence
        The hedges, and the writer's own caution, outside quotation marks.
    """

    sentence: SentenceScore
    sourcing: str
    score: float
    attribution: Attribution | None
    hedges: tuple[Evidence, ...]
    cautions: tuple[Evidence, ...]

    @property
    def sourced(self) -> bool:
        """Whether somebody answers for the claim."""
        return self.sourcing in SOURCED

    @property
    def label(self) -> str | None:
        """The source: its name, or else the words that mention it."""
        source = self.attribution.source if self.attribution and self.sourced else None
        return None if source is None else source.name or source.text

    @property
    def source_words(self) -> frozenset[str]:
        """The words of the source, its mention's and its name's."""
        source = self.attribution.source if self.attribution else None
        if source is None:
            return frozenset()
        return frozenset(words(f"{source.text} {source.name or ''}")) - {"the", "a", "an"}

    @property
    def own_words(self) -> frozenset[str]:
        """The words of the sentence that mention its source and link it to the claim."""
        if self.attribution is None:
            return frozenset()
        source = self.attribution.source
        spans = (source.span if source else None, self.attribution.cue)
        return frozenset(word for span in spans for word in words(_of(span, self.sentence)))

    @property
    def handed_on(self) -> bool:
        """Whether the sentence has a source for the claim, but hedges that the source answers for it."""
        return self.sourcing == "hedged" and bool(self.source_words)

    @property
    def names(self) -> frozenset[str]:
        """The words by which an identified source is called."""
        source = self.attribution.source if self.attribution else None
        if source is None or self.sourcing not in IDENTIFIED:
            return frozenset()
        capital = (word for word in (source.name or source.text).split() if word[:1].isupper())
        return frozenset(words(" ".join(capital))) - PRONOUNS - {"the", "a", "an"}

    @property
    def type(self) -> str | None:
        """What the words of a source stated in the sentence name: a class; None where it is not stated."""
        stated = self.attribution is not None and self.attribution.basis is Basis.STATED
        source = self.attribution.source if stated else None
        return None if source is None or self.by_pronoun else source.type.value

    @property
    def by_pronoun(self) -> bool:
        """Whether the sentence mentions its source by a pronoun alone."""
        source = self.attribution.source if self.attribution else None
        return source is not None and source.text.casefold() in PRONOUNS

    @property
    def polarity(self) -> Polarity | None:
        """What the source does with the claim."""
        return self.attribution.polarity if self.attribution and self.sourced else None

    @property
    def quoted(self) -> bool:
        """Whether any of the claim stands in the source's own words."""
        return self.attribution is not None and self.attribution.form in ("direct", "mixed")

    @property
    def cue(self) -> Evidence | None:
        """The verb that links source and claim."""
        if self.attribution is None or self.attribution.cue is None:
            return None
        found = (
            item
            for item in self.sentence.evidence
            if item.kind is Kind.REPORTING and shared(item.span, self.attribution.cue)
        )
        return next(found, None)

    @property
    def colour(self) -> str | None:
        """The colour of that verb; None for a neutral one."""
        cue = self.cue
        return None if cue is None else settings().colours.get(cue.rule.partition("/")[2])

    @property
    def told(self) -> frozenset[tuple]:
        """All that the sentence's own words tell of a source, to see whether it changed at all."""
        text, start = self.sentence.text, self.sentence.span.start
        found = {
            (item.kind, words(text[item.span.start - start : item.span.end - start]))
            for item in self.sentence.evidence
            if item.kind in _TOLD
        }
        marks = sum(item.kind is Kind.QUOTATION for item in self.sentence.evidence)
        return frozenset({*found, (Kind.QUOTATION, marks > 0), ("source", self.source_words)})


def read_whole(sentence: SentenceScore) -> Reading:
    """Read a sentence."""
    return Reading(
        sentence,
        sentence.sourcing,
        sentence.score,
        sentence.attribution,
        *_hedging(sentence, lambda item: True),
    )


def read_part(sentence: SentenceScore, part: SentenceScore) -> Reading | None:
    """Read what a sentence says of the claim that another one shares with it.

    "Ruiz said it held, but critics say it did not" was two sentences, or becomes two: what counts
    for the second is what the critics say. None where the shared claim is no attributed one of the
    sentence, although it has others: "It was shut, and Ruiz said it would stay so".
    """
    if sentence.attribution is None or sentence.attribution.content is None:
        return read_whole(sentence)
    wanted = set(words(part.text))

    def fit(attribution: Attribution) -> float:
        found = set(words(_of(attribution.content, sentence)))
        return len(found & wanted) / len(found) if found else 0.0

    chosen = max(sentence.attributions, key=fit)
    told = set(words(_of(chosen.content, sentence)))
    both = wanted & set(words(sentence.text))
    if len(wanted & told) < settings().comparison["attributed"] * len(both):
        return None
    if chosen is sentence.attribution or chosen.source is None:
        return read_whole(sentence)
    sourcing = chosen.source.type.value
    return Reading(
        sentence,
        sourcing,
        GRADES[sourcing],
        chosen,
        *_hedging(sentence, lambda item: bool(shared(item.span, chosen.content or Span(0, 0)))),
    )


def _of(span: Span | None, sentence: SentenceScore) -> str:
    start = sentence.span.start
    return "" if span is None else sentence.text[max(0, span.start - start) : span.end - start]


def _hedging(
    sentence: SentenceScore, counts: Callable[[Evidence], bool]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return hedges and cautions that are the writer's: none that a source is quoted with."""
    quotations = [item.span for item in sentence.evidence if item.kind is Kind.QUOTATION]
    own = [
        item
        for item in sentence.evidence
        if counts(item) and not any(shared(item.span, span) for span in quotations)
    ]
    return (
        tuple(item for item in own if item.kind is Kind.HEDGE),
        tuple(item for item in own if item.kind is Kind.UNCERTAINTY),
    )
