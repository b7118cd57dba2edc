"""Source mentions: which words name who answers for a claim, and by which cue."""

import pytest

from provenance.document import read
from provenance.extractors import Kind, extract, source_type

KIND = Kind.SOURCE

# Each source as its words, its type and the words of its cue.
CASES = [
    # before the verb
    ("Ana Ruiz said the pier was shut.", [("Ana Ruiz", "person", "said")]),
    ("Ana Ruiz on Monday said the pier was shut.", [("Ana Ruiz", "person", "said")]),
    ("She later admitted that it was shut.", [("She", "pronoun", "admitted that")]),
    ("Her brother said the pier was shut.", [("Her brother", "anonymous", "said")]),
    # behind the verb
    ("The pier was shut, said Ms Ruiz.", [("Ms Ruiz", "person", "said")]),
    ("The pier was shut, said Tom Okafor, the mayor.", [("Tom Okafor", "person", "said")]),
    ("\u201cIt is shut,\u201d said a harbour pilot.", [("a harbour pilot", "anonymous", "said")]),
    # in a parenthesis
    ("The fare, the minister told the BBC, will rise.", [("the minister", "vague", "told")]),
    ("The fare, Ruiz said, will rise.", [("Ruiz", "person", "said")]),
    # apposition
    ("Ana Ruiz, a doctor, said the clinic was full.", [("Ana Ruiz", "person", "said")]),
    ("Ana Ruiz, 43, said the clinic was full.", [("Ana Ruiz", "person", "said")]),
    ("Ana Ruiz \u2014 a doctor \u2014 said the clinic was full.", [("Ana Ruiz", "person", "said")]),
    ("The mayor, Tom Okafor, said it was full.", [("The mayor, Tom Okafor", "person", "said")]),
    pytest.param(
        "The head of the port authority, Tom Okafor, said it was full.",
        [("The head of the port authority, Tom Okafor", "person", "said")],
        marks=pytest.mark.xfail(
            strict=True, reason="the role before a name is cut at its last noun"
        ),
    ),
    # relative clause
    ("Ruiz, who leads the clinic, said the ward was full.", [("Ruiz", "person", "said")]),
    ("Ruiz, who said the ward was full, resigned.", [("Ruiz", "person", "said")]),
    # phrases and passives
    ("According to Lena Ortega, it was full.", [("Lena Ortega", "person", "According to")]),
    ("It was full, according to the audit.", [("the audit", "document", "according to")]),
    ("The plan was criticised by Lena Ortega.", [("Lena Ortega", "person", "criticised")]),
    pytest.param(
        "The plan was condemned by Lena Ortega.",
        [("Lena Ortega", "person", "condemned")],
        marks=pytest.mark.xfail(strict=True, reason="'was condemned' is silenced, agent or not"),
    ),
    # unnamed, with what places them
    (
        "Two people briefed on the talks said it was dead.",
        [("Two people briefed on the talks", "anonymous", "said")],
    ),
    (
        "A source close to the minister said it was dead.",
        [("A source close to the minister", "anonymous", "said")],
    ),
    ("A senior NATO officer said it was dead.", [("A senior NATO officer", "anonymous", "said")]),
    ("Ukrainian officials said it was dead.", [("Ukrainian officials", "anonymous", "said")]),
    ("A witness at the scene said it was dead.", [("A witness at the scene", "anonymous", "said")]),
    ("Two aides said it was dead.", [("Two aides", "anonymous", "said")]),
    (
        "Officials in several states, including Ohio, said it was dead.",
        [("Officials in several states", "anonymous", "said")],
    ),
    pytest.param(
        "Officials in several states, including Kent, said it was dead.",
        [("Officials in several states", "anonymous", "said")],
        marks=pytest.mark.xfail(
            strict=True, reason="the place behind 'including' names the officials"
        ),
    ),
    (
        "People familiar with the talks, who asked not to be named, said it was dead.",
        [("People familiar with the talks", "anonymous", "said")],
    ),
    pytest.param(
        "Several of her friends said it was dead.",
        [("Several of her friends", "anonymous", "said")],
        marks=pytest.mark.xfail(
            strict=True, reason="'several' is the head, and the relation is lost"
        ),
    ),
    # unnamed and unplaced
    ("Sources said it was dead.", [("Sources", "vague", "said")]),
    ("Critics say it is dead.", [("Critics", "vague", "say")]),
    ("Many experts say that tea helps.", [("Many experts", "vague", "say")]),
    ("Many researchers say that tea helps.", [("Many researchers", "vague", "say")]),
    ("Some believe that it is dead.", [("Some", "vague", "believe")]),
    ("Studies suggest that tea helps.", [("Studies", "vague", "suggest")]),
    # bodies and documents
    ("Police said it was dead.", [("Police", "organisation", "said")]),
    (
        "A spokeswoman for the ministry said it was dead.",
        [("A spokeswoman for the ministry", "organisation", "said")],
    ),
    ("The report said it was dead.", [("The report", "document", "said")]),
    ("Court filings show that it was dead.", [("Court filings", "document", "show that")]),
    (
        "The New York Times reported that it was dead.",
        [("The New York Times", "organisation", "reported")],
    ),
    (
        "A poll by the Harrow Institute found that it was dead.",
        [("A poll by the Harrow Institute", "document", "found")],
    ),
    # coordinated
    (
        "Governor Dana Cole and other governors said it was dead.",
        [("Governor Dana Cole and other governors", "person", "said")],
    ),
    ("Ana Ruiz and two aides said it was dead.", [("Ana Ruiz and two aides", "person", "said")]),
    pytest.param(
        "Ana Ruiz and Tom Okafor said it was dead.",
        [("Ana Ruiz and Tom Okafor", "person", "said")],
        marks=pytest.mark.xfail(strict=True, reason="only the second of two names is kept"),
    ),
    pytest.param(
        "The ministry and the navy said it was dead.",
        [("The ministry and the navy", "organisation", "said")],
        marks=pytest.mark.xfail(strict=True, reason="only the second of two bodies is kept"),
    ),
    # labels
    ("Ferry to stay in port until spring: sources", [("sources", "vague", ":")]),
    # nouns
    ("A claim by Ruiz that it was dead is old.", [("Ruiz", "person", "claim by")]),
    # a clause inside the sentence
    ("The town chose a route that officials say is safe.", [("officials", "vague", "say")]),
    pytest.param(
        "The town chose a route officials say is safe.",
        [("officials", "vague", "say")],
        marks=pytest.mark.xfail(
            strict=True, reason="'route' counts as an affiliation of officials"
        ),
    ),
    # not these
    ("Many researchers like tea.", []),
    ("The reported incident took place at noon.", []),
    ("He sent tweets to her.", []),
    ("Two people were briefed on the talks.", []),
    ("A spokeswoman for the ministry resigned.", []),
    ("The minister told a joke.", []),
    ("She is said to be ill.", []),
    ("The Harbour Gazette costs two pounds.", []),
    ("Ferry to stay in port: a history", []),
]


