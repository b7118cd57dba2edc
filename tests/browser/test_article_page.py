"""The page of an article in a real browser: light, dark, narrow, printed, by keyboard, without colour."""

import pytest

import provenance
from provenance.desk.standards.finding import Finding
from provenance.document import Span
from provenance.render.html import LONG, page
from provenance.render.palette import INK, PAPER
from provenance.resources import folder

HARBOUR = (folder("datasets") / "examples" / "harbour-bridge.txt").read_text("utf-8")
HOSTILE = (
    "<img src=http://127.0.0.1:9/a.png onerror=alert(1)> fell, a source said. "
    "<script>alert(2)</script> reportedly was <style>body{display:none}</style> seen. "
    "</p></main><iframe src='http://127.0.0.1:9/'></iframe><svg onload=alert(3)> “<b>Bold</b>,” said Ana Ruiz."
)
VIEWS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 740}},
}


def finding(article, words, severity="warning"):
    start = article.text.index(words)
    span = Span(start, start + len(words))
    return Finding("a-rule", severity, span, "A message.", "An advice.", "A handbook.")


@pytest.fixture(scope="module")
def harbour():
    article = provenance.score(HARBOUR)
    findings = [
        finding(article, "The port is said to have offered", "error"),
        finding(article, article[14].text),
    ]
    return page(article, "The harbour bridge", findings)


@pytest.fixture(scope="module")
def hostile():
    article = provenance.score(HOSTILE)
    return page(article, HOSTILE, [finding(article, "<script>alert(2)</script>")])


def sideways(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def looks(page, selector, property):
    return page.eval_on_selector(selector, f"node => getComputedStyle(node)['{property}']")


def rgb(colour):
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})"


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_requested_and_nothing_complains(show, harbour, view):
    shown = show(harbour, **VIEWS[view])
    shown.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    assert shown.seen.requests == [shown.address]
    assert shown.seen.troubles == []


def test_markup_in_an_article_stays_text(show, hostile):
    shown = show(hostile)
    assert shown.seen.requests == [shown.address]
    assert shown.seen.troubles == []
    assert shown.locator("main").count() == shown.locator("h1").count() == 1
    assert shown.locator("script, img, iframe, main b b, main style, main svg").count() == 0
    assert "<script>alert(2)</script>" in shown.locator("main").inner_text()
    assert shown.locator("footer").is_visible()


def test_the_policy_stops_what_is_put_in(show, harbour):
    shown = show(harbour.replace("</body>", "<script>document.title = 'run'</script></body>"))
    assert shown.title() != "run"
    assert any("Content Security Policy" in trouble for trouble in shown.seen.troubles)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_themes(show, harbour, theme):
    shown = show(harbour, color_scheme=theme)
    assert looks(shown, "body", "backgroundColor") == rgb(PAPER[theme])
    assert looks(shown, "body", "color") == rgb(INK[theme])


@pytest.mark.parametrize("width", [320, 360, 600, 900, 1280])
def test_no_sideways_scroll(show, harbour, width):
    shown = show(harbour, viewport={"width": width, "height": 740})
    shown.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    assert sideways(shown) == 0


def test_no_sideways_scroll_by_long_words(show):
    article = provenance.score("x" * 400 + " reportedly fell, said " + "Y" * 400 + ".")
    source = page(article, "z" * 400, [finding(article, "x" * 400)])
    assert sideways(show(source, viewport={"width": 360, "height": 740})) == 0


@pytest.mark.parametrize("view", VIEWS)
def test_no_breach_of_accessibility(show, harbour, breaches, view):
    shown = show(harbour, **VIEWS[view])
    shown.check("#tags")
    shown.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    assert breaches(shown) == []


def test_a_breach_of_accessibility_would_be_found(show, breaches):
    faint = "<title>t</title><html lang=en><main><h1>a</h1><p style='color: #ccc'>faint</p></main>"
    assert [rule for rule, *_ in breaches(show(faint))] == ["color-contrast"]


def test_printed_with_legend_tags_and_findings(show, harbour, printed, tmp_path):
    sheets = printed(show(harbour, color_scheme="dark"), tmp_path)
    letters = "".join(sheets)
    for expected in (
        "Marks in the text",
        "hands a claim on, names nobody",
        "is said to [hedge]",
        "2 findings for the editor",
        "A message.",
        "Weak sourcing is not falsehood",
    ):
        assert "".join(expected.split()) in letters
    assert "Writethetags" not in letters
    assert len(sheets) < 10


def test_ink_on_white_when_printed_from_a_dark_screen(show, harbour):
    shown = show(harbour, color_scheme="dark")
    shown.emulate_media(media="print", color_scheme="dark")
    assert looks(shown, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert looks(shown, "body", "color") == rgb(INK["light"])


def test_by_keyboard(show, harbour):
    shown = show(harbour)
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    shown.keyboard.press("Enter")
    assert shown.url.endswith("#article")
    shown.focus("#s5 summary")
    assert shown.locator("#s5 .why").is_hidden()
    shown.keyboard.press("Enter")
    assert shown.locator("#s5 .why").is_visible()
    assert looks(shown, "#s5 summary", "outlineStyle") == "solid"


def test_tags_are_written_when_asked_for(show, harbour):
    shown = show(harbour)
    tag = shown.locator("#s16 .tag").first
    assert tag.bounding_box()["width"] <= 1
    shown.check("#tags")
    assert tag.bounding_box()["width"] > 10


def test_without_colours_marks_still_differ(show, harbour):
    shown = show(harbour, forced_colors="active")
    lines = {
        kind: looks(shown, f".article .k-{kind}", "textDecorationStyle")
        for kind in ("source", "hedge", "uncertainty", "anonymity", "relay")
    }
    assert len(set(lines.values())) == len(lines)
    assert looks(shown, ".badge", "borderStyle") == "solid"


def test_a_source_leads_to_its_sentence_and_a_finding_to_its_words(show, harbour):
    shown = show(harbour)
    shown.click(".sources .places a >> nth=0")
    assert shown.evaluate("document.querySelector(':target').id") == "s5"
    assert shown.locator("#s5").is_visible()
    shown.click(".findings a >> nth=0")
    target = shown.evaluate("document.querySelector(':target').id")
    assert shown.locator(f"#{target} mark.flag").count() >= 1
    shown.click(f"#{target} .flags a")
    assert shown.evaluate("document.querySelector(':target').id") == "f1"


def test_a_screen_reader_hears_class_score_and_evidence(show, harbour):
    shown = show(harbour)
    heard = shown.locator("#s16").aria_snapshot()
    assert "Sentence 16: hedged score 0.1" in heard
    assert "[hedge]" in heard


def test_a_long_article_opens_at_any_sentence(show):
    article = provenance.score(HARBOUR * (LONG // 30))
    assert len(article) >= LONG
    last = len(article) - 1
    shown = show(page(article, "Long"), anchor=f"#s{last}")
    assert "A long article" in shown.locator(".notice").inner_text()
    place = shown.locator(f"#s{last}")
    assert place.is_visible()
    assert 0 <= place.bounding_box()["y"] < 900
    assert sideways(shown) == 0
