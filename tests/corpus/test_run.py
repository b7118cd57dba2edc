"""Whole runs: what is counted, what is refused, and that no setting of the work changes a byte."""

import io
import json
import sys
import warnings
from pathlib import Path

import pandas as pd
import pytest

import provenance
from provenance.corpus import feed, run
from provenance.corpus.engines import JoblibEngine
from provenance.errors import InputError, ModelFileError, ProvenanceError

pytest.importorskip("py3langid")
BAD = {"not_json": 1, "null": 1, "not_text": 1, "blank": 1, "duplicate_id": 2}


class Failing:
    """An engine whose workers die after some batches."""

    def __init__(self, after):
        self.after = after

    def map(self, function, tasks):
        for number, task in enumerate(tasks):
            if number == self.after:
                raise ProvenanceError("a worker process was killed")
            yield function(task)


def score(source, out, **options):
    return provenance.score_corpus(source, out, **({"format": "jsonl", "part_size": 7} | options))


def rows(out, table):
    return [json.loads(line) for line in (out / f"{table}.jsonl").read_text().splitlines()]


def test_articles_in_are_scored_or_set_aside(source, tmp_path, lines):
    out = tmp_path / "out"
    summary = score(source, out)
    assert summary.articles == len(lines) == 30
    assert summary.set_aside == BAD
    assert summary.scored == 24 == len(rows(out, "articles"))
    assert summary.sentences == len(rows(out, "sentences")) == sum(summary.classes.values())
    numbers = [row["record"] for row in rows(out, "articles")]
    aside = [row["record"] for row in rows(out, "set_aside")]
    assert sorted(numbers + aside) == list(range(30))
    assert numbers == sorted(numbers)
    assert aside == sorted(aside) == [3, 4, 11, 12, 28, 29]
    assert summary.examples["not_json"][0].startswith(f"{source}:4: ")
    about = json.loads((out / "run.json").read_text())
    assert about["counts"]["records"] == 30
    assert about["counts"]["set_aside"] == BAD


def test_a_blank_article_leaves_its_id_to_one_that_is_not(tmp_path, content, monkeypatch):
    texts = [" ", "Police said so.", "", "It fell.", "\n", "The crew left."]
    lines = [json.dumps({"id": f"n{n // 3}", "text": text}) for n, text in enumerate(texts)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines))
    for size in (1, 2, 100):
        out = tmp_path / str(size)
        options = {"part_size": size, "batch_size": 1, "language": "any"}
        if size < 100:
            with monkeypatch.context() as patch:
                patch.setattr("provenance.corpus.engines.make_engine", lambda *_: Failing(2))
                with pytest.raises(ProvenanceError, match="killed"):
                    score(tmp_path / "news.jsonl", out, **options)
        score(tmp_path / "news.jsonl", out, **options)
        assert [row["record"] for row in rows(out, "articles")] == [1, 3]
        codes = [row["code"] for row in rows(out, "set_aside")]
        assert codes == ["blank", "blank", "blank", "duplicate_id"]


def test_no_line_is_printed_where_there_is_no_terminal(source, tmp_path, capfd):
    score(source, tmp_path / "out", progress=True)
    assert capfd.readouterr() == ("", "")


def test_columns_are_guessed_named_and_kept(source, tmp_path):
    score(source, tmp_path / "a", keep=["desk"])
    first = rows(tmp_path / "a", "articles")[0]
    assert (first["article"], first["title"], first["desk"]) == ("n0", "Title 0", "city")
    score(source, tmp_path / "b", id="title", limit=2)
    assert [row["article"] for row in rows(tmp_path / "b", "articles")] == ["Title 0", "Title 1"]


