"""Shares and scores of groups, and intervals that are drawn by article."""

import gzip

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import provenance
from provenance import InputError
from provenance.corpus import summaries
from provenance.corpus.output import iterate_output, output_columns, read_output
from provenance.corpus.summaries import SHARES, difference, summarise
from provenance.scoring.table import ARTICLE_TYPES

COLUMNS = ["measure", "value", "low", "high", "articles", "sentences", "claims", "note"]


def counts(**groups):
    """Articles of a few classes: for each group, pairs of named and unattributed claims."""
    rows = []
    for name, articles in groups.items():
        for named, unattributed in articles:
            row = dict.fromkeys(ARTICLE_TYPES, 0)
            total = named + unattributed
            row |= {"publisher": name, "n_named": named, "n_unattributed": unattributed}
            row |= {"claims": total, "sentences": total + 1, "n_no_claim": 1}
            row["score"] = named / total if total else np.nan
            rows.append(row)
    return pd.DataFrame(rows)


def value(summary, measure, **group):
    rows = summary[summary["measure"] == measure]
    for column, name in group.items():
        rows = rows[rows[column] == name]
    (row,) = rows.itertuples()
    return row


def test_shares_are_of_all_claims_and_the_score_is_the_mean_of_articles():
    found = summarise(counts(Post=[(1, 0), (1, 8)]))
    assert list(found.columns) == ["publisher", *COLUMNS]
    assert found["measure"].tolist() == [*SHARES, "score"]
    assert value(found, "named").value == 2 / 10
    assert value(found, "unattributed").value == 8 / 10
    assert value(found, "score").value == (1 + 1 / 9) / 2
    assert value(found, "score")[6:9] == (2, 12, 10)


def test_sentences_and_articles_tell_the_same(sentences, rows):
    by_sentence, by_article = summarise(sentences), summarise(rows)
    assert_frame_equal(by_sentence, by_article)
    assert by_article["publisher"].unique().tolist() == ["Post", "Wire"]
    assert value(by_article, "named", publisher="Post").articles == 2
    mixed = sentences.sample(frac=1, random_state=0)
    assert_frame_equal(summarise(mixed), by_article)


@pytest.mark.parametrize("format", ["parquet", "jsonl", "csv"])
def test_the_folder_of_a_batch_tells_the_same(make_output, rows, format):
    folder = make_output(format)
    expected = summarise(rows)
    for given in (folder, str(folder), read_output(folder)):
        assert_frame_equal(summarise(given), expected, atol=1e-4)
    if format == "parquet":
        assert_frame_equal(
            summarise(read_output(folder, "sentences"), by=None), summarise(rows, by=None)
        )


def test_an_interval_holds_what_other_articles_would_give():
    random = np.random.default_rng(5)
    inside = 0
    for number in range(60):
        named = random.binomial(20, random.beta(2, 3, size=40))  # alike within an article
        found = summarise(
            counts(Post=[(n, 20 - n) for n in named.tolist()]), n_boot=300, random_state=number
        )
        row = value(found, "named")
        assert row.low < row.value < row.high
        inside += row.low <= 0.4 <= row.high
    assert inside >= 50  # 95 % of 60 are 57


def test_articles_are_drawn_and_not_sentences():
    """Forty claims of either kind tell little where each article holds one kind alone."""
    apart = summarise(counts(Post=[(4, 0), (0, 4)] * 10))
    mixed = summarise(counts(Post=[(2, 2)] * 20))
    wide, none = value(apart, "named"), value(mixed, "named")
    assert wide.value == none.value == 0.5
    assert (none.low, none.high) == (0.5, 0.5)
    # As for 20 draws and not 80: a standard error of .11
    assert wide.high - wide.low == pytest.approx(2 * 1.96 * 0.112, rel=0.15)


