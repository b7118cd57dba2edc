import pytest

from provenance.desk.exports.clause import is_clause


@pytest.mark.parametrize(
    "text",
    [
        "the bridge had failed two inspections",
        "The port sold 40 cranes",
        "we found 40 cracks",
        "police closed the bridge on Tuesday",
    ],
)
def test_a_clause(text):
    assert is_clause(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“—”",
        "it was safe",
        "any connection with the company in May",
        "to close the bridge it had built",
        "the man who was warned twice",
        "a ban proposed in May of 2020",
        "closed the bridge it had built",
        "of the bridge that was closed",
    ],
)
def test_a_part_of_one(text):
    assert not is_clause(text)
