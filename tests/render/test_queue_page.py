import base64
import hashlib
import re
from html.parser import HTMLParser
from math import nan

import pytest

from provenance.desk.appearance import Appearance, Parts
from provenance.desk.row import Row
from provenance.render.queue_page import queue_page

VOID = {"meta", "input", "br"}
NASTY = "</script><script>alert('x')</script> & \"quoted\" {{ 7 * 7 }} \x1b[2J \u202e"


class Page(HTMLParser):
    """The elements of a page and its words; fails where a tag is left open."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.words, self.open = [], [], []
        self.feed(source)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


class Queue(tuple):
    """As much of a queue as a page needs."""

    articles = 2

    @property
    def rows(self):
        return self

    @property
    def found(self):
        return len(self)


def place(text="It reportedly fell.", score=0.1, **told):
    known = {
        "row": 0, "article": "a1", "outlet": "The Gazette", "title": None, "date": "2 May 2024",
        "url": None, "day": "2024-05-02", "place": "text", "sentence": 4, "start": 0,
        "end": len(text), "text": text, "score": score, "checkable": 0.8, "sourcing": "hedged",
        "source": None, "cue": None, "risk": None,
    }  # fmt: skip
    return Appearance(**known | told)


def row(*places, rank=1, priority=0.5):
    places = places or (place(),)
    return Row(rank, priority, Parts(0.9, 0.8, 1, 1, 1, 1), (), places[0], places)


def queue(*rows):
    return Queue(rows or (row(),))


SOURCE = queue_page(queue(row(), row(rank=2, priority=0.25)), "Monday")
PAGE = Page(SOURCE)


def test_rows_are_there_in_their_order():
    ids = [a["id"] for tag, a in PAGE.elements if tag == "tr" and "id" in a]
    assert ids == ["r1", "r2"]
    assert "Monday 2 claims to check in 2 articles." in PAGE.text
    assert "The Gazette, a1, 2024-05-02, sentence 4; hedged, 0.10" in PAGE.text


def test_why_a_row_stands_there_is_told():
    assert "'reportedly', no source; checkable" in PAGE.text


def test_policy_allows_its_own_style_and_script_only():
    style = re.search("<style>(.*)</style>", SOURCE, re.S)[1]
    script = re.search("<script>(.*)</script>", SOURCE, re.S)[1]
    digest = [
        "sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        for part in (style, script)
    ]
    assert [a["content"] for _, a in PAGE.elements if "http-equiv" in a] == [
        f"default-src 'none'; style-src '{digest[0]}'; script-src '{digest[1]}'; "
        "base-uri 'none'; form-action 'none'"
    ]


def test_nothing_is_requested():
    for tag, attributes in PAGE.elements:
        assert tag not in {"link", "img", "iframe", "object", "base"}
        assert not {"src", "style", "srcset", "action"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
    assert not re.search(r"https?:|url\(|@import|innerHTML|eval\(", SOURCE)


def test_what_articles_say_stays_text():
    nasty = place(NASTY, article=NASTY, outlet=NASTY, title=NASTY, url='https://a.example/"><b>')
    source = queue_page(queue(row(nasty, place(NASTY + "!", row=1))), NASTY)
    parsed = Page(source)
    assert [tag for tag, _ in parsed.elements].count("script") == 1
    assert [tag for tag, _ in parsed.elements].count("b") == 1  # the class in the legend
    assert "<script>alert" not in source
    assert "\x1b" not in source
    assert "\u202e" not in source
    assert "</script><script>alert('x')</script> & \"quoted\" {{ 7 * 7 }}" in parsed.text


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/1", True),
        ("HTTP://a.example/1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,a", False),
        ("//a.example/1", False),
        ("a.txt", False),
        (None, False),
    ],
)
def test_only_addresses_on_the_web_are_links(url, linked):
    parsed = Page(queue_page(queue(row(place(url=url)))))
    links = [a for tag, a in parsed.elements if tag == "a" and not a["href"].startswith("#")]
    assert [a["href"] for a in links] == ([url] if linked else [])
    assert all(a["rel"] == "noreferrer noopener" for a in links)


def test_a_claim_of_several_places():
    places = (
        place(),
        place("It fell, a port official said.", 0.5, row=1, article="a2", sourcing="anonymous"),
        place(
            "Ana Ruiz said it fell.", 1.0, row=2, article="a3", sourcing="named", place="caption"
        ),
        place("It fell?", nan, row=2, article="a3", sourcing="no_claim", place="title"),
    )
    words = Page(queue_page(queue(row(*places)))).text
    assert "4 places in 3 articles" in words
    assert "Weakest: The Gazette, a1" in words
    assert "Best sourced: The Gazette, a3, 2024-05-02, caption; named, 1.00 Ana Ruiz" in words
    assert "a3, 2024-05-02, title; no claim, –" in words  # noqa: RUF001
    # What the row tells already is not told again.
    assert words.count("It reportedly fell.") == 1


def test_many_places_are_counted():
    source = queue_page(queue(row(*(place(row=n) for n in range(25)))))
    assert "and 5 more" in source


def test_the_rows_beyond_the_most_are_counted():
    rows = [row(rank=n) for n in range(1, 6)]
    words = Page(queue_page(queue(*rows), most=3)).text
    assert "5 claims to check in 2 articles; 3 of them are here." in words


def test_the_risk_is_a_column_where_there_is_one():
    assert "Risk" not in PAGE.text
    parsed = Page(queue_page(queue(row(place(risk=0.61)), row(rank=2))))
    assert "no verdict on truth; no part of the order" in parsed.text
    assert [a.get("data-risk") for tag, a in parsed.elements if a.get("id", "")[:1] == "r"] == [
        "0.61",
        "",
    ]


def test_an_empty_queue_says_so():
    source = queue_page(Queue())
    Page(source)
    assert "The queue is empty" in source
    assert "<script>" not in source
    assert "Weak sourcing is not falsehood" in source


def test_is_accessible():
    tags = [tag for tag, _ in PAGE.elements]
    assert tags.count("h1") == tags.count("main") == tags.count("caption") == 1
    assert all(a["scope"] == "col" for tag, a in PAGE.elements if tag == "th")
    ids = [a["id"] for _, a in PAGE.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in PAGE.elements:
        href = attributes.get("href", "#r1")
        assert href.removeprefix("#") in ids
