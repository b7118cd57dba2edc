"""The report and the card tell what a run found, and what stands in an article cannot change them."""

import html
import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest

from provenance import Scorer, errors
from provenance.codebook import CLASSES
from provenance.data.label_sets import LabelSet, load_labels
from provenance.data.labels import Label, LabelledArticle
from provenance.document import read
from provenance.evaluation import card
from provenance.evaluation.predicted import outcomes
from provenance.evaluation.report import check_folder, write_report
from provenance.evaluation.report.metrics import metrics, parts, per_class
from provenance.evaluation.report.worst import worst_cases
from provenance.evaluation.run import Run, measure_folds, measure_part, model_size
from provenance.training import recipe

HOSTILE = '<script>alert("1")</script> & "so", Ana\u202e Ruiz said\x1b[2J.'

pytestmark = pytest.mark.filterwarnings("ignore:the probabilities are not calibrated")


@pytest.fixture(scope="module")
def labels():
    return load_labels("examples")


@pytest.fixture(scope="module")
def scorer(labels):
    return Scorer(recipe.train(labels.training))


def run_on(labels, scorer, folded=None, parts=("test",), **changes):
    given = {
        "command": "train",
        "settings": {"labels": labels.name, "folds": 2},
        "labels": labels,
        "model_name": "own",
        "model_hash": "0" * 64,
        "model_size": model_size(scorer.model),
        "measured": measure_part(scorer, labels, parts),
        "folded": folded,
    }
    return Run(**{**given, **changes})


@pytest.fixture(scope="module")
def run(labels, scorer):
    return run_on(labels, scorer, measure_folds(labels, 2))


@pytest.fixture(scope="module")
def written(run, tmp_path_factory):
    pytest.importorskip("matplotlib", reason="needs provenance-score[report]")
    folder = tmp_path_factory.mktemp("run") / "report"
    write_report(run, folder)
    return folder


@pytest.fixture(scope="module")
def page(written):
    return (written / "index.html").read_text("utf-8")


def own_set(*articles):
    """A set of one-sentence articles, each given as text, class and part."""
    made = tuple(
        LabelledArticle(f"a{number}", read(text, [(0, len(text))]), (Label(name, -1),), part)
        for number, (text, name, part) in enumerate(articles)
    )
    return LabelSet("own", "labels.csv", made)


class Tags(HTMLParser):
    """Keeps the open tags, and fails where they are closed in another order."""

    VOID = frozenset({"meta", "path", "use", "rect", "link", "br"})

    def __init__(self, text):
        super().__init__()
        self.open, self.seen, self.ids, self.words = [], set(), [], []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def test_metrics_are_json_and_agree_with_the_figures(written, run):
    values = json.loads((written / "metrics.json").read_text("utf-8"))
    result = run.measured.predicted
    assert values["figures"]["accuracy"] == pytest.approx((result.y_true == result.y_pred).mean())
    assert values["measured"]["sentences"] == len(result.y_true)
    assert values["folds"]["figures"].keys() == values["figures"].keys()
    assert np.sum(values["confusion"]["counts"]) == len(result.y_true)
    assert np.trace(values["confusion"]["counts"]) == (result.y_true == result.y_pred).sum()
    assert sum(row["sentences"] for row in values["calibration"]) == len(result.y_true)
    assert sum(row["support"] for row in values["classes"].values()) == len(result.y_true)
    assert {row["system"] for row in values["baselines"]} >= {"tf-idf", "cue pattern"}
    assert values["model"]["sha256"] == "0" * 64
    assert {"python", "provenance-score", "scikit-learn"} <= values["versions"].keys()
    inspected = values["inspected"]["articles"]
    assert sum(row["wrong"] for row in inspected) == int(
        (run.folded.predicted.y_true != run.folded.predicted.y_pred).sum()
    )
    assert [row["wrong"] for row in inspected] == sorted(r["wrong"] for r in inspected)[::-1]


