"""A folder of scores of which something was lost is noticed, whatever the format."""

import pytest

import provenance
from provenance.errors import InputError


@pytest.fixture
def out(tmp_path):
    news = tmp_path / "news.jsonl"
    news.write_text('{"text": "Police said so. It fell."}\n' * 3 + "{\n")
    out = tmp_path / "out"
    provenance.score_corpus(news, out, format="jsonl", language="any")
    return out


@pytest.mark.parametrize(("table", "rows"), [("sentences", 6), ("articles", 3), ("set_aside", 1)])
def test_rows_that_are_lost(out, table, rows):
    assert len(provenance.read_output(out, table)) == rows
    file = out / f"{table}.jsonl"
    whole = file.read_text()
    file.write_text("".join(whole.splitlines(keepends=True)[:-1]))
    told = f"has {rows - 1} rows of the table {table}, where its run.json says {rows}, so that"
    with pytest.raises(InputError, match=told):
        provenance.read_output(out, table)
    file.write_text(whole * 2)
    with pytest.raises(InputError, match=f"has {2 * rows} rows"):
        provenance.read_output(out, table)
    file.unlink()
    with pytest.raises(InputError, match=f"holds no table {table}"):
        provenance.read_output(out, table)


def test_a_run_json_that_is_damaged_or_not_there(out):
    (out / "run.json").write_text("{")
    with pytest.raises(InputError, match="run.json cannot be read .*; should be as"):
        provenance.read_output(out)
    (out / "run.json").unlink()
    assert len(provenance.read_output(out)) == 3
