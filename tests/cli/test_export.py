import json

import pytest

from provenance.cli import main

TEXT = "Ana Ruiz, the mayor, said the bridge had failed two inspections in May.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    rows = [
        {"id": "x", "text": TEXT, "url": "https://a.example/x", "title": "Bridge"},
        {"id": "y", "text": ""},
    ]
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    (tmp_path / "many.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def outcome(capsys, *argv):
    code = main(["export", *argv])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize(("to", "kind"), [("claimreview", list), ("web-annotation", dict)])
def test_standard_output(folder, capsys, to, kind):
    code, out, err = outcome(capsys, "a.txt", "--to", to)
    assert (code, err) == (0, "")
    assert isinstance(json.loads(out), kind)


def test_file(folder, capsys):
    code, out, _ = outcome(capsys, "a.txt", "a.txt", "--to", "claimreview", "--output", "c.json")
    assert (code, out) == (0, "")
    assert len(json.loads((folder / "c.json").read_text("utf-8"))) == 2


def test_label_studio_has_its_config_beside_it(folder, capsys):
    assert outcome(capsys, "a.txt", "--to", "label-studio", "--output", "tasks.json")[0] == 0
    assert json.loads((folder / "tasks.json").read_text("utf-8"))[0]["data"]["text"] == TEXT
    assert (folder / "tasks.xml").read_text("utf-8").startswith("<View>")


def test_label_studio_does_not_write_over_its_own_tasks(folder, capsys):
    code, _, err = outcome(capsys, "a.txt", "--to", "label-studio", "--output", "tasks.xml")
    assert code == 2
    assert "give OUT another suffix" in err
    assert not (folder / "tasks.xml").exists()


@pytest.mark.parametrize("name", ["a.txt", "./a.txt"])
def test_an_article_is_not_written_over(folder, capsys, name):
    code, _, err = outcome(capsys, "a.txt", "--to", "claimreview", "--output", name)
    assert code == 2
    assert "that is an article" in err
    assert (folder / "a.txt").read_text("utf-8") == TEXT


def test_a_file_that_is_not_there_is_told_and_the_others_go_on(folder, capsys):
    code, out, err = outcome(capsys, "none.txt", "a.txt", "--to", "claimreview")
    assert code == 1
    assert "none.txt does not exist" in err
    assert len(json.loads(out)) == 1


def test_brat_is_a_folder(folder, capsys):
    assert outcome(capsys, "a.txt", "--to", "brat", "--output", "out/brat")[0] == 0
    names = sorted(path.name for path in (folder / "out" / "brat").iterdir())
    assert names == ["0001-a.ann", "0001-a.txt", "annotation.conf"]
    assert (folder / "out" / "brat" / "0001-a.txt").read_bytes() == TEXT.encode()


def test_carriage_returns_are_kept_in_the_file(folder, capsys):
    (folder / "crlf.txt").write_bytes(b"Bridge closed\r\n\r\nPolice said it fell.\r\n")
    assert outcome(capsys, "crlf.txt", "--to", "brat", "--output", "b")[0] == 0
    assert (folder / "b" / "0001-crlf.txt").read_bytes().count(b"\n") == 3
    assert outcome(capsys, "crlf.txt", "--to", "label-studio", "--output", "t.json")[0] == 0
    assert "\r\n" in json.loads((folder / "t.json").read_text("utf-8"))[0]["data"]["text"]


def test_what_cannot_be_scored_is_told_and_the_others_go_on(folder, capsys):
    code, out, err = outcome(capsys, "many.jsonl", "--to", "claimreview")
    assert code == 1
    assert "many.jsonl:2" in err
    (stub,) = json.loads(out)
    assert stub["itemReviewed"]["appearance"]["url"] == "https://a.example/x"


def test_threshold(folder, capsys):
    assert json.loads(outcome(capsys, "a.txt", "--to", "claimreview", "--checkable", "1")[1]) == []


@pytest.mark.parametrize(
    "argv",
    [
        ("a.txt",),
        ("a.txt", "--to", "word"),
        ("a.txt", "--to", "brat"),
        ("a.txt", "--to", "label-studio"),
        ("a.txt", "--to", "claimreview", "--checkable", "2"),
        ("a.txt", "--to", "claimreview", "--checkable", "nan"),
        ("a.txt", "--to", "brat", "--output", "b", "--checkable", "0.5"),
    ],
)
def test_wrong_usage(folder, capsys, argv):
    assert outcome(capsys, *argv)[0] == 2


@pytest.mark.parametrize("to", ["claimreview", "brat"])
def test_output_that_cannot_be_written(folder, capsys, to):
    code, _, err = outcome(capsys, "a.txt", "--to", to, "--output", "a.txt/b")
    assert code == 1
    assert "--output is 'a.txt/b', which cannot be written" in err


def test_brat_does_not_mix_two_exports(folder, capsys):
    assert outcome(capsys, "a.txt", "a.txt", "--to", "brat", "--output", "b")[0] == 0
    before = {path.name: path.read_bytes() for path in (folder / "b").iterdir()}
    code, _, err = outcome(capsys, "many.jsonl", "--to", "brat", "--output", "b")
    assert code == 2
    assert "holds 0001-a.ann and 4 more" in err
    assert {path.name: path.read_bytes() for path in (folder / "b").iterdir()} == before
    (folder / "empty").mkdir()
    assert outcome(capsys, "a.txt", "--to", "brat", "--output", "empty")[0] == 0


def test_encoding(folder, capsys):
    (folder / "old.txt").write_bytes("Zoë Ruiz said the bridge had failed in May.".encode("cp1252"))
    code, out, err = outcome(capsys, "old.txt", "--to", "claimreview", "--checkable", "0")
    assert (code, json.loads(out)) == (1, [])
    assert "is not utf-8" in err
    code, out, _ = outcome(
        capsys, "old.txt", "--to", "claimreview", "--checkable", "0", "--encoding", "cp1252"
    )
    assert code == 0
    assert json.loads(out)[0]["itemReviewed"]["author"]["name"] == "Zoë Ruiz"
    assert outcome(capsys, "old.txt", "--to", "claimreview", "--encoding", "latin-99")[0] == 2
