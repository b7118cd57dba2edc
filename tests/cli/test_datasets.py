"""Corpora are listed, fetched and hydrated from the command line."""

import csv
import json
import re
import sys

import pytest

from provenance.cli import main
from provenance.data import catalogue
from provenance.data.corpora import ENVIRONMENT_VARIABLE, FILES, corpora_folder


@pytest.fixture(autouse=True)
def nowhere(tmp_path, monkeypatch):
    """Run in an empty folder, and know of no corpora."""
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def only_gum(gum, monkeypatch):
    """A catalogue with the small GUM alone."""
    pytest.importorskip("pooch", reason="needs the extra 'datasets'")
    monkeypatch.setattr(catalogue, "catalogue", lambda: {"gum": gum})
    return gum


def outcome(capsys, *argv):
    code = main(["datasets", *map(str, argv)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_list_of_what_is_not_here(capsys, own_cache):
    code, out, _ = outcome(capsys, "list")
    assert code == 0
    assert out.startswith(f"In {own_cache}:")
    for name, corpus in catalogue.catalogue().items():
        assert f"not here: provenance datasets fetch {name}" in out
        for source in corpus.sources:
            assert f"publisher: {source.repository}, commit {source.commit}" in out
        assert f"terms: {corpus.terms}" in out


def test_list_as_json(capsys, only_gum, tmp_path):
    outcome(capsys, "fetch", "gum", "--corpora", tmp_path / "c")
    code, out, _ = outcome(capsys, "list", "--json", "--corpora", tmp_path / "c")
    (row,) = json.loads(out)["corpora"]
    assert code == 0
    assert (row["name"], row["documents"], row["present"], row["sound"]) == ("gum", 2, True, True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "here, but not as it should be: 2 of 2 documents are missing"),
        ("{", "line 1 is not an"),
    ],
)
def test_list_of_what_is_not_sound(capsys, only_gum, tmp_path, content, told):
    (tmp_path / FILES["gum"]).write_text(content, "utf-8")
    code, out, _ = outcome(capsys, "list", "--corpora", tmp_path)
    assert code == 0
    assert told in out


def test_fetch_into_the_cache_where_others_find_it(capsys, only_gum, own_cache):
    code, out, err = outcome(capsys, "fetch", "all")
    assert code == 0
    assert "gum: converted, 2 of 2 documents as labelled" in out
    assert "terms of its publisher: none stated" in out
    assert "owner/gum at 00000000" in err
    assert corpora_folder() == own_cache


def test_the_environment_names_the_folder(capsys, only_gum, tmp_path, monkeypatch):
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "named"))
    assert outcome(capsys, "fetch", "gum")[0] == 0
    assert (tmp_path / "named" / FILES["gum"]).is_file()


def test_fetch_quietly_what_is_there(capsys, own_cache, only_gum, server):
    assert outcome(capsys, "fetch", "gum", "--quiet") == (0, "", "")
    code, out, _ = outcome(capsys, "fetch", "gum")
    assert (code, server.asked) == (0, ["/gum.tar.gz"])
    assert "already there, and sound" in out


def test_fetch_of_an_unknown_name(capsys, own_cache):
    code, _, err = outcome(capsys, "fetch", "grum")
    assert code == 1
    assert "'grum' is no corpus; should be 'all' or one of polnear, newsdiscourse" in err


def test_fetch_tells_a_failure_in_a_line(capsys, own_cache, only_gum, server):
    server.files.clear()
    code, _, err = outcome(capsys, "fetch", "gum")
    assert code == 1
    assert "gum.tar.gz was not given: 404" in err
    assert "Traceback" not in err


def test_fetch_names_what_was_left_out(capsys, own_cache, only_gum, server, pack, gum_files):
    gum_files["dep/GUM_bio_orla.conllu"] = "# text = Orla Finch was a baker.\n"
    server.files["/gum.tar.gz"] = pack(gum_files)
    code, out, err = outcome(capsys, "fetch", "gum")
    assert code == 1
    assert "1 of 2 documents as labelled" in out
    assert "1 of 2 documents have another text (GUM_bio_orla): other texts are left out" in err
    code, _, err = outcome(capsys, "fetch", "gum", "--force")
    assert code == 0
    assert "kept all the same" in err