def test_confidence_widens_and_draws_are_repeated():
    frame = counts(Post=[(n, 9 - n) for n in range(10)] * 2)
    narrow, wide = summarise(frame, confidence=0.5), summarise(frame, confidence=0.99)
    assert value(wide, "named").low < value(narrow, "named").low
    assert_frame_equal(summarise(frame), summarise(frame.sample(frac=1, random_state=3)))
    assert not summarise(frame, random_state=1).equals(summarise(frame, random_state=2))
    assert value(summarise(frame, random_state=None), "named").low < 0.5


def test_a_group_s_interval_hangs_on_no_other_group():
    post = [(n, 9 - n) for n in range(10)]
    alone = summarise(counts(Post=post))
    beside = summarise(counts(Gazette=[(1, 1)] * 3, Post=post, Wire=[(2, 1)] * 4))
    kept = beside[beside["publisher"] == "Post"].reset_index(drop=True)
    assert_frame_equal(kept, alone)


def test_memory_is_bounded_by_drawing_in_steps(monkeypatch):
    frame = counts(Post=[(n % 7, 3) for n in range(50)])
    whole = summarise(frame, n_boot=101)
    monkeypatch.setattr(summaries, "_DRAWN", 60)
    assert_frame_equal(summarise(frame, n_boot=101), whole)


def test_one_article_has_no_interval():
    found = summarise(counts(One=[(1, 1)], Few=[(1, 1), (0, 3)], None_=[(0, 0), (0, 0)]))
    one, few = value(found, "named", publisher="One"), value(found, "named", publisher="Few")
    assert np.isnan([one.low, one.high]).all()
    assert one.note == "one article, so no interval"
    assert few.note == "fewer than 10 articles, so the interval is too narrow"
    empty = found[found["publisher"] == "None_"]
    assert empty[["value", "low", "high"]].isna().all(axis=None)
    assert (empty["note"] == "no claims").all()


def test_what_has_no_group_is_a_group():
    frame = counts(Post=[(1, 0), (2, 0)])
    frame.loc[1, "publisher"] = None
    found = summarise(frame, shares="named")
    assert found["publisher"].isna().tolist() == [False, False, True, True]
    assert found["articles"].sum() == 2 * len(frame)


def test_groups_of_several_columns_and_of_none():
    frame = counts(Post=[(1, 0), (0, 2)], Wire=[(1, 1)]).assign(year=[2023, 2024, 2023])
    found = summarise(frame, by=["publisher", "year"], shares=["named"])
    keys = found[["publisher", "year"]].drop_duplicates().to_numpy().tolist()
    assert keys == [["Post", 2023], ["Post", 2024], ["Wire", 2023]]
    whole = summarise(frame, by=None)
    assert list(whole.columns) == COLUMNS
    assert value(whole, "named").value == 2 / 5


def test_no_articles():
    found = summarise(counts(Post=[(1, 0)]).head(0))
    assert len(found) == 0
    assert list(found.columns) == ["publisher", *COLUMNS]


def test_a_difference_has_an_interval_of_its_own():
    frame = counts(Post=[(n, 9 - n) for n in range(10)], Wire=[(n % 3, 9) for n in range(12)])
    found = difference(frame, "Post", "Wire", shares=["named"])
    assert list(found.columns) == ["measure", "a", "b", "difference", "low", "high"]
    row = found.iloc[0]
    assert row["difference"] == row["a"] - row["b"] > 0
    assert row["low"] < row["difference"] < row["high"]
    back = difference(frame, "Wire", "Post", shares=["named"])
    np.testing.assert_allclose(back["low"], -found["high"])
    with pytest.raises(InputError, match=r"b is 'Gazette'.*should be one of \['Post', 'Wire'\]"):
        difference(frame, "Post", "Gazette")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"by": "desk"}, "has no column 'desk'; should be carried through"),
        ({"shares": ["no_claim"]}, r"shares holds \['no_claim'\]; should be of named, "),
        ({"n_boot": 0}, "n_boot is 0; should be a number of draws, 1 or more"),
        ({"confidence": 95}, "confidence is 95; should lie between 0 and 1"),
        ({"random_state": -1}, "random_state is -1; should be a whole number or None"),
    ],
)
def test_wrong_options(options, told):
    with pytest.raises(InputError, match=told):
        summarise(counts(Post=[(1, 1)]), **options)


