"""``provenance check``."""

import io
import json
import sys
from pathlib import Path

import pytest

from provenance.cli import main

CLEAN = "Ana Ruiz, the mayor, said the bridge was safe.\n"
NOTE = "The bridge is said to be unsafe. Lorries still cross it.\n"
WARNING = "The mine will close in May, a source close to the owners said.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("clean", CLEAN), ("note", NOTE), ("warning", WARNING)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def run(capsys, *arguments):
    code = main(["check", *arguments])
    return code, *capsys.readouterr()


@pytest.mark.parametrize(
    ("file", "level", "code"),
    [
        ("clean", None, 0),
        ("note", None, 0),
        ("note", "note", 1),
        ("note", "error", 0),
        ("warning", None, 1),
        ("warning", "error", 0),
        ("warning", "never", 0),
    ],
)
def test_exit_codes(capsys, file, level, code):
    options = [] if level is None else ["--fail-on", level]
    assert run(capsys, f"{file}.txt", *options)[0] == code


def test_text_by_itself(capsys):
    code, out, err = run(capsys, "warning.txt", "note.txt", "clean.txt")
    assert code == 1 and err == ""
    assert out.startswith("warning.txt:1:29: warning: anonymous-without-reason: ")
    assert "note.txt:1:12: note: passive-hand-off: " in out
    assert out.endswith("2 findings (1 warning, 1 note) in 3 articles.\n")


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(capsys):
    code, out, err = run(capsys, "none.txt", "warning.txt")
    assert code == 2
    assert "none.txt does not exist" in err
    assert "anonymous-without-reason" in out


@pytest.mark.parametrize(
    "options",
    [
        ["--select", "nothing"],
        ["--pack", "times"],
        ["--config", "none.toml"],
        ["--baseline", "none.json"],
        ["--output", "none/out.json"],
        ["--fail-on", "grave"],
        ["--format", "xml"],
        ["--config", "provenance.toml", "--no-config"],
        ["--title", "Two", "clean.txt"],
    ],
)
def test_wrong_usage(capsys, options):
    code, out, err = run(capsys, "warning.txt", *options)
    assert code == 2
    assert "error: " in err
    assert "Traceback" not in err


def test_no_file_is_wrong_usage(capsys):
    assert run(capsys)[0] == 2


def test_selecting_ignoring_and_packs(capsys):
    assert run(capsys, "warning.txt", "--ignore", "anonymous-without-reason")[0] == 0
    assert run(capsys, "warning.txt", "--pack", "reuters")[0] == 0
    code, out, _ = run(capsys, "warning.txt", "--select", "single-unnamed-source,late-attribution")
    assert code == 1 and "single-unnamed-source" in out and "without-reason" not in out


def test_formats_and_output(capsys, folder):
    code, out, _ = run(capsys, "warning.txt", "--format", "sarif", "--output", "out.sarif")
    assert (code, out) == (1, "")
    log = json.loads((folder / "out.sarif").read_text(encoding="utf-8"))
    assert log["runs"][0]["results"][0]["ruleId"] == "anonymous-without-reason"
    assert run(capsys, "warning.txt", "--format", "github")[1].startswith("::warning file=")
    assert json.loads(run(capsys, "warning.txt", "--format", "json")[1])["version"] == 1


def test_articles_in_json_lines(capsys, folder):
    rows = [
        {"id": "a", "text": CLEAN},
        {
            "id": "b",
            "title": "Regent sells railway",
            "text": "The regent is reportedly selling the railway.",
        },
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    code, out, _ = run(capsys, "articles.jsonl")
    assert code == 1
    assert out.startswith("articles.jsonl:2:1:15: warning: dropped-hedge: The headline states")
    log = json.loads(run(capsys, "articles.jsonl", "--format", "sarif")[1])
    place = log["runs"][0]["results"][0]["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 2}
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "b"


def test_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(WARNING.encode())))
    )
    code, out, _ = run(capsys, "-")
    assert code == 1
    assert out.startswith("-:1:29: warning: ")


def test_a_folder(capsys, folder):
    inner = folder / "drafts"
    inner.mkdir()
    (inner / "a.txt").write_text(WARNING, encoding="utf-8")
    assert run(capsys, "drafts")[1].startswith(f"{Path('drafts', 'a.txt')}:1:29: warning: ")


