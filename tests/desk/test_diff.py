"""What is told of two versions: each kind, its mirror, and nothing where nothing changed."""

import json
import math
import random
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.desk.diff import diff
from provenance.desk.diff.settings import settings
from provenance.desk.diff.versions import Versions
from provenance.errors import InputError
from provenance.evaluation.drafts import load_edits, told
from provenance.lexicon import lexicon_names, load_lexicon
from provenance.render.diff import render
from provenance.resources import folder

EDITS = load_edits()
EXAMPLES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (folder("datasets") / "examples").iterdir()
    if path.name.endswith(".txt")
}


def kinds(old, new):
    return [[kind.name for kind in change.kinds] for change in diff(old, new)]


def turned(found):
    """What a diff tells, as the diff of the other order should tell it."""
    return sorted(
        (
            sorted(kind.mirror for kind in change.kinds),
            change.new and (change.new.index, change.new.sourcing),
            change.old and (change.old.index, change.old.sourcing),
            {"worse": "better", "better": "worse", "level": "level"}[change.effect],
            round(change.weight, 9),
        )
        for change in found
    )


def straight(found):
    return sorted(
        (
            sorted(kind.name for kind in change.kinds),
            change.old and (change.old.index, change.old.sourcing),
            change.new and (change.new.index, change.new.sourcing),
            change.effect,
            round(change.weight, 9),
        )
        for change in found
    )


CASES = [
    (
        "source-dropped",
        "Ana Ruiz, the mayor, said the bridge had failed.",
        "The bridge had failed.",
    ),
    (
        "named-to-unnamed",
        "Ana Ruiz, the mayor, said the bridge had failed.",
        "A city official said the bridge had failed.",
    ),
    ("hedge-dropped", "The port reportedly refused to pay.", "The port refused to pay."),
    (
        "source-vaguer",
        "A senior county engineer said the bridge had failed.",
        "Sources said the bridge had failed.",
    ),
    (
        "reason-dropped",
        "A port official, who asked not to be named, said the county had been warned.",
        "A port official said the county had been warned.",
    ),
    (
        "quotation-to-paraphrase",
        "“We found cracks in four hangers,” said Ruth Achterberg, the county engineer.",
        "Ruth Achterberg, the county engineer, said cracks were found in four hangers.",
    ),
    (
        "verb-neutralised",
        "Mr Tell claimed the bridge was safe.",
        "Mr Tell said the bridge was safe.",
    ),
    (
        "source-hedged",
        "Ana Ruiz, the mayor, said the bridge was unsafe.",
        "Ana Ruiz, the mayor, reportedly said the bridge was unsafe.",
    ),
    (
        "source-hedged",
        "Police said the bridge was unsafe.",
        "Police said the bridge was reportedly unsafe.",
    ),
    ("caution-dropped", "The bridge may close in May.", "The bridge closes in May."),
]


@pytest.mark.parametrize(("name", "old", "new"), CASES, ids=[case[2] for case in CASES])
def test_kind_and_its_mirror(name, old, new):
    assert kinds(old, new) == [[name]]
    assert kinds(new, old) == [[settings().kinds[name].mirror]]


@pytest.mark.parametrize("edit", [e for e in EDITS if e.part == "tune"], ids=lambda e: e.name)
def test_edits_of_whole_articles_mirror(edit):
    assert turned(diff(edit.old, edit.new)) == straight(diff(edit.new, edit.old))


def test_most_edits_are_told_as_an_editor_would():
    right = [told(diff(edit.old, edit.new)) == edit.expected for edit in EDITS]
    assert sum(right) >= 0.75 * len(right)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_article_and_itself(name):
    found = diff(EXAMPLES[name], EXAMPLES[name])
    assert not found
    assert found.summary.startswith("no change in sourcing; article score ")


@pytest.mark.parametrize("name", ["harbour-bridge.txt", "flood-tolls.txt", "kasserat-ridge.txt"])
def test_unchanged_sentences_give_nothing_whatever_moved(name):
    paragraphs = EXAMPLES[name].split("\n\n")
    random.Random(4).shuffle(paragraphs)
    assert not diff(EXAMPLES[name], "\n\n".join(paragraphs))


SENTENCES = (
    "The bridge was closed on Tuesday.",
    "The bridge was reportedly closed on Tuesday.",
    "Police reportedly said the bridge was closed on Tuesday.",
    "Police said so on Monday.",
    "Police said the bridge was closed on Tuesday.",
    "“The bridge was closed,” said Ana Ruiz, the mayor.",
    "She said the council had been warned in May.",
    "Critics claim the council had been warned in May.",
    "The council had been warned, and Ruiz said it would act.",
    "Read more: The men who built the bridge",
)
VERSIONS = st.lists(st.sampled_from(SENTENCES), max_size=6).map(" ".join)


@given(VERSIONS)
def test_any_text_and_itself(text):
    assert not diff(text, text)


@given(VERSIONS, VERSIONS)
def test_the_other_order_is_the_mirror(old, new):
    assert turned(diff(old, new)) == straight(diff(new, old))


@given(VERSIONS, VERSIONS)
def test_order_and_marks(old, new):
    found = diff(old, new)
    assert [c.weight for c in found] == sorted((c.weight for c in found), reverse=True)
    for change in found:
        for side, version in ((change.old, found.old), (change.new, found.new)):
            if side is not None:
                assert side.span.of(version.text) == side.text
                assert all(side.span.start <= m.start < m.end <= side.span.end for m in side.marks)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts(old, new):
    found = diff(f"Ana Ruiz said it fell. {old}", f"It reportedly fell.\n{new}")
    assert json.loads(found.to_json())["changes"] is not None
    assert render(found, width=30)


