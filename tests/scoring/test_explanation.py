"""An explanation names the evidence, the doubts, and what is not known."""

import math
from dataclasses import replace

import pytest

from provenance.codebook import CLOSE_CALL, CODEBOOK, Sourcing
from provenance.data.labels import load_examples
from provenance.scoring.ledger import tally_sources


@pytest.fixture(scope="module")
def sentences(scorer):
    """Every sentence of the examples with its explanation."""
    scored = [s for article in load_examples() for s in scorer.score_document(article.document)]
    return [(sentence, sentence.explain()) for sentence in scored]


def explained(scorer, text, index=0):
    return scorer.score(text)[index].explain()


def test_words_are_its_lines(sentences):
    for sentence, told in sentences:
        assert str(told) == "\n".join(told.lines)
        assert all(line and "\n" not in line for line in told.lines)
        assert told.lines[0].startswith(f"{sentence.sourcing} ({told.probability:.0%}): ")
        assert CODEBOOK[Sourcing(sentence.sourcing)].meaning in told.lines[0]


def test_chosen_and_runner_up(sentences):
    for sentence, told in sentences:
        ranked = sorted(sentence.probabilities, key=sentence.probabilities.get, reverse=True)
        assert [told.sourcing, told.runner_up] == ranked[:2]
        assert told.probability == sentence.probabilities[told.sourcing]


def test_a_close_call_is_called_one(sentences):
    close = 0
    for sentence, told in sentences:
        lead = told.probability - sentence.probabilities[told.runner_up]
        assert told.too_close == (lead < CLOSE_CALL)
        assert told.too_close == any(
            line.startswith(f"Too close to call against {told.runner_up}") for line in told.lines
        )
        close += told.too_close
    assert 0 < close < len(sentences) / 2


def test_every_cue_is_told(sentences):
    for sentence, told in sentences:
        assert len(told.evidence) == len(sentence.evidence)
        for item, words in zip(sentence.evidence, told.evidence, strict=True):
            kind, _, cue = words.partition(": ")
            assert kind == item.kind.value
            assert cue
            assert cue in sentence.text
            assert words in str(told)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police reportedly closed the bridge.", "hedge: reportedly"),
        ("Ana Ruiz, the mayor, said the bridge was safe.", "reporting: said"),
        ("Ana Ruiz, the mayor, said the bridge was safe.", "source: Ana Ruiz"),
        ("The bridge may close.", "uncertainty: may"),
        (
            "A source who asked not to be named said it fell.",
            "anonymity: who asked not to be named",
        ),
    ],
)
def test_evidence(scorer, text, words):
    told = explained(scorer, text)
    assert words in told.evidence
    assert words in str(told)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        (
            "A senior coast guard officer said the bridge was unsafe.",
            ("who the source is", "why the source is not named"),
        ),
        (
            "A senior coast guard officer, who asked not to be named, said it was unsafe.",
            ("who the source is",),
        ),
        ("Critics say the bridge is unsafe.", ("who the sources are", "how they would know")),
        ("The mayor reportedly knew of the crack.", ("whose claim it is",)),
        ("Ana Ruiz, the mayor, said the bridge was safe.", ()),
    ],
)
def test_what_is_not_known(scorer, text, unknown):
    told = explained(scorer, text)
    assert told.unknown == unknown
    assert [line for line in told.lines if line.startswith("Not known: ")] == [
        f"Not known: {item}." for item in unknown
    ]


@pytest.mark.parametrize(
    ("text", "index", "line"),
    [
        ("Ana Ruiz, the mayor, said it was safe.", 0, "Source: Ana Ruiz, the mayor."),
        (
            "Ana Ruiz, the mayor, was angry. \u201cIt is late,\u201d she said.",
            1,
            "Source: she, that is Ana Ruiz.",
        ),
        (
            "\u201cThe bridge is safe. Nobody need worry,\u201d Ana Ruiz, the mayor, said.",
            0,
            "Source: Ana Ruiz, the mayor (carried over from another sentence, quotation).",
        ),
        ("The company denied that it had paid the minister.", 0, "The source denies."),
    ],
)
def test_the_source(scorer, text, index, line):
    assert line in explained(scorer, text, index).lines


def test_contributions_are_ranked_and_named(sentences, scorer):
    names = set(scorer.model.space.names)
    for _, told in sentences:
        sizes = [abs(item.added) for item in told.contributions]
        assert sizes == sorted(sizes, reverse=True)
        features = [item.feature for item in told.contributions]
        assert len(set(features)) == len(features)
        assert set(features) <= names


def test_contributions_add_up_to_the_lead(sentences, scorer):
    model = scorer.model
    for sentence, told in sentences:
        chosen, other = (model.classes.index(name) for name in (told.sourcing, told.runner_up))
        start = float(model.intercepts[chosen] - model.intercepts[other])
        lead = math.log(told.probability / sentence.probabilities[told.runner_up])
        total = start + sum(item.added for item in told.contributions)
        assert total == pytest.approx(lead, abs=1e-3)


def test_the_heaviest_features_are_told(scorer):
    told = explained(scorer, "Ana Ruiz, the mayor, said the bridge was safe.")
    heaviest = told.contributions[0]
    assert f"{heaviest.feature} {heaviest.added:+.1f}" in str(told)


def test_explaining_twice_says_the_same(report):
    for sentence in report:
        assert sentence.explain() == sentence.explain()


def test_a_class_that_its_source_does_not_fit_is_told(scorer):
    (sentence,) = scorer.score("Police said the bridge was safe.")
    assert "by its words" not in str(sentence.explain())
    otherwise = replace(sentence, sourcing="document")
    ranked = {**sentence.probabilities, "document": 2.0}
    told = str(replace(otherwise, probabilities=ranked).explain())
    assert "Source: Police; by its words it is organisation" in told
    assert [tally.type for tally in tally_sources([otherwise])] == ["organisation"]
    assert [tally.type for tally in tally_sources([sentence, otherwise])] == ["organisation"]
