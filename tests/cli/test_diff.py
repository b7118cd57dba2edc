import io
import json
import sys

import pytest

from provenance.cli import main

OLD = "Ana Ruiz, the mayor, said the bridge had failed. Mr Tell claimed it was safe.\n"
NEW = "The bridge had failed. Mr Tell claimed it was safe.\n"
LEVEL = "Ana Ruiz, the mayor, said the bridge had failed. Mr Tell said it was safe.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in {"old.txt": OLD, "new.txt": NEW, "level.txt": LEVEL}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    article = json.dumps({"text": OLD})
    (tmp_path / "one.jsonl").write_text(f"{article}\n", encoding="utf-8")
    (tmp_path / "two.jsonl").write_text(f"{article}\n{article}\n", encoding="utf-8")
    return tmp_path


def outcome(capsys, *argv):
    code = main(["diff", *argv])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_text(folder, capsys):
    code, out, err = outcome(capsys, "old.txt", "new.txt")
    assert (code, err) == (0, "")
    assert out.startswith("old.txt -> new.txt\n1 claim became weaker, 0 stronger; article score ")
    assert "\x1b" not in out
    assert "\x1b[" in outcome(capsys, "old.txt", "new.txt", "--color", "always")[1]


def test_json(folder, capsys):
    code, out, _ = outcome(capsys, "old.txt", "new.txt", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["changes"][0]["kinds"] == ["source-dropped"]
    assert told["worse"] == 1


@pytest.mark.parametrize(
    ("old", "new", "fail_on", "code"),
    [
        ("old.txt", "new.txt", "never", 0),
        ("old.txt", "new.txt", "worse", 1),
        ("new.txt", "old.txt", "worse", 0),
        ("new.txt", "old.txt", "any", 1),
        ("old.txt", "level.txt", "worse", 0),
        ("old.txt", "level.txt", "any", 1),
        ("old.txt", "old.txt", "any", 0),
        ("old.txt", "one.jsonl", "any", 0),
    ],
)
def test_exit_codes(folder, capsys, old, new, fail_on, code):
    assert outcome(capsys, old, new, "--fail-on", fail_on)[0] == code


def test_standard_input(folder, capsys, monkeypatch):
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(NEW.encode())))
    monkeypatch.setattr(sys, "stdin", stream)
    code, out, _ = outcome(capsys, "old.txt", "-", "--fail-on", "worse")
    assert code == 1
    assert out.startswith("old.txt -> standard input\n")


@pytest.mark.parametrize("name", ["nothing.txt", "two.jsonl"])
def test_what_cannot_be_read_is_told_apart_from_worse(folder, capsys, name):
    code, out, err = outcome(capsys, "old.txt", name, "--fail-on", "worse")
    assert (code, out) == (2, "")
    assert err.startswith("provenance: error: ")
    assert name in err


@pytest.mark.parametrize("argv", [("old.txt",), ("-", "-"), ("old.txt", "new.txt", "--width", "3")])
def test_wrong_usage(folder, capsys, argv):
    assert outcome(capsys, *argv)[0] == 2


def test_encoding(tmp_path, capsys):
    file = tmp_path / "old.txt"
    file.write_bytes("Zoë Ruiz said the bridge fell.".encode("cp1252"))
    assert main(["diff", str(file), str(file)]) == 2
    assert main(["diff", str(file), str(file), "--encoding", "cp1252"]) == 0