@pytest.mark.parametrize("format", ["parquet", "jsonl", "csv"])
def test_no_setting_of_the_work_changes_a_byte(format, source, tmp_path, content):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    score(source, tmp_path / "one", format=format)
    one = content(tmp_path / "one")
    settings = [{"batch_size": 1}, {"batch_size": 3}]
    if format == "jsonl":
        settings += [{"n_jobs": 2, "batch_size": 2}]
    for number, setting in enumerate(settings):
        score(source, tmp_path / str(number), format=format, **setting)
        assert content(tmp_path / str(number)) == one


def test_dask_changes_no_byte(source, tmp_path, content):
    pytest.importorskip("distributed")
    score(source, tmp_path / "one")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        score(source, tmp_path / "dask", engine="dask", n_jobs=2, batch_size=4)
    assert content(tmp_path / "dask") == content(tmp_path / "one")


def test_the_part_size_does_not_change_a_row(source, tmp_path):
    score(source, tmp_path / "a", part_size=1)
    score(source, tmp_path / "b", part_size=1000)
    for table in ("sentences", "articles", "set_aside"):
        assert rows(tmp_path / "a", table) == rows(tmp_path / "b", table)


def test_parts_and_batches_end_early_where_articles_are_long(
    source, tmp_path, content, monkeypatch
):
    score(source, tmp_path / "a", part_size=100)
    monkeypatch.setattr(feed, "BATCH_CHARACTERS", 500)
    score(source, tmp_path / "b", part_size=100)
    assert content(tmp_path / "a") == content(tmp_path / "b")
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(feed, "PART_CHARACTERS", 3000)
    score(source, tmp_path / "c", part_size=100, format="parquet")
    assert len(list((tmp_path / "c" / "articles").iterdir())) > 1


@pytest.mark.parametrize("after", [0, 1, 5, 9])
def test_a_run_that_failed_goes_on(after, source, tmp_path, content, monkeypatch):
    score(source, tmp_path / "whole", batch_size=3)
    with monkeypatch.context() as patch:
        patch.setattr("provenance.corpus.engines.make_engine", lambda *_: Failing(after))
        with pytest.raises(ProvenanceError, match="killed"):
            score(source, tmp_path / "broken", batch_size=3)
    assert not (tmp_path / "broken" / "run.json").exists()
    summary = score(source, tmp_path / "broken", batch_size=5)
    assert content(tmp_path / "broken") == content(tmp_path / "whole")
    assert summary.articles == 30
    assert summary.resumed_from == {0: 0, 1: 0, 5: 7, 9: 21}[after]
    assert summary.set_aside == BAD
    assert summary.new_sentences <= summary.sentences


def test_a_broken_run_goes_on_only_with_the_same_input_and_options(source, tmp_path, monkeypatch):
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr("provenance.corpus.engines.make_engine", lambda *_: Failing(3))
        with pytest.raises(ProvenanceError):
            score(source, out)
    with pytest.raises(InputError, match="language is 'any', and 'en' in the unfinished run"):
        score(source, out, language="any")
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("Title 2", "Title 7"), encoding="utf-8")
    with pytest.raises(InputError, match="records 1 to 7 differ; should be the same input"):
        score(source, out)
    source.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="the input is not what it was"):
        score(source, out)
    source.write_text(text, encoding="utf-8")
    assert score(source, out).resumed_from == 21


def test_a_finished_output_is_kept_unless_restarted(source, tmp_path, content):
    out = tmp_path / "out"
    score(source, out)
    before = content(out)
    with pytest.raises(InputError, match="holds a finished run"):
        score(source, out)
    assert content(out) == before
    assert score(source, out, limit=2, restart=True).articles == 2


def test_strict_stops_at_the_first_bad_record(source, tmp_path, lines, content):
    score(source, tmp_path / "whole", part_size=2)
    for batch_size in (1, 2, 32):
        out = tmp_path / str(batch_size)
        with pytest.raises(InputError, match=r"news.jsonl:4: the line is not JSON.*strict"):
            score(source, out, strict=True, batch_size=batch_size, part_size=2)
        assert score(source, out, part_size=2).resumed_from == 2
        assert content(out) == content(tmp_path / "whole")


