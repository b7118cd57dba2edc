"""The report of a measured part, from the command line."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from provenance.cli import main
from provenance.data import labels as shipped_labels
from provenance.data.corpora import ENVIRONMENT_VARIABLE
from provenance.data.labels import load_examples
from provenance.evaluation import own, run
from provenance.evaluation.predicted import predict
from provenance.resources import folder


@pytest.fixture(autouse=True)
def without_corpora(tmp_path, monkeypatch):
    """Run in an empty folder, and know of no corpora."""
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)


def outcome(capsys, *argv):
    code = main(argv)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_evaluate_writes_a_report(capsys, tmp_path):
    pytest.importorskip("matplotlib", reason="needs provenance-score[report]")
    argv = ["evaluate", "--only", "examples", "--report", "new/report"]
    code, out, err = outcome(capsys, *argv)
    assert code == 0
    assert out.startswith("task")
    assert err == f"wrote {Path('new/report/index.html')}\n"
    values = json.loads((tmp_path / "new/report/metrics.json").read_text("utf-8"))
    assert values["measured"]["articles"] == len(load_examples())
    accuracy = f"{values['figures']['accuracy']:.3f}"
    assert re.search(rf"accuracy +{accuracy}", out)
    shipped = folder("models").joinpath("en.npz").read_bytes()
    assert values["model"] | {"features": 0} == {
        "name": "en",
        "sha256": hashlib.sha256(shipped).hexdigest(),
        "features": 0,
    }


@pytest.mark.parametrize("only", [["behaviour"], ["invariance", "agreement"]])
def test_a_report_of_other_parts_is_refused(only, capsys, tmp_path):
    pytest.importorskip("matplotlib", reason="needs provenance-score[report]")
    argv = [word for part in only for word in ("--only", part)]
    assert main(["evaluate", *argv, "--report", "report"]) == 2
    assert "--report shows test or examples" in capsys.readouterr().err
    assert not (tmp_path / "report" / "index.html").exists()


@pytest.mark.parametrize("part", ["test", "examples"])
def test_a_report_is_of_the_part_that_is_asked_for_measured_once(
    part, capsys, corpora, tmp_path, monkeypatch
):
    pytest.importorskip("matplotlib", reason="needs provenance-score[report]")
    real, rows, measured = shipped_labels.label_rows(), [], []
    for row in real:
        tested = row["document"] == real[-1]["document"]
        rows.append(row | {"part": "test" if tested else "train"})
    monkeypatch.setattr(shipped_labels, "label_rows", lambda name="sourcing": rows)
    for module in (own, run):
        monkeypatch.setattr(
            module, "predict", lambda *args: measured.append(args) or predict(*args)
        )
    argv = ["evaluate", "--corpora", str(corpora), "--only", part, "--json"]
    _, plain, _ = outcome(capsys, *argv)
    assert len(measured) == 1
    code, out, _ = outcome(capsys, *argv, "--report", "report")
    assert code == 0
    assert len(measured) == 2
    assert json.loads(out) == json.loads(plain)
    values = json.loads((tmp_path / "report/metrics.json").read_text("utf-8"))
    assert values["measured"]["articles"] == (1 if part == "test" else len(load_examples()))
