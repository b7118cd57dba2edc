"""A corpora folder made of the project's own articles, and labels that point into it."""

import json

import pytest

from provenance.training import labels
from provenance.training.corpora import FILES
from provenance.training.labels import load_examples, sentence_hash


@pytest.fixture
def write_corpus(tmp_path):
    """Write a corpus, an object a line, and return its folder."""

    def written(name, records):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (tmp_path / FILES[name]).write_text(lines, encoding="utf-8")
        return tmp_path

    return written


@pytest.fixture
def corpora(write_corpus, monkeypatch):
    """A folder with five articles, while the project's labels are those of these articles."""
    articles = load_examples()[:5]
    rows = [
        {
            "corpus": "gum",
            "document": article.id,
            "start": str(start),
            "end": str(end),
            "hash": sentence_hash(article.document.text[start:end]),
            "sourcing": sourcing,
            "checkable": str(checkable),
        }
        for article in articles
        for (start, end), sourcing, checkable in zip(
            article.document.sentences, article.sourcing, article.checkable, strict=True
        )
    ]
    monkeypatch.setattr(labels, "label_rows", lambda name="sourcing": [dict(row) for row in rows])
    return write_corpus("gum", [{"doc_id": a.id, "text": a.document.text} for a in articles])
