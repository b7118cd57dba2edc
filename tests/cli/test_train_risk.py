"""Training the risk indicator from the command line, on a small corpus of the project's own articles."""

import errno
import gzip
import json
import os
import tempfile

import pytest

from provenance.cli import main
from provenance.data.corpora import ENVIRONMENT_VARIABLE, FILES
from provenance.data.labels import load_examples
from provenance.scoring.risk import parse_indicator
from provenance.training import risk
from provenance.training.risk import NAMES

RATINGS = ("high", "mixed", "high", "low")


@pytest.fixture(autouse=True)
def without_corpora(tmp_path, monkeypatch):
    """Run in an empty folder, and know of no corpora."""
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def rated(tmp_path):
    """A corpus of rated outlets with an example article or two each."""
    examples = [a.document.text for a in load_examples() if len(a.document) >= 15][:24]
    with gzip.open(tmp_path / FILES["allsides"], "wt", encoding="utf-8") as lines:
        for number, text in enumerate(examples):
            outlet = number % 12
            record = {
                "doc_id": str(number),
                "text": text,
                "split": "train" if outlet < 6 else "none",
                "publisher": f"{outlet}.example",
                "labels": {"outlet_factuality": RATINGS[outlet % 4]},
            }
            lines.write(json.dumps(record) + "\n")
    return tmp_path


@pytest.fixture
def scores_nothing(monkeypatch):
    """Fail where articles are scored: what is wrong should have been found out before."""
    monkeypatch.setattr(risk, "profiles", lambda *args: pytest.fail("should not be scored"))


def test_writes_an_indicator_and_its_card(rated, capsys):
    argv = ["train-risk", "--corpora", str(rated), "--output"]
    assert main([*argv, "a.json"]) == 0
    told = capsys.readouterr().err
    assert "risk, unseen outlets: AUC" in told
    assert "wrote a.json and a.md" in told
    text = (rated / "a.json").read_text(encoding="utf-8")
    indicator = parse_indicator(text)
    assert [term.name for term in indicator.terms] == list(NAMES)
    assert indicator.card["outlets"] == 12
    assert indicator.card["outlets_low"] == 3
    assert "no verdict on truth" in (rated / "a.md").read_text(encoding="utf-8")
    assert main([*argv, "b.json", "--n-jobs", "2", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert (rated / "b.json").read_text(encoding="utf-8") == text
    assert (rated / "b.md").read_bytes() == (rated / "a.md").read_bytes()


def test_evaluate_measures_it(rated, capsys):
    assert main(["evaluate", "--corpora", str(rated), "--only", "risk", "--json"]) == 0
    found = {(o["task"], o["measure"]) for o in json.loads(capsys.readouterr().out)}
    assert ("risk, unseen outlets", "AUC above plain score") in found
    assert ("risk, outlets kept apart", "AUC") in found


def test_too_few_rated_outlets(tmp_path, capsys):
    with gzip.open(tmp_path / FILES["allsides"], "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"doc_id": "1", "text": "It is."}) + "\n")
    code = main(["train-risk", "--corpora", str(tmp_path), "--output", "a.json"])
    assert code == 1
    assert "has 0 outlets rated high; should have 5" in capsys.readouterr().err
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize("output", ["a.npz", "nowhere/a.json", ""])
def test_wrong_outputs(output, capsys):
    assert main(["train-risk", "--corpora", ".", "--output", output]) == 1
    assert f"--output is {output!r}; should be a .json file" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_folder_that_may_not_be_written(rated, capsys, scores_nothing):
    (rated / "locked").mkdir(mode=0o500)
    code = main(["train-risk", "--corpora", str(rated), "--output", "locked/a.json"])
    assert code == 1
    assert "--output is 'locked/a.json', which cannot be written" in capsys.readouterr().err


def test_finds_no_room_before_it_scores(rated, capsys, monkeypatch, scores_nothing):
    def full(dir):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert main(["train-risk", "--corpora", str(rated), "--output", "a.json"]) == 1
    told = capsys.readouterr().err
    assert "'a.json', which cannot be written (No space left on device)" in told


def test_without_corpora(capsys):
    assert main(["train-risk", "--output", "a.json"]) == 1
    assert "the corpora are needed" in capsys.readouterr().err