def _sources(text: str) -> list[tuple[str, str, str]]:
    extraction = extract(read(text))
    tokens = extraction.document.tokens

    def words(first: int, last: int) -> str:
        return text[tokens.starts[first] : tokens.ends[last - 1]]

    return [
        (words(phrase.first, phrase.last), source_type(phrase), words(cue.first, cue.last))
        for cue, phrase, *_ in extraction.links
        if phrase is not None
    ]


@pytest.mark.parametrize("text, expected", CASES)
def test_sources(found, text, expected):
    assert _sources(text) == expected
    assert found(text, KIND) == [(words, type) for words, type, _ in expected]


# Each speaker's label, and the type of its source.
@pytest.mark.parametrize(
    "text, expected",
    [
        ("OKAFOR: Well, we all went down to the dam.", [("OKAFOR", "person")]),
        ("Tom Okafor: Well, the dam was shut by noon.", [("Tom Okafor", "person")]),
        ("The recipe: two eggs and a spoon of salt.", []),
    ],
)
def test_a_speakers_label(found, text, expected):
    assert found(text, KIND) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Ruiz\u2019s claim that it was dead is old.", [("Ruiz", "person")]),
        (
            "The ministry\u2019s assertion that it was dead is old.",
            [("The ministry", "organisation")],
        ),
        ("Her claim that it was dead is old.", [("Her", "pronoun")]),
    ],
)
def test_the_owner_of_a_claim(found, text, expected):
    assert found(text, KIND) == expected


@pytest.mark.parametrize(
    "text",
    [
        "\u201cIt is shut,\u201d Marta Vidal exclaimed.",
        "\u201cIt is shut,\u201d shouted Marta Vidal.",
        "\u201cIt is shut,\u201d exclaimed Marta Vidal.",
        pytest.param(
            "The plan was described as a disgrace by Marta Vidal.",
            marks=pytest.mark.xfail(strict=True, reason="a hedge's agent is not looked for"),
        ),
        pytest.param(
            "The firm was accused of fraud by Marta Vidal.",
            marks=pytest.mark.xfail(strict=True, reason="a hedge's agent is not looked for"),
        ),
    ],
)
def test_an_agent_is_a_source(found, text):
    assert found(text, KIND) == [("Marta Vidal", "person")]


def test_a_second_cue_goes_on_with_the_first_ones_source():
    extraction = extract(read("Ruiz praised the crew, adding that the pump had held."))
    first, second = extraction.links
    assert (first.side, second.side) == ("before", "inherited")
    assert first.phrase == second.phrase


@pytest.mark.parametrize(
    "text, subordinate",
    [
        ("Ruiz said that it was dead.", False),
        ("The town left after Ruiz said that it was dead.", True),
        ("As Ruiz said, it was dead.", False),
    ],
)
def test_a_subordinate_clause(text, subordinate):
    (linked,) = extract(read(text)).links
    assert linked.subordinate is subordinate
