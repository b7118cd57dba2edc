"""Training gives the same model for the same labels, and uses one recipe everywhere."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from provenance import Scorer, load
from provenance.classifier.model_file import load_model, save_model
from provenance.codebook import CLASSES
from provenance.data.labels import load_examples
from provenance.training import recipe


@pytest.fixture(scope="module")
def model():
    return recipe.train(load_examples(), {"language": "en"})


def test_twice_the_same_file(model, tmp_path):
    save_model(model, tmp_path / "first.npz")
    save_model(recipe.train(load_examples(), {"language": "en"}), tmp_path / "second.npz")
    assert (tmp_path / "first.npz").read_bytes() == (tmp_path / "second.npz").read_bytes()


def test_what_a_model_holds(model):
    assert sorted(model.classes) == sorted(CLASSES)
    assert model.weights.shape == (len(model.space), len(CLASSES) + 1)
    assert model.weights.dtype == model.intercepts.dtype == np.float32
    assert model.card == {"language": "en"}


def test_a_trained_model_scores(model, tmp_path):
    save_model(model, tmp_path / "own.npz")
    scorer = Scorer(load_model(tmp_path / "own.npz"))
    report = scorer.score(
        "\u201cIt is safe,\u201d said Ana Ruiz, the mayor. It reportedly was not."
    )
    assert [sentence.sourcing for sentence in report] == ["named", "hedged"]


def relabelled(articles, **changes):
    """The same articles, some of their classes or marks changed."""
    for article in articles:
        labels = tuple(
            label._replace(**{key: change(label) for key, change in changes.items()})
            for label in article.labels
        )
        yield replace(article, labels=labels)


def test_a_class_that_no_label_has_is_never_probable(tmp_path):
    def merged(label):
        return "unattributed" if label.sourcing in ("no_claim", "vague") else label.sourcing

    articles = list(relabelled(load_examples()[:12], sourcing=merged))
    model = recipe.train(articles)
    assert model.classes == CLASSES
    save_model(model, tmp_path / "few.npz")
    scorer = Scorer(load_model(tmp_path / "few.npz"))
    for article in load_examples()[12:16]:
        for sentence in scorer.score_document(article.document):
            assert sentence.probabilities["no_claim"] == sentence.probabilities["vague"] == 0.0
            assert sum(sentence.probabilities.values()) == pytest.approx(1.0)
            assert 0.0 <= sentence.score <= 1.0
            assert sentence.explain().runner_up not in ("no_claim", "vague")


def test_two_classes_are_enough():
    def halved(label):
        return "unattributed" if label.sourcing in ("unattributed", "no_claim") else "named"

    model = recipe.train(list(relabelled(load_examples(), sourcing=halved)))
    report = Scorer(model).score("Ana Ruiz, the mayor, said it was safe. The bridge is old.")
    assert [sentence.sourcing for sentence in report] == ["named", "unattributed"]


def test_checkable_is_the_shipped_model_s_where_it_is_not_labelled():
    articles = load_examples()
    model = recipe.train(list(relabelled(articles[:20], checkable=lambda label: -1)))
    scorer, shipped = Scorer(model), load()
    found, expected, true = [], [], []
    for article in articles[20:]:
        found += [s.checkable for s in scorer.score_document(article.document)]
        expected += [s.checkable for s in shipped.score_document(article.document)]
        true += article.checkable
    assert np.corrcoef(found, expected)[0, 1] > 0.8
    assert roc_auc_score(true, found) > 0.75


def test_checkable_is_learnt_from_what_is_labelled():
    def half(label):
        return label.checkable if label.sourcing != "named" else -1

    model = recipe.train(list(relabelled(load_examples()[:12], checkable=half)))
    whole = recipe.train(load_examples()[:12])
    assert not np.array_equal(model.weights[:, -1], whole.weights[:, -1])
    np.testing.assert_array_equal(model.weights[:, :-1], whole.weights[:, :-1])


def test_flatten_keeps_sentences_in_step():
    articles = load_examples()[:3]
    sentences, sourcing, checkable, groups = recipe.flatten(articles)
    assert len(sentences) == len(sourcing) == len(checkable) == len(groups)
    assert list(dict.fromkeys(groups)) == [article.id for article in articles]
    place = len(articles[0].sourcing)
    assert sentences[place].document is articles[1].document
    assert sourcing[place] == articles[1].sourcing[0]


def test_settings_can_be_changed():
    assert recipe.features(min_count=9).min_count == 9
    assert recipe.classifier().C == recipe.STRENGTH
    assert recipe.classifier(C=2.0).C == 2.0
    with pytest.raises(ValueError, match="Invalid parameter"):
        recipe.classifier(strength=2.0)
