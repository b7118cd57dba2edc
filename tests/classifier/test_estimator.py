"""The classifier keeps scikit-learn's contract, and knows how sure it may be."""

import io

import joblib
import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.metrics import log_loss
from sklearn.utils.estimator_checks import parametrize_with_checks

from provenance import SourcingClassifier


@parametrize_with_checks([SourcingClassifier(calibration_folds=2)])
def test_scikit_learn(estimator, check):
    check(estimator)


@pytest.fixture(scope="module")
def three_classes():
    random = np.random.default_rng(0)
    y = np.repeat(["document", "named", "vague"], 40)
    X = random.normal(size=(120, 6))
    X[:, :3] += 2.0 * (y[:, None] == np.unique(y))
    return X, y


def by_article(seed, articles=40, size=10):
    """Sentences that can be told by their article, whose label is a matter of chance."""
    random = np.random.default_rng(seed)
    groups = np.repeat(np.arange(articles), size)
    X = np.repeat(random.normal(size=(articles, 30)), size, axis=0)
    y = np.repeat(random.permutation(np.arange(articles) % 2), size)
    return X, y, groups


def test_probabilities_are_in_the_order_of_the_classes(three_classes):
    X, y = three_classes
    model = SourcingClassifier().fit(X, y)
    found = model.predict_proba(X)
    assert model.classes_.tolist() == ["document", "named", "vague"]
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert (model.classes_[found.argmax(axis=1)] == model.predict(X)).all()
    assert model.score(X, y) > 0.8


def test_two_classes_have_one_column_of_logits(three_classes):
    X, y = three_classes
    few = y != "vague"
    model = SourcingClassifier().fit(X[few], y[few])
    logits = model.decision_function(X)
    assert logits.shape == (len(X),)
    assert ((logits > 0) == (model.predict(X) == "named")).all()
    np.testing.assert_allclose(1 / (1 + np.exp(-logits)), model.predict_proba(X)[:, 1])


@pytest.mark.parametrize("y", [[0, 1], [False, True], ["named", "vague"]])
def test_predictions_are_of_the_labels_own_type(y):
    y = np.array(y * 10)
    predicted = SourcingClassifier().fit(np.arange(20.0).reshape(-1, 1) % 2, y).predict([[1.0]])
    assert predicted.dtype == y.dtype
    assert predicted[0] == y[1]


def test_sparse_and_dense_are_the_same(three_classes):
    X, y = three_classes
    dense, sparse = SourcingClassifier().fit(X, y), SourcingClassifier().fit(csr_matrix(X), y)
    np.testing.assert_allclose(
        dense.predict_proba(X), sparse.predict_proba(csr_matrix(X)), atol=1e-3
    )


@pytest.mark.parametrize("label", ["named", 3])
def test_one_class_is_refused(label):
    with pytest.raises(ValueError, match=f"y holds one class, .*{label}.*; .*needs two or more"):
        SourcingClassifier().fit([[0.0], [1.0]], [label, label])


def test_class_weight_lifts_a_rare_class(three_classes):
    X, y = three_classes
    kept = np.concatenate([np.arange(80), np.arange(80, 88)])
    plain = SourcingClassifier().fit(X[kept], y[kept])
    balanced = SourcingClassifier(class_weight="balanced").fit(X[kept], y[kept])
    assert balanced.predict_proba(X)[:, 2].mean() > plain.predict_proba(X)[:, 2].mean()


def test_confidence_without_ground_is_taken_back():
    X, y, groups = by_article(seed=1)
    model = SourcingClassifier(C=100.0).fit(X, y, groups=groups)
    assert model.temperature_ > 1.5
    X_new, y_new, _ = by_article(seed=2)
    trusting = clone(model).set_params(calibration_folds=0).fit(X, y)
    losses = [log_loss(y_new, m.predict_proba(X_new)) for m in (model, trusting)]
    assert losses[0] < losses[1]


def test_articles_are_kept_together_in_calibration():
    X, y, groups = by_article(seed=1)
    apart = SourcingClassifier(C=100.0).fit(X, y)
    together = SourcingClassifier(C=100.0).fit(X, y, groups=groups)
    assert together.temperature_ > 2 * apart.temperature_
    np.testing.assert_array_equal(together.coef_, apart.coef_)


def test_names_of_groups_do_not_matter():
    X, y, groups = by_article(seed=1)
    named = np.array([f"article {number:02}" for number in groups])
    temperatures = [SourcingClassifier().fit(X, y, groups=g).temperature_ for g in (groups, named)]
    assert temperatures[0] == temperatures[1]


def test_groups_must_fit_the_samples(three_classes):
    X, y = three_classes
    with pytest.raises(ValueError, match="inconsistent"):
        SourcingClassifier().fit(X, y, groups=["a", "b", "c"])


def test_temperature_changes_no_prediction(three_classes):
    X, y = three_classes
    calibrated = SourcingClassifier().fit(X, y)
    plain = SourcingClassifier(calibration_folds=0).fit(X, y)
    assert plain.temperature_ == 1.0
    assert calibrated.temperature_ != 1.0
    assert (calibrated.predict(X) == plain.predict(X)).all()


@pytest.mark.parametrize("folds", [0, 1])
def test_calibration_can_be_left_out(folds, three_classes):
    assert SourcingClassifier(calibration_folds=folds).fit(*three_classes).temperature_ == 1.0


@pytest.mark.parametrize(
    ("y", "groups"),
    [
        ("aaaaaaaaabbb", None),
        ("aaaaaabbbbbb", "xxxxxxxxxxxx"),
        ("aaaaaabbbbbb", "xxxxxxzzzzzz"),
    ],
    ids=["a rare class", "one article", "an article a class"],
)
def test_nothing_to_calibrate_on_is_told(y, groups):
    groups = None if groups is None else list(groups)
    with pytest.warns(UserWarning, match="the probabilities are not calibrated"):
        model = SourcingClassifier().fit(np.arange(12.0).reshape(-1, 1), list(y), groups=groups)
    assert model.temperature_ == 1.0


@pytest.mark.parametrize("grouped", [True, False])
def test_same_data_same_model(grouped):
    X, y, groups = by_article(seed=3)
    groups = groups if grouped else None
    first, second = (SourcingClassifier().fit(X, y, groups=groups) for _ in range(2))
    assert first.temperature_ == second.temperature_
    np.testing.assert_array_equal(first.coef_, second.coef_)
    np.testing.assert_array_equal(first.intercept_, second.intercept_)


def test_joblib_keeps_it_whole(three_classes):
    X, y = three_classes
    model = SourcingClassifier(C=0.7).fit(X, y)
    stream = io.BytesIO()
    joblib.dump(model, stream)
    stream.seek(0)
    again = joblib.load(stream)
    assert again.get_params() == model.get_params()
    np.testing.assert_array_equal(again.predict_proba(X), model.predict_proba(X))
