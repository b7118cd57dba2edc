"""Training and measuring from the command line, with and without the corpora."""

import json

import pytest

from provenance.classifier.model_file import load_model
from provenance.cli import main
from provenance.codebook import CLASSES
from provenance.data.corpora import ENVIRONMENT_VARIABLE
from provenance.evaluation import folds
from provenance.evaluation.parts import PARTS


@pytest.fixture(autouse=True)
def without_corpora(tmp_path, monkeypatch):
    """Run in an empty folder, and know of no corpora."""
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def outcome(capsys, *argv):
    code = main(argv)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_evaluate_prints_a_table(capsys):
    code, out, err = outcome(capsys, "evaluate", "--only", "examples")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split()[:3] == ["task", "measure", "provenance"]
    assert all(line.startswith("examples") for line in lines[2:])
    assert any("macro-F1" in line for line in lines)
    assert "measuring examples" in err


def test_evaluate_prints_json(capsys):
    code, out, _ = outcome(capsys, "evaluate", "--only", "examples", "--json")
    records = json.loads(out)
    assert code == 0
    assert {tuple(record) for record in records} == {("task", "measure", "system", "value")}
    assert {f"F1 {name}" for name in CLASSES} <= {record["measure"] for record in records}
    assert all(0.0 <= record["value"] <= 1.0 for record in records)


def test_evaluate_without_corpora_says_so_and_measures_what_it_can(capsys):
    code, out, err = outcome(capsys, "evaluate")
    assert code == 0
    assert err.startswith("without corpora: ")
    assert ENVIRONMENT_VARIABLE in err
    assert "macro-F1" in out


@pytest.mark.filterwarnings("ignore:the probabilities are not calibrated")
def test_evaluate_measures_one_part_after_another(capsys, corpora, monkeypatch):
    monkeypatch.setattr(folds, "FOLDS", 2)
    argv = ["evaluate", "--corpora", str(corpora), "--only", "examples", "--only", "folds"]
    code, out, err = outcome(capsys, *argv)
    assert code == 0
    assert err.splitlines() == ["measuring examples", "measuring folds"]
    assert any(line.startswith("own labels, folds  macro-F1") for line in out.splitlines())


def test_evaluate_lists_its_parts(capsys):
    code, out, _ = outcome(capsys, "evaluate", "--list")
    assert code == 0
    assert out.splitlines()[0] == "examples, needs no corpora"
    assert [line.split(",")[0] for line in out.splitlines()] == [part.name for part in PARTS]


@pytest.mark.parametrize("part", [part.name for part in PARTS if part.needs_corpora])
def test_evaluate_cannot_do_without_corpora(part, capsys):
    code, out, err = outcome(capsys, "evaluate", "--only", part)
    assert (code, out) == (1, "")
    assert err.startswith("provenance: error: the corpora are needed")
    assert "--corpora FOLDER" in err
    assert ENVIRONMENT_VARIABLE in err


@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_corpora_that_are_not_there(command, capsys):
    argv = ["train", "--output", "out.npz"] if command == "train" else ["evaluate"]
    code, _, err = outcome(capsys, *argv, "--corpora", "nowhere")
    assert code == 1
    assert "provenance: error: the corpora folder nowhere is not there" in err


@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_corpora_folder_that_holds_none(command, capsys, tmp_path):
    argv = (
        ["train", "--output", "out.npz"] if command == "train" else ["evaluate", "--only", "test"]
    )
    code, _, err = outcome(capsys, *argv, "--corpora", str(tmp_path))
    assert code == 1
    assert "is missing; should be the corpus" in err


def test_train_without_corpora(capsys, tmp_path):
    code, out, err = outcome(capsys, "train", "--output", "out.npz", "--quiet")
    assert (code, out) == (1, "")
    assert err.startswith("provenance: error: the corpora are needed")
    assert ENVIRONMENT_VARIABLE in err
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("output", ["out.txt", "out", "nowhere/out.npz", "", ".", ".npz"])
def test_train_to_a_wrong_place(output, capsys, tmp_path):
    code, out, err = outcome(capsys, "train", "--output", output)
    assert (code, out) == (1, "")
    assert f"--output is {output!r}; should be a .npz file in a folder that exists" in err
    assert not list(tmp_path.iterdir())


@pytest.mark.xfail(strict=True, reason="found out after training only, by an IsADirectoryError")
def test_train_to_a_folder(capsys, tmp_path):
    (tmp_path / "out.npz").mkdir()
    code, _, err = outcome(capsys, "train", "--output", "out.npz")
    assert code == 1
    assert "--output is 'out.npz'" in err


def test_train_on_other_text_than_was_labelled(capsys, corpora, tmp_path):
    path = corpora / "gum.jsonl"
    path.write_text(path.read_text("utf-8").replace("Pellworth", "Wellporth"), "utf-8")
    code, _, err = outcome(capsys, "train", "--corpora", str(corpora), "--output", "out.npz")
    assert code == 1
    assert "is not the sentence that was labelled" in err
    assert not (tmp_path / "out.npz").exists()


@pytest.mark.filterwarnings("ignore:the probabilities are not calibrated")
def test_train_writes_a_model_and_its_card(capsys, corpora, tmp_path, monkeypatch):
    monkeypatch.setattr(folds, "FOLDS", 2)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(corpora))
    code, out, err = outcome(capsys, "train", "--output", "own.npz")
    assert (code, out) == (0, "")
    assert "measuring by 2-fold cross-validation" in err
    assert err.splitlines()[-1] == "wrote own.npz and own.md"
    model = load_model(tmp_path / "own.npz")
    assert sorted(model.classes) == sorted(CLASSES)
    assert model.card["articles"] == 5
    card = (tmp_path / "own.md").read_text(encoding="utf-8")
    assert card.startswith("# Model card: own\n")
    assert "5 articles, " in card

    (tmp_path / "a.txt").write_text("Ana Ruiz, the mayor, said so.", encoding="utf-8")
    code, out, _ = outcome(capsys, "score", "a.txt", "--model", "own.npz", "--json")
    assert code == 0
    assert json.loads(out)["sentences"][0]["sourcing"] == "named"


@pytest.mark.parametrize("argv", [["evaluate", "--only", "nothing"], ["train", "extra"]])
def test_wrong_usage(argv, capsys):
    assert main(argv) == 2
    assert "usage: provenance" in capsys.readouterr().err
