"""A small model, trained on the project's own articles."""

import pytest

from provenance.data.labels import load_examples
from provenance.training.recipe import train


@pytest.fixture(scope="session")
def small_model():
    return train(load_examples(), {"language": "en", "note": "caf\u00e9"})
