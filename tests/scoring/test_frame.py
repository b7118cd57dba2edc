"""Many articles at once: the same answers, whatever the batch, the order or the processes."""

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from provenance import InputError
from provenance.resources import folder

PIECES = (
    "Ana Ruiz, the mayor, said the bridge was safe. It reportedly was not.",
    "\u201cIt is late,\u201d a senior coast guard officer said. Who knows?",
    "Critics say so.",
    "Read more",
    "The audit found 61 cracks. She may resign. Police said nothing.",
)


@pytest.fixture(scope="module")
def articles():
    """More articles than go to one process at a time, real ones among them."""
    root = folder("datasets") / "examples"
    long = [
        (root / f"{name}.txt").read_text(encoding="utf-8")
        for name in ("tram-inquiry", "brewery-sale")
    ]
    texts = [*long, *(PIECES[i % 5] + f" He left at {i}." for i in range(75))]
    return pd.DataFrame({"url": [f"u{i:02}" for i in range(len(texts))], "body": texts})


@pytest.fixture(scope="module")
def scored(scorer, articles):
    return scorer.score_frame(articles, text="body", id="url")


def test_a_row_a_sentence_in_the_order_given(scorer, articles, scored):
    assert scored.index.names == ["url", "sentence"]
    assert scored.index.is_unique
    assert scored.index.get_level_values("url").unique().tolist() == articles["url"].tolist()
    for url, body in articles.head(6).itertuples(index=False):
        own = scored.xs(url)
        assert own.index.tolist() == list(range(len(own)))
        assert own["text"].tolist() == [sentence.text for sentence in scorer.score(body)]
        for row in own.itertuples():
            assert body[row.start : row.end] == row.text


def test_as_each_article_alone(scorer, articles, scored):
    for url, body in articles.head(6).itertuples(index=False):
        alone = scorer.score(body).to_frame()
        assert_frame_equal(scored.xs(url)[list(alone.columns)], alone, check_exact=True)


def test_columns_are_those_of_one_article(scored, report):
    assert list(scored.columns) == list(report.to_frame().columns)
    assert (scored.dtypes == report.to_frame().dtypes).all()


def test_any_number_of_processes(scorer, articles, scored):
    again = scorer.score_frame(articles, text="body", id="url", n_jobs=2)
    assert_frame_equal(again, scored, check_exact=True)


def test_any_order(scorer, articles, scored):
    order = np.random.default_rng(0).permutation(len(articles))
    mixed = scorer.score_frame(articles.iloc[order], text="body", id="url")
    assert_frame_equal(mixed.sort_index(), scored.sort_index(), check_exact=True)


@pytest.mark.parametrize("size", [1, 7, 64])
def test_any_batch(scorer, articles, scored, size):
    few = articles.head(66)
    parts = [
        scorer.score_frame(few.iloc[start : start + size], text="body", id="url")
        for start in range(0, len(few), size)
    ]
    assert_frame_equal(pd.concat(parts), scored.loc[: few["url"].iloc[-1]], check_exact=True)


@pytest.mark.parametrize(
    ("index", "name"),
    [
        (pd.RangeIndex(2), "article"),
        (pd.Index(["a", "b"], name="slug"), "slug"),
        (pd.Index([7, 7]), "article"),
        (pd.to_datetime(["2020-01-02", "2020-01-01"]), "article"),
        (pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]), "article"),
    ],
    ids=["range", "named", "repeated", "dates", "levels"],
)
def test_the_index_names_articles_without_an_id(scorer, index, name):
    found = scorer.score_frame(
        pd.DataFrame({"text": ["It fell. He left.", "She left."]}, index=index)
    )
    assert found.index.names == [name, "sentence"]
    assert found.index.get_level_values(0).tolist() == [index[0], index[0], index[1]]
    assert found.index.get_level_values(1).tolist() == [0, 1, 0]


def test_the_frame_given_is_left_alone(scorer, articles):
    before = articles.copy(deep=True)
    scorer.score_frame(articles.head(3), text="body", id="url")
    assert_frame_equal(articles, before)


def test_no_articles(scorer, articles, scored):
    none = scorer.score_frame(articles.head(0), text="body", id="url")
    assert none.shape == (0, scored.shape[1])
    assert none.index.names == ["url", "sentence"]
    assert (none.dtypes == scored.dtypes).all()


