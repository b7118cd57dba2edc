import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.codebook import CLASSES
from provenance.desk.claims import Claims
from provenance.desk.priority import PARTS, freshness, repetition, topic_weights, weakness, weigh
from provenance.desk.weights import default_topic_weight, load_weights
from provenance.errors import InputError

WEIGHTS = load_weights()
unit = st.floats(0, 1, allow_subnormal=False)
positive = st.floats(0, 100, allow_subnormal=False)


def probabilities(*rows):
    return pd.DataFrame(
        [[row.get(name, 0.0) for name in CLASSES] for row in rows],
        columns=[f"p_{n}" for n in CLASSES],
    )


def one_claim(
    text="The mill reportedly burnt down.",
    checkable=0.9,
    outlet="Post",
    day="2024-05-01",
    **chances,
):
    claims = probabilities(chances or {"hedged": 1.0})
    claims = claims.assign(article=0, text=text, checkable=checkable)
    articles = pd.DataFrame({"publisher": [outlet], "day": [pd.Timestamp(day)]})
    return Claims(claims, articles, 1)


def priority(claims, weights=WEIGHTS, articles=1, today=None):
    parts = weigh(claims, weights, today)
    parts["repetition"] = repetition(np.array([articles]), weights)
    return float(parts[list(PARTS)].prod(axis=1).iloc[0])


@given(p=unit, q=unit)
def test_more_weakly_sourced_is_no_less_urgent(p, q):
    low, high = sorted((p, q))
    found = [priority(one_claim(named=1 - share, hedged=share)) for share in (low, high)]
    assert found[0] <= found[1]


@given(p=unit, q=unit)
def test_more_checkable_is_no_less_urgent(p, q):
    low, high = sorted((p, q))
    assert priority(one_claim(checkable=low)) <= priority(one_claim(checkable=high))


@given(a=st.integers(1, 10_000), b=st.integers(1, 10_000), step=positive, most=positive)
def test_more_articles_are_no_less_urgent(a, b, step, most):
    weights = replace(WEIGHTS, repetition_step=step, repetition_most=most)
    low, high = sorted((a, b))
    found = repetition(np.array([low, high]), weights)
    assert 1 <= found[0] <= found[1]


@given(a=positive, b=positive)
def test_a_heavier_outlet_is_no_less_urgent(a, b):
    low, high = sorted((a, b))
    found = [priority(one_claim(), replace(WEIGHTS, outlets={"post ": w})) for w in (low, high)]
    assert found[0] <= found[1]


@given(a=positive, b=positive)
def test_a_heavier_topic_is_no_less_urgent(a, b):
    low, high = sorted((a, b))
    found = [priority(one_claim(), replace(WEIGHTS, topics={"mills": w})) for w in (low, high)]
    assert found[0] <= found[1]


@given(a=st.integers(0, 5_000), b=st.integers(0, 5_000), floor=unit, half_life=st.floats(0.1, 100))
def test_fresher_is_no_less_urgent(a, b, floor, half_life):
    weights = replace(WEIGHTS, floor=floor, half_life_days=half_life)
    newest = pd.Timestamp("2024-05-01")
    days = pd.Series([newest - pd.Timedelta(days=age) for age in sorted((a, b))])
    fresh, stale = freshness(days, weights, date(2024, 5, 1))
    assert floor - 1e-9 <= stale <= fresh <= 1


@given(chances=st.lists(unit, min_size=8, max_size=8))
def test_weakness_is_a_share(chances):
    total = sum(chances) or 1.0
    found = weakness(
        probabilities(dict(zip(CLASSES, (p / total for p in chances), strict=True))), WEIGHTS
    )
    assert 0 <= found[0] <= 1


def test_what_claims_nothing_or_has_a_named_source_is_not_weak():
    found = weakness(probabilities({"no_claim": 1.0}, {"named": 1.0}, {"hedged": 1.0}), WEIGHTS)
    assert found.tolist() == [0.0, 0.0, 1.0]


def test_a_topic_is_met_in_any_inflection_and_as_whole_words():
    weights = replace(WEIGHTS, topics={"election": 2.0, "polling station": 3.0, "art": 5.0})
    texts = pd.Series(
        ["Elections were rigged.", "Polling stations opened for the election.", "A party."]
    )
    topics, factors = topic_weights(texts, weights)
    assert topics == [("election",), ("election", "polling station"), ()]
    assert factors.tolist() == [2.0, 6.0, 1.0]


