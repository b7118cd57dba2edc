"""Labels are joined to the text they were made on, and to no other."""

import gzip
import itertools
import json
import os

import pytest

from provenance.codebook import CLASSES
from provenance.data.corpora import ENVIRONMENT_VARIABLE, FILES, corpora_folder, read_corpus
from provenance.data.labels import (
    HASH_LENGTH,
    label_rows,
    load_examples,
    load_labelled,
    sentence_hash,
)
from provenance.errors import DatasetError
from provenance.resources import folder


@pytest.fixture(scope="module")
def real_corpora():
    if not os.environ.get(ENVIRONMENT_VARIABLE):
        pytest.skip(f"needs the public corpora: set {ENVIRONMENT_VARIABLE} to their folder")
    return corpora_folder()


@pytest.mark.parametrize("name", ["sourcing", "second_pass"])
def test_shipped_rows(name):
    rows = label_rows(name)
    assert len(rows) > 200
    for row in rows:
        assert row["corpus"] in FILES
        assert row["sourcing"] in CLASSES
        assert row["alternative"] in {"", *CLASSES} - {row["sourcing"]}
        assert {row["checkable"], row["second_hand"]} <= {"0", "1"}
        assert len(bytes.fromhex(row["hash"])) * 2 == HASH_LENGTH
        start, end = int(row["start"]), int(row["end"])
        assert 0 <= start < end
        for part in ("source", "cue"):
            given = [row[f"{part}_start"], row[f"{part}_end"]]
            assert given == ["", ""] or start <= int(given[0]) < int(given[1]) <= end


@pytest.mark.parametrize("name", ["sourcing", "second_pass"])
def test_shipped_rows_are_in_order_and_do_not_overlap(name):
    groups = itertools.groupby(label_rows(name), key=lambda row: (row["corpus"], row["document"]))
    seen = set()
    for key, rows in groups:
        assert key not in seen, "an article's labels stand together"
        seen.add(key)
        end = 0
        for row in rows:
            assert end <= int(row["start"])
            end = int(row["end"])


def test_no_corpus_text_is_shipped():
    for row in label_rows():
        assert set(row) == {
            "corpus", "document", "part", "start", "end", "hash", "sourcing", "alternative",
            "checkable", "second_hand", "polarity", "source_start", "source_end", "cue_start",
            "cue_end", "content_start", "content_end",
        }  # fmt: skip


def test_hash_is_of_the_text():
    assert sentence_hash("It fell.") == sentence_hash("It fell.")
    assert sentence_hash("It fell.") != sentence_hash("It fell. ")
    assert len(sentence_hash("caf\u00e9 \U0001f600")) == HASH_LENGTH


def test_examples():
    articles = load_examples()
    names = {
        path.stem for path in (folder("datasets") / "examples").iterdir() if path.suffix == ".txt"
    }
    assert {article.id for article in articles} == {f"examples/{name}" for name in names}
    assert {label for article in articles for label in article.sourcing} == set(CLASSES)
    for article in articles:
        sizes = {len(article.document), len(article.sourcing), len(article.checkable)}
        assert len(sizes) == 1
        assert set(article.checkable) <= {0, 1}
        assert [str(sentence) for sentence in article.sentences] == article.document.sentence_texts


def test_examples_are_labelled_to_the_last_word():
    for article in load_examples():
        covered = "".join(article.document.sentence_texts)
        assert "".join(covered.split()) == "".join(article.document.text.split()), article.id


def test_labels_are_joined_to_their_articles(corpora):
    joined = load_labelled(corpora)
    for article, own in zip(joined, load_examples()[:5], strict=True):
        assert article.id == f"gum/{own.id}"
        assert article.document.sentences == own.document.sentences
        assert (article.sourcing, article.checkable) == (own.sourcing, own.checkable)


def test_articles_without_labels_are_left_out(corpora):
    with (corpora / FILES["gum"]).open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"doc_id": "another", "text": "It fell."}) + "\n")
    assert len(load_labelled(corpora)) == 5


def test_another_text_is_not_what_was_labelled(corpora):
    path = corpora / FILES["gum"]
    first, *others = path.read_text("utf-8").splitlines(keepends=True)
    record = json.loads(first)
    record["text"] = record["text"].swapcase()
    path.write_text(json.dumps(record) + "\n" + "".join(others), "utf-8")
    with pytest.raises(
        DatasetError, match=r"the text at 0-\d+ is not the sentence that was labelled"
    ):
        load_labelled(corpora)


