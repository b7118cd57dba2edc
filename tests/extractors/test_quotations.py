"""Quotations told apart: direct speech, quoted words in a sentence, scare quotes."""

import pytest

from provenance.document import read
from provenance.extractors import Kind, extract

KIND = Kind.QUOTATION

CASES = [
    # direct
    ("\u201cThe pier is safe,\u201d Ruiz said.", [("\u201cThe pier is safe,\u201d", "direct")]),
    ("\u2018The pier is safe,\u2019 Ruiz said.", [("\u2018The pier is safe,\u2019", "direct")]),
    ('Ruiz said: "The pier is safe."', [('"The pier is safe."', "direct")]),
    ('"Never," said Ruiz.', [('"Never,"', "direct")]),
    ('"No!" he cried.', [('"No!"', "direct")]),
    ('"We rowed all night."', [('"We rowed all night."', "direct")]),
    (
        '"The pier," Ruiz said, "is as safe as ever."',
        [('"The pier,"', "direct"), ('"is as safe as ever."', "direct")],
    ),
    # mixed
    ('Ruiz called the pier "safe enough".', [('"safe enough"', "mixed")]),
    ('Ruiz said that it was "a long night".', [('"a long night"', "mixed")]),
    ('Ruiz praised the "heroic" crew, Vidal said.', [('"heroic"', "mixed")]),
    # scare
    ('The "experts" left early.', [('"experts"', "scare")]),
    ("The so-called \u2018quiet zone\u2019 is loud.", [("\u2018quiet zone\u2019", "scare")]),
    # two in one sentence
    ('The "safe" pier has a "new" lamp.', [('"safe"', "scare"), ('"new"', "scare")]),
    # not these
    ("The pier is safe.", []),
    ("Ruiz\u2019s pier wasn\u2019t safe.", []),
    ("The ministers\u2019 pier was theirs.", []),
    ("The pier's lamp broke in the '90s.", []),
    ('A 6" pipe burst.', []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_quotations(found, text, expected):
    assert found(text, KIND) == expected


def test_a_quotation_over_sentences_is_reported_once_in_its_first():
    text = "\u201cIt is over. We lost the boat,\u201d Ruiz said."
    extraction = extract(read(text))
    quoted = [[e for e in items if e.kind is KIND] for items in extraction.evidence]
    assert [len(items) for items in quoted] == [1, 0]
    assert quoted[0][0].span.of(text) == "\u201cIt is over. We lost the boat,\u201d"
