"""The risk indicator: a value, what drove it, and no indicator where there is none to give."""

import json
import math
import pickle
from dataclasses import replace

import pytest

import provenance
from provenance.classifier.model_file import file_hash, load_model, locate, save_model
from provenance.errors import InputError, ModelFileError
from provenance.scoring import risk as module
from provenance.scoring.profile import FEATURES
from provenance.scoring.risk import FEWEST_CLAIMS, Indicator, Term, assess, load_indicator
from provenance.scoring.risk import parse_indicator as parse

NAMED = Term("named", -1.0, 0.5, 0.25, 0.0, 0.9)
HEDGES = Term("hedges", 0.5, 1.0, 2.0, 0.0, 10.0)
SMALL = Indicator(0.0, (NAMED, HEDGES), shown=True)


@pytest.fixture
def shipped(monkeypatch):
    """Let another indicator be the shipped one."""
    return lambda indicator: monkeypatch.setattr(module, "load_indicator", lambda: indicator)


def test_the_shipped_indicator_fits_the_profile():
    assert [term.name for term in load_indicator().terms] == [feature.name for feature in FEATURES]


def test_the_shipped_indicator_goes_with_the_shipped_model():
    assert load_indicator().card["model_sha256"] == file_hash(locate()), (
        "should be trained anew with 'provenance train-risk', after 'provenance train'"
    )


def test_a_typical_article_gets_the_intercept():
    assert SMALL.value({"named": 0.5, "hedges": 1.0}) == 0.5
    assert SMALL.drivers({"named": 0.5, "hedges": 1.0}) == ()


def test_values_move_it_by_their_weight():
    assert SMALL.value({"named": 0.25, "hedges": 1.0}) == pytest.approx(0.731, abs=1e-3)
    assert SMALL.value({"named": 0.75, "hedges": 1.0}) == pytest.approx(0.269, abs=1e-3)


def test_values_far_out_count_as_the_bound():
    at, beyond = ({"named": 0.5, "hedges": value} for value in (10.0, 1e9))
    assert SMALL.value(at) == SMALL.value(beyond)


def test_what_cannot_be_told_counts_as_typical():
    assert SMALL.value({"named": float("nan"), "hedges": 1.0}) == 0.5


def test_drivers_are_the_heaviest_first():
    first, second = SMALL.drivers({"named": 0.0, "hedges": 5.0})
    assert (first.feature, first.contribution, first.sign) == ("named", 2.0, "+")
    assert str(first) == "claims a named person answers for 0% (typical 50%)"
    assert str(second) == "hedges in 1,000 words 5.0 (typical 1.0)"


def test_risk_of_an_article(report):
    found = assess(report)
    assert 0.0 <= found.value <= 1.0
    assert 1 <= len(found.drivers) <= 5
    weights = [abs(driver.contribution) for driver in found.drivers]
    assert weights == sorted(weights, reverse=True)
    assert "no verdict on truth" in str(found)


def test_the_shown_indicator_is_part_of_the_article(scorer, text, shipped):
    shipped(SMALL)
    report = scorer.score(text)
    assert report.risk == assess(report, SMALL)
    assert report.no_risk is None
    record = report.to_dict()["risk"]
    assert record["value"] == pytest.approx(report.risk.value, abs=1e-4)
    assert "no verdict on truth" in record["meaning"]
    assert {"feature", "words", "value", "typical", "contribution"} == set(record["drivers"][0])
    json.dumps(record, allow_nan=False)


def test_an_indicator_that_did_not_hold_up_is_only_given_when_asked_for(scorer, text, shipped):
    shipped(replace(SMALL, shown=False))
    report = scorer.score(text)
    assert report.risk is None
    assert "did not hold up" in report.no_risk
    assert report.to_dict()["risk"] == {"value": None, "reason": report.no_risk}
    assert 0.0 <= assess(report).value <= 1.0