def test_a_missing_article_is_named(corpora):
    line = json.dumps({"doc_id": "another", "text": "It fell."})
    (corpora / FILES["gum"]).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="document 'examples/.*' is not in the corpus"):
        load_labelled(corpora)


def test_a_missing_corpus_is_named(tmp_path):
    with pytest.raises(DatasetError, match=r"allsides.jsonl.gz is missing; should be the corpus"):
        load_labelled(tmp_path)


@pytest.mark.parametrize("value", [None, ""])
def test_no_corpora_folder(value, monkeypatch):
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(ENVIRONMENT_VARIABLE, value)
    with pytest.raises(DatasetError, match="the environment variable PROVENANCE_CORPORA"):
        corpora_folder()


def test_corpora_folder_of_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path))
    assert corpora_folder() == tmp_path
    (tmp_path / "given").mkdir()
    assert corpora_folder(tmp_path / "given") == tmp_path / "given"


@pytest.mark.parametrize("name", ["missing", "file"])
def test_corpora_folder_that_is_none(name, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DatasetError, match=f"{name} is not there; should hold polnear.jsonl"):
        corpora_folder(tmp_path / name)


def test_articles_numbered_alike_are_told_apart(write_corpus):
    path = write_corpus(
        "gum", [{"doc_id": "a", "text": text} for text in ("One.", "Two.", "Three.")]
    )
    assert [article.id for article in read_corpus("gum", path)] == ["a", "a#2", "a#3"]


def test_marks_of_the_corpora(write_corpus):
    base = {"doc_id": "a", "text": "He said so. It fell.", "sentences": [[0, 11], [12, 20]]}
    write_corpus("polnear", [{**base, "split": "dev", "attributions": [{"content": [[8, 10]]}]}])
    path = write_corpus("newsdiscourse", [{**base, "speech": [None, "speech"]}])
    (polnear,) = read_corpus("polnear", path)
    (newsdiscourse,) = read_corpus("newsdiscourse", path)
    assert (polnear.split, polnear.marks) == ("dev", (1, 0))
    assert (newsdiscourse.split, newsdiscourse.marks) == ("", (-1, 1))


@pytest.mark.parametrize(
    "line",
    [
        "not JSON",
        "[]",
        "5",
        '{"doc_id": ["a"], "text": "It fell."}',
        '{"text": "It fell."}',
        '{"doc_id": "a"}',
        '{"doc_id": "a"',
    ],
)
def test_a_damaged_line_is_named(line, tmp_path):
    good = json.dumps({"doc_id": "good", "text": "It fell."})
    (tmp_path / FILES["gum"]).write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="gum.jsonl, line 2 is not an article"):
        list(read_corpus("gum", tmp_path))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("allsides", b"not compressed", "is damaged .*compressed by gzip"),
        ("allsides", gzip.compress(b'{"doc_id": "a", "text": "It fell."}\n')[:-9], "is damaged"),
        ("gum", b'{"doc_id": "a", "text": "caf\xe9"}\n', "is damaged .*in UTF-8"),
        ("gum", b'{"doc_id": "a", "text": "", "sentences": [[1]]}\n', "line 1 is not an article"),
    ],
    ids=["not gzip", "cut off", "not UTF-8", "sentence without end"],
)
def test_a_damaged_corpus(name, content, told, tmp_path):
    (tmp_path / FILES[name]).write_bytes(content)
    with pytest.raises(DatasetError, match=f"{FILES[name]}.*{told}"):
        list(read_corpus(name, tmp_path))


def test_the_shipped_labels_fit_the_real_corpora(real_corpora):
    joined = load_labelled(real_corpora)
    assert sum(len(article.sourcing) for article in joined) == len(label_rows())
    assert len({article.id for article in joined}) == len(joined)


@pytest.mark.parametrize("name", ["polnear", "newsdiscourse"])
def test_the_real_corpora_have_their_parts(name, real_corpora):
    articles = list(read_corpus(name, real_corpora))
    assert {"train", "dev"} <= {article.split for article in articles}
    for article in articles:
        assert len(article.sentences) == len(article.marks)
        assert set(article.marks) <= {-1, 0, 1}
