"""A small corpus of the project's own, and how output folders are compared."""

import json

import pytest

from provenance.data.labels import load_examples


@pytest.fixture(scope="session")
def lines():
    """Thirty lines of JSON: articles of our own, and some records that are none."""
    found = []
    for number, article in enumerate(load_examples()[:24]):
        text = "\n\n".join(article.document.text.split("\n\n")[:3])
        found.append(
            json.dumps(
                {"id": f"n{number}", "body": text, "title": f"Title {number}", "desk": "city"}
            )
        )
    found[3:3] = ["{", '{"id": "blank", "body": " "}']
    found[11:11] = [found[0], '{"id": "null", "body": null}']
    found += ['{"id": "last", "body": 3}', found[1]]
    return found


@pytest.fixture
def source(tmp_path, lines):
    """A file of these lines."""
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def content():
    """Return all files below a folder with their bytes."""
    return lambda folder: {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
