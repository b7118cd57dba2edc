"""The benchmark of a corpus, on a corpus of a few sentences: that it runs and counts right, not how fast."""

import gzip
import json
import os

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("py3langid")

from provenance.evaluation import corpus_speed
from provenance.evaluation.setting import Setting
from provenance.evaluation.stages import stages

TEXTS = (
    "Ana Ruiz, the mayor, said the bridge was safe. It reportedly was not. Critics say the council knew.",
    "Police closed the bridge on Monday. A port official, who asked not to be named, said it had cracked.",
)


@pytest.fixture
def corpora(tmp_path):
    with gzip.open(tmp_path / "allsides.jsonl.gz", "wt", encoding="utf-8") as out:
        for number, text in enumerate(TEXTS):
            out.write(json.dumps({"doc_id": f"a{number}", "text": text}) + "\n")
    return tmp_path


def test_stages_are_told_floor_by_floor(corpora):
    found = {outcome.measure: outcome.value for outcome in stages(Setting(corpora))}
    assert {"splitting", "matching", "attribution", "features", "model", "writing"} <= set(found)
    assert all(value > 0 for name, value in found.items() if name != "answers")


@pytest.mark.skipif(
    not hasattr(os, "wait4"), reason="needs a system that counts a process's memory"
)
@pytest.mark.parametrize("options", [["--n-jobs", "1"], ["--n-jobs", "2"]])
def test_a_run_is_counted_from_outside(corpora, tmp_path, options):
    run = corpus_speed._batch(corpora / "allsides.jsonl.gz", tmp_path / "out", options)
    assert (run.articles, run.sentences) == (2, 5)
    assert run.peak > 10e6
    assert run.rate == run.sentences / run.seconds


def test_a_repeated_corpus_has_ids_of_its_own(corpora, tmp_path):
    longer = corpus_speed._repeat(corpora / "allsides.jsonl.gz", tmp_path / "longer.jsonl.gz")
    records = list(corpus_speed._records(longer))
    assert len(records) == 20
    assert len({record["doc_id"] for record in records}) == 20
    assert {record["text"] for record in records} == set(TEXTS)


def test_the_baseline_scores_the_sentences_that_were_written(corpora, tmp_path):
    corpus_speed._batch(corpora / "allsides.jsonl.gz", tmp_path / "out", ["--n-jobs", "1"])
    assert corpus_speed._tfidf_rate(tmp_path / "out") > 0
