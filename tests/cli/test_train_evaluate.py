"""Training and measuring from the command line, with and without the corpora."""

import errno
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path

import pandas as pd
import pytest

from provenance.classifier.model_file import load_model
from provenance.cli import main
from provenance.codebook import CLASSES
from provenance.data.corpora import ENVIRONMENT_VARIABLE
from provenance.data.labels import load_examples
from provenance.evaluation import folds
from provenance.evaluation.parts import PARTS
from provenance.training import recipe

EXAMPLES = ("train", "--labels", "examples")


@pytest.fixture(autouse=True)
def without_corpora(tmp_path, monkeypatch):
    """Run in an empty folder, and know of no corpora."""
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def trains_nothing(monkeypatch):
    """Fail where a model is trained: what is wrong should have been found out before."""

    def train(*args):
        pytest.fail("should not have come to training")

    monkeypatch.setattr(recipe, "train", train)


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
    assert err == ""


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
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, out, err = outcome(capsys, *argv)
    assert code == 0
    assert err.splitlines()[:2] == ["measuring examples", "measuring folds"]
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


def test_train_with_nothing_named_outside_a_clone(capsys, trains_nothing):
    code, _, err = outcome(capsys, "train")
    assert code == 1
    assert "from the shipped labels and their corpora" in err
    assert "should be: --labels FILE" in err
    assert "--output FILE" in err


def test_the_readme_s_rows_are_refused_before_training(capsys, tmp_path, trains_nothing):
    rows = "bridge,The mayor said so.,named\nbridge,It reportedly was.,hedged\nstrike,So it is.,vague\n"
    (tmp_path / "labels.csv").write_text("article,text,sourcing\n" + rows, "utf-8")
    code, out, err = outcome(capsys, "train", "--labels", "labels.csv", "--output", "own.npz")
    assert (code, out) == (1, "")
    assert "hold 2 article(s) and 3 labelled sentence(s); should hold" in err
    assert err.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["labels.csv"]


def test_a_failure_to_measure_leaves_an_older_model_whole(capsys, tmp_path):
    # Every sentence of the one article stands in the other, so a fold has nothing to learn from.
    long = "The mayor of the town that lies by the river said that the bridge was number {}."
    rows = [
        {"article": id, "text": long.format(n), "sourcing": ("named", "vague")[n % 2]}
        for id in "ab"
        for n in range(10)
    ]
    pd.DataFrame(rows).to_csv("labels.csv", index=False)
    (tmp_path / "own.npz").write_text("older")
    code, _, err = outcome(capsys, "train", "--labels", "labels.csv", "--output", "own.npz")
    assert code == 1
    assert "a fold of cross-validation leaves 0 sentence(s) to learn from" in err
    assert (tmp_path / "own.npz").read_text() == "older"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["labels.csv", "own.npz"]


@pytest.mark.parametrize("taken", ["out.npz", "out.md"])
def test_train_to_a_folder(taken, capsys, tmp_path, trains_nothing):
    (tmp_path / taken).mkdir()
    code, _, err = outcome(capsys, *EXAMPLES, "--output", "out.npz")
    assert code == 1
    assert "--output is 'out.npz'; should be a .npz file" in err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_train_to_a_folder_that_may_not_be_written(capsys, tmp_path, trains_nothing):
    (tmp_path / "locked").mkdir(mode=0o500)
    code, _, err = outcome(capsys, *EXAMPLES, "--output", "locked/out.npz")
    assert code == 1
    assert "--output is 'locked/out.npz', which cannot be written" in err


def test_train_finds_no_room_before_it_trains(capsys, monkeypatch, trains_nothing):
    def full(dir):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    code, _, err = outcome(capsys, *EXAMPLES)
    assert code == 1
    assert "'model.npz', which cannot be written (No space left on device)" in err


