"""Scoring a part of a frame: the same columns and types whatever the part, and nothing lost."""

import pickle
from functools import partial

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from provenance import InputError, ModelFileError
from provenance.corpus import frames
from provenance.corpus.frames import (
    PARTITION_TYPES,
    SPARK_SCHEMA,
    meta,
    score_batches,
    score_partition,
    spark_schema,
)
from provenance.errors import ProvenanceError
from provenance.scoring.table import SENTENCE_TYPES

BAD = {"none": None, "number": 5, "blank": " \n", "nan": float("nan"), "na": pd.NA}


def test_a_row_a_sentence_as_score_frame_has_it(articles, sentences):
    found = score_partition(articles, id="id", carry=["publisher", "date"])
    assert found["article"].tolist() == sentences.index.get_level_values("id").tolist()
    assert found["sentence"].tolist() == sentences.index.get_level_values("sentence").tolist()
    for name in ("publisher", "date", "start", "end", "text", "sourcing"):
        assert found[name].tolist() == sentences[name].tolist()
    for name in ("score", "checkable", "p_named"):
        np.testing.assert_allclose(found[name], sentences[name], rtol=1e-6)
    for name in ("source", "source_name", "cue"):
        assert found[name].isna().tolist() == sentences[name].isna().tolist()
    assert found["reason"].isna().all()


@pytest.mark.parametrize("size", [0, 1, 3])
def test_types_are_those_of_any_partition(articles, size):
    found = score_partition(articles.head(size), id="id", carry="publisher")
    expected = meta(articles, carry="publisher")
    assert_frame_equal(found.head(0), expected)
    types = found.drop(columns="publisher").dtypes
    assert list(types.index) == list(PARTITION_TYPES)
    for name, dtype in PARTITION_TYPES.items():
        assert types[name] == pd.api.types.pandas_dtype(dtype), name


def test_types_where_all_is_set_aside():
    found = score_partition(pd.DataFrame({"text": [None]}))
    assert_frame_equal(found.head(0), frames.META)


def test_meta_is_of_whoever_asks():
    mine = frames.META
    mine["own"] = 1
    assert len(frames.META.columns) == len(PARTITION_TYPES)
    with pytest.raises(AttributeError, match="NONE"):
        _ = frames.NONE


@pytest.mark.parametrize("size", [1, 2, 5])
def test_any_partition(articles, size):
    parts = [articles.iloc[start : start + size] for start in range(0, len(articles), size)]
    together = pd.concat([score_partition(part, id="id") for part in parts], ignore_index=True)
    assert_frame_equal(together, score_partition(articles, id="id"))


def test_articles_in_are_scored_and_set_aside():
    texts = {"good": "It fell. He left.", **BAD, "last": "She left."}
    frame = pd.DataFrame({"id": list(texts), "text": pd.Series(list(texts.values()), dtype=object)})
    found = score_partition(frame, id="id")
    scored = found.loc[found["reason"].isna(), "article"]
    aside = found[found["reason"].notna()]
    assert scored.unique().tolist() == ["good", "last"]
    assert aside["article"].tolist() == list(BAD)
    assert aside["reason"].str.contains("; should ").all()
    assert aside[["sentence", *SENTENCE_TYPES]].isna().all(axis=None)


def test_an_article_that_breaks_the_scorer_is_set_aside(monkeypatch):
    def broken(scorer, text):
        raise RuntimeError("boom")

    monkeypatch.setattr(frames, "score_text", broken)
    found = score_partition(pd.DataFrame({"text": ["It fell."]}))
    assert found["reason"].tolist() == ["the text could not be scored (RuntimeError: boom)"]


def test_a_bad_article_stops_where_it_should():
    frame = pd.DataFrame({"text": ["It fell.", None]}, index=["a", "b"])
    with pytest.raises(InputError, match="article 'b': the text is missing; should be a string"):
        score_partition(frame, errors="raise")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"text": "story"}, "text is 'story', which is no column"),
        ({"id": "key"}, "id is 'key', which is no column"),
        ({"carry": "desk"}, "carry is 'desk', which is no column"),
        ({"carry": ["reason"]}, r"carry holds \['reason'\], which the result has itself"),
        ({"errors": "ignore"}, "errors is 'ignore'; should be 'raise' or 'set_aside'"),
    ],
)
def test_wrong_options(options, told):
    with pytest.raises(InputError, match=told):
        score_partition(pd.DataFrame({"text": ["It fell."], "reason": ["x"]}), **options)


