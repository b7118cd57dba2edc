"""The writer's own caution, kept apart from hedges."""

import pytest

from provenance.extractors import Kind

KIND = Kind.UNCERTAINTY

CASES = [
    ("The bridge may close.", [("may", "modal")]),
    ("The bridge might close.", [("might", "modal")]),
    ("A strike could halt the ferries.", [("could", "modal")]),
    ("The dam may not hold.", [("may not", "modal")]),
    ("The bridge is likely to close.", [("is likely to", "phrase")]),
    ("The vote is expected to be close.", [("is expected to", "phrase")]),
    ("The port is set to reopen.", [("is set to", "phrase")]),
    ("There is a chance that the ice will break.", [("There is a chance", "phrase")]),
    ("It remains unclear who paid.", [("It remains unclear", "phrase")]),
    ("The clock probably stopped at noon.", [("probably", "adverb")]),
    ("Perhaps the ice will break.", [("Perhaps", "adverb")]),
    ("The clock apparently stopped.", [("apparently", "adverb")]),
    ("The captain is unlikely to sail again.", [("is unlikely to", "adverb")]),
    ("The captain appears to be asleep.", [("appears to", "verb")]),
    ("The pier seems to be sinking.", [("seems to", "verb")]),
    ("It looks as if the ice will break.", [("looks as if", "verb")]),
    # not these
    ("The bridge closed in May.", []),
    ("The bridge will close on 3 May 2021.", []),
    ("Theresa May closed the bridge.", []),
    ("The navy showed its might.", []),
    ("He kicked a can down the quay.", []),
    ("She could not swim.", []),
    ("The actor appeared to applause.", []),
    ("The hymn was set to music.", []),
    ("A survey of likely voters was delayed.", []),
    ("The bridge reportedly closed.", []),
    ("The bridge is said to be closed.", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_uncertainty(found, text, expected):
    assert found(text, KIND) == expected


@pytest.mark.parametrize(
    "text, uncertain, hedged",
    [
        ("The bridge may close.", 1, 0),
        ("The bridge is believed to be closed.", 0, 1),
        ("The bridge may reportedly close.", 1, 1),
    ],
)
def test_caution_and_hearsay_are_told_apart(found, text, uncertain, hedged):
    assert len(found(text, KIND)) == uncertain
    assert len(found(text, Kind.HEDGE)) == hedged
