"""What a score is: its range, its arithmetic, and all the shapes it can be had in."""

import json
import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest

import provenance
from provenance import InputError, Scorer, SourcingFeatures
from provenance.attribution import Basis
from provenance.codebook import CLASSES, GRADES
from provenance.data.labels import load_examples
from provenance.errors import ModelFileError
from provenance.features import Row, analyse, rows
from provenance.scoring import ArticleScore
from provenance.training import recipe


def test_a_score_is_a_share_or_nan_where_nothing_is_claimed(scorer):
    scores = [s for article in load_examples() for s in scorer.score_document(article.document)]
    assert {s.sourcing for s in scores} == set(CLASSES)
    for sentence in scores:
        assert math.isnan(sentence.score) == (sentence.sourcing == "no_claim")
        assert math.isnan(sentence.score) or 0.0 <= sentence.score <= 1.0
        assert 0.0 <= sentence.checkable <= 1.0


def test_probabilities_are_of_all_classes_and_add_up(report):
    for sentence in report:
        assert set(sentence.probabilities) == set(CLASSES)
        assert all(0.0 <= p <= 1.0 for p in sentence.probabilities.values())
        assert sum(sentence.probabilities.values()) == pytest.approx(1.0, abs=1e-9)
        best = max(sentence.probabilities, key=sentence.probabilities.get)
        assert sentence.sourcing == best


def test_a_score_is_the_grade_to_expect_of_a_claim(report):
    for sentence in report:
        if sentence.sourcing != "no_claim":
            chances = {name: sentence.probabilities[name] for name in GRADES}
            expected = sum(p * GRADES[name] for name, p in chances.items()) / sum(chances.values())
            assert sentence.score == pytest.approx(expected, abs=1e-9)


def test_a_sentence_tells_all_its_attributions(scorer):
    text = "Ana Ruiz said the bridge was safe, but Omar Vidal warned that the lamp was out."
    (sentence,) = scorer.score(text)
    main, other = sentence.attributions
    assert main is sentence.attribution
    assert (main.source.name, other.source.name) == ("Ana Ruiz", "Omar Vidal")
    told = sentence.to_dict()["attributions"]
    assert [item["source"]["name"] for item in told] == ["Ana Ruiz", "Omar Vidal"]
    assert text[slice(*told[1]["content"])] == "the lamp was out"


def test_a_sentence_without_attribution_has_none(scorer):
    (sentence,) = scorer.score("The bridge was built in stone.")
    assert sentence.attribution is None
    assert sentence.attributions == ()
    assert sentence.to_dict()["attributions"] == []


def test_plain_python_values(report):
    for sentence in report:
        assert type(sentence.score) is type(sentence.checkable) is float
        assert {type(p) for p in sentence.probabilities.values()} == {float}
        assert type(sentence.sourcing) is str


def test_the_score_of_an_article_is_that_of_its_claims(report):
    weights = [1 - s.probabilities["no_claim"] for s in report if not math.isnan(s.score)]
    scores = [s.score for s in report if not math.isnan(s.score)]
    assert report.score == pytest.approx(np.average(scores, weights=weights))


def test_an_article_is_a_sequence_of_its_sentences(report, text):
    assert report.text == text
    assert len(report) == len(list(report)) == len(report.sentences) > 30
    assert [sentence.index for sentence in report] == list(range(len(report)))
    assert report[-1] is report.sentences[-1]
    assert list(report[2:4]) == [report[2], report[3]]
    assert report[5] in report
    assert report.index(report[5]) == 5
    assert list(reversed(report))[0] is report[-1]
    with pytest.raises(IndexError):
        report[len(report)]


def test_spans_slice_to_the_sentence(report):
    end = 0
    for sentence in report:
        assert sentence.text == report.text[sentence.span.start : sentence.span.end]
        assert sentence.span.start >= end
        end = sentence.span.end
        for item in sentence.evidence:
            # A quotation may run on into the next sentences.
            assert sentence.span.start <= item.span.start < sentence.span.end
            assert item.span.start < item.span.end <= len(report.text)


def test_shares_are_of_the_claims(report):
    counts = Counter(s.sourcing for s in report if s.sourcing != "no_claim")
    assert set(report.shares) == set(GRADES)
    assert sum(report.shares.values()) == pytest.approx(1.0)
    for name, share in report.shares.items():
        assert share == pytest.approx(counts[name] / counts.total())


