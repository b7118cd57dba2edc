import io
import json
import os
import subprocess
import sys

import pytest

import provenance
from provenance.cli import main
from provenance.codebook import CLASSES
from provenance.document import Span
from provenance.errors import ModelFileError
from provenance.scoring.scores import ArticleScore, SentenceScore

TEXT = "Ana Ruiz said so.\nIt reportedly fell.\nWho knows?\n"
KINDS = (("named", 0.98, 0.9), ("hedged", 0.11, 0.9), ("no_claim", float("nan"), 0.9))


class FakeScorer:
    """Scores the lines of a text by turns."""

    def score(self, text):
        found, start = [], 0
        for index, line in enumerate(text.splitlines()):
            sourcing, score, checkable = KINDS[index % 3]
            chances = {name: 0.93 if name == sourcing else 0.01 for name in CLASSES}
            span = Span(start, start + len(line))
            found.append(
                SentenceScore(
                    index, span, line, score, sourcing, chances, checkable, None, (), list
                )
            )
            start += len(line) + 1
        return ArticleScore(text, tuple(found))


@pytest.fixture(autouse=True)
def loaded(monkeypatch):
    """The models asked for; none is really loaded."""
    asked = []

    def load(*model):
        if model == ("broken",):
            raise ModelFileError("broken is not a model; should be a file that 'train' wrote")
        asked.append(model)
        return FakeScorer()

    monkeypatch.setattr(provenance, "load", load, raising=False)
    return asked


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, data in {
        "a.txt": TEXT.encode(),
        "bom.txt": b"\xef\xbb\xbf" + TEXT.encode(),
        "latin.txt": b"Ana Ruiz a d\xe9ni.",
        "wide.txt": b"\xff\xfeA\x00",
        "empty.txt": b"",
        "blank.txt": b" \r\n\n",
    }.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder").mkdir()
    return tmp_path


def outcome(capsys, *argv):
    code = main(["score", *argv])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_text(folder, capsys):
    code, out, err = outcome(capsys, "a.txt")
    assert (code, err) == (0, "")
    assert out.startswith("a.txt\nScore 0.5")
    assert "\x1b" not in out
    assert "\x1b[" in outcome(capsys, "a.txt", "--color", "always")[1]


def test_json(folder, capsys):
    code, out, _ = outcome(capsys, "a.txt", "--json")
    record = json.loads(out)
    assert code == 0
    assert record["file"] == "a.txt"
    assert [s["sourcing"] for s in record["sentences"]] == ["named", "hedged", "no_claim"]
    assert record["sentences"][2]["score"] is None


def test_several_files_make_json_lines(folder, capsys):
    _, out, _ = outcome(capsys, "a.txt", "empty.txt", "bom.txt", "--json")
    records = [json.loads(line) for line in out.splitlines()]
    assert [(r["file"], len(r["sentences"])) for r in records] == [
        ("a.txt", 3),
        ("empty.txt", 0),
        ("bom.txt", 3),
    ]


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    code, out, _ = outcome(capsys, "-", "--json")
    assert (code, len(json.loads(out)["sentences"])) == (0, 3)


def test_page(folder, capsys):
    assert outcome(capsys, "a.txt", "--html", "out.html") == (0, "", "")
    assert outcome(capsys, "a.txt", "--html", "out.html")[0] == 0
    _, out, _ = outcome(capsys, "a.txt", "--html", "-")
    assert out == (folder / "out.html").read_text("utf-8")
    assert out.startswith("<!doctype html>")


def test_weakest(folder, capsys):
    _, out, _ = outcome(capsys, "a.txt", "--weakest", "1")
    assert out == " 1 H hedged       0.11* It reportedly fell.\n"
    _, out, _ = outcome(capsys, "a.txt", "--weakest", "5", "--json")
    assert [s["index"] for s in json.loads(out)["sentences"]] == [1, 0]


@pytest.mark.parametrize("name", ["empty.txt", "blank.txt"])
def test_nothing_to_score(folder, capsys, loaded, name):
    assert outcome(capsys, name) == (0, f"Nothing to score: {name} holds no text.\n", "")
    assert json.loads(outcome(capsys, name, "--json")[1])["sentences"] == []
    assert loaded == []


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["missing.txt"], "missing.txt does not exist; should be a text file"),
        (["folder"], "folder is a directory; should be a text file"),
        (["latin.txt"], "byte 0xe9 at offset 12; should be UTF-8: convert it"),
        (["wide.txt"], "iconv -f UTF-16 -t UTF-8 wide.txt"),
        (["a\x1b\0.txt"], "a\\x1b\\x00.txt cannot be read"),
        (["a.txt", "--html", "folder"], "folder cannot be written"),
        (["a.txt", "--model", "broken"], "broken is not a model"),
    ],
)
def test_errors_are_one_line(folder, capsys, argv, told):
    code, out, err = outcome(capsys, *argv)
    assert (code, out) == (1, "")
    assert err.startswith("provenance: error: ")
    assert told in err
    assert err.count("\n") == 1


def test_one_bad_file_does_not_stop_the_others(folder, capsys):
    code, out, err = outcome(capsys, "missing.txt", "a.txt")
    assert code == 1
    assert "It reportedly fell." in out
    assert "missing.txt" in err


def test_model_is_handed_on_and_loaded_once(folder, capsys, loaded):
    outcome(capsys, "a.txt", "bom.txt", "--model", "mine.npz")
    outcome(capsys, "a.txt")
    assert loaded == [("mine.npz",), ()]


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["no-such-command"],
        ["score"],
        ["score", "a", "--weakest", "0"],
        ["score", "a", "--width", "x"],
        ["score", "a", "b", "--html", "out.html"],
        ["score", "a", "--html", "-", "--json"],
        ["score", "a", "--html", "out.html", "--weakest", "3"],
    ],
)
def test_wrong_usage(argv, capsys):
    assert main(argv) == 2
    assert "usage: provenance" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [["--bogus", "a.txt"], ["a.txt", "--bogus"]])
def test_an_unknown_option_is_told_with_the_usage_of_score(argv, capsys):
    assert main(["score", *argv]) == 2
    err = capsys.readouterr().err
    assert err.startswith("usage: provenance score ")
    assert "unrecognized arguments: --bogus" in err


@pytest.mark.parametrize("argv", [["--help"], ["score", "--help"], ["--version"]])
def test_help_and_version(argv, capsys):
    assert main(argv) == 0
    assert "provenance" in capsys.readouterr().out


def test_interrupt(folder, monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeScorer, "score", interrupted)
    assert outcome(capsys, "a.txt") == (130, "", "")


@pytest.mark.parametrize(
    ("choice", "variable", "tty", "coloured"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {}, True, False),
    ],
)
def test_colour(folder, monkeypatch, capsys, choice, variable, tty, coloured):
    for name, value in {"NO_COLOR": "", "TERM": "xterm", **variable}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: tty)
    assert ("\x1b[" in outcome(capsys, "a.txt", "--color", choice)[1]) is coloured


def test_help_loads_neither_model_nor_renderer():
    code = (
        "import sys; from provenance.cli import main; main(['score', '--help']);"
        "sys.exit(bool({'rich', 'jinja2', 'sklearn', 'pandas', 'numpy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert run.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="no pipe signals")
def test_reader_that_leaves_early_is_no_error(folder):
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        [sys.executable, "-m", "provenance", "score", str(folder / "empty.txt"), "--json"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (run.returncode, run.stderr) == (141, b"")
