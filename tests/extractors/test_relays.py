"""Relays: the outlet or person through whom a claim came."""

import pytest

from provenance.document import read
from provenance.extractors import Kind, extract

KIND = Kind.RELAY

CASES = [
    # told an outlet
    ("Ruiz told the BBC that the pier was shut.", [("told the BBC", "told")]),
    ("Ruiz told Reuters the pier was shut.", [("told Reuters", "told")]),
    (
        "Ruiz told the Harbour Gazette that the pier was shut.",
        [("told the Harbour Gazette", "told")],
    ),
    ("The pier was shut, Ruiz told the newspaper.", [("told the newspaper", "told")]),
    # carried by another
    ("The mayor, quoted by a Polish daily, called it a sin.", [("quoted by", "quoted")]),
    ("The raid was first reported by a radio station.", [("was first reported by", "quoted")]),
    ("The ruling, as reported by a Lisbon daily, frees him.", [("as reported by", "quoted")]),
    ("The paper was told by two guards that it was open.", [("was told by", "quoted")]),
    # an interview
    (
        "He defended it in an interview with a Swiss weekly.",
        [("in an interview with", "interview")],
    ),
    ("Speaking to a Belfast station, Ruiz blamed the tide.", [("Speaking to", "interview")]),
    # citing
    ("The channel, citing two officials, blamed the tide.", [("citing two officials", "citing")]),
    ("The radio, citing sources, blamed the tide.", [("citing sources", "citing")]),
    # the outlet itself
    ("The Courier has learned that the mast broke.", [("has learned", "learned")]),
    ("Letters obtained by a Dublin weekly show it.", [("obtained by", "obtained")]),
    ("A memo seen by Radio Tern orders it.", [("seen by", "obtained")]),
    # not these
    ("Ruiz said that the pier was shut.", []),
    ("Ruiz told her brother that the pier was shut.", []),
    ("Ruiz told reporters that the pier was shut.", []),
    ("The crew has learned to live with the leak.", []),
    ("The seeds are carried by the wind.", []),
    ("The owner resigned, citing family reasons.", []),
    ("He broke down in an interview with detectives.", []),
    ("She stopped speaking to her brother.", []),
    ("The play was seen by thousands.", []),
    ("A bell told the hour.", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_relays(found, text, expected):
    assert found(text, KIND) == expected


def test_an_outlet_is_a_surer_relay_than_another_body():
    """Whom an organisation is told something need not pass it on."""
    strengths = []
    for body in ("Reuters", "the Ministry of Transport"):
        items = extract(read(f"Ruiz told {body} that the pier was shut.")).evidence[0]
        strengths += [item.strength for item in items if item.kind is KIND]
    assert len(strengths) == 2
    assert strengths[0] > strengths[1]