def test_the_ledger_of_sources(report):
    tallies = report.sources
    assert sum(tally.share for tally in tallies) == pytest.approx(1.0)
    sizes = [len(tally.sentences) for tally in tallies]
    assert sizes == sorted(sizes, reverse=True)
    places = [index for tally in tallies for index in tally.sentences]
    assert len(places) == len(set(places)) == sum(sizes)
    for tally in tallies:
        assert tally.share == pytest.approx(len(tally.sentences) / len(places))
        assert tally.named == (tally.type in {"named", "document", "organisation"})
        for index in tally.sentences:
            assert report[index].attribution.source is not None
            assert report[index].sourcing not in {"unattributed", "hedged", "no_claim"}


def test_the_ledger_gathers_what_one_source_said(report):
    (engineer,) = [tally for tally in report.sources if tally.label == "Ruth Achterberg"]
    assert engineer is report.sources[0]
    assert (engineer.type, engineer.named) == ("named", True)
    openings = {report[index].text.split()[0] for index in engineer.sentences}
    assert {"She", "Ms"} <= openings, "by pronoun and by surname"
    (critics,) = [tally for tally in report.sources if tally.label == "Critics"]
    assert (critics.type, critics.named, len(critics.sentences)) == ("vague", False, 1)


def test_the_ledger_gathers_what_one_unnamed_source_said(report):
    (official,) = [tally for tally in report.sources if "official" in tally.label]
    assert len(official.sentences) == 2


@pytest.mark.xfail(strict=True, reason="the name of 'The Port of Pellworth' is cut to 'Port'")
def test_the_ledger_keeps_whole_names(report):
    assert "The Port of Pellworth" in {tally.label for tally in report.sources}


def test_a_source_carried_over_says_so(report):
    carried = [s for s in report if s.attribution and s.attribution.basis is Basis.QUOTATION]
    assert carried
    for sentence in carried:
        assert sentence.attribution.source.span is None
        assert sentence.attribution.source.text not in sentence.text


TYPES = {
    "start": "int64",
    "end": "int64",
    "text": "object",
    "score": "float64",
    "sourcing": "object",
    "checkable": "float64",
    "source": "object",
    "source_type": "object",
    "source_name": "object",
    "cue": "object",
    "basis": "object",
    "polarity": "object",
    "second_hand": "boolean",
    **{f"p_{name}": "float64" for name in CLASSES},
}


@pytest.mark.parametrize("name", ["harbour-bridge", "one sentence", "empty"])
def test_frame_has_the_same_columns_and_types_whatever_is_in_it(name, report, scorer):
    given = {"one sentence": scorer.score("It fell."), "empty": scorer.score("")}
    frame = given.get(name, report).to_frame()
    assert frame.dtypes.astype(str).to_dict() == TYPES
    assert list(frame.columns) == list(TYPES)
    assert frame.index.name == "sentence"


def test_frame_holds_what_the_sentences_do(report):
    frame = report.to_frame()
    assert frame.index.tolist() == list(range(len(report)))
    for sentence, row in zip(report, frame.itertuples(), strict=True):
        assert (row.start, row.end, row.text) == (*sentence.span, sentence.text)
        assert row.sourcing == sentence.sourcing
        np.testing.assert_equal(row.score, sentence.score)
        assert row.p_vague == sentence.probabilities["vague"]
        attribution = sentence.attribution
        if attribution is None:
            assert row.source is row.cue is row.basis is None
            assert row.second_hand is pd.NA
        else:
            assert row.basis == attribution.basis
            assert row.second_hand == attribution.second_hand
            assert row.cue == (None if attribution.cue is None else attribution.cue.of(report.text))
            if attribution.source is not None:
                assert row.source == attribution.source.text


def test_frame_can_be_written_and_read(report, tmp_path):
    report.to_frame().to_csv(tmp_path / "scores.csv")
    again = pd.read_csv(tmp_path / "scores.csv", index_col="sentence")
    assert again["text"].tolist() == [sentence.text for sentence in report]
    np.testing.assert_allclose(again["score"], report.to_frame()["score"])


def test_dict_is_valid_json(report):
    record = report.to_dict()
    again = json.loads(json.dumps(record, allow_nan=False))
    assert again == record
    assert json.loads(report.to_json()) == record
    assert record["score"] == round(report.score, 4)
    for sentence, told in zip(report, record["sentences"], strict=True):
        assert told["text"] == report.text[told["start"] : told["end"]]
        assert (told["score"] is None) == (told["sourcing"] == "no_claim")
        assert (told["attribution"] is None) == (sentence.attribution is None)
        for item in told["evidence"]:
            assert told["start"] <= item["start"] < told["end"]


