"""Hedges: wording that hands a claim on without saying whose it is."""

import pytest

from provenance.extractors import Kind

KIND = Kind.HEDGE

CASES = [
    # adverbs
    ("The bridge reportedly failed its inspection.", [("reportedly", "adverb")]),
    ("Okafor allegedly hid the ledgers.", [("allegedly", "adverb")]),
    ("The vase is supposedly cursed.", [("supposedly", "adverb")]),
    ("The ship, as rumoured, never sailed.", [("as rumoured", "adverb")]),
    # passives without an agent
    ("She is said to have signed the deed.", [("is said to", "passive")]),
    ("Vidal is widely believed to own the quay.", [("is widely believed to", "passive")]),
    ("The crew are thought to be safe.", [("are thought to", "passive")]),
    ("It is understood that the mayor will resign.", [("It is understood that", "passive")]),
    ("The banker has been accused of fraud.", [("been accused of", "passive")]),
    ("The treaty is seen as a triumph.", [("is seen as", "passive")]),
    ("The gull was blamed for the outage.", [("was blamed for", "passive")]),
    # what came out, from nobody
    ("It emerged that the brakes were worn.", [("It emerged that", "emergence")]),
    ("Rumour has it that the inn is sold.", [("Rumour has it", "emergence")]),
    ("The letters came to light in May.", [("came to light", "emergence")]),
    # nouns and adjectives
    ("The mayor left amid reports of a rift.", [("amid reports", "noun")]),
    ("Accusations of theft followed him.", [("Accusations of", "noun")]),
    ("Police searched the alleged hideout.", [("the alleged", "adjective")]),
    (
        "Two in a row: reportedly broke, allegedly ill.",
        [("reportedly", "adverb"), ("allegedly", "adverb")],
    ),
    # across the case and the apostrophes of the text
    ("ALLEGEDLY, the clock was stolen.", [("ALLEGEDLY", "adverb")]),
    ("He\u2019s believed to be in Harrow.", [("\u2019s believed to", "passive")]),
    # not these
    ("The bridge failed its inspection.", []),
    ("She said to be careful with the oars.", []),
    pytest.param(
        "Ruiz said to be careful with the oars.",
        [],
        marks=pytest.mark.xfail(strict=True, reason="a name before 'said to be' is its subject"),
    ),
    ("Ruiz is known to the police.", []),
    ("The bridge may close on Monday.", []),
    ("He seems to be asleep.", []),
    ("The crew reported to the harbour office.", []),
    ("They believed in the tide.", []),
    ("He said to his brother that the inn was sold.", []),
    ("The motion was accused of nothing.", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_hedges(found, text, expected):
    assert found(text, KIND) == expected


@pytest.mark.parametrize(
    "text, hedge",
    [
        ("She is said to have signed the deed.", "is said to"),
        ("He was reported to be in Harrow.", "was reported to"),
        ("The vicar is alleged to have sold it.", "is alleged to"),
        ("It is claimed that the vase is a copy.", "It is claimed that"),
        ("The banker was accused of fraud.", "was accused of"),
    ],
)
def test_a_longer_hedge_is_no_reporting_cue(found, text, hedge):
    assert [words for words, _ in found(text, KIND)] == [hedge]
    assert found(text, Kind.REPORTING) == []
    assert found(text, Kind.SOURCE) == []


def test_a_hedge_and_a_source_in_one_sentence_are_both_reported(found):
    text = "Ruiz said that the bridge had reportedly failed."
    assert found(text, KIND) == [("reportedly", "adverb")]
    assert found(text, Kind.REPORTING) == [("said", "say")]
