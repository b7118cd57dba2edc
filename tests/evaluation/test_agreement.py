"""How well two passes agree."""

import pytest

from provenance.evaluation.agreement import agreement, kappa, measure, paired
from provenance.evaluation.setting import Setting

EMPTY = dict.fromkeys(
    f"{name}_{end}" for name in ("source", "cue", "content") for end in ("start", "end")
)


def _row(number, sourcing, **marks):
    row = {"corpus": "gum", "document": "made-up", "start": str(number), "end": str(number + 1)}
    row |= dict.fromkeys(EMPTY, "")
    row |= {"sourcing": sourcing, "alternative": "", "checkable": "1", "second_hand": "0"}
    return row | {"polarity": ""} | marks


def _measure(first, second):
    pairs = paired(
        [_row(i, *marks) if isinstance(marks, tuple) else marks for i, marks in enumerate(first)],
        [_row(i, *marks) if isinstance(marks, tuple) else marks for i, marks in enumerate(second)],
    )
    return {outcome.measure: outcome.value for outcome in measure(pairs)}


def test_two_passes_that_agree():
    rows = [("named",), ("vague",), ("no_claim",)]
    found = _measure(rows, rows)
    assert found["sentences"] == 3
    assert found["same class"] == found["kappa"] == found["kappa named"] == 1
    assert "kappa hedged" not in found  # nobody used it
    assert "kappa checkable" not in found  # all alike
    assert not any("/" in name for name in found)


def test_confusions_have_the_first_pass_in_front():
    found = _measure(
        [("named",), ("named",), ("vague",), ("vague",)],
        [("named",), ("vague",), ("anonymous",), ("vague",)],
    )
    assert found["same class"] == 0.5
    assert found["named / vague"] == found["vague / anonymous"] == 1
    assert "vague / named" not in found
    assert found["kappa named"] == pytest.approx(0.5)


def test_alternatives():
    first = [_row(0, "named", alternative="vague"), _row(1, "named")]
    second = [_row(0, "vague"), _row(1, "vague")]
    found = _measure(first, second)
    assert (found["same class"], found["same class, alternatives allowed"]) == (0.0, 0.5)


def test_polarity_and_content_only_where_both_record_them():
    said = {"polarity": "asserts", "content_start": "3", "content_end": "9"}
    denied = said | {"polarity": "denies"}
    first = [_row(0, "named", **said), _row(1, "named", **denied), _row(2, "named")]
    second = [_row(0, "named", **said), _row(1, "named", **said), _row(2, "named", **denied)]
    found = _measure(first, second)
    assert found["sentences with polarity"] == 2
    assert found["kappa polarity"] == 0
    assert found["content, exact F1"] == 1


def test_spans():
    first = [_row(0, "named", source_start="0", source_end="4"), _row(1, "unattributed")]
    second = [_row(0, "vague", source_start="0", source_end="8"), _row(1, "unattributed")]
    found = _measure(first, second)
    assert (found["source, exact F1"], found["source, overlap F1"]) == (0, 1)


def test_sentences_of_one_pass_only_are_left_out():
    assert _measure([("named",)], [("named",), ("vague",)])["sentences"] == 1
    assert measure([]) == []


def test_kappa():
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a")]) is None
    assert kappa([]) is None


def test_the_shipped_passes():
    found = {outcome.measure: outcome.value for outcome in agreement(Setting())}
    assert found["sentences"] >= 255
    assert 0.5 < found["kappa"] <= 1
    assert found["sentences"] * (1 - found["same class"]) == pytest.approx(
        sum(value for name, value in found.items() if " / " in name)
    )