def test_a_name_that_the_article_loses_is_missed_where_only_a_pronoun_is_left():
    first = "The bridge is unsafe, said Ana Ruiz, the county engineer."
    rest = "She said the work would take at least fourteen weeks."
    found = diff(f"{first} {rest}", f"The bridge is unsafe, the county said. {rest}")
    assert "name-lost" in {kind.name for change in found for kind in change.kinds}


def test_split_halves_that_keep_their_sources():
    old = "Ana Ruiz said the bridge was safe, but Omar Vidal warned that it was a wreck."
    new = "Ana Ruiz said the bridge was safe. Omar Vidal warned that it was a wreck."
    assert not diff(old, new)
    assert not diff(new, old)


def test_attribution_that_comes_a_sentence_later():
    old = "The bridge had failed two inspections in May, Ana Ruiz told the council."
    new = "The bridge had failed two inspections in May. The council had it from Ana Ruiz."
    assert kinds(old, new) == [["attribution-later"]]
    assert kinds(new, old) == [["attribution-earlier"]]


LOST = "The bridge had failed two inspections in May, police said."


@pytest.mark.parametrize(
    "later",
    [
        "Police said four were hurt.",
        "Police said the owner of the bridge had been warned in a letter.",
        "Police denied it.",
    ],
)
def test_a_source_that_makes_another_claim_carries_no_attribution(later):
    new = f"The bridge had failed two inspections in May. {later}"
    assert kinds(LOST, new) == [["source-dropped"], ["sourced-claim-added"]]
    assert kinds(new, LOST) == [["source-added"], ["sourced-claim-removed"]]


@pytest.mark.parametrize(
    ("source", "later"),
    [
        ("police", "Police said so on Monday."),
        ("police", "Police announced this."),
        ("Ana Ruiz", "That was the account that Ana Ruiz gave."),
    ],
)
def test_a_sentence_that_only_says_whose_claim_it_was_is_not_told(source, later):
    old = f"The bridge had failed two inspections in May, {source} said."
    assert kinds(old, f"The bridge had failed two inspections in May. {later}") == [
        ["attribution-later"]
    ]


def test_an_attribution_that_moved_to_a_sentence_with_a_claim_of_its_own():
    new = (
        "The bridge had failed two inspections in May. Police said it failed the inspections twice."
    )
    assert sorted(kinds(LOST, new)) == [["attribution-later"], ["sourced-claim-added"]]


def test_a_hedge_on_a_source_is_worse_and_without_it_better():
    old, new = "Ruiz said the bridge was unsafe.", "Ruiz reportedly said the bridge was unsafe."
    assert [change.effect for change in diff(old, new)] == ["worse"]
    assert [change.effect for change in diff(new, old)] == ["better"]


def test_a_comparison_can_be_asked_twice():
    versions = Versions(*map(provenance.score, (LOST, f"{LOST[:-13]}. Police said so on Monday.")))
    assert list(versions.changes()) == list(versions.changes())


def test_added_and_removed_with_their_sourcing():
    base = "The bridge was closed on Tuesday."
    weak = "Anton Weller walked out of a meeting at County Hall in March."
    strong = "Police said the van had been found near the salt pans."
    found = diff(base, f"{base} {weak} {strong}")
    assert sorted(kind.name for c in found for kind in c.kinds) == [
        "sourced-claim-added",
        "weak-claim-added",
    ]
    assert found.summary.startswith("2 sentences added (1 weakly sourced); article score ")
    assert diff(base, f"{base} Read more: The men who built the bridge").changes == ()


def test_summary_counts_claims():
    old = "The port reportedly paid. Critics say the council knew. Mr Tell claimed it was safe."
    new = "The port paid. Ana Ruiz, the mayor, said the council knew. Mr Tell said it was safe."
    assert diff(old, new).summary.startswith(
        "1 claim became weaker, 1 stronger, 1 changed otherwise; article score "
    )


def test_scored_articles_are_taken_as_they_are():
    old, new = map(provenance.score, CASES[0][1:])
    assert diff(old, new).old is old
    assert straight(diff(old, new)) == straight(diff(*CASES[0][1:], scorer=provenance.load()))


def test_json():
    found = diff("The port reportedly paid.", "")
    told_as = json.loads(found.to_json())
    assert told_as["new_score"] is None
    assert math.isnan(found.new.score)
    assert told_as["changes"][0]["new"] is None
    assert told_as["changes"][0]["old"]["marks"] == [[9, 19]]
    assert (len(found), found[0].effect, len(found.better)) == (1, "better", 1)


def test_no_text():
    with pytest.raises(InputError):
        diff("The port paid.", None)


def test_rapidfuzz_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert not diff("The port paid.", "The port paid.")
    with pytest.raises(InputError, match=r"rapidfuzz is not installed; .*provenance-score\[desk\]"):
        diff("The port paid.", "The port has paid.")


@pytest.mark.parametrize("kind", settings().kinds.values(), ids=lambda kind: kind.name)
def test_kinds_have_mirrors(kind):
    mirror = settings().kinds[kind.mirror]
    assert mirror.mirror == kind.name
    assert (mirror.weight, mirror.signed) == (kind.weight, -kind.signed)


def test_coloured_verbs_are_verbs_of_the_cue_lists():
    lists = [name for name in lexicon_names() if name.startswith("reporting")]
    known = {cue.phrase for name in lists for cue in load_lexicon(name)}
    assert set(settings().colours) <= known