@pytest.mark.parametrize("claims", [0, 1, FEWEST_CLAIMS - 1])
def test_too_few_claims(claims, shipped):
    shipped(SMALL)
    report = provenance.score("Ana Ruiz said the bridge was safe.\n\n" * claims)
    assert report.risk is None
    assert report.no_risk.startswith(f"the article has {claims} claim")
    with pytest.raises(InputError, match=f"should have {FEWEST_CLAIMS} or more"):
        assess(report)


LONG = "Ana Ruiz said the bridge was safe.\n\n" * FEWEST_CLAIMS


def test_another_model_has_no_risk(small_model, tmp_path, shipped):
    shipped(replace(SMALL, card={"model_sha256": file_hash(locate())}))
    save_model(small_model, tmp_path / "own.npz")
    for other in (provenance.load(tmp_path / "own.npz"), provenance.Scorer(small_model)):
        report = other.score(LONG)
        assert report.risk is None
        assert report.no_risk.startswith("the article was scored by another model")
        assert report.to_dict()["risk"] == {"value": None, "reason": report.no_risk}
        assert 0.0 <= assess(report).value <= 1.0


def test_the_model_it_was_trained_with_has_a_risk_wherever_its_file_is(tmp_path, shipped):
    shipped(replace(SMALL, card={"model_sha256": file_hash(locate())}))
    (tmp_path / "copy.npz").write_bytes(locate().read_bytes())
    copied = provenance.load(tmp_path / "copy.npz")
    for scorer in (copied, pickle.loads(pickle.dumps(copied)), provenance.Scorer(load_model("en"))):
        assert scorer.score(LONG).risk is not None


def test_the_shipped_model_is_known_without_reading_its_file_again(shipped, monkeypatch):
    shipped(SMALL)
    monkeypatch.setattr(module, "file_hash", lambda path: pytest.fail("should not be read"))
    assert provenance.load().score(LONG).risk is not None


def test_a_model_whose_file_is_gone_has_no_risk(small_model, tmp_path, shipped):
    shipped(SMALL)
    save_model(small_model, tmp_path / "own.npz")
    scorer = provenance.load(tmp_path / "own.npz")
    (tmp_path / "own.npz").unlink()
    assert scorer.score(LONG).risk is None


def test_a_logarithm_is_shown_as_what_it_is_of():
    term = Term("unsourced_run", 2.0, math.log(2), 0.5, 0.0, 3.0)
    (driver,) = Indicator(0.0, (term,)).drivers({"unsourced_run": math.log(4)})
    assert (driver.value, driver.typical) == (pytest.approx(3.0), pytest.approx(1.0))
    assert str(driver) == "unsourced claims in a row 3.0 (typical 1.0)"


def test_just_enough_claims(shipped):
    shipped(SMALL)
    assert provenance.score(LONG).risk is not None


def test_a_file_read_back_is_the_same():
    indicator = replace(SMALL, card={"articles": 3})
    assert parse(indicator.to_json()) == indicator


def changed(**changes):
    return json.dumps({**json.loads(SMALL.to_json()), **changes})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is damaged"),
        ("[]", "is damaged"),
        ("{}", "is damaged"),
        (changed(format=99), "has format 99; should be 1"),
        (changed(intercept="x"), "is damaged"),
        (changed(intercept=float("nan")), "not finite"),
        (changed(terms=[{"name": "named"}]), "is damaged"),
        (changed(terms=[1]), "is damaged"),
        (SMALL.to_json().replace('"scale": 2.0', '"scale": 0.0'), "a scale is not above 0"),
        (SMALL.to_json().replace('"named"', '"words"'), "none of the profile's"),
    ],
)
def test_damaged_files(text, told):
    with pytest.raises(ModelFileError, match=told):
        parse(text)


def test_a_missing_file_says_what_brings_it_back(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "folder", lambda name: tmp_path)
    with pytest.raises(ModelFileError, match="reinstalling provenance-score"):
        module.load_indicator.__wrapped__()