def test_strict_tells_the_first_whoever_finds_it(tmp_path):
    good = "Police said the bridge was safe."
    texts = [good, good, " ", good, good, None, good]
    path = tmp_path / "a.csv"
    pd.DataFrame({"text": texts}).to_csv(path)
    for n_jobs, batch_size in ((1, 1), (1, 32), (2, 1)):
        with pytest.raises(InputError, match="a.csv:4: the text is blank"):
            score(path, tmp_path / "out", strict=True, n_jobs=n_jobs, batch_size=batch_size)


def test_strict_is_silent_where_nothing_is_wrong(tmp_path, lines):
    path = tmp_path / "good.jsonl"
    path.write_text("\n".join(lines[:3]), encoding="utf-8")
    assert score(path, tmp_path / "out", strict=True).scored == 3


def test_nothing_in_gives_tables_without_rows(tmp_path):
    path = tmp_path / "empty.jsonl"
    path.touch()
    summary = score(path, tmp_path / "out")
    assert (summary.articles, summary.sentences, summary.set_aside) == (0, 0, {})
    assert "0 articles: 0 scored, 0 set aside" in str(summary)
    assert rows(tmp_path / "out", "articles") == []


def test_standard_input(lines, tmp_path, monkeypatch):
    data = "\n".join(lines[:3]).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert score("-", tmp_path / "out").scored == 3


def test_input_and_output_are_apart(source, tmp_path, monkeypatch):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Police said the bridge was safe.")
    monkeypatch.chdir(folder)
    with pytest.raises(InputError, match="is the input; should be another folder"):
        score(folder, folder)
    for out in (folder / "out", Path("out"), Path("..") / "texts" / "out"):
        with pytest.raises(InputError, match="is inside the input"):
            score(folder, out)
    with pytest.raises(InputError, match=r"the input .* is inside .*; should be outside"):
        score(source, tmp_path)
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_what_cannot_be_read_leaves_no_trace(source, tmp_path):
    out = tmp_path / "out"
    model = tmp_path / "no.npz"
    model.write_bytes(b"no model")
    with pytest.raises(InputError, match="does not exist"):
        score(tmp_path / "gone.jsonl", out)
    with pytest.raises(ModelFileError, match="is no model file"):
        score(source, out, model=model)
    table = tmp_path / "a.csv"
    table.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="text is 'c'"):
        score(table, out, text="c")
    for name in ("part_size", "batch_size", "limit"):
        for value in (0, -1, 1.5, "3", True):
            with pytest.raises(InputError, match=f"{name} is .*should be a whole number"):
                score(source, out, **{name: value})
    with pytest.raises(InputError, match="language is 'de'"):
        score(source, out, language="de")
    assert not out.exists()


def test_a_summary_is_plain_and_readable(source, tmp_path):
    summary = score(source, tmp_path / "out")
    told = str(summary)
    assert "30 articles: 24 scored, 6 set aside" in told
    assert f"set aside, not_json: 1\n  {source}:4: the line is not JSON" in told
    assert json.loads(json.dumps(summary.to_dict()))["articles"] == 30
    assert "an earlier run" not in told


def test_reading_goes_ahead_of_scoring_only_so_far(source, tmp_path, monkeypatch):
    read, scored = [], []
    real = run.read_records

    def counted(*args):
        for item in real(*args):
            read.append(item)
            yield item

    class Slow(JoblibEngine):
        def map(self, function, tasks):
            for result in super().map(function, tasks):
                scored.append(result.records)
                assert len(read) <= sum(scored) + 12
                yield result

    monkeypatch.setattr(run, "read_records", counted)
    monkeypatch.setattr("provenance.corpus.engines.make_engine", lambda *_: Slow(1))
    score(source, tmp_path / "out", batch_size=2)
    assert len(read) == 30
