"""Why a sentence got its score, in words and numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from provenance.codebook import CLOSE_CALL, CODEBOOK, Sourcing

if TYPE_CHECKING:
    from provenance.scoring.scores import SentenceScore


class Contribution(NamedTuple):
    """What a named feature added to the log-odds of the chosen class against the runner-up."""

    feature: str
    value: float
    added: float


FeatureContributions = Callable[[], list[Contribution]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a sentence got its class; ``str()`` of it is the explanation in words.

    Attributes
    ----------
    sourcing : str
        The chosen class.
    probability : float
        Its calibrated probability.
    runner_up : str
        The second most probable class.
    too_close : bool
        Whether the two are too close to call.
    evidence : tuple of str
        The cues found, each as ``kind: words``.
    contributions : tuple of Contribution
        Features by the weight they added for the class against the runner-up, heaviest first.
    unknown : tuple of str
        What the article leaves open about the source.
    lines : tuple of str
        The explanation, a sentence a line.
    """

    sourcing: str
    probability: float
    runner_up: str
    too_close: bool
    evidence: tuple[str, ...]
    contributions: tuple[Contribution, ...]
    unknown: tuple[str, ...]
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.lines)


def explain(sentence: SentenceScore, contributions: list[Contribution]) -> Explanation:
    """Explain a sentence's score."""
    ranked = sorted(sentence.probabilities, key=sentence.probabilities.get, reverse=True)
    chosen, runner_up = ranked[0], ranked[1]
    p, q = sentence.probabilities[chosen], sentence.probabilities[runner_up]
    offset = sentence.span.start
    evidence = tuple(
        f"{item.kind.value}: {sentence.text[item.span.start - offset : item.span.end - offset]}"
        for item in sentence.evidence
    )
    unknown = tuple(_unknown(sentence, chosen))
    lines = [f"{chosen} ({p:.0%}): {CODEBOOK[Sourcing(chosen)].meaning}."]
    if p - q < CLOSE_CALL:
        lines.append(f"Too close to call against {runner_up} ({q:.0%}).")
    lines += _source_lines(sentence)
    if evidence:
        lines.append("Evidence: " + "; ".join(evidence) + ".")
    heaviest = [c for c in contributions if abs(c.added) >= 0.05][:5]
    if heaviest:
        told = ", ".join(f"{c.feature} {c.added:+.1f}" for c in heaviest)
        lines.append(f"Against {runner_up}, in log-odds: {told}.")
    lines += [f"Not known: {item}." for item in unknown]
    return Explanation(
        chosen,
        p,
        runner_up,
        p - q < CLOSE_CALL,
        evidence,
        tuple(contributions),
        unknown,
        tuple(lines),
    )


def _source_lines(sentence: SentenceScore) -> list[str]:
    attribution = sentence.attribution
    if attribution is None or attribution.source is None:
        return []
    source = attribution.source
    told = f"Source: {source.text}"
    if source.name and source.name not in source.text:
        told += f", that is {source.name}"
    if attribution.basis.value != "stated":
        told += f" (carried over from another sentence, {attribution.basis.value})"
    if source.type.value != sentence.sourcing:
        told += f"; by its words it is {source.type.value}, and the class above is the model's"
    lines = [told + "."]
    if attribution.via:
        lines.append("Relayed: " + "; ".join(attribution.via) + ".")
    if attribution.polarity.value != "asserts":
        lines.append(f"The source {attribution.polarity.value}.")
    return lines


def _unknown(sentence: SentenceScore, chosen: str) -> list[str]:
    source = sentence.attribution.source if sentence.attribution else None
    if chosen == "anonymous":
        gaps = ["who the source is"]
        if source is None or source.anonymity is None:
            gaps.append("why the source is not named")
        return gaps
    if chosen == "vague":
        return ["who the sources are", "how they would know"]
    if chosen == "hedged":
        return ["whose claim it is"]
    return []
