"""Source, cue and content: the words that the model points at beside those that were labelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from provenance.attribution import Basis
from provenance.codebook import SOURCED
from provenance.data.labels import SPANS, Label, LabelledArticle
from provenance.document import Span
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.overlap import Figures, span_figures
from provenance.evaluation.setting import Setting
from provenance.extractors import Kind
from provenance.scoring import Scorer
from provenance.scoring.scores import SentenceScore

TEST, EXAMPLES = "own test part, spans", "examples, spans"
# What labels leave out at the edges of a sentence that is content from end to end.
_OPENING_MARKS = " \t\n\r\"'\u201c\u201d\u2018"
_CLOSING_MARKS = " \t\n\r\"'\u201c\u201d\u2019.,"


def on_test_part(setting: Setting) -> list[Outcome]:
    """Measure spans on the test part, whose outlets no model was trained on."""
    return labelled_spans(TEST, setting.scorer, setting.test)


def on_examples(setting: Setting) -> list[Outcome]:
    """Measure spans on the project's own articles."""
    return labelled_spans(EXAMPLES, setting.scorer, setting.examples)


def labelled_spans(task: str, scorer: Scorer, articles: Sequence[LabelledArticle]) -> list[Outcome]:
    """Measure the spans that a model points at over the sentences of labelled articles.

    A sentence has one span of each kind or none, in the labels as in the prediction; those of
    :func:`predicted_spans` are compared with the label's, whatever the class. So a span of a
    sentence that was labelled ``unattributed`` is a false one, and a missing span counts against
    recall, also where the class is right. A source that stands in another sentence is no span on
    either side. Content is left out where a sourced sentence was labelled without it.

    Parameters
    ----------
    task : str
    scorer : Scorer
    articles : sequence of LabelledArticle

    Returns
    -------
    list of Outcome
        For each kind, F1 as :func:`~provenance.evaluation.overlap.span_figures` tells them.
    """
    gold: dict[str, list[Span | None]] = {name: [] for name in SPANS}
    predicted: dict[str, list[Span | None]] = {name: [] for name in SPANS}
    for article in articles:
        scored = scorer.score_document(article.document)
        for sentence, label in zip(scored, article.labels, strict=True):
            spans = predicted_spans(sentence)
            for name in SPANS:
                if name != "content" or content_is_labelled(label):
                    gold[name].append(getattr(label, name))
                    predicted[name].append(spans[name])
    found = {name: span_figures(gold[name], predicted[name]) for name in SPANS}
    return [*span_outcomes(task, found)]


def predicted_spans(sentence: SentenceScore) -> dict[str, Span | None]:
    """Return the words of a sentence that the model points at, by kind.

    They are the attribution's where the sentence's class is a sourced one. A sentence whose source
    was carried over is content as a whole, without the quotation marks and the full stop around
    it, as in the labels. Of a ``hedged`` sentence the cue is its strongest hedge. Of any other
    nothing counts.
    """
    spans: dict[str, Span | None] = dict.fromkeys(SPANS)
    attribution = sentence.attribution
    if sentence.sourcing == "hedged":
        hedges = [item for item in sentence.evidence if item.kind is Kind.HEDGE]
        if hedges:
            spans["cue"] = max(hedges, key=lambda item: item.strength).span
    elif sentence.sourcing in SOURCED and attribution is not None:
        spans["source"] = attribution.source.span if attribution.source is not None else None
        spans["cue"] = attribution.cue
        spans["content"] = attribution.content
        if attribution.basis is not Basis.STATED and attribution.content is None:
            spans["content"] = _without_marks(sentence)
    return spans


def content_is_labelled(label: Label) -> bool:
    """Whether a label says what the content is; polarity was recorded along with it."""
    return bool(label.polarity) or label.sourcing in ("unattributed", "no_claim")


def span_outcomes(task: str, found: dict[str, dict[str, Figures]]) -> Iterable[Outcome]:
    """Return the F1 of each kind of span and each way to compare."""
    for name, by_measure in found.items():
        for measure, value in by_measure.items():
            yield Outcome(task, f"{name}, {measure} F1", "provenance", value.f1)


def _without_marks(sentence: SentenceScore) -> Span | None:
    text = sentence.text
    start = sentence.span.start + len(text) - len(text.lstrip(_OPENING_MARKS))
    end = sentence.span.end - len(text) + len(text.rstrip(_CLOSING_MARKS))
    return Span(start, end) if start < end else None
