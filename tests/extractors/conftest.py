"""What the tests of all extractors share."""

from collections.abc import Callable

import pytest

from provenance.document import read
from provenance.extractors import Kind, extract


@pytest.fixture
def found() -> Callable[[str, Kind], list[tuple[str, str]]]:
    """Return the words and the type of every piece of evidence of one kind in a text."""

    def find(text: str, kind: Kind) -> list[tuple[str, str]]:
        items = (item for sentence in extract(read(text)).evidence for item in sentence)
        return [(item.span.of(text), item.type) for item in items if item.kind is kind]

    return find
