"""The transformer keeps scikit-learn's contract, and reads each sentence in its article."""

import joblib
import numpy as np
import pandas as pd
import pytest
from scipy.sparse import issparse, vstack
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GroupKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks as checks

from provenance import InputError, Sentence, SourcingClassifier, SourcingFeatures, read
from provenance.data.labels import load_examples
from provenance.features import GROUPS
from provenance.training.recipe import flatten


@pytest.fixture(scope="module")
def labelled():
    """Sentences of the first examples, with their classes and articles."""
    sentences, sourcing, _, articles = flatten(load_examples()[:6])
    return sentences, sourcing, articles


@pytest.fixture(scope="module")
def fitted(labelled):
    return SourcingFeatures().fit(labelled[0])


def same(first, second):
    return first.shape == second.shape and (first != second).nnz == 0


# scikit-learn's own checks, as far as they fit no matrix: samples are sentences here.
@pytest.mark.parametrize(
    "check",
    [
        checks.check_estimator_cloneable,
        checks.check_estimator_repr,
        checks.check_get_params_invariance,
        checks.check_no_attributes_set_in_init,
        checks.check_parameters_default_constructible,
        checks.check_set_params,
        checks.check_valid_tag_types,
    ],
)
def test_scikit_learn(check):
    check("SourcingFeatures", SourcingFeatures())


def test_clone_and_params():
    given = {"groups": ("core",), "weights": {"core": 1.5}, "min_count": 2, "max_ngrams": 10}
    transformer = SourcingFeatures(**given)
    assert transformer.get_params() == given
    assert clone(transformer).get_params() == given
    assert not hasattr(clone(transformer), "space_")
    assert transformer.set_params(min_count=7).min_count == 7


def test_fitting_changes_no_parameter(labelled):
    transformer = SourcingFeatures()
    before = transformer.get_params()
    transformer.fit(labelled[0])
    assert transformer.get_params() == before


@pytest.mark.parametrize("method", ["transform", "get_feature_names_out"])
def test_before_fitting(method):
    argument = () if method == "get_feature_names_out" else (["Police said so."],)
    with pytest.raises(NotFittedError):
        getattr(SourcingFeatures(), method)(*argument)


def test_every_column_has_a_name_of_its_own(fitted, labelled):
    names = fitted.get_feature_names_out()
    matrix = fitted.transform(labelled[0])
    assert names.dtype == object
    assert len(set(names)) == len(names) == matrix.shape[1] == fitted.n_features_out_
    assert {"bias", "stated=named", "verdict=hedged", "ngram:said"} <= set(names)


def test_the_matrix_is_sparse_and_finite(fitted, labelled):
    matrix = fitted.transform(labelled[0])
    assert issparse(matrix)
    assert matrix.has_canonical_format
    assert np.isfinite(matrix.data).all()
    assert (matrix.getnnz(axis=1) > 0).all()


def test_fit_transform_is_fit_and_transform(labelled):
    first = SourcingFeatures()
    matrix = first.fit_transform(labelled[0])
    second = SourcingFeatures().fit(labelled[0])
    assert (first.get_feature_names_out() == second.get_feature_names_out()).all()
    assert same(matrix, second.transform(labelled[0]))


def test_together_or_article_by_article(fitted, labelled):
    sentences, _, articles = labelled
    apart = [
        fitted.transform([s for s, a in zip(sentences, articles, strict=True) if a == article])
        for article in dict.fromkeys(articles)
    ]
    assert same(fitted.transform(sentences), vstack(apart).tocsr())


def test_in_any_order_with_any_gaps(fitted, labelled):
    chosen = np.random.default_rng(0).permutation(len(labelled[0]))[:50]
    mixed = fitted.transform([labelled[0][i] for i in chosen])
    assert same(mixed, fitted.transform(labelled[0])[chosen])


def test_articles_of_the_same_text_are_two(fitted):
    text = "Ana Ruiz, the mayor, spoke. She said it was safe."
    twice = fitted.transform([*read(text), *read(text)])
    assert same(twice[:2], twice[2:])


def test_a_sentence_is_read_in_its_article(fitted):
    article = list(read("Ana Ruiz, the mayor, was angry. \u201cIt is late,\u201d she said."))
    alone = fitted.transform([str(article[1])])
    assert not same(fitted.transform([article[1]]), alone)


