"""Reporting cues: the verbs, phrases and nouns that hand a claim to a source."""

import pytest

from provenance.document import read
from provenance.extractors import Kind, extract

KIND = Kind.REPORTING

CASES = [
    # verbs
    ("Lopez said the bridge was safe.", [("said", "say")]),
    ("Lopez has repeatedly said that the bridge was safe.", [("said", "say")]),
    ("The bridge, Lopez argued, was safe.", [("argued", "say")]),
    ("Lopez did not say that the bridge was safe.", [("say", "say")]),
    ("Lopez accused the firm of fraud.", [("accused", "act")]),
    ("Lopez criticised the plan as a waste.", [("criticised", "act")]),
    ("Lopez believes that the firm is broke.", [("believes", "think")]),
    ("The survey shows that rents fell.", [("shows that", "show")]),
    (
        "Lopez praised the crew, adding that the pump had held.",
        [("praised", "act"), ("adding", "say")],
    ),
    # denials and confirmations
    ("Lopez denied that she had signed.", [("denied that", "denial")]),
    ("Lopez confirmed that she had signed.", [("confirmed that", "confirmation")]),
    # phrases
    ("The bridge was safe, according to the audit.", [("according to", "according")]),
    ("The bridge, in the words of Lopez, was safe.", [("in the words of", "quoted")]),
    ("Lopez was quoted as saying that it was safe.", [("was quoted as saying", "quoted")]),
    ("Lopez told reporters that it was safe.", [("told reporters", "quoted")]),
    ("Lopez took to Twitter to blame the firm.", [("took to Twitter", "post")]),
    (
        "The bridge is safe, Lopez said in a statement.",
        [("said", "say"), ("in a statement", "venue")],
    ),
    # nouns
    ("The claim that the bridge was safe is old.", [("The claim that", "claim")]),
    ("A statement by the firm blamed the tide.", [("statement by", "document"), ("blamed", "act")]),
    # not these
    ("The bridge opened in June.", []),
    ("He sent tweets to her.", []),
    ("The report is due in March.", []),
    ("The flood claimed the lives of nine people.", []),
    ("They declared war in June.", []),
    ("The court denied bail.", []),
    ("He maintained his garden.", []),
    ("That said, the bridge is safe.", []),
    ("Ripe plums vary according to size.", []),
    ("She was admitted to hospital.", []),
    ("The recall election is in June.", []),
    ("A warning light came on.", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_reporting(found, text, expected):
    assert found(text, KIND) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The reported incident took place at noon.",
        "The alleged thief ran.",
        pytest.param(
            "Republican claims about the dam went unread.",
            marks=pytest.mark.xfail(strict=True, reason="'Republican' is read as the subject"),
        ),
        "A new report fell from the shelf.",
        "Two dozen calls went unanswered.",
        "In answer to the letter, Ruiz shut the pier.",
        "The blame is theirs.",
        "He made no mention of the dam.",
        "The warning came too late.",
    ],
)
def test_a_noun_or_an_adjective_is_no_cue(found, text):
    """A word that can report is none where its neighbours make it a noun or an adjective."""
    assert found(text, KIND) == []


@pytest.mark.parametrize(
    "text, voice, negated, modal",
    [
        ("Lopez said so.", "active", False, False),
        ("Lopez never said that it was safe.", "active", True, False),
        ("Lopez didn\u2019t say that it was safe.", "active", True, False),
        ("Lopez would say that it was safe.", "active", False, True),
        ("The plan was criticised by Lopez.", "passive", False, False),
        ("The plan, criticised by Lopez, is dead.", "passive", False, False),
        ("Lopez rowed out, saying that it was safe.", "participle", False, False),
        ("Lopez rose to say that it was safe.", "infinitive", False, True),
        ("According to Lopez, it was safe.", "phrase", False, False),
        ("The claim that it was safe is old.", "noun", False, False),
    ],
)
def test_voice(text, voice, negated, modal):
    (linked,) = extract(read(text)).links
    assert (linked.cue.voice, linked.cue.negated, linked.cue.modal) == (voice, negated, modal)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Lopez told reporters that it was safe.", ["told reporters"]),
        ("Lopez went on to say that it was safe.", ["went on to say"]),
        ("Lopez was quoted as saying that it was safe.", ["was quoted as saying"]),
        ("Lopez issued a statement saying that it was safe.", ["issued a statement saying"]),
        ("Lopez wrote on Twitter that it was safe.", ["wrote on Twitter"]),
    ],
)
def test_the_longest_wording_is_one_cue(found, text, expected):
    assert [words for words, _ in found(text, KIND)] == expected


@pytest.mark.parametrize(
    "verb",
    [
        "exclaimed",
        "complained",
        "lamented",
        "confided",
        "recommended",
        "advised",
        "hinted",
        "mused",
    ],
)
def test_every_verb_of_speech_has_a_class(found, verb):
    (cue,) = found(f"Tom Okafor {verb} that the pier was shut.", KIND)
    assert cue[0] == verb
    assert cue[1] not in ("", "None")
