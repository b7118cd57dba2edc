import re
from math import nan

import pytest
from rich.cells import cell_len

from provenance.codebook import CLASSES
from provenance.document import Span
from provenance.extractors import Evidence, Kind
from provenance.render.terminal import render
from provenance.scoring.risk import Driver, Risk
from provenance.scoring.scores import ArticleScore, SentenceScore

ESCAPES = re.compile(r"\x1b\[[\d;]*m")


def scored(*sentences):
    """An article of (text, class, {words: kind}), a sentence a paragraph."""
    text, found = "", []
    for index, (words, sourcing, marks) in enumerate(sentences):
        start = len(text)
        evidence = []
        for marked, kind in marks.items():
            at = start + words.index(marked)
            span = Span(at, at + len(marked))
            evidence.append(Evidence(span, Kind(kind), f"{kind}/{marked}", "", 1.0, index, 0, 1))
        chances = {name: 0.93 if name == sourcing else 0.01 for name in CLASSES}
        score = nan if sourcing == "no_claim" else 0.5
        span = Span(start, start + len(words))
        found.append(
            SentenceScore(
                index, span, words, score, sourcing, chances, 0.8, None, tuple(evidence), list
            )
        )
        text += words + "\n\n"
    return ArticleScore(text, tuple(found))


HEDGED = ("The bridge reportedly failed.", "hedged", {"reportedly": "hedge"})
QUOTED = (
    "“Stay,” she told them.",
    "named",
    {"“Stay,”": "quotation", "told them": "relay", "told": "reporting"},
)
BARE = ("It opened in 1974 and has carried two generations of commuters.", "unattributed", {})
CREDIT = ("Read more", "no_claim", {"Read more": "furniture"})
ARTICLE = scored(HEDGED, QUOTED, BARE, CREDIT)


def words(shown):
    return " ".join(shown.split())


@pytest.mark.parametrize(
    "expected",
    [
        "0 H hedged 0.50* The bridge [reportedly]{hedge} failed.",
        "1 N named 0.50* “Stay,” she [[told]{cue} them]{via}.",
        "3 - no claim -* Read more",
        "Score 0.50 4 sentences, 3 claims, 4 checkable",
        "H hedged 33%",
        "{hedge} hands a claim on, names nobody",
        "Weak sourcing is not falsehood.",
    ],
)
def test_without_colour_words_carry_the_meaning(expected):
    shown = render(ARTICLE, width=80)
    assert expected in words(shown)
    assert "\x1b" not in shown


def test_the_legend_of_a_stance_fits_a_confirmation():
    shown = render(scored(("Ana Ruiz confirmed it.", "named", {"confirmed": "polarity"})))
    assert "[confirmed]{stance}" in shown
    assert "confirmed, denied, doubted or left unsaid" in " ".join(shown.split())


def test_paragraphs_are_kept():
    assert "failed.\n\n 1 N" in render(ARTICLE)


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_fits_its_width(width, color):
    shown = ESCAPES.sub("", render(ARTICLE, title="an/article.txt", width=width, color=color))
    assert max(map(cell_len, shown.splitlines())) <= width
    assert not any(line.endswith(" ") for line in shown.splitlines())


def test_colour_marks_without_brackets():
    shown = render(ARTICLE, color=True)
    assert "\x1b[1;35mreportedly\x1b[0m" in shown
    assert "[reportedly]" not in shown
    assert "The bridge reportedly failed." in ESCAPES.sub("", shown)


def test_evidence_can_be_left_out():
    shown = render(ARTICLE, evidence=False)
    assert "The bridge reportedly failed." in shown
    assert "{hedge}" not in shown


def test_explanations_stand_below():
    assert "- hedged (93%): nobody: the wording hands the claim on." in words(
        render(ARTICLE, explain=True)
    )


def test_only_some_sentences():
    shown = render(ARTICLE, only=[ARTICLE[2], ARTICLE[0]])
    assert [line[:4] for line in shown.splitlines() if line[:2].strip()] == [" 2 U", " 0 H"]


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("bad", ["\x1b[2J", "\x07", "\x9b1m", "\u202e", "\u2066", "\x00", "\r"])
def test_control_characters_never_come_out(bad, color):
    article = scored((f"It {bad} fell.", "hedged", {bad: "hedge"}))
    shown = ESCAPES.sub("", render(article, title=f"t{bad}", color=color, explain=True))
    assert bad not in shown
    assert "fell." in shown


@pytest.mark.parametrize("markup", ["[bold]x[/bold]", "[/]", ":smile:", "https://example.org/a"])
def test_text_is_not_read_as_markup(markup):
    assert markup in render(scored((markup, "vague", {})), title=markup)


def test_the_risk_is_called_what_it_is(monkeypatch):
    risk = Risk(0.61, (Driver("quoted", "words in quotation marks", 0.42, 0.15, 0.3),))
    monkeypatch.setattr(ArticleScore, "risk", risk)
    shown = words(render(ARTICLE, width=60))
    assert "Risk 0.61 likeness in sourcing to outlets rated low or mixed" in shown
    assert "no verdict on truth" in shown
    assert "+ words in quotation marks 42% (typical 15%)" in shown


def test_without_a_risk_nothing_is_said_of_it():
    assert ARTICLE.risk is None
    assert "Risk" not in render(ARTICLE)