def test_wrong_scores(tmp_path):
    with pytest.raises(
        InputError, match="scores is list; should be a DataFrame of scores, or a folder"
    ):
        summarise([])
    with pytest.raises(InputError, match="no column 'sentences', "):
        summarise(pd.DataFrame({"publisher": ["Post"]}))
    with pytest.raises(InputError, match="is no folder; should be what 'provenance batch' wrote"):
        summarise(tmp_path / "nothing")
    with pytest.raises(InputError, match="holds no table articles"):
        summarise(tmp_path)


def test_a_run_that_is_not_finished_is_not_read(make_output, tmp_path):
    folder = make_output("csv")
    (folder / "_unfinished").mkdir()
    assert len(read_output(folder))  # what was finished before is whole
    (folder / "run.json").unlink()
    with pytest.raises(InputError, match="a run that is not finished; should be finished first"):
        read_output(folder)


@pytest.mark.parametrize(
    ("format", "compression"),
    [("parquet", "snappy"), ("jsonl", "gzip"), ("jsonl", "zstd"), ("csv", "gzip"), ("csv", "zstd")],
)
def test_tables_are_read_back(make_output, rows, sentences, format, compression):
    if compression == "zstd":
        pytest.importorskip("zstandard")
    folder = make_output(format, compression)
    found = read_output(folder)
    assert found["article"].tolist() == list(rows.index)
    assert found["claims"].tolist() == rows["claims"].tolist()
    assert found["sentences"].tolist() == rows["sentences"].tolist()
    assert found["publisher"].tolist() == rows["publisher"].tolist()
    assert found["score"].tolist() == pytest.approx(rows["score"].tolist(), abs=1e-4)
    told = read_output(folder, "sentences", ["article", "sourcing", "source"])
    assert list(told.columns) == ["article", "sourcing", "source"]
    assert told["sourcing"].tolist() == sentences["sourcing"].tolist()
    assert told["source"].isna().tolist() == sentences["source"].isna().tolist()
    whole = read_output(folder, "sentences")
    assert whole["start"].tolist() == sentences["start"].tolist()
    second_hand = whole["second_hand"].astype("boolean").tolist()
    assert second_hand == sentences["second_hand"].tolist()
    assert sum(map(len, iterate_output(folder, "sentences"))) == len(sentences)
    assert output_columns(folder)[0] == "article"
    assert len(read_output(folder, "set_aside")) == 0


def test_columns_and_tables_that_are_not_there(output):
    with pytest.raises(InputError, match="has no column 'desk'; should be one of article, "):
        read_output(output, columns=["desk"])
    with pytest.raises(InputError, match="table is 'words'; should be one of sentences, "):
        read_output(output, "words")


def test_damaged_files(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "part-00000.parquet").write_bytes(b"no")
    with pytest.raises(InputError, match="cannot be read .*; should be a Parquet file"):
        read_output(tmp_path)


@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_a_kept_column_may_be_called_as_one_of_the_sentences_is(tmp_path, format):
    news = tmp_path / "news.jsonl"
    news.write_text('{"text": "Police said so.", "start": "Monday", "second_hand": "maybe"}\n')
    out = tmp_path / "out"
    provenance.score_corpus(news, out, format=format, keep=["start", "second_hand"], language="any")
    found = read_output(out)
    assert found[["start", "second_hand"]].to_numpy().tolist() == [["Monday", "maybe"]]
    assert summarise(out)["articles"].tolist() == [1] * 8


def test_files_beside_a_table_are_none_of_it(make_output, rows):
    folder = make_output("jsonl")
    table = (folder / "articles.jsonl").read_bytes()
    (folder / "articles.jsonl.bak").write_bytes(table)
    assert len(read_output(folder)) == len(rows)
    (folder / "articles.jsonl.gz").write_bytes(gzip.compress(table))
    with pytest.raises(InputError, match=r"holds articles.jsonl and articles.jsonl.gz; should"):
        read_output(folder)
