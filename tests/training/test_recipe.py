"""Training gives the same model for the same labels, and uses one recipe everywhere."""

import numpy as np
import pytest

from provenance import Scorer
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
    report = scorer.score("Ana Ruiz, the mayor, said it was safe. It reportedly was not.")
    assert [sentence.sourcing for sentence in report] == ["named", "hedged"]


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
