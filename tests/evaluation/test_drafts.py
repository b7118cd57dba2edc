import tomllib

import pytest

from provenance.data.labels import load_examples
from provenance.desk.diff.settings import settings
from provenance.errors import DatasetError
from provenance.evaluation import drafts
from provenance.evaluation.setting import Setting
from provenance.resources import folder


def test_edits_expect_kinds_that_there_are():
    edits = drafts.load_edits()
    assert {edit.part for edit in edits} == set(drafts.PARTS)
    assert {kind for e in edits for kinds in e.expected for kind in kinds} <= set(settings().kinds)
    assert len({edit.name for edit in edits}) == len(edits)
    assert all(edit.old != edit.new for edit in edits)


def test_figures():
    found = {(o.task, o.measure): o.value for o in drafts.draft_diff(Setting())}
    assert len(found) == 6
    assert all(0.5 < value <= 1 for value in found.values())


def test_a_comparison_that_tells_nothing_has_shares_of_0(monkeypatch):
    monkeypatch.setattr(drafts, "diff", lambda old, new, scorer: ())
    found = drafts.draft_diff(Setting())
    assert [o.value for o in found if o.measure.startswith(("precision", "recall"))] == [0.0] * 4


def test_style_changes_are_hardly_told(monkeypatch):
    setting = Setting()
    setting.__dict__["training"] = load_examples()
    edited, wrongly = (outcome.value for outcome in drafts.style_only(setting))
    assert edited > 100
    assert wrongly <= 0.02


def test_style_is_of_words_that_are_there_once():
    path = folder("datasets") / "desk" / "style.toml"
    swaps = tomllib.loads(path.read_text(encoding="utf-8"))["swaps"]
    assert len(dict(swaps)) == len(swaps)
    assert not set(dict(swaps)) & set(dict(swaps).values())


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "a", "replace": [["no such words", ""]]},
        {"name": "a", "move": [["No such paragraph", "Nor"]]},
    ],
)
def test_edits_that_do_not_fit(monkeypatch, entry):
    entry |= {"article": "harbour-bridge", "part": "tune", "expected": []}
    monkeypatch.setattr(drafts.tomllib, "loads", lambda text: {"edit": [entry]})
    with pytest.raises(DatasetError, match="not in the article"):
        drafts.load_edits()
