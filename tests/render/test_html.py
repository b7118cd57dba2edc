import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from math import nan

import pytest

import provenance
from provenance.attribution import Attribution, Basis, Source, SourceType
from provenance.codebook import CLASSES
from provenance.desk.standards.finding import Finding
from provenance.document import Span
from provenance.extractors import Evidence, Kind
from provenance.render.html import LONG, page
from provenance.render.palette import CLASS_LOOKS
from provenance.scoring.risk import Driver, Risk
from provenance.scoring.scores import ArticleScore, SentenceScore

VOID = {"meta", "input", "rect", "link", "img", "br"}
NASTY = "<script>alert('x')</script> & \"quoted\" {{ 7 * 7 }} \x1b[2J \u202e"


class Page(HTMLParser):
    """What a page holds: its elements, the sentences' words, and any tag left open."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.sentences, self.open = [], {}, []
        self.feed(source)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self.open.append((tag, attributes))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data):
        names = [attributes.get("class") for _, attributes in self.open]
        if "t" in names and not {"tag", "ref"} & set(names):
            place = next(a["id"] for _, a in self.open if a.get("id", "").startswith("s"))
            self.sentences[place] = self.sentences.get(place, "") + data


def scored(*sentences, source="the clerk", numbered=False):
    text, found = "", []
    for index, (words, sourcing) in enumerate(sentences):
        start = len(text)
        span = Span(start, start + len(words))
        marks = tuple(
            Evidence(Span(start + a, start + b), kind, f"list/{words}", "", 1.0, index, 0, 1)
            for a, b, kind in ((0, 9, Kind.RELAY), (2, 5, Kind.HEDGE), (4, 12, Kind.SOURCE))
        )
        chances = {name: 0.93 if name == sourcing else 0.01 for name in CLASSES}
        said = Source(SourceType.VAGUE, None, f"{source} {index}" if numbered else source)
        attribution = Attribution(said, None, None, Basis.RUN, "indirect", via=(source,))
        score = nan if sourcing == "no_claim" else 0.5
        found.append(
            SentenceScore(
                index, span, words, score, sourcing, chances, 0.8, attribution, marks, list
            )
        )
        text += words + "\n\n"
    return ArticleScore(text, tuple(found))


SENTENCES = [(f"Sentence {i} of the article says a thing.", name) for i, name in enumerate(CLASSES)]
SOURCE = page(scored(*SENTENCES), "A title")
PAGE = Page(SOURCE)


def test_every_sentence_is_there_at_its_anchor():
    assert {place: " ".join(words.split()) for place, words in PAGE.sentences.items()} == {
        f"s{index}": words for index, (words, _) in enumerate(SENTENCES)
    }


def test_classes_are_told_in_words_and_letters():
    for look in CLASS_LOOKS.values():
        assert f">{look.mark}</span>" in SOURCE
        assert f"<b>{look.label}</b>" in SOURCE


def test_nothing_is_requested_and_nothing_runs():
    for tag, attributes in PAGE.elements:
        assert tag not in {"script", "link", "img", "iframe", "object", "base", "form"}
        assert not {"src", "style", "srcset", "action"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("href", "#").startswith("#")
    assert not re.search(r"https?:|url\(|@import|//", SOURCE)


def test_policy_allows_its_own_style_sheet_only():
    style = re.search("<style>(.*)</style>", SOURCE, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [a["content"] for _, a in PAGE.elements if "http-equiv" in a]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]


@pytest.mark.parametrize("title", [None, NASTY])
def test_what_the_article_says_stays_text(title):
    source = page(scored((NASTY, "vague"), source=NASTY), title)
    parsed = Page(source)
    assert "script" not in [tag for tag, _ in parsed.elements]
    assert "<script" not in source
    assert "\x1b" not in source
    assert "\u202e" not in source
    assert parsed.sentences["s0"] == NASTY.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")


@pytest.mark.parametrize("article", [ArticleScore("", ()), scored(("Read more", "no_claim"))])
def test_articles_without_claims(article):
    source = page(article)
    Page(source)
    assert re.search("Nothing to score|No sentence makes a claim", source)
    assert "Weak sourcing is not falsehood" in source


def test_is_accessible():
    tags = [tag for tag, _ in PAGE.elements]
    assert {"header", "main", "article", "section", "footer"} <= set(tags)
    assert tags.count("h1") == tags.count("main") == 1
    assert tags.count("summary") == len(SENTENCES)
    ids = [attributes["id"] for _, attributes in PAGE.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in PAGE.elements:
        for name in ("href", "aria-labelledby"):
            assert attributes.get(name, ids[0]).removeprefix("#") in ids


def finding(words, article, severity="warning", related=None, text="An advice."):
    start = article.text.index(words)
    span = Span(start, start + len(words))
    return Finding("a-rule", severity, span, f"{text} Why?", text, text, related)


def test_findings_are_listed_and_marked():
    article = scored(("It fell on Monday.", "vague"), ("It was repaired since.", "named"))
    late = finding("repaired", article, "error", related=Span(0, 2))
    source = page(article, findings=[late, finding("on Monday", article)])
    parsed = Page(source)
    assert "2 findings for the editor" in source
    assert re.findall('<li id="(f.)">', source) == ["f1", "f2"]
    assert '<mark class="flag first">' in source
    assert source.count('href="#f1"') == source.count('href="#f2"') == 1
    assert 'see also <a href="#s0">0</a>' in source
    assert parsed.sentences["s0"] == "It fell on Monday."
    for word in ("!</b> warning", "!!</b> error", "what finding 1 is about"):
        assert word in source


def test_what_handbooks_say_is_told_once_a_rule():
    article = scored(("It fell on Monday.", "vague"), ("It was repaired since.", "named"))
    found = [finding(words, article, text="A reference.") for words in ("fell", "repaired")]
    words = re.sub("<[^>]*>", "", page(article, findings=found))
    assert words.count("a-rule: A reference.") == 1
    assert words.count("a-rule, as finding 1") == 1


def test_without_findings_nothing_is_said_of_them():
    assert "finding" not in re.sub("(?s)<style>.*</style>", "", SOURCE)


def test_what_a_finding_says_stays_text():
    article = scored((NASTY, "vague"))
    found = replace(finding(NASTY, article, text=NASTY), rule=NASTY)
    source = page(article, findings=[found, found])
    parsed = Page(source)
    assert "script" not in [tag for tag, _ in parsed.elements]
    assert "\x1b" not in source
    assert parsed.sentences["s0"] == NASTY.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")


def test_a_long_article_explains_its_weak_claims_only():
    sentences = [("It fell.", "vague"), ("Ana Ruiz said so.", "named")]
    short, long = (page(scored(*sentences * (n // 2))) for n in (LONG - 2, LONG))
    assert short.count('<div class="why">') == LONG - 2
    assert long.count('<div class="why">') == LONG // 2
    assert "A long article: 1,000 sentences" in long
    assert "A long article" not in short
    assert '<article class="article long"' in long
    Page(long)


def test_long_lists_of_sources_and_places_are_folded():
    sentences = [("It fell.", "vague")] * 40
    assert "<summary>25 more</summary>" in page(scored(*sentences, numbered=True))
    assert "and 20 more" in page(scored(*sentences))


def test_figures_of_the_article():
    words = " ".join(re.sub("<[^>]*>", "", SOURCE).split())
    assert "8 sentences" in words
    assert "7 claims that could be checked, 2 of them with no source" in words
    assert "1 source, 1 of them unnamed" in words
    assert "8 claims at second hand" in words


def test_the_risk_is_called_what_it_is(monkeypatch):
    article = provenance.score("Ana Ruiz said the bridge was safe.\n\n" * 12)
    drivers = (Driver("quoted", "words in quotation marks", 0.42, 0.15, -0.3),)
    monkeypatch.setattr(ArticleScore, "risk", Risk(0.61, drivers))
    source = page(article)
    Page(source)
    assert "0.61</b>: likeness in sourcing to outlets rated low or mixed" in source
    assert "no verdict on truth" in source
    assert "lowered by words in quotation marks 42% (typical 15%)" in source
    monkeypatch.setattr(ArticleScore, "risk", None)
    assert "likeness" not in page(article)
