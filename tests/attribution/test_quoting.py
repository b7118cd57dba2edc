"""Quotations and runs: which sentences belong to a source that they do not name."""

import pytest

from provenance.attribution import attribute
from provenance.document import read
from provenance.extractors import extract

# An article; then the basis and the name of the source of each of its sentences, or None.
CASES = [
    # backwards: the source stands behind the quotation
    (
        "\u201cIt is over. We lost,\u201d Ruiz said.",
        [("quotation", "Ruiz"), ("stated", "Ruiz")],
    ),
    (
        "\u201cIt is over. We lost. Nobody knew,\u201d Ruiz said.",
        [("quotation", "Ruiz"), ("quotation", "Ruiz"), ("stated", "Ruiz")],
    ),
    # forwards
    (
        "Ruiz said: \u201cIt is over. We lost. Nobody knew.\u201d",
        [("stated", "Ruiz"), ("quotation", "Ruiz"), ("quotation", "Ruiz")],
    ),
    (
        "\u201cIt is over,\u201d Ruiz said. \u201cWe lost. Nobody knew.\u201d",
        [("stated", "Ruiz"), ("quotation", "Ruiz"), ("quotation", "Ruiz")],
    ),
    (
        "Ruiz said it was over. \u201cWe lost the boat.\u201d",
        [("stated", "Ruiz"), ("quotation", "Ruiz")],
    ),
    # straight and single marks
    (
        '"It is over. We lost," Ruiz said.',
        [("quotation", "Ruiz"), ("stated", "Ruiz")],
    ),
    (
        "\u2018It is over. We lost,\u2019 Ruiz said.",
        [("quotation", "Ruiz"), ("stated", "Ruiz")],
    ),
    # over paragraphs
    (
        "\u201cIt began on Monday.\n\n\u201cThen it ended on Friday,\u201d Ruiz said.",
        [("quotation", "Ruiz"), ("stated", "Ruiz")],
    ),
    (
        "Ruiz said: \u201cIt began on Monday.\n\n\u201cThen it ended on Friday.\u201d",
        [("stated", "Ruiz"), ("quotation", "Ruiz")],
    ),
    (
        "\u201cWe lost the boat,\u201d Ruiz said.\n\n\u201cNobody had seen the rocks.\u201d",
        [("stated", "Ruiz"), ("quotation", "Ruiz")],
    ),
    # to the speaker next to it, not to the other
    (
        "Ruiz said it was over.\n\nVidal said it was not. \u201cWe won the race.\u201d",
        [("stated", "Ruiz"), ("stated", "Vidal"), ("quotation", "Vidal")],
    ),
    (
        "Ruiz said it was over.\n\n\u201cWe won the race. We won the cup,\u201d Vidal said.",
        [("stated", "Ruiz"), ("quotation", "Vidal"), ("stated", "Vidal")],
    ),
    # a quotation opens its paragraph, and its speaker follows
    (
        "\u201cWe lost the boat.\u201d Ruiz said the rocks were new.",
        [("quotation", "Ruiz"), ("stated", "Ruiz")],
    ),
    # runs
    (
        "Ruiz said the pier was shut. The lamp had failed. The crew had left.",
        [("stated", "Ruiz"), ("run", "Ruiz"), ("run", "Ruiz")],
    ),
    (
        "Ruiz said it was shut. Vidal said it was open. The lamp had failed.",
        [("stated", "Ruiz"), ("stated", "Vidal"), ("run", "Vidal")],
    ),
    (
        "Ruiz said the pier was shut.\n\nThe lamp had failed.",
        [("stated", "Ruiz"), ("run", "Ruiz")],
    ),
    # nothing to go on with
    ("The lamp had failed. Ruiz said the pier was shut.", [None, ("stated", "Ruiz")]),
    ("The lamp had failed. The crew had left.", [None, None]),
    ("\u201cThe lamp had failed in the night.\u201d", [None]),
    ("The \u201cexperts\u201d had left.", [None]),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_the_source_of_each_sentence(attributed, text, expected):
    found = [item and (item.basis.value, item.source.name) for item in attributed(text)]
    assert found == expected


@pytest.mark.parametrize("text, expected", CASES)
def test_what_is_carried_stands_in_another_sentence(text, expected):
    """A carried source has no place, no cue and no content here, and its origin is stated."""
    results = attribute(extract(read(text)))
    for index, result in enumerate(results):
        carried = result.attribution
        if carried is None:
            assert result.distance == 0
        elif carried.basis == "stated":
            assert result.distance == 0
            assert carried.source.span is not None and carried.cue is not None
        else:
            assert (carried.source.span, carried.cue, carried.content) == (None, None, None)
            origin = results[index - result.distance].attribution
            assert origin.basis != "run" and origin.source.name == carried.source.name


def test_a_run_ends_at_last():
    """A source does not go on speaking through a whole article."""
    text = "Ruiz said the pier was shut. " + "The lamp had failed. " * 40
    results = attribute(extract(read(text)))
    assert results[1].attribution.basis == "run"
    assert [result.distance for result in results[:4]] == [0, 1, 2, 3]
    assert results[-1].attribution is None


@pytest.mark.parametrize(
    "text, form",
    [
        ("Ruiz said that the pier was safe.", "indirect"),
        ("\u201cThe pier is as safe as ever,\u201d Ruiz said.", "direct"),
        ("Ruiz said: \u201cThe pier is as safe as ever.\u201d", "direct"),
        ("Ruiz called the old pier \u201csafe enough\u201d for the crew.", "mixed"),
        ("Ruiz said that the old pier had had \u201ca long night\u201d in the rain.", "mixed"),
        ("Ruiz said the experts had left.", "indirect"),
        ("\u201cIs the pier safe?\u201d Ruiz asked.", "direct"),
    ],
)
def test_form(attributed, text, form):
    assert attributed(text)[-1].form == form


@pytest.mark.parametrize(
    "text, shares",
    [
        ("The pier is safe.", [0.0]),
        ("\u201cThe pier is safe.\u201d", [1.0]),
        ("The \u201cexperts\u201d left.", [0.0]),
        ("\u201cIt is over. We lost. Nobody knew,\u201d Ruiz said.", [1.0, 1.0, None]),
    ],
)
def test_share(text, shares):
    """``None`` stands for a part of the sentence."""
    found = [result.quoted.share for result in attribute(extract(read(text)))]
    assert len(found) == len(shares)
    for share, expected in zip(found, shares, strict=True):
        assert 0 < share < 1 if expected is None else share == expected


def test_sentences_of_a_quotation_know_where_it_goes_on():
    text = "\u201cIt is over. We lost. Nobody knew,\u201d Ruiz said. \u201cNever.\u201d"
    quoted = [result.quoted for result in attribute(extract(read(text)))]
    assert [item.enters for item in quoted] == [False, True, True, False]
    assert [item.leaves for item in quoted] == [True, True, False, False]
    assert quoted[0].groups == quoted[1].groups == quoted[2].groups
    assert quoted[3].groups != quoted[0].groups
