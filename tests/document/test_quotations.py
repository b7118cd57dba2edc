"""Quotations: marks of every kind, apostrophes among them, over paragraphs."""

import pytest

from provenance.document import read


@pytest.mark.parametrize(
    "text, expected",
    [
        ('"Go," he said.', ["Go,"]),
        ("\u201cGo,\u201d he said. \u201cNow.\u201d", ["Go,", "Now."]),
        ("\u2018It\u2019s late,\u2019 she said.", ["It\u2019s late,"]),
        ("'It's late,' she said.", ["It's late,"]),
        ("The ministers' plan wasn't theirs.", []),
        ("The ministers\u2019 plan wasn\u2019t theirs.", []),
        ("\u2018The ministers\u2019 plan\u2019, he said.", ["The ministers\u2019 plan"]),
        ("Rock \u2019n\u2019 roll in the \u201990s.", []),
        ("'Twas the '90s.", []),
        (
            "He said \u201cshe told me \u2018go\u2019 twice\u201d.",
            ["she told me \u2018go\u2019 twice"],
        ),
        ("\u00abVraiment\u00bb, he said.", ["Vraiment"]),
        ("``Go,'' he said.", ["Go,"]),
        ('A 6" pipe burst.', []),
        ("&quot;Go,&quot; he said.", ["Go,"]),
        ("He said: \u201cIt never ends", ["It never ends"]),
        ("\u201d odd \u201d marks \u201d", []),
    ],
)
def test_inner_text(text, expected):
    document = read(text)
    assert [quotation.inner.of(text) for quotation in document.quotations] == expected


def test_a_quotation_goes_on_in_the_next_paragraph():
    text = "\u201cIt began.\n\n\u201cThen it ended,\u201d she said."
    first, second = read(text).quotations
    assert first.continued
    assert not second.continued


def test_an_unclosed_quotation_ends_with_its_paragraph():
    text = "\u201cIt began.\n\nNobody knew."
    (only,) = read(text).quotations
    assert only.span.of(text) == "\u201cIt began."
    assert not only.continued


@pytest.mark.parametrize("piece", ["'a ", "'bus' ", "\u2018a ", "\u201ca ", "x''"])
def test_many_odd_marks_take_no_longer_each(piece):
    # Minutes when every mark looks through all that follow it.
    assert read(piece * 20_000).text