def test_a_report_that_cannot_be_written_is_found_out_first(capsys, tmp_path, trains_nothing):
    pytest.importorskip("matplotlib", reason="needs provenance-score[report]")
    (tmp_path / "file").touch()
    for report in ("file", "file/report"):
        code, _, err = outcome(capsys, *EXAMPLES, "--report", report)
        assert code == 1
        assert f"--report is {report!r}" in err
        assert "should be a folder that can be written to" in err


@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_a_report_needs_its_extra(command, capsys, monkeypatch, trains_nothing):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    code, _, err = outcome(capsys, command, "--labels", "examples", "--report", "report")
    assert code == 1
    assert "pip install '.[report]' from a clone, or pip install 'provenance-score[report]'" in err


def test_train_on_other_text_than_was_labelled(capsys, corpora, tmp_path):
    path = corpora / "gum.jsonl"
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    records[0]["text"] = records[0]["text"].swapcase()
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    argv = ["train", "--corpora", str(corpora), "--output", "out.npz"]
    code, _, err = outcome(capsys, *argv)
    assert code == 1
    assert "is not the sentence that was labelled" in err
    assert not (tmp_path / "out.npz").exists()


@pytest.mark.filterwarnings("ignore:the probabilities are not calibrated")
def test_train_writes_a_model_and_its_card(capsys, corpora, tmp_path, monkeypatch):
    monkeypatch.setattr(folds, "FOLDS", 2)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(corpora))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, out, err = outcome(capsys, "train", "--output", "own.npz", "--folds", "2")
    assert (code, out) == (0, "")
    assert "measuring by 2-fold cross-validation" in err
    assert err.splitlines()[-1].endswith("wrote own.npz and own.md")
    model = load_model(tmp_path / "own.npz")
    assert sorted(model.classes) == sorted(CLASSES)
    assert model.card["articles"] == 5
    card = (tmp_path / "own.md").read_text(encoding="utf-8")
    assert card.startswith("# Model card: own\n")
    assert "gum 5" in card
    assert hashlib.sha256((tmp_path / "own.npz").read_bytes()).hexdigest() in card


def rows_of(articles, **changes):
    return [
        {
            "article": article.id.removeprefix("examples/"),
            "text": str(sentence),
            "sourcing": changes.get(label.sourcing, label.sourcing),
        }
        for article in articles
        for sentence, label in zip(article.sentences, article.labels, strict=True)
    ]


@pytest.fixture
def labels(tmp_path):
    """A user's labels: three classes of the eight, nothing said of what is checkable."""
    merged = {
        "document": "named",
        "organisation": "named",
        "anonymous": "vague",
        "hedged": "unattributed",
        "no_claim": "unattributed",
    }
    frame = pd.DataFrame(rows_of(load_examples()[:12], **merged))
    frame.to_csv(tmp_path / "labels.csv", index=False)
    return frame


def test_train_and_evaluate_on_a_user_s_labels(capsys, labels, tmp_path):
    argv = ["--labels", "labels.csv", "--folds", "3"]
    code, out, err = outcome(capsys, "train", *argv)
    assert (code, out, err) == (0, "", "wrote model.npz and model.md\n")
    card = (tmp_path / "model.md").read_text("utf-8")
    assert "The articles and labels of `labels.csv`." in card
    assert "`checkable` is not labelled" in card
    assert "3 folds of the train and dev parts: 10 articles" in card
    assert "it never predicts that" in card

    (tmp_path / "a.txt").write_text("Ana Ruiz, the mayor, said so. Critics say no.", "utf-8")
    code, out, _ = outcome(capsys, "score", "a.txt", "--model", "model.npz", "--json")
    assert code == 0
    sentences = json.loads(out)["sentences"]
    assert [sentence["sourcing"] for sentence in sentences] == ["named", "vague"]
    assert set(sentences[0]["probabilities"]) == set(CLASSES)

    argv = ["evaluate", "--labels", "labels.csv", "--model", "model.npz", "--json"]
    code, out, err = outcome(capsys, *argv)
    assert (code, err) == (0, "")
    found = {(o["measure"], o["system"]): o["value"] for o in json.loads(out)}
    assert {o["task"] for o in json.loads(out)} == {"labels.csv, test part"}
    assert found["macro-F1", "provenance"] > found["macro-F1", "tf-idf"]
    assert ("checkable AUC", "provenance") not in found
    # The card was written from the same figures.
    assert f"| accuracy | {found['accuracy', 'provenance']:.3f} |" in card


