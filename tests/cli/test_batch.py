"""The command that scores a corpus: what it takes, tells and returns."""

import io
import json
import sys

import pytest

from provenance.cli import main
from provenance.errors import ProvenanceError

pytest.importorskip("py3langid")
ARTICLE = "Police said the bridge was safe. Critics say the council knew."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = [
        {"key": "a", "story": ARTICLE, "desk": "city"},
        {"key": "b", "story": ARTICLE, "desk": "port"},
    ]
    text = "\n".join(map(json.dumps, lines)) + "\nnot JSON\n"
    (tmp_path / "news.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def outcome(capsys, *argv):
    code = main(["batch", *argv])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_corpus_is_scored_and_summed_up(folder, capsys):
    code, out, err = outcome(capsys, "news.jsonl", "out", "--format", "jsonl")
    assert (code, out) == (0, "")
    assert err.startswith("news.jsonl: text from 'story'\n")
    assert "3 articles: 2 scored, 1 set aside\n4 sentences in out\n" in err
    assert "  vague         50.0%\n" in err
    assert "set aside, not_json: 1\n  news.jsonl:3: the line is not JSON" in err
    assert "sentences a second" in err
    assert [row["article"] for row in rows(folder / "out/articles.jsonl")] == [
        "news.jsonl:1",
        "news.jsonl:2",
    ]


def test_columns_and_output_by_options(folder, capsys):
    options = ("--id-column", "key", "--text-column", "story", "--keep", "desk", "--keep", "key")
    code, _, err = outcome(
        capsys, "news.jsonl", "out", *options, "--format", "jsonl", "--no-text", "--limit", "1"
    )
    assert code == 0
    assert "id from 'key'" in err
    [article] = rows(folder / "out/articles.jsonl")
    assert (article["article"], article["desk"], article["key"]) == ("a", "city", "a")
    assert "text" not in rows(folder / "out/sentences.jsonl")[0]


def test_the_summary_as_json_and_nothing_else(folder, capsys):
    code, out, err = outcome(capsys, "news.jsonl", "out", "--json", "--quiet", "--format", "csv")
    assert (code, err) == (0, "")
    summary = json.loads(out)
    assert (summary["articles"], summary["scored"], summary["sentences"]) == (3, 2, 4)
    assert summary["set_aside"] == {"not_json": 1}
    assert sum(summary["classes"].values()) == 4


def test_strict(folder, capsys):
    code, out, err = outcome(capsys, "news.jsonl", "out", "--strict", "--quiet")
    assert (code, out) == (1, "")
    assert err.startswith("provenance: error: news.jsonl:3: the line is not JSON")
    assert outcome(capsys, "news.jsonl", "out", "--quiet")[0] == 0


def test_standard_input(folder, capsys, monkeypatch):
    data = f"id,text\na,{ARTICLE}\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    options = ("--input-format", "csv", "--format", "jsonl")
    assert outcome(capsys, "-", "out", *options)[0] == 0
    assert rows(folder / "out/articles.jsonl")[0]["file"] == "-"


def test_a_closed_standard_input(folder, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    code, _, err = outcome(capsys, "-", "out")
    assert code == 1
    assert "standard input is closed" in err
    assert not (folder / "out").exists()


def test_a_folder_and_what_is_passed_over_in_it(folder, capsys):
    texts = folder / "texts"
    texts.mkdir()
    for name in ("b.txt", "a.txt", "x.bin", "y.bin", "z.bin", "w.bin"):
        (texts / name).write_text(ARTICLE)
    code, _, err = outcome(capsys, "texts", "out", "--format", "jsonl")
    assert code == 0
    assert [row["article"] for row in rows(folder / "out/articles.jsonl")] == ["a.txt", "b.txt"]
    assert "passed over, as of no format that can be read: w.bin, x.bin, y.bin and 1 more" in err


def test_going_on_is_told(folder, capsys, monkeypatch):
    class Failing:
        def map(self, function, tasks):
            for number, task in enumerate(tasks):
                if number == 2:
                    raise ProvenanceError(
                        "a worker process was killed; should be given more memory"
                    )
                yield function(task)

    options = ("news.jsonl", "out", "--part-size", "1", "--format", "jsonl")
    with monkeypatch.context() as patch:
        patch.setattr("provenance.corpus.engines.make_engine", lambda *_: Failing())
        code, _, err = outcome(capsys, *options)
    assert code == 1
    assert "a worker process was killed" in err
    code, _, err = outcome(capsys, *options)
    assert code == 0
    assert "going on after 2 articles" in err
    assert "went on after 2 articles of an earlier run" in err


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("gone.jsonl", "out"), "gone.jsonl does not exist"),
        (("news.jsonl", "news.jsonl"), "is the input; should be another folder"),
        (("news.jsonl", "."), "is inside .; should be outside of it"),
        (
            ("news.jsonl", "out", "--compression", "snappy", "--format", "csv"),
            "compression is 'snappy'",
        ),
        (("news.jsonl", "out", "--keep", "score"), "'score'"),
        (("news.jsonl", "out", "--encoding", "utf-9"), "encoding is 'utf-9'"),
        (("news.jsonl", "out", "--model", "no.npz"), "there is no model file no.npz"),
    ],
)
def test_what_cannot_be_done_is_told(argv, told, folder, capsys):
    code, out, err = outcome(capsys, *argv)
    assert (code, out) == (1, "")
    assert told in err
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--scheduler", "tcp://a:1"), "--scheduler is Dask's; should be with --engine dask"),
        (("--n-jobs", "0"), "'0' is no number of processes"),
        (("--part-size", "0"), "'0' is not a whole number of at least 1"),
        (("--language", "de"), "invalid choice: 'de'"),
    ],
)
def test_wrong_usage(argv, told, folder, capsys):
    code, _, err = outcome(capsys, "news.jsonl", "out", *argv)
    assert code == 2
    assert told in err


def test_a_terminal_gets_a_bar(folder, capsys, monkeypatch):
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    assert main(["batch", "news.jsonl", "out", "--format", "jsonl"]) == 0
    shown = terminal.getvalue()
    assert "3 articles" in shown
    assert "1 set aside" in shown
    assert "left" in shown
    assert "text from 'story'" in shown


def test_the_help_says_what_the_part_size_shapes(capsys):
    main(["batch", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "written to a file of a Parquet table; must stay the same for a run to go on" in told
