"""What was not said, what was denied, what was confirmed."""

import pytest

from provenance.extractors import Kind

KIND = Kind.POLARITY

CASES = [
    # silence
    ("The ministry declined to comment.", [("declined to comment", "silence")]),
    ("Okafor declined to say how much he paid.", [("declined to say", "silence")]),
    ("The colonel refused to comment.", [("refused to comment", "silence")]),
    ("The embassy would not comment on the raid.", [("would not comment", "silence")]),
    ("The bank had no comment.", [("had no comment", "silence")]),
    ("The firm did not respond to two letters.", [("did not respond to", "silence")]),
    ("The firm didn\u2019t immediately respond.", [("didn\u2019t immediately respond", "silence")]),
    ("The owner could not be reached.", [("could not be reached", "silence")]),
    ("Vidal did not return calls.", [("did not return calls", "silence")]),
    ("He did not say whether he would stand.", [("did not say whether", "silence")]),
    ("She would not say who had paid.", [("would not say who", "silence")]),
    ("The mayor neither confirmed nor denied it.", [("neither confirmed nor denied", "silence")]),
    # denial
    ("Ruiz denied that she had signed.", [("denied that", "denial")]),
    ("The surgeon denied the allegations.", [("denied the allegations", "denial")]),
    ("The palace dismissed the claims as gossip.", [("dismissed the claims", "denial")]),
    ("Okafor pleaded not guilty.", [("pleaded not guilty", "denial")]),
    # confirmation
    ("The office confirmed that the ferry sank.", [("confirmed that", "confirmation")]),
    ("Vidal admitted that the till was empty.", [("admitted that", "confirmation")]),
    # not these
    ("The ministry said the pier was shut.", []),
    ("The court denied bail.", []),
    ("The patient did not respond to treatment.", []),
    ("A verdict could not be reached.", []),
    ("He did not answer the door.", []),
    ("He did not say goodbye.", []),
    ("She was admitted to hospital.", []),
    ("The judge dismissed the claims.", []),
    ("The site has a blog with no comment section.", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_polarity(found, text, expected):
    assert found(text, KIND) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ministry declined to comment.",
        "He did not say whether he would stand.",
        "The owner could not be reached for comment.",
        "The firm did not respond to two letters.",
    ],
)
def test_silence_reports_nothing(found, text):
    """Nothing was claimed, so no cue and no source stand in the sentence."""
    assert found(text, Kind.REPORTING) == []
    assert found(text, Kind.SOURCE) == []
