"""Questions, the writer's and those inside quotations."""

import pytest

from provenance.extractors import Kind

KIND = Kind.QUESTION

CASES = [
    ("Who will pay?", [("?", "asked")]),
    ("So why did the lamp go out at noon?", [("?", "asked")]),
    ("The lamp went out?", [("?", "asked")]),
    ("Will it hold (and for how long?)", [("?", "quoted")]),
    ("\u201cWho will pay?\u201d", [("?", "quoted")]),
    ('"Who will pay?"', [("?", "quoted")]),
    ("\u2018Who will pay?\u2019", [("?", "quoted")]),
    ("Who pays? Who rows?", [("?", "asked"), ("?", "asked")]),
    ("Who will pay ?", [("?", "asked")]),
    ("Who will pay?\n\nNobody will.", [("?", "asked")]),
    # not these
    ("Nobody knows who will pay.", []),
    ("Ruiz asked who would pay.", []),
    ("What a storm!", []),
    ("\u201cWho will pay?\u201d Ruiz asked.", []),
    ("See harbour.example/?page=2 for more.", []),
    ("The storm passed.", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_questions(found, text, expected):
    assert found(text, KIND) == expected
