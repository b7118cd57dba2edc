"""``provenance summary`` and ``provenance sources``, on a folder that a batch wrote."""

import csv
import io
import json

import pytest

import provenance
from provenance.cli import main


@pytest.fixture
def call(capfd):
    """Run a command; return its code, output and errors."""

    def called(*argv):
        code = main([str(word) for word in argv])
        return code, *capfd.readouterr()

    return called


def test_a_summary_for_a_person(call, output):
    code, out, err = call("summary", output)
    assert (code, err) == (0, "")
    assert "publisher" in out
    assert "Post" in out
    assert "Wire" in out
    assert "3 articles" in out
    assert "fewer than 10 articles" in out


def test_a_summary_for_programs(call, output):
    code, out, _ = call("summary", output, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert {row["publisher"] for row in rows} == {"Post", "Wire"}
    records = json.loads(call("summary", output, "--by", "all", "--json")[1])
    assert [record["measure"] for record in records][-1] == "score"
    assert records[0]["articles"] == 5
    assert 0 < records[0]["low"] <= records[0]["value"] <= records[0]["high"]


def test_intervals_that_are_missing_are_null(call, output):
    records = json.loads(call("summary", output, "--by", "line", "--json")[1])
    assert {record["low"] for record in records} == {None}


def test_the_largest_groups(call, output):
    records = json.loads(call("summary", output, "--top", "1", "--json")[1])
    assert {record["publisher"] for record in records} == {"Wire"}
    assert "1 more group with fewer articles" in call("summary", output, "--top", "1")[1]


@pytest.mark.parametrize("format", ["parquet", "jsonl", "csv"])
def test_no_article_with_a_publisher(call, tmp_path, format):
    news = tmp_path / "news.jsonl"
    news.write_text('{"text": "Police said so."}\n')
    out = tmp_path / "out"
    provenance.score_corpus(news, out, format=format, language="any")
    for words in ([], ["--by", "publisher"]):
        told = " ".join(call("summary", out, *words)[1].split())
        assert "none given" not in told
        assert "No article has a value in the column 'publisher', so all are one group." in told
    code, found, err = call("summary", out, "--json")
    assert code == 0 and "publisher" not in json.loads(found)[0]
    assert "No article has a value in the column 'publisher'" in err
    told = " ".join(call("sources", out)[1].split())
    assert "column 'publisher', which is left out." in told
    assert "column 'date', which is left out." in told
    assert "Articles without a date" not in told


def test_no_article_at_all(call, tmp_path):
    news = tmp_path / "news.jsonl"
    news.write_text('{"text": " "}\n')
    provenance.score_corpus(news, tmp_path / "out", format="jsonl", language="any")
    for command in ("summary", "sources"):
        code, found, err = call(command, tmp_path / "out")
        assert (code, err) == (0, "") and "No article" not in found


def test_lost_files_are_noticed(call, tmp_path):
    pytest.importorskip("pyarrow")
    news = tmp_path / "news.jsonl"
    news.write_text('{"text": "Police said so."}\n' * 4)
    out = tmp_path / "out"
    provenance.score_corpus(news, out, part_size=2, language="any")
    (out / "sentences" / "part-00001.parquet").unlink()
    assert call("summary", out)[0] == 0  # which needs no sentences
    code, _, err = call("sources", out)
    assert code == 1 and "and sentences/part-00001.parquet is missing; should hold" in err
    (out / "sentences" / "part-00000.parquet").rename(out / "sentences" / "part-00001.parquet")
    (out / "articles" / "part-00000.parquet").unlink()
    code, _, err = call("summary", out)
    assert code == 1
    assert "has 2 rows of the table articles, where its run.json says 4" in err


def test_articles_without_a_publisher_are_a_group(call, make_output):
    from provenance.corpus.output import read_output

    folder = make_output("csv")
    frame = read_output(folder)
    frame.loc[[0, 3], "publisher"] = None
    frame.to_csv(folder / "articles.csv", index=False)
    assert "none given" in call("summary", folder)[1]
    records = json.loads(call("summary", folder, "--json", "--top", "2")[1])
    assert {record["publisher"] for record in records} == {"Wire", None}


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_plot(call, output, tmp_path, suffix):
    pytest.importorskip("matplotlib")
    file = tmp_path / f"summary{suffix}"
    assert call("summary", output, "--plot", file)[0] == 0
    assert file.stat().st_size > 1_000
    code, _, err = call("summary", output, "--plot", tmp_path / "summary.doc")
    assert code == 1
    assert "which cannot be written" in err
    assert "should be a .png, .svg or .pdf file" in err


def test_sources_for_a_person(call, output):
    code, out, err = call("sources", output)
    assert (code, err) == (0, "")
    assert "Ruth Achterberg" in out
    assert "2024-03-01" in out
    assert "Articles without a date that can be read: 2." in out


def test_sources_for_programs(call, output):
    records = json.loads(call("sources", output, "--json")[1])
    ruth = next(record for record in records if record["source"] == "Ruth Achterberg")
    assert set(ruth["outlets"]) == {"Post", "Wire"}
    assert ruth["first"] == "2024-03-01"
    assert any(record["first"] is None for record in records)
    rows = list(csv.DictReader(io.StringIO(call("sources", output, "--csv")[1])))
    assert len(rows) == len(records)
    assert set(rows[0]["outlets"].split("; ")) <= {"Post", "Wire"}


def test_some_sources(call, output):
    records = json.loads(call("sources", output, "--type", "anonymous", "--json")[1])
    assert {record["type"] for record in records} == {"anonymous"}
    assert len(json.loads(call("sources", output, "--top", "2", "--json")[1])) == 2
    assert "more sources: --top N" in call("sources", output, "--top", "1")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["summary", "--by", "desk"],
            "--by is 'desk', which is no column of the articles; should be",
        ),
        (["sources", "--outlet", "desk"], "--outlet is 'desk', which is no column"),
        (["sources", "--date", "day"], "--date is 'day', which is no column"),
    ],
)
def test_wrong_columns(call, output, words, told):
    code, out, err = call(words[0], output, *words[1:])
    assert (code, out) == (1, "")
    assert told in err


@pytest.mark.parametrize("command", ["summary", "sources"])
def test_no_output_folder(call, tmp_path, command):
    code, _, err = call(command, tmp_path / "nothing")
    assert code == 1
    assert "is no folder; should be what 'provenance batch' wrote" in err


@pytest.mark.parametrize("words", [["--csv", "--json"], ["--top", "0"], ["--top", "some"]])
def test_wrong_usage(call, output, words):
    assert call("summary", output, *words)[0] == 2
    assert call("sources", output, *words)[0] == 2


def test_a_corpus_without_publishers_and_dates(call, make_output):
    from provenance.corpus import output as reading

    folder = make_output("csv")
    frame = reading.read_output(folder).drop(columns=["publisher", "date"])
    frame.to_csv(folder / "articles.csv", index=False)
    assert "all" in call("summary", folder)[1]
    code, out, _ = call("sources", folder, "--json")
    assert code == 0
    assert {tuple(record["outlets"]) for record in json.loads(out)} == {()}
