"""One damaged file among others costs that file alone; a source of which nothing can be read is an error."""

import gzip
import io
import json
import os
import sys
import tarfile
import zipfile

import pytest

import provenance
from provenance.corpus.engines import JoblibEngine
from provenance.corpus.readers import ReadOptions, read_records
from provenance.corpus.record import SetAside
from provenance.errors import InputError, ProvenanceError

GOOD = "".join(
    json.dumps({"id": f"n{n}", "text": f"Police said so {n}."}) + "\n" for n in range(40)
)
NO_TEXT = "".join(json.dumps({"id": n, "words": "x"}) + "\n" for n in range(120))


def cut():
    """Lines that are packed, and end in the midst of one."""
    return gzip.compress(GOOD.encode() + os.urandom(4000).hex().encode())[:-900]


def damaged_files():
    return {
        "cut.jsonl.gz": (cut(), "unreadable", "is damaged after"),
        "not-packed.jsonl.gz": (GOOD.encode(), "unreadable", "is damaged: "),
        "cut.txt.gz": (gzip.compress(b"It fell." * 99)[:-9], "unreadable", "is damaged: "),
        "list.json": (b'[\n{"text": "x"}\n]', "unreadable", "is one JSON list; should be"),
        "no-text.csv": (b"id,words\n1,x\n2,y\n", "no_text", "no column with a plain name"),
        "no-text.jsonl": (NO_TEXT.encode(), "no_text", "no column with a plain name"),
        "header.csv": (b'text,"id\n1,x\n', "unreadable", "begins with no header"),
        "two.csv": (b"text,text\n1,x\n", "unreadable", "several columns called 'text'"),
        "bad.zip": (b"no archive", "unreadable", "bad.zip is damaged"),
        "bad.tar.gz": (b"no archive", "unreadable", "bad.tar.gz is damaged"),
    }


def put(folder, files):
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def aside(found):
    return [item for item in found if isinstance(item, SetAside)]


@pytest.mark.parametrize("where", ["a-", "z-"])
@pytest.mark.parametrize("name", list(damaged_files()))
def test_one_damaged_file_of_a_folder(tmp_path, name, where):
    data, code, told = damaged_files()[name]
    folder = put(tmp_path / "in", {"m.jsonl": GOOD.encode(), where + name: data})
    found = list(read_records(folder))
    (problem,) = aside(found)
    assert (problem.place.file, problem.code) == (where + name, code)
    assert told in problem.reason and "; should " in problem.reason
    assert found[-1 if where == "z-" else 0] is problem or name.startswith("cut.jsonl")
    assert sum(item.place.file == "m.jsonl" for item in found) == 40
    assert list(read_records(folder)) == found  # as a run that goes on needs it
    with pytest.raises(InputError, match="; should "):
        list(read_records(folder / (where + name)))


def test_what_was_read_before_the_damage_counts(tmp_path):
    folder = put(tmp_path / "in", {"a.jsonl.gz": cut(), "b.txt": b"It fell."})
    *read, problem, last = read_records(folder)
    assert [item.id for item in read] == [f"n{n}" for n in range(40)]
    assert problem.place.line == 40
    assert "damaged after a.jsonl.gz:40: " in problem.reason
    assert last.id == "b.txt"


def test_a_damaged_parquet_file_of_a_folder(tmp_path):
    pytest.importorskip("pyarrow")
    pd = pytest.importorskip("pandas")
    folder = put(tmp_path / "in", {"a.parquet": b"PAR1 no more", "b.txt": b"It fell."})
    pd.DataFrame({"text": [1, 2]}).to_parquet(folder / "c.parquet")
    found = [(item.place.file, item.code) for item in aside(read_records(folder))]
    assert found == [("a.parquet", "unreadable"), ("c.parquet", "unreadable")]


def test_one_damaged_file_of_an_archive(tmp_path):
    members = {"a.jsonl.gz": cut(), "b.txt": b"It fell.", "c.json": b"[1]"}
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    for name in ("a.zip", "a.tar"):
        found = list(read_records(tmp_path / name))
        assert len(found) == 43
        assert [item.place.file.rpartition("/")[2] for item in aside(found)] == [
            "a.jsonl.gz",
            "c.json",
        ]
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[data.index(b"It fell.")] ^= 1  # so that the check sum is not that of the file
    (tmp_path / "a.zip").write_bytes(data)
    assert len(aside(read_records(tmp_path / "a.zip"))) == 3


def test_a_source_of_which_nothing_can_be_read(tmp_path):
    folder = put(tmp_path / "in", {"a.json": b"[1]", "b.json": b"[2]", "c.jsonl": b"\n"})
    with pytest.raises(
        InputError, match=r"a.json is one JSON list.*and 1 more files cannot be read"
    ):
        list(read_records(folder))
    folder = put(tmp_path / "csv", {"a.csv": b"text\nx\n", "b.csv": b"text\ny\n"})
    with pytest.raises(InputError, match="text is 'txet', which a.csv has not"):
        list(read_records(folder, ReadOptions(text="txet")))


def test_a_library_that_is_missing_is_no_fault_of_the_file(tmp_path, monkeypatch):
    folder = put(tmp_path / "in", {"a.txt": b"It fell.", "b.parquet": b"PAR1"})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match="needs pyarrow, which is not installed"):
        list(read_records(folder))


class Failing(JoblibEngine):
    """An engine whose worker dies at the fourth batch."""

    def map(self, function, tasks):
        for number, task in enumerate(tasks):
            if number == 3:
                raise ProvenanceError("a worker process was killed")
            yield function(task)


def test_a_run_over_damaged_files_goes_on(tmp_path, content, monkeypatch):
    folder = put(tmp_path / "in", {n: data for n, (data, _, _) in damaged_files().items()})
    put(folder, {"more.jsonl": GOOD.replace("n", "m").encode()})
    options = {"format": "jsonl", "part_size": 7, "language": "any"}
    whole = provenance.score_corpus(folder, tmp_path / "whole", **options)
    assert whole.set_aside["no_text"] == 2
    assert whole.articles == whole.scored + sum(whole.set_aside.values())
    with monkeypatch.context() as patch:
        patch.setattr("provenance.corpus.engines.make_engine", lambda *_: Failing())
        with pytest.raises(ProvenanceError, match="killed"):
            provenance.score_corpus(folder, tmp_path / "broken", **options)
    assert provenance.score_corpus(folder, tmp_path / "broken", **options).resumed_from == 21
    assert content(tmp_path / "broken") == content(tmp_path / "whole")
