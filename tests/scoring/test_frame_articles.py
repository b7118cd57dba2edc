"""A row an article, columns carried through, and a scorer that is handed out once."""

import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal, assert_index_equal

from provenance import InputError
from provenance.scoring import handing
from provenance.scoring.handing import handed_out
from provenance.scoring.table import (
    ARTICLE_TYPES,
    SENTENCE_TYPES,
    article_row,
    sentence_columns,
)

TEXTS = (
    "Ana Ruiz, the mayor, said the bridge was safe. It reportedly was not.",
    "“It is late,” a senior coast guard officer said. Who knows?",
    "Critics say so.",
    "The audit found 61 cracks. She may resign. Police said nothing.",
)


@pytest.fixture
def articles():
    """More than go to one process at a time, with columns of many kinds."""
    size = 70
    return pd.DataFrame(
        {
            "url": [f"u{i:02}" for i in range(size)],
            "body": [f"{TEXTS[i % 4]} He left at {i}." for i in range(size)],
            "publisher": pd.Categorical(["Post", "Wire"] * (size // 2)),
            "date": pd.date_range("2024-03-01", periods=size),
            "views": pd.array([None, 5] * (size // 2), dtype="Int64"),
        },
        index=[f"row {i}" for i in range(size)],
    )


def test_what_is_carried_stands_beside_each_sentence(scorer, articles):
    carry = ["publisher", "date", "views"]
    found = scorer.score_frame(articles, text="body", id="url", carry=carry)
    assert list(found.columns) == [*carry, *SENTENCE_TYPES]
    assert (found[carry].dtypes == articles[carry].dtypes).all()
    for url, rows in found.groupby(level="url"):
        for name in carry:
            expected = articles.loc[articles["url"] == url, name].iloc[0]
            assert rows[name].isna().all() if expected is pd.NA else (rows[name] == expected).all()
    without = scorer.score_frame(articles, text="body", id="url")
    assert_frame_equal(found[list(SENTENCE_TYPES)], without, check_exact=True)


def test_one_column_is_carried_by_its_name(scorer, articles):
    few = articles.head(3)
    one = scorer.score_frame(few, text="body", carry="date")
    assert_frame_equal(one, scorer.score_frame(few, text="body", carry=("date",)))


def test_what_is_carried_is_not_doubled_by_set_asides(scorer):
    frame = pd.DataFrame({"text": ["It fell.", None, "He left."], "day": [1, 2, 3]})
    found = scorer.score_frame(frame, carry="day", errors="set_aside")
    assert found["day"].tolist() == [1, 3]


@pytest.mark.parametrize(
    ("carry", "told"),
    [
        ("nothing", "carry is 'nothing', which is no column; should be one of"),
        (["score"], r"carry holds \['score'\], which the result has itself; should be other names"),
        (["url"], r"carry holds \['url'\], which the result has itself"),
    ],
)
def test_what_cannot_be_carried(scorer, articles, carry, told):
    articles = articles.assign(score=1)
    with pytest.raises(InputError, match=told):
        scorer.score_frame(articles, text="body", id="url", carry=carry)


def test_a_row_an_article_joins_back(scorer, articles):
    found = scorer.article_frame(articles, text="body", carry=["publisher", "views"])
    assert_index_equal(found.index, articles.index)
    assert list(found.columns) == ["publisher", "views", *ARTICLE_TYPES]
    types = found.dtypes.astype(str).to_dict()
    assert {name: types[name] for name in ARTICLE_TYPES} == ARTICLE_TYPES
    assert found["publisher"].tolist() == articles["publisher"].tolist()
    joined = articles.join(scorer.article_frame(articles, text="body"))
    assert joined["claims"].notna().all()


def test_an_article_s_row_says_what_its_report_says(scorer, text):
    report = scorer.score(text)
    row = scorer.article_frame(pd.Series([text])).iloc[0]
    assert row["characters"] == len(text)
    assert row["sentences"] == len(report)
    assert row["claims"] == sum(s.sourcing != "no_claim" for s in report)
    assert row["score"] == report.score
    assert row["risk"] == (np.nan if report.risk is None else report.risk.value)
    assert row["sources"] == len(report.sources)
    assert row["unnamed_sources"] == sum(not source.named for source in report.sources)
    for name in scorer.classes:
        assert row[f"n_{name}"] == sum(s.sourcing == name for s in report)


def test_article_frames_count_what_sentence_frames_hold(scorer, articles):
    sentences = scorer.score_frame(articles, text="body", id="url")
    found = scorer.article_frame(articles, text="body", id="url")
    assert found.index.name == "url"
    counted = pd.crosstab(sentences.index.get_level_values("url"), sentences["sourcing"])
    for name in counted.columns:
        assert found[f"n_{name}"].tolist() == counted[name].tolist()


def test_article_frames_are_alike_for_any_number_of_processes(scorer, articles):
    one = scorer.article_frame(articles, text="body", id="url", carry="date")
    two = scorer.article_frame(articles, text="body", id="url", carry="date", n_jobs=2)
    assert_frame_equal(one, two, check_exact=True)


def test_article_frames_set_aside(scorer):
    frame = pd.DataFrame({"text": ["It fell.", None, " "]}, index=["a", "b", "c"])
    found = scorer.article_frame(frame, errors="set_aside")
    assert found.index.tolist() == ["a"]
    assert [item["id"] for item in found.attrs["set_aside"]] == ["b", "c"]
    with pytest.raises(InputError, match="article 'b': the text is missing; should be a string"):
        scorer.article_frame(frame)


def test_no_articles_have_the_same_columns(scorer, articles):
    some = scorer.article_frame(articles.head(2), text="body", carry="views")
    none = scorer.article_frame(articles.head(0), text="body", carry="views")
    assert len(none) == 0
    assert (none.dtypes == some.dtypes).all()


def test_a_bad_row_stops_processes_too(scorer, articles):
    bad = articles.astype({"body": object})
    bad.iloc[66, bad.columns.get_loc("body")] = 5
    with pytest.raises(InputError, match="article 'u66': text is int"):
        scorer.score_frame(bad, text="body", id="url", n_jobs=2)


def test_the_model_goes_to_processes_once_and_not_with_each_piece(scorer):
    with handed_out(scorer, 2) as handed:
        assert len(pickle.dumps(handed)) < 1_000
        folder = Path(handed.path).parent
        again = pickle.loads(pickle.dumps(handed))
        copy = again.scorer()
        assert copy is not scorer
        assert handed.scorer() is copy
    assert not folder.exists()
    assert again.scorer() is copy  # as a worker that is kept has it
    handing._loaded.clear()


def test_one_process_takes_the_scorer_as_it_is(scorer):
    with handed_out(scorer, 1) as handed:
        assert handed.scorer() is scorer


def test_a_model_without_a_file_goes_to_processes(small_model, articles):
    from provenance import Scorer

    own = Scorer(small_model)
    one = own.score_frame(articles, text="body")
    assert_frame_equal(own.score_frame(articles, text="body", n_jobs=2), one, check_exact=True)


def test_columns_have_a_value_for_each_sentence(report):
    columns = sentence_columns(report)
    assert list(columns) == list(SENTENCE_TYPES)
    assert {len(values) for values in columns.values()} == {len(report)}
    assert list(article_row(report)) == list(ARTICLE_TYPES)


def test_the_risk_indicator_can_be_left_out(report):
    with_risk, without = article_row(report), article_row(report, risk=False)
    assert np.isnan(without.pop("risk"))
    with_risk.pop("risk")
    assert with_risk == without


def test_nothing_has_a_row_too(scorer):
    blank = scorer.score("  ")
    row = article_row(blank)
    assert row["sentences"] == row["claims"] == row["sources"] == 0
    assert np.isnan(row["score"])
    assert set(map(len, sentence_columns(blank).values())) == {0}
