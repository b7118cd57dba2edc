"""Which cue carries a sentence, what the source does with the claim, and who passes it on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.attribution import attribute
from provenance.document import read
from provenance.extractors import extract


def _wrong(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


# A sentence, and the words of the source and the cue that carry it.
MAIN = [
    ("Ruiz said the pier was safe.", "Ruiz", "said"),
    ("The pier was safe, according to the audit.", "the audit", "according to"),
    # the main clause's, not a lesser clause's
    ("Okafor said the survey shows that rents fell.", "Okafor", "said"),
    ("Some object, but Ana Ruiz said the plan was sound.", "Ana Ruiz", "said"),
    ("After Vidal said it was late, Ana Ruiz said it was early.", "Ana Ruiz", "said"),
    # not what a quotation says inside it
    ("The minister said \u201csources said it was late\u201d.", "The minister", "said"),
    ("\u201cMy brother told me so yesterday,\u201d Ana Ruiz said.", "Ana Ruiz", "said"),
    # not a clause that only says which men are meant
    ("The union accused the yard of firing men who had complained.", "The union", "accused"),
    # between two of one weight, the weaker
    ("Critics said it was late but Ana Ruiz said it was early.", "Critics", "said"),
    # the origin, not the outlet
    ("The mayor said it would reopen soon, according to Reuters.", "The mayor", "said"),
    pytest.param(
        "The mayor said it would reopen soon, according to the Harbour Gazette.",
        "The mayor",
        "said",
        marks=_wrong("only a listed outlet gives way to the origin"),
    ),
    (
        "The outlet was told by a source close to the minister that the vote was off.",
        "a source close to the minister",
        "was told by",
    ),
]


@pytest.mark.parametrize("text, source, cue", MAIN)
def test_what_carries_a_sentence(attributed, text, source, cue):
    (found,) = attributed(text)
    assert found.basis == "stated"
    assert (found.source.text, found.cue.of(text)) == (source, cue)
    assert found.source.span.of(text) == source


@pytest.mark.parametrize(
    "text",
    [
        "The pier was shut at noon.",
        "The pier may close.",
        "The pier reportedly closed.",
        "Ruiz is said to have closed the pier.",
        "Many researchers like tea.",
        "Okafor sacked the harbour master.",
        "Ruiz was furious.",
    ],
)
def test_nobody_answers_for_the_writers_own_words(attributed, text):
    assert attributed(text) == [None]


@pytest.mark.parametrize(
    "text, polarity",
    [
        ("Ruiz said that the pier was safe.", "asserts"),
        ("Ruiz denied that the pier was safe.", "denies"),
        ("Ruiz denied the claim that it was safe.", "denies"),
        ("Ruiz disputed that the pier was safe.", "denies"),
        ("Ruiz confirmed that the pier was safe.", "confirms"),
        ("Ruiz admitted that the pier was safe.", "confirms"),
        ("Ruiz asked whether the pier was safe.", "questions"),
        ("Ruiz did not say that the pier was safe.", "withholds"),
        ("Ruiz said he would not say whether it was safe.", "withholds"),
        ("Ruiz never said that the pier was safe.", "withholds"),
        pytest.param(
            "Ruiz declined to comment on the pier but said that the lamp was out.",
            "asserts",
            marks=_wrong("one silence in a sentence withholds all of it"),
        ),
    ],
)
def test_polarity(attributed, text, polarity):
    (found,) = attributed(text)
    assert found.polarity == polarity


@pytest.mark.parametrize("text", ["I argued that it was late.", "We think the pier is safe."])
def test_the_writer_s_own_voice_is_no_source(attributed, text):
    assert attributed(text) == [None]


def test_a_quotation_goes_on_with_who_was_quoted_last(attributed):
    found = attributed(
        "\u201cIt is late,\u201d Ana Ruiz said. The board said on Monday that it was early. Rain fell. "
        "\u201cNobody asked us.\u201d"
    )
    assert found[-1].source.name == "Ana Ruiz"


@pytest.mark.parametrize(
    "text",
    [
        "The ministry declined to comment.",
        "Ruiz did not say whether the pier was safe.",
        "Ruiz refused to say whether the pier was safe.",
        "The owner could not be reached.",
        "A spokesman for the ministry did not respond to two letters.",
    ],
)
def test_silence_asserts_nothing(attributed, text):
    (found,) = attributed(text)
    assert found is None or found.polarity == "withholds"


@pytest.mark.parametrize(
    "text, type",
    [
        ("Ruiz told the BBC that the pier was shut.", "named"),
        ("The pier was shut, Ruiz told Reuters.", "named"),
        ("Two officials told Reuters that the vote was off.", "anonymous"),
        ("In an interview with a Swiss weekly, Ruiz said it was shut.", "named"),
        ("Ruiz told the Harbour Gazette that the pier was shut.", "named"),
        ("\u201cWe saw the smoke,\u201d Ruiz told the newspaper.", "named"),
        pytest.param(
            "The mayor said it would reopen soon, according to Reuters.",
            "vague",
            marks=_wrong("an outlet with a cue of its own is no relay"),
        ),
        (
            "The outlet was told by a source close to the minister that the vote was off.",
            "anonymous",
        ),
        pytest.param(
            "The BBC, citing two officials, said the vote was off.",
            "anonymous",
            marks=_wrong("the outlet is the source, and those it cites are the relay"),
        ),
    ],
)
def test_a_relayed_claim_is_second_hand(attributed, text, type):
    """The claim goes to its origin, and who passed it on is kept."""
    (found,) = attributed(text)
    assert found.source.type == type
    assert found.second_hand
    assert all(words in text for words in found.via)


@pytest.mark.parametrize(
    "text",
    [
        "Reuters reported that the pier was shut.",
        "Ruiz said that the pier was shut.",
        "Ruiz told reporters that the pier was shut.",
        "Ruiz told her brother that the pier was shut.",
        "Ruiz told the court that the pier was shut.",
    ],
)
def test_who_speaks_for_himself_is_not_relayed(attributed, text):
    (found,) = attributed(text)
    assert found.via == ()
    assert not found.second_hand


def test_a_relay_is_carried_with_its_quotation(attributed):
    text = "\u201cWe saw the smoke,\u201d Ruiz told Reuters. \u201cThen we ran.\u201d"
    first, second = attributed(text)
    assert first.second_hand
    assert second.via == first.via


_PIECES = st.lists(
    st.sampled_from(
        [
            "Ana Ruiz", "She", "the mayor", "officials", "said", "told Reuters", "that", "according to",
            "\u201c", "\u201d", '"', ".", ",", ":", "?", " ", " ", " ", "\n\n", "reportedly", "the report",
            "denied that", "declined to comment", "a source close to", "who", "and", "OKAFOR:", "was told by",
        ]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(_PIECES)
def test_attributions_stay_in_their_sentence(text):
    document = read(text)
    results = attribute(extract(document))
    assert len(results) == len(document)
    for result, (start, end) in zip(results, document.sentences, strict=True):
        found = result.attribution
        if found is None:
            continue
        assert found.source is not None or found.cue is not None
        for span in (found.cue, found.content, found.source and found.source.span):
            assert span is None or start <= span.start < span.end <= end
        if found.source is not None and found.source.span is not None:
            assert found.source.span.of(text) == found.source.text
        assert found.form in ("direct", "mixed", "indirect")
        assert 0 <= result.quoted.share <= 1


@given(_PIECES)
def test_attribution_is_the_same_every_time(text):
    first, second = attribute(extract(read(text))), attribute(extract(read(text)))
    assert [item.attribution for item in first] == [item.attribution for item in second]
    assert [item.quoted for item in first] == [item.quoted for item in second]
