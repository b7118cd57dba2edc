"""Training of the risk indicator: outlets weighed fairly, and the same file every time."""

import numpy as np
import pytest

from provenance.data.corpora import Article
from provenance.errors import DatasetError
from provenance.scoring.risk import FEWEST_CLAIMS
from provenance.training.risk import NAMES, check_trainable, fit, outlet_weights, profiles

SENTENCE = "Ana Ruiz said the bridge was safe.\n\n"


def rated(outlet, factuality, text=SENTENCE * FEWEST_CLAIMS, split="train"):
    return Article("allsides", f"{outlet}-1", text, split, outlet=outlet, factuality=factuality)


@pytest.fixture
def sample():
    """Profiles in which the first number alone tells the kinds of outlet apart."""
    random = np.random.default_rng(3)
    y = np.repeat([0, 1], 100)
    X = random.normal(size=(200, len(NAMES)))
    X[:, 0] += 2.0 * y
    return X, y, np.array([f"outlet {number // 10}" for number in range(200)])


def test_the_number_that_tells_gets_the_weight(sample):
    weights = [term.weight for term in fit(*sample).terms]
    assert weights[0] == max(weights) > 0.5
    assert max(map(abs, weights[1:])) < weights[0] / 2


def test_the_same_sample_gives_the_same_file(sample):
    assert fit(*sample).to_json() == fit(*sample).to_json()


def test_missing_numbers_are_typical(sample):
    X, y, outlets = sample
    X[::3, 1] = np.nan
    X[:, 2] = np.nan
    indicator = fit(X, y, outlets)
    assert indicator.terms[2].weight == 0.0
    assert np.isfinite(indicator.terms[1].weight)


def test_no_value_counts_for_more_than_three_deviations(sample):
    X, y, outlets = sample
    X[:, 4] = 0.0
    X[:9, 4] = 1.0
    term = fit(X, y, outlets).terms[4]
    assert term.high - term.typical <= 3.001 * term.scale


def test_large_outlets_do_not_decide():
    outlets = np.array(["large"] * 1000 + ["small"] * 50 + ["other"])
    y = np.array([1] * 1050 + [0])
    weights = outlet_weights(outlets, y)
    large, small = weights[:1000].sum(), weights[1000:1050].sum()
    assert 1.0 < large / small < 2.0
    assert weights[y == 1].sum() == pytest.approx(weights[y == 0].sum())
    assert weights.sum() == pytest.approx(len(y))


def test_profiles_of_articles(scorer):
    articles = [
        rated("a.example", "high"),
        rated("b.example", "mixed", SENTENCE * (FEWEST_CLAIMS - 1)),
        rated("c.example", "low", split="none"),
        rated("d.example", "mixed", split="valid"),
    ]
    measured = profiles(scorer, articles)
    assert measured.outlets.tolist() == ["a.example", "c.example", "d.example"]
    assert measured.y.tolist() == [0, 1, 1]
    assert measured.chosen_on.tolist() == [True, False, True]
    assert measured.X.shape == (3, len(NAMES))
    assert measured.profile(0)["named"] > 0.8


def test_too_few_outlets():
    articles = [rated(f"{n}.example", "high") for n in range(9)] + [rated("x.example", "low")]
    with pytest.raises(DatasetError, match="has 1 outlets rated mixed or low; should have 5"):
        check_trainable(articles)
    check_trainable(articles + [rated(f"y{n}.example", "mixed") for n in range(4)])
