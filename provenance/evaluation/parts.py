"""The parts of the evaluation, by the names that ``provenance evaluate --only`` takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from provenance.evaluation import own, spans, speed, triage
from provenance.evaluation.ablation import ablation
from provenance.evaluation.agreement import agreement
from provenance.evaluation.attributions import attributions
from provenance.evaluation.behaviour import minimal_pairs
from provenance.evaluation.corpus_speed import corpus_speed
from provenance.evaluation.drafts import draft_diff, style_only
from provenance.evaluation.invariance import invariance
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.public import public_corpus
from provenance.evaluation.risk import risk
from provenance.evaluation.same_claim import same_claims
from provenance.evaluation.setting import Setting
from provenance.evaluation.standards import standards
from provenance.evaluation.textacy_baseline import textacy_quotations


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the evaluation.

    Attributes
    ----------
    name : str
    measure : callable
        Takes a :class:`Setting`, returns a list of :class:`Outcome`.
    needs_corpora : bool
    by_default : bool
        Whether it is measured when no part is asked for.
    """

    name: str
    measure: Callable[[Setting], list[Outcome]]
    needs_corpora: bool = True
    by_default: bool = True


# To add a part, write its file and name it here; its order is that of the table.
PARTS = (
    Part("examples", own.examples, needs_corpora=False),
    Part("behaviour", minimal_pairs, needs_corpora=False),
    Part("invariance", invariance, needs_corpora=False),
    Part("draft-diff", draft_diff, needs_corpora=False),
    Part("agreement", agreement, needs_corpora=False),
    Part("example-spans", spans.on_examples, needs_corpora=False),
    Part("queue-examples", triage.on_examples, needs_corpora=False),
    Part("same-claim", same_claims, needs_corpora=False),
    Part("test", own.test_part),
    Part("test-spans", spans.on_test_part),
    Part("queue", triage.on_test_part),
    Part("polnear", partial(public_corpus, "polnear")),
    Part("attributions", attributions),
    Part("textacy", textacy_quotations),
    Part("newsdiscourse", partial(public_corpus, "newsdiscourse")),
    Part("risk", risk),
    Part("speed", speed.speed),
    Part("folds", own.folds, by_default=False),
    Part("ablation", ablation, by_default=False),
    Part("draft-diff-style", style_only, by_default=False),
    Part("corpus", corpus_speed, by_default=False),
    Part("standards", standards, by_default=False),
    Part("queue-training", triage.on_training_parts, by_default=False),
    Part("queue-growth", triage.growth, needs_corpora=False, by_default=False),
    Part("growth", speed.growth, needs_corpora=False, by_default=False),
)