def test_fetch_from_an_archive(capsys, own_cache, only_gum, server, tmp_path):
    (tmp_path / "mine.tar.gz").write_bytes(server.files["/gum.tar.gz"])
    code, out, _ = outcome(capsys, "fetch", "gum", "--from", "mine.tar.gz")
    assert (code, server.asked) == (0, [])
    assert "gum: converted" in out


def test_one_corpus_at_a_time_from_files(capsys, own_cache):
    code, _, err = outcome(capsys, "fetch", "all", "--from", "mine.tar.gz")
    assert code == 2
    assert "--from: gives one corpus; name one" in err


@pytest.mark.parametrize("action", [["fetch", "gum"], ["hydrate"]])
def test_no_folder_and_no_platformdirs(capsys, action):
    code, _, err = outcome(capsys, *action)
    assert code == 1
    assert "should be named by --corpora FOLDER" in err
    assert "pip install '.[datasets]' from a clone" in err


def test_list_needs_no_folder(capsys):
    code, out, err = outcome(capsys, "list")
    assert (code, err) == (0, "")
    assert out.startswith("No folder named")
    assert out.count("\n  no folder named\n") == len(catalogue.catalogue())
    found = json.loads(outcome(capsys, "list", "--json")[1])
    assert found["folder"] is None
    assert not any(row["present"] or row["file"] for row in found["corpora"])


@pytest.mark.parametrize("labels", ["sourcing", "first_pass", "second_pass"])
def test_hydrate_counts(capsys, corpora, labels):
    code, out, _ = outcome(capsys, "hydrate", "--corpora", corpora, "--labels", labels)
    assert code == 0
    assert out.splitlines()[0].endswith("5 of 5 articles whole")
    assert out.splitlines()[-1].startswith("all: ")


def test_hydrate_tells_what_did_not_match(capsys, corpora):
    path = corpora / FILES["gum"]
    first, second, *others = path.read_text("utf-8").splitlines(keepends=True)
    record = json.loads(second)
    record["text"] = "X" + record["text"][1:]
    path.write_text("".join([json.dumps(record) + "\n", *others]), "utf-8")
    code, out, _ = outcome(capsys, "hydrate", "--corpora", corpora)
    assert code == 0
    missing = json.loads(first)["doc_id"]
    assert re.search(rf"in documents that are not there: \d+ \({missing}\)", out)
    assert f"pointing at other words: 1 ({record['doc_id']})" in out


@pytest.mark.parametrize(("extra", "rows"), [([], None), (["--articles"], 5)])
def test_hydrate_writes(capsys, corpora, tmp_path, extra, rows):
    code, out, _ = outcome(capsys, "hydrate", "--corpora", corpora, "--output", "a.csv", *extra)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as lines:
        written = list(csv.DictReader(lines))
    assert code == 0
    assert len(written) == rows or rows is None
    assert all(row["text"] for row in written)
    assert f"wrote a.csv: {len(written)}" in out


def test_hydrate_without_corpora(capsys, tmp_path):
    code, out, err = outcome(capsys, "hydrate", "--corpora", tmp_path, "--output", "a.csv")
    assert code == 1
    assert "the corpus is not here: provenance datasets fetch allsides" in out
    assert "no label found its text" in err
    assert not (tmp_path / "a.csv").exists()


def test_hydrate_to_another_form(capsys, corpora):
    code, out, err = outcome(capsys, "hydrate", "--corpora", corpora, "--output", "a.xlsx")
    assert (code, out) == (1, "")
    assert "a.xlsx ends in '.xlsx'; should end in one of .csv, .jsonl, .parquet" in err


@pytest.mark.parametrize("output", ["absent/a.csv", "a.parquet"])
def test_hydrate_finds_out_before_the_join_that_it_cannot_write(
    capsys, corpora, monkeypatch, output
):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, out, err = outcome(capsys, "hydrate", "--corpora", corpora, "--output", output)
    assert (code, out) == (1, "")
    told = "there is no folder absent" if output.endswith("csv") else "pyarrow is not installed"
    assert told in err


def test_a_wrong_option_is_told_with_the_usage_of_its_action(capsys):
    code, _, err = outcome(capsys, "list", "--bogus")
    assert code == 2
    assert err.startswith("usage: provenance datasets list")
    assert "unrecognized arguments: --bogus" in err


def test_an_action_is_needed(capsys):
    code, _, err = outcome(capsys)
    assert code == 2
    assert "ACTION" in err