MIXED = {
    "good": "Ana Ruiz said so. He left.",
    "none": None,
    "bytes": b"It fell.",
    "nan": float("nan"),
    "number": 5,
    "list": ["It fell."],
    "array": np.array(["It fell.", "He left."]),
    "na": pd.NA,
    "last": "Police said so.",
}


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_set_aside_loses_nothing(scorer, n_jobs):
    frame = pd.DataFrame({"id": list(MIXED), "text": pd.Series(list(MIXED.values()), dtype=object)})
    found = scorer.score_frame(frame, id="id", errors="set_aside", n_jobs=n_jobs)
    aside = found.attrs["set_aside"]
    assert found.index.get_level_values("id").unique().tolist() == ["good", "last"]
    assert [item["id"] for item in aside] == [
        "none",
        "bytes",
        "nan",
        "number",
        "list",
        "array",
        "na",
    ]
    for item in aside:
        assert "text is " in item["reason"]
        assert "; should be " in item["reason"]


def test_all_set_aside(scorer, scored):
    found = scorer.score_frame(pd.DataFrame({"text": [None, 5]}), errors="set_aside")
    assert found.shape == (0, scored.shape[1])
    assert [item["id"] for item in found.attrs["set_aside"]] == [0, 1]


def test_nothing_set_aside(scored):
    assert scored.attrs["set_aside"] == []


@pytest.mark.parametrize("blank", ["", " \n"])
def test_a_blank_article_is_not_lost(scorer, blank):
    frame = pd.DataFrame({"text": ["It fell.", blank]}, index=["good", "blank"])
    found = scorer.score_frame(frame, errors="set_aside")
    told = [*found.index.get_level_values(0), *(item["id"] for item in found.attrs["set_aside"])]
    assert set(told) == {"good", "blank"}


def test_an_article_that_is_no_text_is_named(scorer):
    frame = pd.DataFrame({"text": ["It fell.", None]}, index=["a", "b"])
    with pytest.raises(InputError, match="article 'b': .*text is .*; should be"):
        scorer.score_frame(frame)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            {"text": "story"},
            r"text is 'story', which is no column; should be one of \['text', 'id'\]",
        ),
        ({"id": "key"}, r"id is 'key', which is no column; should be one of \['text', 'id'\]"),
        ({"errors": "ignore"}, "errors is 'ignore'; should be 'raise' or 'set_aside'"),
        ({"errors": None}, "errors is None; should be"),
    ],
)
def test_wrong_options(scorer, options, told):
    frame = pd.DataFrame({"text": ["It fell."], "id": ["a"]})
    with pytest.raises(InputError, match=told):
        scorer.score_frame(frame, **options)


@pytest.mark.parametrize("n_jobs", [0, "two", 1.5])
def test_wrong_numbers_of_processes(scorer, n_jobs):
    with pytest.raises(InputError, match="n_jobs is .*; should be a number of processes"):
        scorer.score_frame(pd.DataFrame({"text": ["It fell."]}), n_jobs=n_jobs)


@pytest.mark.parametrize("option", ["text", "id"])
def test_a_list_names_no_column(scorer, option):
    with pytest.raises(InputError):
        scorer.score_frame(pd.DataFrame({"text": ["It fell."]}), **{option: ["text"]})


@pytest.mark.parametrize("articles", [None, "It fell.", ["It fell."], {"text": ["It fell."]}])
def test_only_frames(scorer, articles):
    with pytest.raises(InputError, match="articles is .*; should be a DataFrame"):
        scorer.score_frame(articles)


def test_a_series_holds_the_texts(scorer):
    texts = pd.Series(["It fell. He left.", "She left."], index=["a", "b"], name="story")
    found = scorer.score_frame(texts)
    frame = scorer.score_frame(texts.to_frame("text"))
    assert_frame_equal(found, frame, check_exact=True)


@pytest.mark.parametrize("option", [{"id": "url"}, {"carry": "date"}])
def test_a_series_has_no_columns(scorer, option):
    with pytest.raises(InputError, match="a Series, which has no columns; should be a DataFrame"):
        scorer.score_frame(pd.Series(["It fell."]), **option)


def test_two_columns_of_one_name(scorer):
    frame = pd.DataFrame([["It fell.", "He left."]], columns=["text", "text"])
    with pytest.raises(InputError, match=r"several columns named \['text'\]"):
        scorer.score_frame(frame)


def test_strings_of_any_dtype(scorer):
    texts = ["It fell.", "He left."]
    plain = scorer.score_frame(pd.DataFrame({"text": pd.Series(texts, dtype=object)}))
    for dtype in ("string", "category"):
        typed = scorer.score_frame(pd.DataFrame({"text": pd.Series(texts, dtype=dtype)}))
        assert_frame_equal(typed, plain, check_exact=True)


def test_progress_goes_to_standard_error(scorer, articles, scored, capsys):
    shown = scorer.score_frame(articles, text="body", id="url", progress=True)
    assert capsys.readouterr().out == ""
    assert_frame_equal(shown, scored, check_exact=True)