def test_the_page_needs_nothing_else(page):
    tags = Tags(page)
    assert not tags.seen & {"script", "link", "img", "iframe", "object", "image"}
    assert "default-src 'none'" in page
    assert not re.search(r"(?:https?:)?//(?!www\.w3\.org/)", page.replace("<!doctype", ""))
    assert len(tags.ids) == len(set(tags.ids))


def test_figures_take_the_page_s_colours(page):
    figures = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(figures) == 3 + len(CLASSES)
    for figure in figures:
        colours = set(re.findall(r"#[0-9a-f]{6}", figure))
        assert not colours, figure[:200]
        assert "var(--soft)" in figure
    for heading in ("Reliability", "Checkable", "Score against grade", "Precision and recall"):
        assert f"{heading}</h2>" in page


def test_every_class_stands_in_its_tables(page, run):
    text = " ".join("".join(Tags(page).words).split())
    for name, row in per_class(run.measured.predicted).items():
        assert f"{row['f1']:.3f}" in text
        assert f"f1-{name}" not in text
    assert f"{run.measured.figures['macro-F1']:.3f}" in text
    assert "tf-idf" in text


def test_the_same_run_writes_the_same_bytes(run, written, tmp_path):
    write_report(run, tmp_path)
    for name in ("index.html", "metrics.json"):
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes()


def test_worst_cases_are_wrong_and_the_surest_first(run):
    cases = worst_cases(run.folded, 12)
    assert [case.number for case in cases] == list(range(1, 13))
    assert [case.confidence for case in cases] == sorted(c.confidence for c in cases)[::-1]
    by_id = {article.id: article for article in run.folded.articles}
    for case in cases:
        article = by_id[case.article]
        label = article.labels[case.index]
        assert (case.true, case.alternative) == (label.sourcing, label.alternative)
        assert case.predicted != case.true
        assert case.chance <= case.confidence
        words = "".join(part.text for part in case.parts)
        assert words == article.document.sentence_texts[case.index]
    assert any(part.kinds for case in cases for part in case.parts)


def test_errors_are_shown_of_the_folds_so_that_the_test_part_stays_unseen(page, run):
    shown = {case.article for case in worst_cases(run.inspected)}
    tested = {article.id for article in run.measured.articles}
    assert shown
    assert not shown & tested
    for id in tested:
        assert id not in page
    assert "errors of the test part" not in page


def test_errors_of_a_test_part_are_called_so(labels, scorer, tmp_path):
    pytest.importorskip("matplotlib", reason="needs provenance-score[report]")
    write_report(run_on(labels, scorer), tmp_path)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "errors of the test part" in page
    assert '<th scope="col">folds</th>' not in page


def test_hostile_text_is_shown_and_does_nothing(scorer, tmp_path):
    pytest.importorskip("matplotlib", reason="needs provenance-score[report]")
    articles = (
        ("Ana Ruiz said so.", "named", "train"),
        ("It fell.", "unattributed", "train"),
        (HOSTILE, "no_claim", "test"),
        ("A \ud800 stray half.", "hedged", "test"),
    )
    labels = own_set(*articles)
    hostile = LabelSet(
        "own",
        "<b>labels\u202e.csv",
        tuple(
            LabelledArticle(f"<i>{a.id}\x07", a.document, a.labels, a.part) for a in labels.articles
        ),
    )
    write_report(run_on(hostile, scorer, model_name="<u>own"), tmp_path)
    page = (tmp_path / "index.html").read_text("utf-8")
    tags = Tags(page)
    assert not tags.seen & {"script", "b", "i", "u"}
    assert html.escape("<script>alert(", quote=False) in page
    for character in "\u202e\x1b\x07":
        assert character not in page


