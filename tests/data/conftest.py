"""A corpora folder that a test writes itself."""

import json

import pytest

from provenance.data.corpora import FILES


@pytest.fixture
def write_corpus(tmp_path):
    """Write a corpus, an object a line, and return its folder."""

    def written(name, records):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (tmp_path / FILES[name]).write_text(lines, encoding="utf-8")
        return tmp_path

    return written
