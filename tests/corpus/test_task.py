"""What a worker makes of a batch."""

import gc
import json
import pickle

import pytest

import provenance
from provenance.classifier.model_file import file_hash, locate
from provenance.corpus.readers import CARRIED
from provenance.corpus.record import Place, Record
from provenance.corpus.schema import Layout
from provenance.corpus.task import Batch, Job, load_scorer, score_batch
from provenance.errors import ModelFileError, ProvenanceError
from provenance.scoring import Scorer

TEXT = "Ana Ruiz said the bridge was safe. It reportedly was not."


@pytest.fixture(scope="module")
def job():
    return Job(None, file_hash(locate()), Layout("jsonl", carried=CARRIED), "any")


def record(text, id="a", **carried):
    return Record(Place("news.jsonl", 7), id, text, dict.fromkeys(CARRIED) | carried)


def score(job, *records):
    return score_batch(job, Batch(tuple(enumerate(records, 40))))


def rows(result, table):
    return [json.loads(line) for line in result.payloads[table].splitlines()]


def test_rows_are_those_of_the_library(job):
    result = score(job, record(TEXT, title="Bridge"), record("Critics say it fell.", "b"))
    report = provenance.score(TEXT)
    found = rows(result, "sentences")
    assert [(row["article"], row["sentence"]) for row in found] == [("a", 0), ("a", 1), ("b", 0)]
    assert [row["sourcing"] for row in found[:2]] == [s.sourcing for s in report]
    assert [row["score"] for row in found[:2]] == [round(s.score, 4) for s in report]
    first, second = rows(result, "articles")
    assert (first["article"], first["record"], first["file"], first["line"]) == (
        *("a", 40, "news.jsonl", 7),
    )
    assert (first["title"], first["url"], second["title"]) == ("Bridge", None, None)
    assert first["score"] == round(report.score, 4)
    assert second["record"] == 41
    assert result.records == 2
    assert result.counts == {"scored": 2, "sentences": 3}
    assert sum(result.classes.values()) == 3
    assert result.set_aside == []


def test_how_records_are_batched_does_not_matter(job):
    records = [record(TEXT, "a"), record("Critics say so.", "b"), record(TEXT, "c")]
    whole = score(job, *records).payloads
    apart = [score_batch(job, Batch(((n, r),))).payloads for n, r in enumerate(records, 40)]
    for table in ("sentences", "articles"):
        assert whole[table] == b"".join(part[table] for part in apart)


def test_jobs_batches_and_results_go_from_process_to_process(job):
    batch = Batch(((0, record(TEXT)),), ends_part=True)
    result = score_batch(*pickle.loads(pickle.dumps((job, batch))))
    assert pickle.loads(pickle.dumps(result)) == result
    assert result.ends_part


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0\u2003"])
def test_blank_text_is_set_aside(job, text):
    result = score(job, record(text), record(TEXT))
    [(number, problem)] = result.set_aside
    assert (number, problem.code, problem.id) == (40, "blank", "a")
    assert "should hold a sentence" in problem.reason
    assert result.counts["scored"] == 1


def test_another_language_is_set_aside_unless_any_will_do(job):
    pytest.importorskip("py3langid")
    text = "Die alte Brücke am Hafen ist seit Montag gesperrt, sagte die Leiterin des Amtes."
    english = Job(job.model, job.sha256, job.layout, "en")
    [(_, problem)] = score(english, record(text)).set_aside
    assert problem.code == "language"
    assert problem.reason == "the text seems to be in German; should be in English"
    assert score(job, record(text)).set_aside == []


def test_a_batch_of_nothing(job):
    result = score_batch(job, Batch(()))
    assert (result.payloads, result.set_aside) == ({}, [])
    assert result.counts == {"scored": 0, "sentences": 0}


def test_an_article_that_raises_is_set_aside_alone(job, monkeypatch):
    real = Scorer.score

    def fragile(self, text):
        if "snag" in text:
            raise ZeroDivisionError("division by zero")
        return real(self, text)

    monkeypatch.setattr(Scorer, "score", fragile)
    result = score(job, record(TEXT), record("A snag.", "b"), record(TEXT, "c"))
    [(number, problem)] = result.set_aside
    assert (number, problem.id, problem.code) == (41, "b", "unreadable")
    assert "ZeroDivisionError: division by zero" in problem.reason
    assert [row["article"] for row in rows(result, "articles")] == ["a", "c"]


@pytest.mark.parametrize("error", [ModuleNotFoundError("No module named 'x'"), MemoryError()])
def test_what_a_machine_lacks_is_no_fault_of_an_article(job, monkeypatch, error):
    def lacking(self, text):
        raise error

    monkeypatch.setattr(Scorer, "score", lacking)
    with pytest.raises(ProvenanceError, match="news.jsonl:7 cannot be scored where a worker runs"):
        score(job, record(TEXT))


def test_the_text_of_sentences_and_the_risk_are_optional(job):
    bare = Job(None, job.sha256, Layout("jsonl", with_text=False, carried=CARRIED), "any", False)
    text = "Critics say the bridge reportedly moved. " * 12
    [row] = rows(score(job, record(text)), "articles")
    if provenance.score(text).risk is not None:
        assert row["risk"] is not None
    result = score(bare, record(text))
    assert "text" not in rows(result, "sentences")[0]
    assert rows(result, "articles")[0]["risk"] is None


def test_the_model_is_loaded_once(job):
    assert load_scorer(None, job.sha256) is load_scorer(None, job.sha256)


def test_a_worker_with_another_model_or_none(job, tmp_path):
    with pytest.raises(
        ModelFileError, match=r"of this release has SHA-256 .*should be 000000000000"
    ):
        load_scorer(None, "0" * 64)
    with pytest.raises(ModelFileError, match="there is no model file"):
        load_scorer(str(tmp_path / "gone.npz"), job.sha256)


@pytest.mark.parametrize("on", [True, False])
def test_garbage_collection_is_left_as_it_was(job, on):
    was = gc.isenabled()
    try:
        gc.enable() if on else gc.disable()
        score(job, record(TEXT))
        assert gc.isenabled() is on
    finally:
        gc.enable() if was else gc.disable()
