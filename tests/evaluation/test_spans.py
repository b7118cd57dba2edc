"""The words that the model points at beside the labels'."""

import pytest

from provenance import load
from provenance.data.labels import Label, LabelledArticle
from provenance.document import Span, read
from provenance.evaluation import spans
from provenance.evaluation.setting import Setting

TEXT = (
    "Ana Ruiz, the mayor of Torvel, said the bridge was safe. "
    "The port reportedly refused to pay for the repair. "
    "The lamp by the lock was lit at seven."
)
SCORER = load()


def _predicted(text):
    return [
        {name: span and span.of(text) for name, span in spans.predicted_spans(sentence).items()}
        for sentence in SCORER.score(text)
    ]


def test_predicted_spans():
    stated, hedged, told = _predicted(TEXT)
    assert stated["source"].startswith("Ana Ruiz")
    assert (stated["cue"], stated["content"]) == ("said", "the bridge was safe")
    assert hedged == {"source": None, "cue": "reportedly", "content": None}
    assert told == {"source": None, "cue": None, "content": None}


def test_a_sentence_that_goes_on_with_a_quotation_is_content_without_its_marks():
    text = "\u201cThe pier is safe,\u201d said Ana Ruiz. \u201cThe lamp is out, though.\u201d"
    found = _predicted(text)
    assert found[1] == {"source": None, "cue": None, "content": "The lamp is out, though"}


def _article(*labels):
    document = read(TEXT)
    assert len(document) == len(labels)
    return LabelledArticle("examples/made-up", document, labels)


def _f1(*labels):
    found = spans.labelled_spans("made-up", SCORER, [_article(*labels)])
    return {outcome.measure: outcome.value for outcome in found}


def _span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


TOLD = Label("unattributed", 1)
HEDGED = Label("hedged", 1, polarity="asserts", cue=_span("reportedly"))
STATED = Label(
    "named", 1, polarity="asserts",
    source=_span("Ana Ruiz, the mayor of Torvel"), cue=_span("said"), content=_span("the bridge was safe"),
)  # fmt: skip


def test_spans_are_compared_as_they_stand():
    found = _f1(STATED, HEDGED, TOLD)
    assert found["source, overlap F1"] == found["cue, exact F1"] == 1
    assert found["content, exact F1"] == 1
    shorter = _f1(STATED._replace(cue=_span("Torvel, said")), HEDGED, TOLD)
    assert shorter["cue, overlap F1"] == 1
    assert shorter["cue, exact F1"] == 0.5
    assert 0.5 < shorter["cue, intersection F1"] < 1


def test_a_span_where_the_label_has_none_is_false():
    found = _f1(TOLD, HEDGED, TOLD)
    assert found["source, overlap F1"] == 0
    assert found["cue, exact F1"] == pytest.approx(2 / 3)  # one right of two predicted


def test_content_that_was_not_recorded_is_left_out():
    found = _f1(STATED._replace(polarity="", content=None), HEDGED, TOLD)
    assert found["content, exact F1"] == 0
    unrecorded = Label("named", 1, content=None)
    assert not spans.content_is_labelled(unrecorded)
    assert spans.content_is_labelled(TOLD) and spans.content_is_labelled(STATED)


def test_examples_are_measured_without_corpora():
    found = {outcome.measure: outcome.value for outcome in spans.on_examples(Setting())}
    assert {
        f"{a}, {b} F1" for a in ("source", "cue", "content") for b in ("exact", "overlap")
    } <= set(found)
    assert all(0 <= value <= 1 for value in found.values())
    assert found["source, overlap F1"] > 0.6