def test_dict_tells_spans_in_the_article(report):
    (told,) = [s for s in report.to_dict()["sentences"] if s["text"].startswith("She said")]
    attribution = told["attribution"]
    start, end = attribution["cue"]
    assert report.text[start:end] == "said"
    start, end = attribution["source"]["span"]
    assert report.text[start:end] == attribution["source"]["text"] == "She"
    assert attribution["source"]["name"] == "Ruth Achterberg"
    start, end = attribution["content"]
    assert report.text[start:end].startswith("the work would take")


@pytest.mark.parametrize("text", ["", " \r\n\t", "\u200b\ufeff"])
def test_nothing_to_score(scorer, text):
    report = scorer.score(text)
    assert isinstance(report, ArticleScore)
    assert not report
    assert math.isnan(report.score)
    assert report.sources == ()
    assert len(report.to_frame()) == 0
    assert json.loads(report.to_json())["score"] is None
    assert repr(report) == "<ArticleScore: 0 sentences, score nan>"


def test_nothing_claimed(scorer):
    report = scorer.score("Who knows?\n\nRead more")
    assert {sentence.sourcing for sentence in report} == {"no_claim"}
    assert math.isnan(report.score)
    assert set(report.shares.values()) == {0.0}
    assert json.loads(report.to_json())["score"] is None


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "text is NoneType; should be str"),
        (b"It fell.", "text is bytes; should be str: decode it first"),
        (bytearray(b"It fell."), "text is bytes; should be str: decode it first"),
        (5, "text is int; should be str"),
        (float("nan"), "text is float; should be str"),
        (["It fell."], "text is list; should be str"),
    ],
)
def test_only_strings_are_scored(scorer, value, told):
    for use in (scorer.score, provenance.score):
        with pytest.raises(InputError, match=told):
            use(value)


def test_the_shipped_model_by_every_way(report, text):
    for again in (provenance.score(text), provenance.load("en").score(text)):
        assert again.to_dict() == report.to_dict()


def test_load_names_what_is_wrong():
    with pytest.raises(ModelFileError, match="there is no model file missing.npz"):
        provenance.load("missing.npz")


def test_given_sentences_are_scored_as_given(scorer):
    text = "Ana Ruiz said so. It reportedly fell."
    document = provenance.read(text, [(0, len(text))])
    (only,) = scorer.score_document(document)
    assert only.text == text


@pytest.mark.parametrize(
    "text",
    [
        "A senior coast guard officer, who asked not to be named because she was not authorised to "
        "speak, said the bridge was unsafe.",
        "A coast guard officer said on condition of anonymity because she feared for her job "
        "that the bridge was unsafe.",
        "The bridge was unsafe, said a senior coast guard officer who asked not to be named.",
    ],
    ids=["with a reason", "on condition", "after the claim"],
)
def test_who_asked_not_to_be_named_is_not(scorer, text):
    (sentence,) = scorer.score(text)
    assert "anonymity" in {item.kind.value for item in sentence.evidence}
    assert sentence.sourcing == "anonymous"


def test_estimator_and_model_file_agree(small_model):
    articles = load_examples()
    learnt, sourcing, checkable, groups = recipe.training_set(articles)
    transformer = recipe.features()
    assert isinstance(transformer, SourcingFeatures)
    matrix = transformer.fit_transform(learnt)
    who = recipe.classifier().fit(matrix, sourcing, groups=groups)
    what = recipe.classifier().fit(matrix, checkable, groups=groups)
    sentences, *_ = recipe.flatten(articles)
    held = transformer.transform(sentences)
    scored = [s for a in articles for s in Scorer(small_model).score_document(a.document)]
    # Weights are rounded in a model file, hence the tolerance.
    np.testing.assert_allclose(
        [[s.probabilities[name] for name in who.classes_] for s in scored],
        who.predict_proba(held),
        atol=1e-3,
    )
    np.testing.assert_allclose(
        [s.checkable for s in scored], what.predict_proba(held)[:, 1], atol=1e-3
    )


def test_a_row_does_not_depend_on_its_batch(small_model):
    found = rows(analyse(load_examples()[0].document))
    together, checkable = small_model.predict(*small_model.space.sparse(found))
    for index, row in enumerate(found):
        alone, mark = small_model.predict(*small_model.space.sparse([row]))
        np.testing.assert_array_equal(alone[0], together[index])
        assert mark[0] == checkable[index]


def test_a_row_of_nothing_known(small_model):
    probabilities, checkable = small_model.predict(*small_model.space.sparse([Row([], [], [], [])]))
    assert probabilities.sum() == pytest.approx(1.0)
    assert 0.0 <= checkable[0] <= 1.0
