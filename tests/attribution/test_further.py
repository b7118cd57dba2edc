"""The attributions of a sentence beside its main one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.attribution import attribute, further_attributions
from provenance.document import read
from provenance.extractors import extract

TWO = "Ana Ruiz said the bridge was safe, but former officials warned that the lamp was out."


def _further(text, sentence=0):
    extraction = extract(read(text))
    return further_attributions(extraction, attribute(extraction)[sentence])


def test_a_second_source_has_its_cue_and_content():
    (found,) = _further(TWO)
    assert found.source.text == "former officials"
    assert found.cue.of(TWO) == "warned"
    assert found.content.of(TWO) == "the lamp was out"
    assert found.form == "indirect"


def test_a_further_claim_of_the_same_source():
    text = "Ana Ruiz, the mayor, said the bridge was safe, adding that the lamp was out."
    (found,) = _further(text)
    assert (found.source.name, found.source.text) == ("Ana Ruiz", "Ana Ruiz, the mayor")
    assert found.content.of(text) == "the lamp was out"


def test_the_same_claim_is_not_told_twice():
    assert _further("Ana Ruiz said in a statement that the bridge was safe.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz said the bridge was safe.",
        "The bridge was safe.",
        # what a speaker reports is in his words
        "\u201cOmar Vidal told me that the lamp was out and I said no,\u201d Ana Ruiz said.",
    ],
)
def test_no_further_attribution(text):
    assert _further(text) == ()


def test_a_quoted_claim_is_direct():
    text = "Ana Ruiz said the bridge was safe, but Omar Vidal called it \u201ca wreck in the mud\u201d."
    (found,) = _further(text)
    assert found.form == "direct"


def test_what_was_not_said_is_withheld():
    text = "Ana Ruiz said the bridge was safe, but Omar Vidal did not say that the lamp was out."
    assert [item.polarity.value for item in _further(text)] == ["withholds"]


_PIECES = st.lists(
    st.sampled_from(
        ["Ana Ruiz", "She", "officials", "said", "called", "wants", "that", "according to", "\u201c",
         "\u201d", ".", ",", "the report", "denied", "and", "adding that", "of", "A.", "the bridge"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(_PIECES)
def test_they_stay_in_their_sentence(text):
    document = read(text)
    extraction = extract(document)
    for result, (start, end) in zip(attribute(extraction), document.sentences, strict=True):
        for found in further_attributions(extraction, result):
            for span in (found.cue, found.content, found.source and found.source.span):
                assert span is None or start <= span.start < span.end <= end


def test_a_sentence_of_many_cues_has_few():
    assert len(_further("Ana Ruiz said it, " * 200)) <= 16