@pytest.mark.parametrize(
    "articles",
    [
        [("Ana Ruiz said so.", "named", "test")],
        [("Read more", "no_claim", "test")],
        [("Ana Ruiz said so.", "named", "train"), ("Read more", "no_claim", "test")],
        [("It fell.", "vague", "test")] * 3,
    ],
    ids=["right", "no claim", "one each", "one class, wrong"],
)
def test_little_to_show(articles, scorer, tmp_path):
    pytest.importorskip("matplotlib", reason="needs provenance-score[report]")
    write_report(run_on(own_set(*articles), scorer, command="evaluate"), tmp_path)
    values = json.loads((tmp_path / "metrics.json").read_text("utf-8"))
    assert values["measured"]["articles"] == sum(part == "test" for *_, part in articles)
    assert "checkable AUC" not in values["figures"]
    Tags((tmp_path / "index.html").read_text("utf-8"))


def test_sentences_of_the_training_part_are_counted(scorer):
    long = (
        "The harbour master, Ana Ruiz, said on Monday that the northern bridge would stay closed."
    )
    labels = own_set(
        (long, "named", "train"), ("It fell.", "vague", "dev"), (long, "named", "test")
    )
    assert measure_part(scorer, labels).repeated == 1
    assert "also stand in an article it learnt from: 1." in card.render(run_on(labels, scorer))


def test_a_folder_that_is_none(tmp_path):
    pytest.importorskip("matplotlib", reason="needs provenance-score[report]")
    (tmp_path / "file").touch()
    (tmp_path / "taken" / "index.html").mkdir(parents=True)
    for name in ("file", "file/deeper", "taken", "a\0b"):
        with pytest.raises(errors.InputError, match="should be a folder that can be written to"):
            check_folder(tmp_path / name)


def test_checking_leaves_a_report_as_it_is(tmp_path):
    pytest.importorskip("matplotlib", reason="needs provenance-score[report]")
    (tmp_path / "index.html").write_text("before")
    check_folder(tmp_path)
    assert (tmp_path / "index.html").read_text() == "before"
    assert not (tmp_path / "metrics.json").exists()


def test_the_card_tells_the_test_part_and_the_folds(run):
    text = card.render(run)
    assert text.startswith("# Model card: own\n")
    accuracies = [m.figures["accuracy"] for m in (run.measured, run.folded)]
    assert "| accuracy | {:.3f} | {:.3f} |".format(*accuracies) in text
    counted = parts(run.labels.articles)
    for name in CLASSES:
        counts = [counted[part]["classes"][name] for part in ("train", "test")]
        assert re.search(rf"\| `{name}` \| [\w.]+ \| {counts[0]:,} \| {counts[1]:,} \|", text)
    assert "not falsehood" in text
    assert run.model_hash in text
    assert "\n\n\n" not in text


def test_the_card_of_shipped_labels_names_corpora_and_labellers(labels, scorer):
    shipped = LabelSet("shipped", "shipped", labels.articles)
    text = card.render(run_on(shipped, scorer))
    assert f"examples {len(labels.articles)}." in text
    assert "not by journalists" in text
    assert "language models" in text


def test_the_card_of_a_user_s_labels_claims_nothing_of_them(scorer):
    labels = own_set(
        ("Ana Ruiz said so.", "named", "train"),
        ("It fell.", "vague", "dev"),
        ("It fell.", "vague", "test"),
    )
    text = card.render(run_on(labels, scorer))
    assert "labels of `labels.csv`" in text
    assert "language models" not in text
    assert "`checkable` is not labelled: it is judged as the shipped model does" in text
    assert "`document`" in text.split("never predicts")[0].split("No label")[1]


def test_figures_that_nothing_is_labelled_for_are_left_out(scorer):
    result = measure_part(scorer, own_set(("Read more", "no_claim", "test"))).predicted
    measures = {outcome.measure for outcome in outcomes("own", result)}
    assert not measures & {"checkable AUC", "error of the score"}
    assert {"macro-F1", "calibration error"} <= measures


def test_metrics_without_folds(labels, scorer):
    values = metrics(run_on(labels, scorer, parts=("dev", "train", "test")))
    assert values["folds"] is None
    assert values["baselines"] == []
    assert values["measured"]["articles"] == len(labels.articles)
