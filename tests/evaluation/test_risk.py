"""Measuring the risk indicator: intervals over outlets, the comparison, when it is shown."""

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from provenance.evaluation import risk, risk_card
from provenance.evaluation.bootstrap import interval, outlet_draws, weighted_auc
from provenance.evaluation.risk import (
    FOLDED,
    HELD_OUT,
    OWN,
    PLAIN,
    TFIDF,
    TURNED,
    Compared,
    compare,
)
from provenance.evaluation.risk_checks import checks
from provenance.training.risk import NAMES, Profiles, fit


@pytest.fixture(scope="module")
def measured():
    """Twenty outlets of twelve articles; the first number tells, and so does one word."""
    random = np.random.default_rng(5)
    outlets = np.repeat([f"{n:02}.example" for n in range(20)], 12)
    y = np.repeat(np.arange(20) % 2, 12)
    X = random.random((240, len(NAMES)))
    X[:, 0] += y
    words = np.array("alder birch cedar elm fir hazel larch maple oak pine".split())
    texts = tuple(
        " ".join(random.choice(words, 20 - 4 * kind)) + (" yew" if kind and n % 3 else "")
        for n, kind in enumerate(y)
    )
    leans = np.repeat(np.array(["left", "center", "right-center", "right"])[np.arange(20) // 5], 12)
    return Profiles(X, y, outlets, np.arange(240) < 120, random.random(240), leans, texts)


@pytest.fixture(scope="module")
def compared(measured):
    return compare(measured)


def test_auc_is_scikit_learns():
    random = np.random.default_rng(1)
    y, score = random.integers(2, size=60), random.integers(9, size=60).astype(float)
    weights = random.integers(1, 4, size=(5, 60)).astype(float)
    expected = [roc_auc_score(y, score, sample_weight=row) for row in weights]
    assert weighted_auc(y, score, weights) == pytest.approx(expected)


def test_whole_outlets_are_drawn():
    outlets, y = np.array(list("aabbbccd")), np.array([0, 0, 1, 1, 1, 0, 0, 1])
    draws = outlet_draws(outlets, y, draws=50)
    assert draws.shape == (51, 8)
    assert (draws[0] == 1).all()
    for name in "abcd":
        members = draws[:, outlets == name]
        assert (members == members[:, :1]).all()
    # Two outlets of either kind are drawn each time.
    assert (draws[:, 0] + draws[:, 5] == 2).all() and (draws[:, 2] + draws[:, 7] == 2).all()
    assert (draws == outlet_draws(outlets, y, draws=50)).all()


def test_interval():
    value, low, high = interval(np.r_[0.4, np.linspace(0, 1, 1001)])
    assert (value, low, high) == pytest.approx((0.4, 0.025, 0.975))


def test_an_indicator_that_tells_is_found_to(compared):
    folded, apart = compared
    assert (folded.task, apart.task) == (FOLDED, HELD_OUT)
    assert folded.auc(OWN).value > 0.9
    assert folded.auc(OWN).low > 0.5
    assert folded.holds_up
    assert len(apart.y) == 120


def test_no_article_of_a_fitted_outlet_is_predicted(measured, monkeypatch):
    seen = []

    def spy(X, y, outlets):
        seen.append(set(outlets.tolist()))
        return fit(X, y, outlets)

    monkeypatch.setattr(risk, "fit", spy)
    found = compare(measured)
    everything = set(measured.outlets.tolist())
    folds = seen[:-1]
    assert len(seen) == risk.fit_count()
    for start in range(0, len(folds), risk.FOLDS):
        left_out = [everything - names for names in folds[start : start + risk.FOLDS]]
        assert set.union(*left_out) == everything
        assert sum(map(len, left_out)) == len(everything)
    assert not seen[-1] & set(found[1].outlets.tolist())


def test_outcomes(compared):
    found = {(o.measure, o.system): o.value for o in compared[0].outcomes()}
    assert found["AUC, 95 % from", OWN] <= found["AUC", OWN] <= found["AUC, 95 % to", OWN]
    margin = found["AUC", OWN] - found["AUC", TFIDF]
    assert found["AUC above tf-idf", OWN] == pytest.approx(margin)


def against(own, words, plain):
    y = np.tile([0, 1], 40)
    outlets = np.array([f"{n % 20}" for n in range(80)])
    random = np.random.default_rng(2)
    score = {OWN: own, TFIDF: words, PLAIN: plain}
    noise = random.normal(size=80)
    scores = {name: [shift * y + noise] for name, shift in score.items()}
    scores[TURNED] = [-scores[PLAIN][0]]
    return Compared(FOLDED, y, outlets, scores)


@pytest.mark.parametrize(
    ("own", "words", "plain", "holds_up"),
    [
        (3, 3, 0, True),
        (3, 4, 3, False),
        (1, 3, 0, False),
        (0, 0, -1, False),
        (2, 0, 3, False),
        (1, 0, -3, False),
    ],
)
def test_when_it_holds_up(own, words, plain, holds_up):
    found = against(own, words, plain)
    assert found.holds_up == holds_up
    assert ("did not hold up" in risk_card._verdict(found)) != holds_up


def test_checks(measured, compared):
    found = checks(measured, compared[0])
    assert found["all articles"] == pytest.approx(compared[0].auc(OWN).value)
    assert found["length alone, the shorter the likelier"] == pytest.approx(1.0)
    assert found["among outlets that lean left"] > 0.9
    # Among the highly rated, the indicator learnt nothing of where they lean.
    even = found["telling right from the rest, among highly rated outlets (0.5 is even)"]
    assert 0.3 < even < 0.7
    assert found["outlets of 10 articles or more, by their mean"] > 0.9
    assert all(0.0 <= value <= 1.0 or np.isnan(value) for value in found.values())


def test_card(measured, compared):
    indicator = fit(measured.X, measured.y, measured.outlets)
    card = risk_card.render(measured, compared, checks(measured, compared[0]), indicator)
    assert "240 articles of 20 outlets, 10 of them rated low or mixed" in card
    assert "It held up on outlets it had not seen" in card
    assert all(f"| `{name}` |" in card for name in NAMES)
    assert "no verdict on truth" in card
