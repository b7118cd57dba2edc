"""The page of a queue in a real browser: sorted, filtered, without scripts, dark, narrow, printed."""

import pytest

import provenance
from provenance.desk.article import DeskArticle
from provenance.desk.queue import triage
from provenance.render.queue_page import queue_page

HOSTILE = (
    "<script>alert(1)</script> reportedly drowned 12 people at </script><script>alert(2)</script> Marlow. "
    "<img src=http://127.0.0.1:9/a.png onerror=alert(3)> allegedly paid 40 crowns, critics say."
)
VIEWS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 740}},
}
TOLD = (
    "The Corrin mill reportedly burnt down on Monday. Critics say the owner had 14 warnings. "
    "Ana Ruiz, the mayor, said the road was open. A council official said 3 workers were hurt.",
    "The Corrin mill reportedly burnt down on Monday, with nobody inside. Police said the road was shut. "
    "Some believe that 20 tonnes of grain were lost.",
)


def articles(*texts):
    return [
        DeskArticle(
            f"a{number}",
            provenance.score(text),
            title=f"Story {number}",
            date="2024-05-01",
            publisher="The Gazette" if number % 2 else "The Courier",
            url=f"https://a.example/{number}" if number % 2 else "javascript:alert(4)",
        )
        for number, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def source():
    return queue_page(triage(articles(*TOLD)), "Monday")


@pytest.fixture(scope="module")
def hostile():
    return queue_page(triage(articles(HOSTILE)), HOSTILE)


def column(page, key):
    return page.eval_on_selector_all(
        "#queue tbody tr:not([hidden])", f"rows => rows.map(row => row.dataset.{key})"
    )


def numbers(page, key):
    return [float(value) for value in column(page, key)]


def sideways(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_requested_and_nothing_complains(show, source, view):
    shown = show(source, **VIEWS[view])
    shown.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    assert shown.seen.requests == [shown.address]
    assert shown.seen.troubles == []
    assert sideways(shown) == 0


def test_markup_in_articles_stays_text(show, hostile):
    shown = show(hostile)
    assert shown.seen.requests == [shown.address]
    assert shown.seen.troubles == []
    assert shown.locator("script").count() == 1
    assert shown.locator("img").count() == 0
    assert "<script>alert(1)</script>" in shown.locator("#queue").inner_text()
    assert shown.locator("#tools").is_visible()


def test_only_addresses_on_the_web_are_links(show, source):
    shown = show(source)
    found = shown.eval_on_selector_all(".places a", "all => all.map(one => one.href)")
    assert set(found) == {"https://a.example/1"}


def test_the_policy_stops_what_is_put_in(show, source):
    shown = show(source.replace("</body>", "<script>document.title = 'run'</script></body>"))
    assert shown.title() != "run"


def test_in_the_queues_order_at_first(show, source):
    shown = show(source)
    ranks = numbers(shown, "rank")
    assert ranks == list(range(1, len(ranks) + 1))
    assert len(ranks) >= 4
    priorities = numbers(shown, "priority")
    assert priorities == sorted(priorities, reverse=True)
    assert shown.locator("th[aria-sort]").inner_text().startswith("Rank")


def test_sorted_by_a_column_and_back(show, source):
    shown = show(source)
    shown.click("th[data-key=checkable] button")
    assert numbers(shown, "checkable") == sorted(numbers(shown, "checkable"), reverse=True)
    head = shown.locator("th[data-key=checkable]")
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").press("Enter")
    assert numbers(shown, "checkable") == sorted(numbers(shown, "checkable"))
    assert head.get_attribute("aria-sort") == "ascending"
    assert shown.locator("th[aria-sort]").count() == 1
    shown.click("th[data-key=claim] button")
    assert column(shown, "claim") == sorted(column(shown, "claim"), key=str.casefold)
    shown.click("text=Show all")
    assert numbers(shown, "rank") == sorted(numbers(shown, "rank"))


def test_sorted_where_columns_have_no_heads(show, source):
    shown = show(source, **VIEWS["narrow"])
    assert shown.locator("thead").is_hidden()
    shown.select_option("[name=sort]", "score")
    assert numbers(shown, "score") == sorted(numbers(shown, "score"))


def test_filtered(show, source):
    shown = show(source)
    every = len(column(shown, "rank"))
    shown.fill("[name=words]", "MILL corrin")
    assert column(shown, "rank")
    assert all("mill" in claim for claim in column(shown, "claim"))
    assert shown.inner_text("#shown") == f"{len(column(shown, 'rank'))} of {every} shown"
    shown.fill("[name=words]", "no such words")
    assert column(shown, "rank") == []
    assert shown.locator("#none").is_visible()
    shown.click("text=Show all")
    assert shown.inner_text("#shown") == f"All {every} shown"
    shown.select_option("[name=class]", "vague")
    assert set(column(shown, "class")) == {"vague"}
    shown.select_option("[name=class]", "")
    shown.fill("[name=checkable]", "60")
    assert all(value >= 0.6 for value in numbers(shown, "checkable"))


def test_only_what_stands_in_several_articles(show, source):
    shown = show(source)
    shown.check("[name=repeated]")
    assert column(shown, "articles")
    assert all(int(value) > 1 for value in column(shown, "articles"))


def test_a_row_opens_to_where_the_claim_stands(show, source):
    shown = show(source)
    row = shown.locator("tr:has-text('places in 2 articles')").first
    assert row.locator(".places").is_hidden()
    row.locator("summary").press("Enter")
    assert row.locator(".places li").count() == 2
    assert "The Courier, Story 0, 2024-05-01" in row.locator(".places").inner_text()


def test_without_scripts(show, source):
    shown = show(source, java_script_enabled=False)
    assert shown.locator("#tools").is_hidden()
    assert shown.locator("#queue tbody tr").count() >= 4
    shown.click("#queue summary >> nth=0")
    assert shown.locator(".places").first.is_visible()


@pytest.mark.parametrize("view", VIEWS)
def test_no_breach_of_accessibility(show, source, breaches, view):
    shown = show(source, **VIEWS[view])
    shown.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    assert breaches(shown) == []


def test_printed_with_legend_and_places(show, source, printed, tmp_path):
    shown = show(source, color_scheme="dark")
    letters = "".join(printed(shown, tmp_path))
    for expected in (
        "Weak sourcing is not falsehood",
        "nobody: the wording hands the claim on",
        "The Courier, Story 0, 2024-05-01",
        "Priority",
    ):
        assert "".join(expected.split()) in letters
    assert "Wordsintherow" not in letters


def test_what_is_filtered_out_is_not_printed(show, source, printed, tmp_path):
    shown = show(source)
    shown.select_option("[name=class]", "vague")
    letters = "".join(printed(shown, tmp_path))
    assert "Criticssay" in letters
    assert "Corrinmillreportedly" not in letters


def test_an_empty_queue_says_so(show):
    shown = show(queue_page(triage(articles("Read more."))))
    assert "The queue is empty" in shown.inner_text("main")
    assert shown.seen.troubles == []
