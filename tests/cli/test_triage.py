import csv
import io
import json

import pytest

from provenance.cli import main

NEWS = [
    {"id": "a", "text": "The port of Gant reportedly sold 40 cranes in May.", "publisher": "Post"},
    {
        "id": "b",
        "text": "Ana Ruiz said it rained. Critics say the ferry of Kesh leaked for two years.",
    },
]


@pytest.fixture
def news(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in NEWS), encoding="utf-8")
    return str(file)


def test_a_table(news, capsys):
    assert main(["triage", news]) == 0
    told = capsys.readouterr().out
    assert "The port of Gant reportedly sold 40 cranes in May." in told
    assert "'reportedly', no source; checkable" in told
    assert "Post, a" in told
    assert "2 articles, 3 sentences: 2 claims to check." in told
    assert told.rstrip().endswith("Weakly sourced is not false.")


def test_a_long_queue_is_cut_and_says_so(tmp_path, capsys):
    file = tmp_path / "long.txt"
    file.write_text(" ".join(f"The port reportedly sold {n} cranes in May." for n in range(2, 30)))
    assert main(["triage", str(file)]) == 0
    assert "8 more: --top N" in capsys.readouterr().out


def test_csv_to_standard_output_and_top(news, capsysbinary):
    assert main(["triage", news, "--csv", "-", "--top", "1"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8")))
    assert (row["rank"], row["article"], row["sourcing"]) == ("1", "a", "hedged")


def test_files(news, tmp_path, capsys):
    names = {form: tmp_path / f"queue.{form}" for form in ("csv", "jsonl", "html")}
    options = [part for form, name in names.items() for part in (f"--{form}", str(name))]
    assert main(["triage", news, *options]) == 0
    assert capsys.readouterr().out == ""
    assert len(names["csv"].read_text("utf-8").splitlines()) == 3
    assert [
        json.loads(line)["rank"] for line in names["jsonl"].read_text("utf-8").splitlines()
    ] == [1, 2]
    assert "sold 40 cranes" in names["html"].read_text("utf-8")


def first(news, *options):
    import contextlib

    with contextlib.redirect_stdout(io.StringIO()):
        out = news + ".out"
        assert main(["triage", news, "--jsonl", out, *options]) == 0
    with open(out, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def test_weights_by_option_and_by_file(news, tmp_path):
    assert first(news)[0]["text"] == NEWS[0]["text"]
    assert "ferry" in first(news, "--topic", "ferries=9")[0]["text"]
    assert "ferry" in first(news, "--outlet", "post=0.1")[0]["text"]
    weights = tmp_path / "desk.toml"
    weights.write_text("[weakness]\nhedged = 0.1\n[topic]\ndefault = 9\n")
    assert "ferry" in first(news, "--weights", str(weights))[0]["text"]
    found = first(news, "--weights", str(weights), "--topic", "crane")[0]
    assert (found["topics"], found["parts"]["topic"]) == (["crane"], 9)


def test_filters(news):
    assert [row["sourcing"] for row in first(news, "--class", "vague")] == ["vague"]
    assert first(news, "--checkable", "1") == []
    assert len(first(news, "--score", "1", "--checkable", "0")) > 2
    assert len(first(news, "--per-article", "1", "--score", "1", "--checkable", "0")) == 2


def test_an_empty_queue_says_so(news, capsys):
    assert main(["triage", news, "--score", "0"]) == 0
    told = capsys.readouterr().out
    assert (
        told
        == "Nothing to check: 2 articles, 3 sentences, none with a claim that the filters let in.\n"
    )


def test_several_sources_and_columns(tmp_path, capsys):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("nr,story\n1,The mill of Kesh reportedly burnt down.\n")
    two.write_text("nr,story\n2,The ferry of Gant reportedly sank.\n")
    options = ["--text-column", "story", "--id-column", "nr"]
    assert main(["triage", str(one), str(two), *options]) == 0
    assert "2 articles, 2 sentences: 2 claims" in capsys.readouterr().out


def test_what_is_set_aside_is_told(tmp_path, capsys):
    file = tmp_path / "news.jsonl"
    file.write_text('{"id": "a", "text": "It reportedly fell in Kesh."}\n' + '{"text": " "}\n' * 5)
    assert main(["triage", str(file)]) == 0
    told = capsys.readouterr().err
    assert told.count("the text is blank") == 3
    assert "set aside: 5 in all" in told
    assert main(["triage", str(file), "--quiet"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "options",
    [
        ["--outlet", "Post"],
        ["--outlet", "Post=much"],
        ["--topic", "=x"],
        ["--top", "0"],
        ["--checkable", "2"],
        ["--class", "no_claim"],
        ["--csv", "-", "--jsonl", "-"],
    ],
)
def test_wrong_usage(news, options, capsys):
    assert main(["triage", news, *options]) == 2
    assert "error" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--weights", "nowhere.toml"], "nowhere.toml cannot be read"),
        (["--csv", "nowhere/q.csv"], "cannot be written"),
    ],
)
def test_what_cannot_be_used(news, options, told, capsys):
    assert main(["triage", news, *options]) == 1
    assert told in capsys.readouterr().err


def test_a_missing_source(capsys):
    assert main(["triage", "nowhere.txt"]) == 1
    assert "nowhere.txt does not exist" in capsys.readouterr().err


def test_what_is_read_is_not_written_over(tmp_path, capsys):
    news = tmp_path / "news.jsonl"
    news.write_text('{"text": "The port reportedly sold 40 cranes."}\n', encoding="utf-8")
    assert main(["triage", str(news), "--jsonl", str(news)]) == 2
    assert "that is what is read" in capsys.readouterr().err
    assert "reportedly" in news.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        ("--since", "May"),
        ("--today", "2024-13-01"),
        ("--topic", "crane=-1"),
        ("--topic", "=2"),
        ("--outlet", "Post=inf"),
        ("--encoding", "latin-99"),
        ("--encoding", "base64"),
    ],
)
def test_a_wrong_value_of_an_option_is_wrong_usage(news, capsys, options):
    assert main(["triage", news, *options]) == 2
    assert options[0] in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_no_wrong_usage(tmp_path, capsys):
    assert main(["triage", str(tmp_path / "none.txt")]) == 1


def test_encoding(tmp_path, capsys):
    file = tmp_path / "old.txt"
    file.write_bytes("The port of Orléans reportedly sold 40 cranes in May.".encode("cp1252"))
    assert main(["triage", str(file), "--encoding", "cp1252"]) == 0
    assert "Orléans" in capsys.readouterr().out


def test_dates_that_are_not_sure_are_told(tmp_path, capsys):
    file = tmp_path / "dated.jsonl"
    records = [{**NEWS[0], "date": "05/06/2024"}, {**NEWS[1], "date": "2024-06-05"}]
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert main(["triage", str(file)]) == 0
    assert "1 date cannot be read for sure, and counts as missing" in capsys.readouterr().err
    assert main(["triage", str(file), "--quiet"]) == 0
    assert capsys.readouterr().err == ""
