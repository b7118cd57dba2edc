"""The precision of standards findings, from judgements."""

import provenance
from provenance.desk.article import DeskArticle
from provenance.desk.standards import check
from provenance.evaluation import standards
from provenance.evaluation.standards import Drawn, Reading, judgements, last_draw, told

TEXT = "The fund is gone.\n\nIt emerged on Monday that the fund was empty.\n"


def finding():
    return DeskArticle("allsides/x", provenance.score(TEXT)), check(TEXT)[0]


def test_judgements_are_pointers_with_a_verdict():
    found = judgements()
    assert len(found) > 100
    assert set(found.values()) == {"right", "wrong"}
    for rule, article, start, end in found:
        assert rule and "/" in article and int(start) < int(end)


def test_only_what_was_read_is_counted():
    article, item = finding()
    drawn = [Drawn(article, item, verdict) for verdict in ("right", "wrong", "", "right")]
    assert Reading("passive-hand-off", 1.0, 4, drawn).judged == [True, False, True]


def several(count, lot="fresh"):
    article, item = finding()
    return [
        standards._Found(
            standards._Article(f"allsides/{n}", TEXT, "", None, lot),
            DeskArticle(f"allsides/{n}", article.score),
            item,
        )
        for n in range(count)
    ]


def test_a_draw_is_stable_under_more_findings():
    first = [one.pointer for one in standards._draw(several(20), 5, "1")]
    second = [one.pointer for one in standards._draw(several(30), 8, "1")]
    old = [one for one in second if int(one[1].split("/")[1]) < 20]
    shared = min(len(old), len(first))
    assert old[:shared] == first[:shared]


def test_a_later_draw_takes_fresh_articles_first():
    found = [*several(60, "made by"), *several(30, "fresh"), *several(5, "first")]
    lots = [one.article.lot for one in standards._later_draw("late-attribution", found)]
    assert lots == ["fresh"] * 30 + ["made by"] * 10


def test_only_the_last_draw_of_a_rule_counts():
    draws = {}
    for rule, *_, draw in standards._rows():
        draws.setdefault(rule, set()).add(draw)
    assert draws["anonymous-without-reason"] == {"1", "2", "3"}
    for rule, found in draws.items():
        assert last_draw(rule) == max(found)
    counted = {at for at in standards._rows() if at[4] == last_draw(at[0])}
    assert {at[:4] for at in counted} == set(judgements())


def test_a_rule_checked_on_unread_articles_leaves_the_read_ones_out():
    found = several(3)
    read = next(at[1] for at in standards._rows() if at[4] == "1")
    touched = standards._Found(
        standards._Article(read, TEXT, "", None, "fresh"),
        DeskArticle(read, found[0].scored.score),
        found[0].finding,
    )
    name = "anonymous-without-reason"
    assert touched not in standards._later_draw(name, [touched, *found])
    assert touched in standards._later_draw("late-attribution", [touched, *found])


def test_the_rate_is_told_of_the_articles_that_made_no_rule():
    found = [*several(4, "fresh"), *several(6, "made by")]
    assert standards._reading("late-attribution", found, 200).rate == 2.0
    assert standards._reading("late-attribution", [], 0).rate == 0.0


def test_a_finding_is_told_in_its_article():
    shown = told(Drawn(*finding(), ""))
    assert "[unread]" in shown
    assert ">>>It emerged on<<<" in shown
    assert "gone. /  / >>>" in shown
