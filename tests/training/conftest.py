"""The shipped model."""

import pytest

import provenance


@pytest.fixture(scope="session")
def scorer():
    return provenance.load()
