"""What the tests of attribution share."""

from collections.abc import Callable

import pytest

from provenance.attribution import Attribution, attribute
from provenance.document import read
from provenance.extractors import extract


@pytest.fixture
def attributed() -> Callable[[str], list[Attribution | None]]:
    """Return the attribution of every sentence of a text."""

    def run(text: str) -> list[Attribution | None]:
        return [item.attribution for item in attribute(extract(read(text)))]

    return run
