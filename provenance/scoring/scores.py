"""The library's answer: a score for every sentence, and for the article they make."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from provenance.attribution import Attribution
from provenance.document import Span
from provenance.extractors import Evidence
from provenance.scoring.explanation import Explanation, FeatureContributions, explain
from provenance.scoring.ledger import SourceTally, tally_sources

if TYPE_CHECKING:
    import pandas as pd

    from provenance.scoring.risk import Risk


@dataclass(frozen=True, eq=False, slots=True)
class SentenceScore:
    """How well one sentence is sourced.

    Attributes
    ----------
    index : int
        Its place in the article, from 0.
    span : Span
        Half-open code-point offsets into the article's text.
    text : str
        ``article.text[span.start:span.end]``.
    score : float
        Expected grade in [0, 1]: 1 an identified person answers for the claim, 0 nobody but the
        publication does. NaN when the sentence most probably claims nothing.
    sourcing : str
        The most probable sourcing class.
    probabilities : dict of str to float
        Calibrated, one for each of the eight classes, adding up to 1.
    checkable : float
        Probability that the main claim is a specific one that could turn out false.
    attribution : Attribution or None
        Who is answerable for the main claim, in which words, and through whom.
    evidence : tuple of Evidence
        Every cue found, in order of place.
    """

    index: int
    span: Span
    text: str
    score: float
    sourcing: str
    probabilities: dict[str, float]
    checkable: float
    attribution: Attribution | None
    evidence: tuple[Evidence, ...]
    _contributions: FeatureContributions = field(repr=False)
    _further: Callable[[], tuple[Attribution, ...]] = field(repr=False, default=tuple)

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Every attribution of the sentence: the main one, if any, then the others in order.

        "Ruiz said the bridge was safe, but Tell warned that it was not" has two. The others are
        read when they are asked for; they have no part in the class and the score.
        """
        main = () if self.attribution is None else (self.attribution,)
        return (*main, *self._further())

    def explain(self) -> Explanation:
        """Say why: evidence, attribution, what each named feature added, and what is not known."""
        return explain(self, self._contributions())

    def to_dict(self) -> dict[str, Any]:
        """Return the score as plain values, ready for JSON; NaN becomes ``None``."""
        return {
            "index": self.index,
            "start": self.span.start,
            "end": self.span.end,
            "text": self.text,
            "score": None if math.isnan(self.score) else round(self.score, 4),
            "sourcing": self.sourcing,
            "probabilities": {name: round(p, 4) for name, p in self.probabilities.items()},
            "checkable": round(self.checkable, 4),
            "attribution": _attribution_dict(self.attribution),
            "attributions": [_attribution_dict(item) for item in self.attributions],
            "evidence": [
                {
                    "kind": item.kind.value,
                    "type": item.type,
                    "rule": item.rule,
                    "start": item.span.start,
                    "end": item.span.end,
                }
                for item in self.evidence
            ],
        }


@dataclass(frozen=True, eq=False)
class ArticleScore(Sequence):
    """How well an article is sourced: a sequence of :class:`SentenceScore`.

    Attributes
    ----------
    text : str
        The article as given.
    sentences : tuple of SentenceScore
    """

    text: str
    sentences: tuple[SentenceScore, ...]
    # Whether the risk indicator was trained with the model that scored it.
    _fits_risk: Callable[[], bool] = field(repr=False, default=bool)

    def __len__(self) -> int:
        return len(self.sentences)

    def __getitem__(self, index):
        return self.sentences[index]

    def __repr__(self) -> str:
        return f"<ArticleScore: {len(self)} sentences, score {self.score:.2f}>"

    @cached_property
    def score(self) -> float:
        """Mean sentence score, each weighted by its probability of claiming anything; NaN if none."""
        total = weights = 0.0
        for sentence in self.sentences:
            if not math.isnan(sentence.score):
                weight = 1.0 - sentence.probabilities["no_claim"]
                total += weight * sentence.score
                weights += weight
        return total / weights if weights else math.nan

    @cached_property
    def shares(self) -> dict[str, float]:
        """Share of each sourcing class among the sentences that claim something."""
        claims = [s.sourcing for s in self.sentences if s.sourcing != "no_claim"]
        names = [name for name in self.sentences[0].probabilities] if self.sentences else []
        return {
            n: claims.count(n) / len(claims) if claims else 0.0 for n in names if n != "no_claim"
        }

    @cached_property
    def sources(self) -> tuple[SourceTally, ...]:
        """Every source with the sentences it answers for, most used first."""
        return tally_sources(self.sentences)

    @property
    def risk(self) -> Risk | None:
        """Likeness in sourcing to outlets rated low or mixed for factual reporting; no verdict on truth.

        ``None`` where there is none, as for another model than the shipped one; ``no_risk`` says why.
        """
        return self._assessed[0]

    @property
    def no_risk(self) -> str | None:
        """Why there is no ``risk``, or None."""
        return self._assessed[1]

    @cached_property
    def _assessed(self) -> tuple[Risk | None, str | None]:
        from provenance.scoring.risk import assess_if_shown

        return assess_if_shown(self.sentences, self._fits_risk)

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with a row a sentence; see the README for its columns."""
        from provenance.scoring.frame import article_frame

        return article_frame(self)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, ready for JSON."""
        return {
            "score": None if math.isnan(self.score) else round(self.score, 4),
            "risk": {"value": None, "reason": self.no_risk}
            if self.risk is None
            else self.risk.to_dict(),
            "shares": {name: round(share, 4) for name, share in self.shares.items()},
            "sources": [tally.to_dict() for tally in self.sources],
            "sentences": [sentence.to_dict() for sentence in self.sentences],
        }

    def to_json(self, indent: int | None = 2) -> str:
        """Return :meth:`to_dict` as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_html(self, title: str | None = None) -> str:
        """Return a self-contained HTML page of the scored article."""
        from provenance.render.html import page

        return page(self, title)


def _attribution_dict(attribution: Attribution | None) -> dict[str, Any] | None:
    if attribution is None:
        return None
    source = attribution.source
    return {
        "source": None
        if source is None
        else {
            "type": source.type.value,
            "text": source.text,
            "span": _pair(source.span),
            "name": source.name,
            "role": source.role,
            "affiliation": source.affiliation,
            "anonymity": source.anonymity,
        },
        "cue": _pair(attribution.cue),
        "content": _pair(attribution.content),
        "basis": attribution.basis.value,
        "form": attribution.form,
        "polarity": attribution.polarity.value,
        "via": list(attribution.via),
        "second_hand": attribution.second_hand,
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
