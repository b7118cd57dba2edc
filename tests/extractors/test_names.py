"""Names in source position: where they begin and end, and what they name."""

import pytest

from provenance.extractors import Kind

KIND = Kind.SOURCE

CASES = [
    # people
    ("Maria Lopez said it was late.", [("Maria Lopez", "person")]),
    ("Ortega said it was late.", [("Ortega", "person")]),
    ("Maria de la Cruz said it was late.", [("Maria de la Cruz", "person")]),
    ("Pieter van der Meer said it was late.", [("Pieter van der Meer", "person")]),
    pytest.param(
        "Jan van der Meer said it was late.",
        [("Jan van der Meer", "person")],
        marks=pytest.mark.xfail(strict=True, reason="'Jan' is read as the month"),
    ),
    ("J. Ortega said it was late.", [("J. Ortega", "person")]),
    ("Jean-Luc Moreau said it was late.", [("Jean-Luc Moreau", "person")]),
    ("Tom O\u2019Dowd said it was late.", [("Tom O\u2019Dowd", "person")]),
    (
        "\u0160\u00e1rka Nov\u00e1kov\u00e1 said it was late.",
        [("\u0160\u00e1rka Nov\u00e1kov\u00e1", "person")],
    ),
    # titles and roles before a name
    ("Dr. Ruiz said it was late.", [("Dr. Ruiz", "person")]),
    ("Ms Ruiz said it was late.", [("Ms Ruiz", "person")]),
    ("Mayor Lena Ortega said it was late.", [("Mayor Lena Ortega", "person")]),
    ("Sen. Dana Cole (D-Nev.) said it was late.", [("Sen. Dana Cole", "person")]),
    ("Finance Minister Tom Okafor said it was late.", [("Finance Minister Tom Okafor", "person")]),
    # bodies
    (
        "The Ministry of Transport said it was late.",
        [("The Ministry of Transport", "organisation")],
    ),
    ("The Bank of Harrow said it was late.", [("The Bank of Harrow", "organisation")]),
    ("Harrow Motors Inc said it was late.", [("Harrow Motors Inc", "organisation")]),
    ("NATO said it was late.", [("NATO", "organisation")]),
    ("The Kremlin said it was late.", [("The Kremlin", "organisation")]),
    ("Brazil said it was late.", [("Brazil", "organisation")]),
    (
        "Customs and Border Protection said it was late.",
        [("Customs and Border Protection", "organisation")],
    ),
    # crowds
    ("Republicans said it was late.", [("Republicans", "vague")]),
    ("Germans say it is late.", [("Germans", "vague")]),
    ("Tories say it is late.", [("Tories", "vague")]),
    ("Labour said it was late.", [("Labour", "organisation")]),
    ("The Green Party said it was late.", [("The Green Party", "organisation")]),
    ("Lowe's said it was late.", [("Lowe's", "organisation")]),
    (
        "The Department of Homeland Security said it was late.",
        [("The Department of Homeland Security", "organisation")],
    ),
    (
        "Citizens for Clean Harbours said it was late.",
        [("Citizens for Clean Harbours", "organisation")],
    ),
    # a document with a name in it
    ("The Ortega Report said it was late.", [("The Ortega Report", "document")]),
    # capitals that begin a sentence or a date
    ("However, Ruiz said it was late.", [("Ruiz", "person")]),
    ("Yesterday Ruiz said it was late.", [("Ruiz", "person")]),
    ("On Monday Ruiz said it was late.", [("Ruiz", "person")]),
    ("In March, Ana Ruiz said it was late.", [("Ana Ruiz", "person")]),
    # not these
    ("Monday was calm.", []),
    ("Ana Ruiz rowed to Harrow in March.", []),
    ("The Ministry of Transport stands in Harrow.", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_names(found, text, expected):
    assert found(text, KIND) == expected
