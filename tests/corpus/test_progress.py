"""How many articles a source has, where that is cheaply told."""

import pytest

from provenance.corpus.progress import known_total


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
