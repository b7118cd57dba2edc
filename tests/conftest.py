"""Settings that all tests share."""

import json
import os

import pytest
from hypothesis import settings

from provenance.data import labels
from provenance.data.corpora import FILES
from provenance.data.labels import SPANS, load_examples, sentence_hash

# Where CI is set, the same examples are tried every time.
settings.register_profile("provenance", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("provenance")


@pytest.fixture
def corpora(tmp_path, monkeypatch):
    """A folder with five of the project's own articles, while its labels are those of these articles."""
    folder = tmp_path / "corpora"
    folder.mkdir()
    rows = []
    with (folder / FILES["gum"]).open("w", encoding="utf-8") as lines:
        for article in load_examples()[:5]:
            document = article.document
            lines.write(json.dumps({"doc_id": article.id, "text": document.text}) + "\n")
            for (start, end), label in zip(document.sentences, article.labels, strict=True):
                row = {"corpus": "gum", "document": article.id, "part": "train"}
                row |= {"start": start, "end": end}
                row |= {"hash": sentence_hash(document.text[start:end]), **label._asdict()}
                for name in SPANS:
                    span = row.pop(name)
                    row[f"{name}_start"], row[f"{name}_end"] = span or ("", "")
                rows.append({key: str(value) for key, value in row.items()})
    monkeypatch.setattr(labels, "label_rows", lambda name="sourcing": [dict(row) for row in rows])
    return folder