@pytest.mark.parametrize(
    "samples",
    [
        ["Police said so.", "It fell. Who knows?"],
        ("Police said so.", "It fell. Who knows?"),
        np.array(["Police said so.", "It fell. Who knows?"]),
        pd.Series(["Police said so.", "It fell. Who knows?"], index=[7, 7]),
        [Sentence(read("Police said so."), 0), "It fell. Who knows?"],
        iter(["Police said so.", "It fell. Who knows?"]),
    ],
    ids=["list", "tuple", "array", "series", "mixed", "iterator"],
)
def test_a_string_is_an_article_of_one_sentence(fitted, samples):
    matrix = fitted.transform(samples)
    text = "It fell. Who knows?"
    assert same(matrix[1], fitted.transform([Sentence(read(text, [(0, len(text))]), 0)]))
    assert same(matrix[0], fitted.transform(list(read("Police said so."))))


def test_no_samples(fitted):
    assert fitted.transform([]).shape == (0, fitted.n_features_out_)


@pytest.mark.parametrize(
    ("samples", "told"),
    [
        ("Police said so.", "X is str; should be a sequence of sentences"),
        ([None], "a sample is NoneType; should be a Sentence"),
        (["Police said so.", 5], "a sample is int; should be a Sentence"),
        ([b"Police said so."], "a sample is bytes; should be a Sentence"),
        ([float("nan")], "a sample is float; should be a Sentence"),
        ([read("Police said so.")], "a sample is Document; should be a Sentence"),
        (np.array([["Police said so."]]), "a sample is ndarray; should be a Sentence"),
    ],
)
def test_wrong_samples(fitted, samples, told):
    for use in (fitted.transform, clone(fitted).fit, clone(fitted).fit_transform):
        with pytest.raises(InputError, match=told):
            use(samples)


@pytest.mark.parametrize("blank", ["", "  \n"])
def test_a_blank_string_is_no_sentence(fitted, blank):
    with pytest.raises(InputError, match="a sample is blank; should be a sentence"):
        fitted.transform(["Police said so.", blank])


@pytest.mark.parametrize("samples", [None, 5])
def test_samples_that_are_no_sequence(fitted, samples):
    with pytest.raises(InputError, match="should be a sequence of sentences"):
        fitted.transform(samples)


def test_a_sentence_that_is_not_there(fitted):
    with pytest.raises(InputError):
        fitted.transform([Sentence(read("Police said so."), 5)])


@pytest.mark.parametrize("groups", [("rumour",), ("core", "words"), "core"])
def test_unknown_groups(groups, labelled):
    with pytest.raises(InputError, match="groups is invalid: got .* should be among"):
        SourcingFeatures(groups=groups).fit(labelled[0])


@pytest.mark.parametrize("weights", [{"rumour": 1.0}, {"core": "much"}, {"core": np.nan}, 3])
def test_wrong_weights(weights, labelled):
    with pytest.raises(InputError, match="weights"):
        SourcingFeatures(weights=weights).fit_transform(labelled[0])


@pytest.mark.parametrize("group", GROUPS)
def test_groups_alone(group, fitted, labelled):
    alone = SourcingFeatures(groups=(group,)).fit(labelled[0])
    names = set(alone.get_feature_names_out())
    assert names - {"bias"}
    assert names <= set(fitted.get_feature_names_out())
    assert names == {"bias", *fitted.space_.names_by_group["ngrams"]} or all(
        name.startswith("ngram:") == (group == "ngrams") for name in names - {"bias"}
    )


def test_groups_make_up_the_whole(fitted, labelled):
    names = set()
    for group in GROUPS:
        names |= set(SourcingFeatures(groups=(group,)).fit(labelled[0]).get_feature_names_out())
    assert names == set(fitted.get_feature_names_out())


def test_weights_scale_their_group(labelled):
    light = SourcingFeatures(groups=("core",), weights={"core": 1.0}).fit_transform(labelled[0])
    heavy = SourcingFeatures(groups=("core",), weights={"core": 3.0}).fit_transform(labelled[0])
    assert same(light * 3.0, heavy)


def test_ngrams_of_a_sentence_share_their_weight(labelled):
    transformer = SourcingFeatures(groups=("ngrams",), weights={"ngrams": 2.5})
    matrix = transformer.fit_transform(labelled[0])
    ngrams = [n.startswith("ngram:") for n in transformer.get_feature_names_out()]
    lengths = np.sqrt(matrix[:, ngrams].power(2).sum(axis=1)).A1
    np.testing.assert_allclose(lengths[lengths > 0], 2.5, rtol=1e-6)


