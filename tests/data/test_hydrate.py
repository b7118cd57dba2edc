"""Text is joined to the labels that it belongs to, and what did not match is counted."""

import json

import pandas as pd
import pytest

from provenance.data import labels
from provenance.data.corpora import FILES
from provenance.data.hydrate import hydrate, write
from provenance.data.labels import load_examples
from provenance.errors import DatasetError, InputError


def test_every_label_has_its_text(corpora):
    hydrated = hydrate(corpora)
    (match,) = hydrated.matches
    assert (match.corpus, match.absent, match.missing, match.changed) == ("gum", False, {}, {})
    assert match.labels == match.matched == len(hydrated.rows)
    assert (match.articles, match.whole) == (5, 5)
    texts = [str(sentence) for article in load_examples()[:5] for sentence in article.document]
    assert [row["text"] for row in hydrated.rows] == texts
    for row in hydrated.rows:
        source = row["source_start"], row["source_end"]
        assert source == (None, None) or row["start"] <= source[0] < source[1] <= row["end"]


def test_a_frame_of_sentences(corpora):
    frame = hydrate(corpora).to_frame()
    assert str(frame["start"].dtype) == str(frame["source_start"].dtype) == "Int64"
    assert list(frame)[-1] == "text"


def test_a_frame_of_articles(corpora):
    frame = hydrate(corpora).to_frame(articles=True)
    assert list(frame) == ["corpus", "document", "part", "text", "sentences"]
    for article, (_, row) in zip(load_examples()[:5], frame.iterrows(), strict=True):
        assert row["text"] == article.document.text
        assert [label["sourcing"] for label in row["sentences"]] == list(article.sourcing)


def test_an_absent_corpus_is_counted(tmp_path, corpora):
    (corpora / FILES["gum"]).unlink()
    hydrated = hydrate(corpora)
    (match,) = hydrated.matches
    assert (match.absent, match.matched, match.whole, hydrated.rows) == (True, 0, 0, ())


def test_missing_and_changed_documents_are_counted(corpora):
    path = corpora / FILES["gum"]
    first, second, *others = path.read_text("utf-8").splitlines(keepends=True)
    record = json.loads(second)
    record["text"] = "X" + record["text"][1:]
    path.write_text("".join([json.dumps(record) + "\n", *others]), "utf-8")
    (match,) = hydrate(corpora).matches
    missing = json.loads(first)["doc_id"]
    assert list(match.missing) == [missing]
    assert match.missing[missing] == sum(row["document"] == missing for row in labels.label_rows())
    assert match.changed == {record["doc_id"]: 1}
    assert match.labels - match.matched == match.missing[missing] + 1
    assert match.whole == 3


@pytest.mark.parametrize("articles", [False, True])
@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_written_and_read_again(corpora, tmp_path, ending, articles):
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    frame = hydrate(corpora).to_frame(articles=articles)
    path = tmp_path / f"labels.{ending}"
    write(frame, path)
    read = {
        "csv": pd.read_csv,
        "jsonl": lambda path: pd.read_json(path, lines=True),
        "parquet": pd.read_parquet,
    }[ending](path)
    assert list(read["text"]) == list(frame["text"])
    sentences = read["sentences"][0] if articles else None
    if ending == "csv" and articles:
        sentences = json.loads(sentences)
    if articles:
        assert sentences[0]["sourcing"] == frame["sentences"][0][0]["sourcing"]
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == [path.name]


def test_a_file_of_another_form(corpora, tmp_path):
    with pytest.raises(InputError, match=r"ends in '.xlsx'; should end in one of .csv, .jsonl"):
        write(hydrate(corpora).to_frame(), tmp_path / "labels.xlsx")


def test_a_file_that_cannot_be_written(corpora, tmp_path):
    with pytest.raises(InputError, match="cannot be written: .*; should be a file name"):
        write(hydrate(corpora).to_frame(), tmp_path / "absent" / "labels.jsonl")


def test_a_damaged_corpus_is_told(corpora):
    (corpora / FILES["gum"]).write_text("{", "utf-8")
    with pytest.raises(DatasetError, match="line 1 is not an article"):
        hydrate(corpora)
