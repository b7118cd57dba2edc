"""Why and how a source is left unnamed."""

import pytest

from provenance.extractors import Kind

KIND = Kind.ANONYMITY

CASES = [
    # the condition
    ("A clerk spoke on condition of anonymity.", [("on condition of anonymity", "condition")]),
    ("A guard, who asked not to be named, fled.", [("who asked not to be named", "condition")]),
    ("The cook requested anonymity.", [("requested anonymity", "condition")]),
    ("A diver, speaking anonymously, blamed the pump.", [("speaking anonymously", "condition")]),
    ("She would talk only off the record.", [("off the record", "condition")]),
    # the reason
    ("A clerk, not authorised to speak, agreed.", [("not authorised to speak", "reason")]),
    ("He lacked permission to speak.", [("lacked permission to speak", "reason")]),
    pytest.param(
        "He was not authorised to speak.",
        [("was not authorised to speak", "reason")],
        marks=pytest.mark.xfail(strict=True, reason="the wording with 'was' stops at 'authorised'"),
    ),
    ("He withheld his surname for fear of reprisals.", [("for fear of reprisals", "reason")]),
    ("Two nurses, fearing retaliation, met us at night.", [("fearing retaliation", "reason")]),
    ("He hid his face to protect his identity.", [("to protect his identity", "reason")]),
    # the adjective
    ("An unnamed adviser called it a bonfire.", [("An unnamed", "adjective")]),
    ("Two anonymous letters reached the palace.", [("Two anonymous", "adjective")]),
    # the relation
    ("A banker familiar with the talks agreed.", [("familiar with the talks", "relation")]),
    ("A friend close to the family agreed.", [("close to the family", "relation")]),
    ("An envoy briefed on the plan agreed.", [("briefed on", "relation")]),
    ("Three men with direct knowledge of it agreed.", [("with direct knowledge of", "relation")]),
    # a condition with its reason
    (
        "He spoke on condition of anonymity, fearing reprisals.",
        [("on condition of anonymity", "condition"), ("fearing reprisals", "reason")],
    ),
    # not these
    ("Ana Ruiz spoke at noon.", []),
    ("An anonymous donor paid for the roof.", []),
    ("The president was briefed on the plan.", []),
    ("The barge sank very close to the mouth of the river.", []),
    ("Every pupil is familiar with the case.", []),
    ("He fled for fear of the flood.", []),
    ("Divers found two unidentified bodies.", []),
    ("The bill pays for background checks.", []),
    ("The boy cannot be named for legal reasons.", []),
    ("The spokesman refused to comment.", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_anonymity(found, text, expected):
    assert found(text, KIND) == expected
