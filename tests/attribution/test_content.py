"""Where the claim stands in its sentence."""

import pytest

_MARKS = '"\u201c\u201d\u2018\u2019,. '


CASES = [
    # behind its cue
    ("Ruiz said that the pier was safe.", "the pier was safe"),
    ("Ruiz, who leads the clinic, said the ward was full.", "the ward was full"),
    ("Two people briefed on the talks said the price was settled.", "the price was settled"),
    ("On Monday, Ruiz said the pier was safe.", "the pier was safe"),
    ("According to Ana Ruiz, the pier was safe.", "the pier was safe"),
    ("Ruiz told reporters that the pier was safe.", "the pier was safe"),
    ("Ruiz denied that she had signed.", "she had signed"),
    ("Ruiz said: \u201cThe pier is safe.\u201d", "The pier is safe"),
    # before it
    ("The pier was safe, said Ms Ruiz.", "The pier was safe"),
    ("The pier was safe, Ruiz said on Monday.", "The pier was safe"),
    ("The pier was safe, according to Ana Ruiz.", "The pier was safe"),
    ("\u201cIs the pier safe?\u201d Ruiz asked.", "Is the pier safe?"),
    ("The pier was safe, Ruiz told Reuters.", "The pier was safe"),
    # a headline's
    ("Ferry to stay in port until spring: sources", "Ferry to stay in port until spring"),
    # whom it was told is no part of it
    ("Ruiz told Reuters that the pier was safe.", "the pier was safe"),
    ("Ruiz told her brother that the pier was safe.", "the pier was safe"),
    ("\u201cWe saw the smoke,\u201d Ana Ruiz told the Harbour Gazette.", "We saw the smoke"),
    # nor is where it was told
    ("In an interview with a Swiss weekly, Ruiz said the pier was safe.", "the pier was safe"),
    ("Asked about the pier, Ruiz said that the lamp was out.", "the lamp was out"),
    ("In her letter, Vidal wrote that the pier was safe.", "the pier was safe"),
    ("But after the vote, the minister said the fare would rise.", "the fare would rise"),
    ("Ruiz said on Monday that the pier was safe.", "the pier was safe"),
    ("Ruiz wrote in a note to the crew that the pier was safe.", "the pier was safe"),
    ("Ruiz said in a statement: \u201cThe pier is safe.\u201d", "The pier is safe"),
    (
        "\u201cThe pier is safe,\u201d Ruiz said of the Harbour Gazette's report.",
        "The pier is safe",
    ),
    # what the source does next is another claim
    ("Ruiz said the pier was safe, adding that the lamp was out.", "the pier was safe"),
    ("Ruiz said the pier was safe and urged the crew to go back.", "the pier was safe"),
    ("Ruiz said the pier was safe; the lamp had been out for a week.", "the pier was safe"),
    (
        "\u201cThe pier is safe,\u201d Ruiz said, pointing to the lamp by the lock.",
        "The pier is safe",
    ),
    ("\u201cThe pier is safe,\u201d said Ruiz, adding that the lamp was out.", "The pier is safe"),
    # a quotation's own commas and verbs are the claim's
    (
        "Ruiz said: \u201cThe pier is safe, but the lamp is out and said to be lost.\u201d",
        "The pier is safe, but the lamp is out and said to be lost",
    ),
    # a subordinate clause ends its claim
    ("When Ruiz said that the pier was safe, the crew went back.", "the pier was safe"),
    ("Ruiz criticised the ferry plan, which was drawn up in a hurry.", "the ferry plan"),
    # on both sides of a parenthesis
    (
        "The old pier by the lock, Ruiz said, was as safe as ever.",
        "The old pier by the lock, Ruiz said, was as safe as ever",
    ),
    ("The pier, Ruiz said, was as safe as ever.", "The pier, Ruiz said, was as safe as ever"),
    (
        "The fare, the minister told the BBC, will rise by a third.",
        "The fare, the minister told the BBC, will rise by a third",
    ),
    (
        "\u201cThe pier,\u201d said Ruiz, \u201cis as safe as ever.\u201d",
        "The pier,\u201d said Ruiz, \u201cis as safe as ever",
    ),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_content(attributed, text, expected):
    """The claim, the marks around it apart."""
    assert attributed(text)[-1].content.of(text).strip(_MARKS) == expected


@pytest.mark.parametrize("text", ["Ruiz denied the allegations.", "Ruiz said."])
def test_a_cue_without_a_claim_has_no_content(attributed, text):
    found = attributed(text)[-1]
    assert found is None or found.content is None
