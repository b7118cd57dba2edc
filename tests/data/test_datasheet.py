"""The datasheet's numbers are those of the files beside it."""

from collections import Counter

import pytest

from provenance.codebook import CLASSES
from provenance.data.labels import PARTS, label_rows, load_examples
from provenance.resources import folder


@pytest.fixture(scope="module")
def datasheet():
    return (folder("datasets") / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows():
    return label_rows()


@pytest.mark.parametrize("name", CLASSES)
def test_labels_of_a_class(datasheet, rows, name):
    counts = Counter(row["part"] for row in rows if row["sourcing"] == name)
    told = " | ".join(f"{counts[part]:,}" for part in PARTS)
    assert f"| `{name}` | {counts.total():,} | {told} |" in datasheet


def test_all_labels(datasheet, rows):
    articles = {(row["corpus"], row["document"]) for row in rows}
    assert f"labels {len(rows):,} sentences" in datasheet
    assert f"of {len(articles):,} whole articles" in datasheet
    second = label_rows("second_pass")
    assert f"second labelling of {len(second):,} of the sentences" in datasheet
    assert len(second) >= 0.2 * len(rows)


def test_every_class_is_frequent_enough(rows):
    assert min(Counter(row["sourcing"] for row in rows).values()) >= 350


def test_an_article_is_in_one_part(rows):
    parts = {}
    for row in rows:
        parts.setdefault((row["corpus"], row["document"]), set()).add(row["part"])
    assert all(len(of_article) == 1 for of_article in parts.values())


def test_both_passes_are_over_the_same_sentences():
    first, second = label_rows("first_pass"), label_rows("second_pass")
    pointer = ("corpus", "document", "start", "end", "hash")
    assert [[row[k] for k in pointer] for row in first] == [
        [row[k] for k in pointer] for row in second
    ]


def test_examples(datasheet):
    articles = load_examples()
    count = sum(len(article.labels) for article in articles)
    assert f"are {len(articles)} short articles" in datasheet
    assert f"{count} sentences" in " ".join(datasheet.split())
