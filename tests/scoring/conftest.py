"""The shipped model, an article it scored, and a small model of the project's own articles."""

import pytest

import provenance
from provenance.data.labels import load_examples
from provenance.resources import folder
from provenance.training.recipe import train


@pytest.fixture(scope="session")
def scorer():
    return provenance.load()


@pytest.fixture(scope="session")
def text():
    return (folder("datasets") / "examples" / "harbour-bridge.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def report(scorer, text):
    return scorer.score(text)


@pytest.fixture(scope="session")
def small_model():
    return train(load_examples())