def test_the_headline_may_be_given(capsys, folder):
    (folder / "rail.txt").write_text("The regent is reportedly selling the railway.\n", "utf-8")
    assert run(capsys, "rail.txt", "--title", "Regent sells railway")[0] == 1
    assert run(capsys, "rail.txt", "--title", "Regent reportedly sells railway")[0] == 0


def test_settings_of_the_folder(capsys, folder):
    (folder / "provenance.toml").write_text('[check]\nfail-on = "never"\n', encoding="utf-8")
    assert run(capsys, "warning.txt")[0] == 0
    assert run(capsys, "warning.txt", "--fail-on", "warning")[0] == 1
    assert run(capsys, "warning.txt", "--no-config")[0] == 1
    (folder / "provenance.toml").write_text("[check]\nrules = 3\n", encoding="utf-8")
    assert run(capsys, "warning.txt")[0] == 2


def test_a_baseline(capsys, folder):
    code, out, err = run(capsys, "warning.txt", "--write-baseline", "known.json")
    assert (code, out) == (0, "")
    assert "wrote known.json: 1 finding" in err
    assert run(capsys, "warning.txt", "--baseline", "known.json")[0] == 0
    (folder / "warning.txt").write_text("New.\n\n" + WARNING + WARNING, encoding="utf-8")
    assert run(capsys, "warning.txt", "--baseline", "known.json")[0] == 0
    (folder / "warning.txt").write_text(WARNING + "A Western diplomat said so.\n", "utf-8")
    code, out, _ = run(capsys, "warning.txt", "--baseline", "known.json")
    assert code == 1 and out.count("anonymous-without-reason") == 1
    (folder / "known.json").write_text("[]", encoding="utf-8")
    assert run(capsys, "warning.txt", "--baseline", "known.json")[0] == 2


def test_listing_the_rules(capsys):
    code, out, _ = run(capsys, "--rules")
    assert code == 0
    assert len(out.splitlines()) == 10
    assert "off  warning  late-attribution" in out
    assert out.startswith("on   warning  anonymous-without-reason")


def test_a_page_with_the_findings(capsys, folder):
    code, out, err = run(capsys, "warning.txt", "--html", "page.html")
    assert (code, err) == (1, "")
    assert "anonymous-without-reason" in out
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert 'id="f1"' in page and "anonymous-without-reason" in page and "warning.txt" in page
    assert run(capsys, "warning.txt", "--html", "page.html", "--title", "Mine to close")[0] == 1
    assert "Mine to close" in (folder / "page.html").read_text(encoding="utf-8")
    assert run(capsys, "clean.txt", "--html", "clean.html")[0] == 0
    assert 'id="f1"' not in (folder / "clean.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        ["clean.txt", "--html", "page.html"],
        ["--html", "-"],
        ["--html", "warning.txt"],
        ["--html", "none/page.html"],
        ["--html", "page.html", "--write-baseline", "known.json"],
        ["--output", "./warning.txt"],
    ],
)
def test_outputs_that_are_refused(capsys, folder, options):
    code, _, err = run(capsys, "warning.txt", *options)
    assert code == 2
    assert "error: " in err
    assert (folder / "warning.txt").read_text(encoding="utf-8") == WARNING


def test_a_page_of_many_articles_is_refused(capsys, folder):
    row = json.dumps({"text": CLEAN}) + "\n"
    (folder / "two.jsonl").write_text(row * 2, encoding="utf-8")
    code, _, err = run(capsys, "two.jsonl", "--html", "page.html")
    assert code == 2
    assert "holds several articles; should hold one" in err
    assert not (folder / "page.html").exists()


def test_a_record_that_cannot_be_read_fails_alone(capsys, folder):
    rows = [{"id": "a", "text": ""}, {"id": "b", "text": WARNING}]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    code, out, err = run(capsys, "articles.jsonl")
    assert code == 2
    assert "articles.jsonl:1: the text is blank" in err
    assert out.startswith("articles.jsonl:2:1:29: warning: ")


def test_encoding(tmp_path, capsys):
    file = tmp_path / "old.txt"
    file.write_bytes("Zoë, a source close to the mayor said it fell.".encode("cp1252"))
    assert main(["check", str(file), "--no-config"]) == 2
    assert "encoding" in capsys.readouterr().err
    assert main(["check", str(file), "--no-config", "--encoding", "cp1252"]) != 2
    assert main(["check", str(file), "--no-config", "--encoding", "latin-99"]) == 2