def test_a_half_life_halves_what_is_above_the_floor():
    weights = replace(WEIGHTS, floor=0.2, half_life_days=10.0, undated=0.3)
    days = pd.Series(pd.to_datetime(["2024-05-11", "2024-05-01", None, "2024-06-01"]))
    found = freshness(days, weights, date(2024, 5, 11))
    assert found.round(6).tolist() == [1.0, 0.6, 0.3, 1.0]


def test_ages_count_from_the_newest_article():
    days = pd.Series(pd.to_datetime(["2024-05-08", "2024-05-01"]))
    assert freshness(days, replace(WEIGHTS, floor=0.0, half_life_days=7.0)).tolist() == [1.0, 0.5]


@pytest.mark.parametrize("half_life", [0.0, 7.0])
def test_without_half_life_or_dates_there_is_no_freshness(half_life):
    days = pd.Series(pd.to_datetime([None, None]))
    dated = pd.Series(pd.to_datetime(["2024-05-01", "2020-01-01"]))
    assert freshness(days, replace(WEIGHTS, half_life_days=half_life)).tolist() == [1.0, 1.0]
    assert freshness(dated, replace(WEIGHTS, half_life_days=0.0)).tolist() == [1.0, 1.0]


def test_a_file_of_weights_changes_what_it_names(tmp_path):
    file = tmp_path / "desk.toml"
    file.write_text(
        "[weakness]\nunattributed = 0.1\n[outlet.names]\nPost = 1.5\n[topic]\ndefault = 4\n"
        "[topic.words]\nferry = 3\n[filter]\ncheckable = 0.7\n"
    )
    found = load_weights(file)
    assert found.weakness == {**WEIGHTS.weakness, "unattributed": 0.1}
    assert (found.outlets, found.topics, found.checkable) == ({"Post": 1.5}, {"ferry": 3}, 0.7)
    assert found.half_life_days == WEIGHTS.half_life_days
    assert (default_topic_weight(file), default_topic_weight() != 4) == (4, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[weakness", "not TOML"),
        ("[strength]\n", "has 'strength'; should be a table, one of weakness"),
        ("weakness = 1\n", "has 'weakness'; should be a table"),
        ("[weakness]\nrumour = 1\n", r"has 'rumour' in \[weakness\]; should be one of anonymous"),
        ("[weakness]\nno_claim = 1\n", "has 'no_claim'"),
        ("[weakness]\nhedged = 1.1\n", "weakness.hedged is 1.1; should be a number from 0 to 1"),
        ("[freshness]\nfloor = -0.1\n", "freshness.floor is -0.1"),
        ("[repetition]\nstep = true\n", "repetition.step is True; should be a number of 0 or more"),
        ("[repetition]\nmost = inf\n", "should be finite"),
        ("[repetition]\nmost = nan\n", "repetition.most is nan"),
        ("[outlet]\nnames = 3\n", "should be a table of names and weights"),
        ('[outlet.names]\nPost = "much"\n', "outlet.names.Post is 'much'"),
    ],
)
def test_a_bad_file_of_weights(tmp_path, text, told):
    file = tmp_path / "desk.toml"
    file.write_text(text)
    with pytest.raises(InputError, match=told):
        load_weights(file)


def test_a_missing_file_of_weights(tmp_path):
    with pytest.raises(InputError, match="cannot be read: .*; should be a file of weights"):
        load_weights(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "change",
    [{"topics": {"a": -1}}, {"outlets": {"a": math.nan}}, {"checkable": 2}, {"topics": {" ": 1}}],
)
def test_bad_changes(change):
    with pytest.raises(InputError, match="should be"):
        WEIGHTS.with_changes(**change)


def test_without_a_date_an_article_has_the_mean_of_those_with_one(tmp_path):
    weights = replace(WEIGHTS, floor=0.0, half_life_days=7.0)
    days = pd.Series(pd.to_datetime(["2024-05-08", None, "2024-05-01"]))
    assert freshness(days, weights).tolist() == [1.0, 0.75, 0.5]
    assert freshness(pd.Series(pd.to_datetime([None])), weights, date(2024, 5, 8)).tolist() == [1.0]
    file = tmp_path / "desk.toml"
    file.write_text("[freshness]\nundated = 0.2\n")
    assert freshness(days, load_weights(file))[1] == 0.2
