"""Every rule against the project's own passages: what it must flag, and what it must leave alone."""

import csv
import io
import re
import tomllib
from collections import defaultdict

import pytest

from provenance.desk.standards import Finding, check, pack_names
from provenance.desk.standards.packs import shipped_pack
from provenance.desk.standards.registry import BY_NAME, RULES
from provenance.desk.standards.texts import rule_texts
from provenance.desk.standards.words import phrases, word_lists
from provenance.resources import folder

NAMES = [rule.name for rule in RULES]
ROOT = folder("datasets") / "standards"
FEWEST = 5
# A rule is on by itself from this precision on, of at least so many findings read on real articles, by draw.
PRECISE, READ = 0.8, {"1": 10, "3": 15}


def examples(name):
    path = ROOT / "examples" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def cases(kind):
    return [
        pytest.param(name, case, id=f"{name}-{number}")
        for name in NAMES
        for number, case in enumerate(examples(name)[kind])
    ]


def found(name, case):
    return check(
        case["text"], title=case.get("title"), captions=case.get("captions", ()), select=[name]
    )


@pytest.mark.parametrize(("name", "case"), cases("flag"))
def test_it_flags_what_it_must_at_the_very_words(name, case):
    assert [item.span.of(case["text"]) for item in found(name, case)] == [case["words"]]


@pytest.mark.parametrize(("name", "case"), cases("pass"))
def test_it_leaves_alone_what_it_must(name, case):
    assert found(name, case) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_passages_texts_and_a_reference(name):
    assert len(examples(name)["flag"]) >= FEWEST
    assert len(examples(name)["pass"]) >= FEWEST
    assert any(name in shipped_pack(pack).rules for pack in pack_names())
    text = rule_texts()[name]
    assert text.message.endswith(".") and text.advice.endswith(".")
    assert bool(text.why_off) is not text.default


def test_the_texts_are_those_of_the_rules():
    assert list(rule_texts()) == NAMES == list(BY_NAME)


@pytest.mark.parametrize(("name", "case"), cases("flag"))
def test_a_message_names_what_was_found_and_hints_at_no_falsehood(name, case):
    for item in found(name, case):
        assert "{" not in item.message + item.advice
        assert item.reference
        told = (item.message + item.advice + item.reference).lower()
        assert not re.search(r"\b(false|untrue|lie|lies|lying|fake|fabricated)\b", told)


def test_a_rule_is_on_by_itself_where_its_findings_on_real_articles_were_right():
    rows = list(csv.DictReader(io.StringIO((ROOT / "judgements.csv").read_text(encoding="utf-8"))))
    last = {row["rule"]: row["draw"] for row in sorted(rows, key=lambda row: row["draw"])}
    verdicts = defaultdict(list)
    for row in rows:
        assert set(row) == {"rule", "article", "start", "end", "verdict", "draw"}
        if row["draw"] == last[row["rule"]]:
            verdicts[row["rule"]].append(row["verdict"] == "right")
    for name, text in rule_texts().items():
        right = verdicts[name]
        sure = len(right) >= READ[last[name]] and sum(right) / len(right) >= PRECISE
        assert text.default is sure, name


@pytest.mark.parametrize("name", [n for n, entry in word_lists().items() if "phrases" in entry])
def test_every_list_of_phrases_can_be_matched(name):
    assert phrases(name).find(["nothing", "of", "the", "kind"]) == []


def test_findings_stand_in_order_of_place_and_inside_the_text():
    text = "\n\n".join(case["text"] for name in NAMES for case in examples(name)["flag"])
    items = check(text, select=["all"])
    assert items and list(items) == sorted(items, key=lambda item: item.span)
    assert all(0 <= item.span.start < item.span.end <= len(text) for item in items)


@pytest.mark.parametrize("text", ["", " \n ", "!", "“", "Sources", "said\u2028said", "a\ud800b"])
def test_odd_texts_raise_nothing(text):
    assert isinstance(check(text, title=text, captions=[text], select=["all"]), tuple)


def test_a_reason_for_all_covers_each():
    text = (
        "The mine will close, a government aide said. A company official confirmed it. The two spoke "
        "on condition of anonymity because the talks go on. Both officials will meet in June."
    )
    assert check(text, select=["anonymous-without-reason"]) == ()


def test_one_source_is_told_once():
    text = (
        "The mine will close, a government aide said. Nobody was asked. The aide said it would be "
        "in May. It employs 400 people. A government aide said the owners had known."
    )
    assert len(check(text, select=["anonymous-without-reason"])) == 1


def test_a_long_article_has_as_many_findings_as_its_parts():
    text = "It is said to be old.\n\n"
    assert len(check(text * 300, select=["passive-hand-off"])) == 300


def test_a_finding_as_plain_values():
    item = check("The bridge is said to be unsafe.")[0]
    assert isinstance(item, Finding)
    assert item.to_dict() == {
        "rule": "passive-hand-off",
        "severity": "note",
        "start": 11,
        "end": 24,
        "message": "“is said to be” does not say who found it out or says so.",
        "advice": item.advice,
        "reference": item.reference,
        "related": None,
    }