def test_rare_features_are_left_out(labelled):
    sizes = [
        SourcingFeatures(min_count=n).fit(labelled[0]).n_features_out_ for n in (1, 2, 5, 10_000)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 0


def test_ngrams_are_bounded(labelled):
    transformer = SourcingFeatures(max_ngrams=20).fit(labelled[0])
    ngrams = transformer.space_.names_by_group["ngrams"]
    assert len(ngrams) == 20
    assert "the" in ngrams, "the most frequent are kept"


def test_in_a_pipeline_by_article(labelled):
    sentences, sourcing, articles = labelled
    sourced = np.isin(sourcing, ["unattributed", "no_claim", "hedged"])
    pipeline = make_pipeline(SourcingFeatures(min_count=2), SourcingClassifier())
    pipeline.fit(sentences, sourced, sourcingclassifier__groups=articles)
    assert pipeline.score(sentences, sourced) > 0.9
    scores = cross_val_score(pipeline, sentences, sourced, groups=articles, cv=GroupKFold(3))
    assert scores.shape == (3,)
    assert scores.mean() > 0.7


def test_joblib_keeps_it_whole(fitted, labelled, tmp_path):
    joblib.dump(fitted, tmp_path / "features.joblib")
    again = joblib.load(tmp_path / "features.joblib")
    assert same(again.transform(labelled[0]), fitted.transform(labelled[0]))


# Who and where must not matter, only how the source is told.
ARTICLE = (
    "{first} {last}, the mayor of {place}, said on Monday that the bridge was safe. {last} told "
    "reporters in {place} that nobody had seen the report.\n\n\u201cIt is safe,\u201d {last} said. "
    "Engineers from {place} reportedly disagreed, and a {nation} newspaper published their letter."
)
USUAL = {"first": "Ana", "last": "Ruiz", "place": "Lisbon", "nation": "Portuguese"}


def readings(transformer, **names):
    """The features of an article about these names."""
    return transformer.transform(list(read(ARTICLE.format(**{**USUAL, **names}))))


@pytest.fixture(scope="module")
def everything():
    """A transformer that knows every feature of the article, under any name."""
    others = [{}, {"last": "Kovacs"}, {"place": "Zembla"}, {"last": "Van Aerschot-Dewaele"}]
    articles = [read(ARTICLE.format(**{**USUAL, **other})) for other in others]
    return SourcingFeatures(min_count=1).fit([s for article in articles for s in article])


_GAZETTEER = pytest.mark.xfail(
    strict=True, reason="names outside the gazetteers have features of their own"
)
_NATION = pytest.mark.xfail(strict=True, reason="'a French newspaper' keeps the word 'french'")


@pytest.mark.parametrize(
    "names",
    [
        {"first": "Maria", "last": "Lopez"},
        {"first": "John", "last": "Smith"},
        {"first": "Wei", "last": "Zhang"},
        {"first": "Fatima", "last": "Hussein"},
        {"first": "Donald", "last": "Trump"},
        {"place": "Paris"},
        {"place": "New York"},
        {"place": "Rio de Janeiro"},
        {"nation": "Chinese"},
        {"nation": "Nigerian"},
        {"first": "Mary", "last": "Okonkwo", "place": "Lagos", "nation": "Nigerian"},
        pytest.param({"nation": "French"}, marks=_NATION),
        {"last": "Jones"},
        {"last": "Kovacs"},
        {"first": "Xqzt", "last": "Brobnik"},
        pytest.param({"place": "Zembla"}, marks=_GAZETTEER),
    ],
    ids=lambda names: " ".join(names.values()),
)
def test_names_do_not_matter(everything, names):
    usual, other = readings(everything), readings(everything, **names)
    columns = everything.get_feature_names_out()
    changed = [columns[i] for i in np.unique((usual != other).nonzero()[1])]
    assert changed == []


@pytest.mark.xfail(strict=True, reason="a sentence's length counts every word of its names")
def test_the_length_of_a_name_does_not_matter():
    text = "{} said that Ana {} had seen the report."
    transformer = SourcingFeatures(min_count=1)
    short, long = transformer.fit_transform(
        [text.format("Police", name) for name in ("Ruiz", "Van Aerschot-Dewaele")]
    )
    assert same(short, long)


def test_names_are_no_ngrams(everything):
    words = {word for n in everything.space_.names_by_group["ngrams"] for word in n.split()}
    assert words.isdisjoint({"ana", "ruiz", "lisbon", "portuguese", "kovacs", "zembla"})
    assert {"<name>", "<place>"} <= words


def test_numbers_are_no_ngrams():
    transformer = SourcingFeatures(min_count=1).fit(["Police said 61 of 812 left in 2019."])
    words = {word for n in transformer.space_.names_by_group["ngrams"] for word in n.split()}
    assert "<number>" in words
    assert not any(word[0].isdigit() for word in words)
