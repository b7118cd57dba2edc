"""Sentences: nupunkt's boundaries with what news text adds."""

import pytest

from provenance.document import read


@pytest.mark.parametrize(
    "text, expected",
    [
        ("One came. Two left.", ["One came.", "Two left."]),
        ("Dr. Ruiz met Sen. Okafor at 5 p.m. on Monday.", None),
        ("He works for Acme Inc. in the U.S. today.", None),
        ("It was a long day. \u201cPeople slept,\u201d she said.", 2),
        ("They raised the tax. Nobody minded.", 2),
        ("\u201cWhy now?\u201d Mr Ortega asked.", None),
        ("\u201cStop!\u201d she cried.", None),
        ("\u2018Why now?\u2019 Lena Ortega asked.", None),
        (
            "\u201cIt is over. We lost,\u201d he said.",
            ["\u201cIt is over.", "We lost,\u201d he said."],
        ),
        ('She said: "It is over." "No," he said.', 2),
        ("The vote passed.The mayor left.", 2),
        ("Rep. Dana Cole (D-Nev.) voted no.", None),
        (
            "A headline without a stop\nThe story begins.",
            ["A headline without a stop", "The story begins."],
        ),
        ("Photo by Ana Ruiz\r\n\r\nThe story begins.", 2),
        ("\u2022 first item\n\u2022 second item", 2),
        ("It\u2026 may. Or may not.", 2),
        ("See www.harbour.example for more.", None),
        ("It cost $4.5 million. It leaks.", 2),
        ("She told the N.H.C. that it was over. He left.", 2),
        ("He spoke for the U.S. Ambassador to Norland on Monday.", None),
        ("He is the No. 2 man. The N.&P. 500 fell.", 2),
        ("They call him \u201cMr. Clean\u201d at home.", None),
        ("He had been ill. Others said so.", 2),
        ("She lives in Harrow, Ill. with a dog.", None),
    ],
)
def test_boundaries(text, expected):
    """``None`` stands for one sentence, a number for so many."""
    found = read(text).sentence_texts
    if isinstance(expected, list):
        assert found == expected
    else:
        assert len(found) == (expected or 1)


def test_wrapped_lines_are_one_paragraph():
    text = (
        "The harbour bridge was closed on Monday after divers found a crack\n"
        "in one of its piers, and traffic was sent through the old tunnel for\n"
        "the rest of the week. Shops complained.\n"
    )
    document = read(text)
    assert len(document.paragraphs) == 1
    assert len(document) == 2


def test_short_lines_are_paragraphs_of_their_own():
    text = "First item of the list\nSecond item\nThird and last item of it all"
    assert len(read(text).paragraphs) == 3


@pytest.mark.parametrize("piece", ["!", "a.\u201d\u201c", "it.The next "])
def test_endless_words_take_no_longer_a_mark(piece):
    # Minutes when every mark looks ahead to the end of the word.
    assert len(read(piece * 50_000)) >= 1


@pytest.mark.parametrize(
    "text, expected",
    [
        ("One\n\nTwo", 2),
        ("One\r\n \r\nTwo", 2),
        ("One\fTwo\u2028Three", 3),
        (" \t One. \n", 1),
    ],
)
def test_paragraphs(text, expected):
    document = read(text)
    assert len(document.paragraphs) == expected
    assert all(span.of(text) == span.of(text).strip() for span in document.paragraphs)
