"""How many articles a source has, where that is cheaply told, and what the bar tells of a run."""

import pytest

from provenance.corpus.progress import Bar, known_total


def test_lines_are_counted(tmp_path):
    path = tmp_path / "a.jsonl"
    for text, lines in (("", 0), ("{}\n{}\n", 2), ("{}\n{}", 2)):
        path.write_text(text)
        assert known_total(str(path)) == lines
    assert known_total(str(path), limit=1) == 1
    assert known_total(str(path), limit=9) == 2


def test_rows_are_told_by_the_file(tmp_path):
    pd, _ = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    path = tmp_path / "a.parquet"
    pd.DataFrame({"text": ["a", "b", "c"]}).to_parquet(path)
    assert known_total(str(path)) == 3
    path.write_bytes(b"no table")
    assert known_total(str(path)) is None


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl.gz", "a.txt", "gone.jsonl", "-", "folder"])
def test_what_is_not_cheaply_told_is_not(name, tmp_path):
    (tmp_path / "folder").mkdir()
    for file in ("a.csv", "a.jsonl.gz", "a.txt"):
        (tmp_path / file).write_bytes(b"\n\n")
    assert known_total(str(tmp_path / name)) is None


def test_articles_of_an_earlier_run_are_no_part_of_the_rate(monkeypatch):
    pytest.importorskip("rich")
    now = [0.0]
    bar = Bar(100)
    monkeypatch.setattr(bar._bars, "get_time", lambda: now[0])
    task = bar._bars.tasks[0]
    monkeypatch.setattr(task, "_get_time", lambda: now[0])
    bar.begin(60)
    assert task.completed == 60
    now[0] = 50.0  # they are read once more
    bar.advance(5, 500, 0)
    assert task.fields["rate"] == ""
    for _ in range(3):
        now[0] += 2.0
        bar.advance(5, 40, 0)
    assert task.completed == 80
    assert task.fields["rate"] == "20 sentences/s"
    assert task.time_remaining == 8.0


def test_the_clock_of_a_new_run_begins_with_it(monkeypatch):
    now = [0.0]
    bar = Bar(100)
    monkeypatch.setattr(bar._bars, "get_time", lambda: now[0])
    task = bar._bars.tasks[0]
    monkeypatch.setattr(task, "_get_time", lambda: now[0])
    bar.begin(0)
    now[0] = 4.0
    bar.advance(5, 40, 1)
    assert task.fields["rate"] == "10 sentences/s"
    assert task.fields["aside"] == "1 set aside"