def test_the_same_labels_give_the_same_files(capsys, labels, tmp_path):
    for jobs in ("1", "2"):
        (tmp_path / jobs).mkdir()
        argv = ["train", "--labels", "labels.csv", "--folds", "2", "--n-jobs", jobs]
        assert outcome(capsys, *argv, "--output", f"{jobs}/own.npz", "--quiet") == (0, "", "")
    for name in ("own.npz", "own.md"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_without_a_test_part_the_folds_are_what_is_told(capsys, labels, tmp_path):
    labels[labels.article.isin(labels.article.unique()[:4])].to_json(
        "few.jsonl", orient="records", lines=True
    )
    code, _, err = outcome(capsys, "train", "--labels", "few.jsonl")
    assert code == 0
    assert err.splitlines()[-1] == "wrote model.npz and model.md"
    assert "On 4 folds of the train and dev parts: 4 articles" in Path("model.md").read_text(
        "utf-8"
    )
    code, out, err = outcome(capsys, "evaluate", "--labels", "few.jsonl")
    assert code == 0
    assert err == "note: 'few.jsonl' has no test part, so every article is measured\n"
    assert "few.jsonl  macro-F1" in out
    code, _, err = outcome(capsys, "evaluate", "--labels", "few.jsonl", "--part", "dev")
    assert code == 1
    assert "the dev part of 'few.jsonl' holds no article" in err


def test_train_on_what_a_fresh_machine_has(capsys, tmp_path):
    assert outcome(capsys, *EXAMPLES, "--folds", "2", "--quiet") == (0, "", "")
    card = (tmp_path / "model.md").read_text("utf-8")
    assert "invented" in card
    assert "“Test part” is the test part: " in card
    assert "“folds” are 2 folds of the train and dev parts: " in card
    code, out, _ = outcome(capsys, "evaluate", "--labels", "examples", "--model", "model.npz")
    assert code == 0
    assert out.splitlines()[2].startswith("examples, test part  macro-F1")


def test_bad_labels_are_told_in_one_line(capsys, labels, tmp_path, trains_nothing):
    labels.loc[3, "sourcing"] = "rumour"
    labels.to_csv("labels.csv", index=False)
    for command in ("train", "evaluate"):
        code, out, err = outcome(capsys, command, "--labels", "labels.csv")
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        assert "labels.csv, line " in err
        assert "sourcing is 'rumour'; should be one of named," in err


def test_progress_is_for_who_watches(capsys, labels, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    argv = ["train", "--labels", "labels.csv", "--folds", "2"]
    told = outcome(capsys, *argv)[2]
    for words in ("reading", "training on 10 articles", "test part", "2-fold cross-validation"):
        assert words in told
    assert outcome(capsys, *argv, "--quiet")[2] == ""


@pytest.mark.parametrize(
    "argv",
    [
        ["evaluate", "--only", "nothing"],
        ["evaluate", "--only", "examples", "--labels", "examples"],
        ["evaluate", "--part", "dev"],
        ["evaluate", "--folds", "0"],
        ["evaluate", "--labels", "examples", "--text-column", "text"],
        ["train", "extra"],
        ["train", "--folds", "0"],
        ["train", "--folds", "1"],
        ["train", "--folds", "-2"],
        ["train", "--folds", "many"],
        ["train", "--n-jobs", "0"],
        ["train", "--n-jobs", "all"],
    ],
)
def test_wrong_usage(argv, capsys):
    assert main(argv) == 2
    assert "usage: provenance" in capsys.readouterr().err