def test_a_model_that_is_not_there():
    with pytest.raises(ModelFileError, match="no model file"):
        score_partition(pd.DataFrame({"text": ["It fell."]}), model="nowhere.npz")


def test_ids_are_those_of_batch():
    ids = [1.0, float("nan"), 3.0]
    frame = pd.DataFrame({"text": ["It fell.", "He left.", None], "id": ids})
    found = score_partition(frame, id="id")
    assert found["article"].tolist() == ["1", pd.NA, "3"]
    assert found["reason"].tolist()[1:] == [
        "the id is missing; should be a string or a number",
        "the text is missing; should be a string",
    ]
    assert_frame_equal(found.head(0), frames.META)
    frame = pd.DataFrame({"text": ["It fell."] * 4, "id": ["1.0", True, " ", pd.NA]})
    found = score_partition(frame, id="id")
    assert found["article"].tolist() == ["1.0", pd.NA, pd.NA, pd.NA]
    assert found["reason"][1] == "the id is true; should be a string or a number"
    with pytest.raises(InputError, match="article True: the id is true; should be"):
        score_partition(frame, id="id", errors="raise")


@pytest.mark.parametrize("fault", [ModuleNotFoundError, MemoryError])
@pytest.mark.parametrize("errors", ["set_aside", "raise"])
def test_what_the_machine_lacks_sets_no_article_aside(monkeypatch, fault, errors):
    def broken(scorer, text):
        raise fault("no room")

    monkeypatch.setattr(frames, "score_text", broken)
    with pytest.raises(
        ProvenanceError, match=f"on this machine .{fault.__name__}: no room.; should"
    ):
        score_partition(pd.DataFrame({"text": ["It fell."]}), errors=errors)


def test_ids_are_strings():
    found = score_partition(pd.DataFrame({"text": ["It fell."], "id": [7]}), id="id")
    assert found["article"].tolist() == ["7"]


def test_batches_one_by_one(articles):
    asked = []

    def batches():
        for start in range(len(articles)):
            asked.append(start)
            yield articles.iloc[start : start + 1]

    found = score_batches(batches())
    assert asked == []
    first = next(found)
    assert asked == [0]
    rest = pd.concat([first, *found], ignore_index=True)
    assert_frame_equal(rest, score_partition(articles, id="id"))


def test_what_a_cluster_sends_to_its_workers_can_be_pickled(articles):
    sent = pickle.dumps(partial(score_partition, id="id", carry=("publisher",)))
    assert len(sent) < 1_000
    assert len(pickle.loads(sent)(articles.head(1)))


def test_the_schema_for_spark_names_each_column():
    fields = [field.split() for field in SPARK_SCHEMA.split(", ")]
    assert [name.strip("`") for name, _ in fields] == list(PARTITION_TYPES)
    assert {kind for _, kind in fields} == {"string", "int", "bigint", "float", "boolean"}
    carried = spark_schema(["publisher", "odd`name"])
    assert "`publisher` string, `odd``name` string, `sentence` int" in carried
    assert spark_schema() == SPARK_SCHEMA


def test_summaries_and_ledgers_take_it(articles, sentences):
    from provenance.corpus.sources import source_ledger
    from provenance.corpus.summaries import summarise

    bad = pd.DataFrame({"id": ["bad"], "text": [None], "publisher": ["Post"], "date": [""]})
    parts = pd.concat([articles.head(2), bad, articles.tail(3)])
    found = score_partition(parts, id="id", carry=["publisher", "date"])
    assert_frame_equal(summarise(found), summarise(sentences), check_dtype=False, rtol=1e-6)
    ledger = source_ledger(found)
    assert_frame_equal(ledger, source_ledger(sentences))
    assert ledger.attrs == source_ledger(sentences).attrs


def test_dask_maps_it_over_partitions(articles):
    dask = pytest.importorskip("dask")
    dataframe = pytest.importorskip("dask.dataframe")
    with dask.config.set({"dataframe.convert-string": False}):
        parts = dataframe.from_pandas(articles, npartitions=3)
        scored = parts.map_partitions(
            score_partition, id="id", carry="publisher", meta=meta(articles, carry="publisher")
        )
        found = scored.compute(scheduler="sync").reset_index(drop=True)
    assert_frame_equal(found, score_partition(articles, id="id", carry="publisher"))
