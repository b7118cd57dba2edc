import csv
import io
import json
import math
from datetime import UTC, datetime

import pandas as pd
import pytest

import provenance
from provenance.cli import main
from provenance.desk.article import DeskArticle
from provenance.desk.queue import triage
from provenance.errors import InputError

CRANES = "The port of Gant reportedly sold 40 cranes to a rival in May."
SOURCED = "Ana Ruiz, who runs the port of Gant, said it had sold 40 cranes to a rival in May."
ARTICLES = [
    {
        "id": "a",
        "text": f"Harbour news\n\n{CRANES} Critics say the council of Kesh knew of it for two years.",
        "date": "2024-05-08",
        "publisher": "Post",
        "url": "http://post.example/a",
        "captions": ["The port of Gant, which sold 40 cranes to a rival."],
    },
    {
        "id": "b",
        "text": f"{SOURCED} Nobody was hurt.",
        "date": "2024-05-01",
        "publisher": "Gazette",
    },
    {"id": "c", "text": "Read more here.", "title": "Listen to this story"},
]


@pytest.fixture(scope="module")
def articles():
    return [
        DeskArticle(
            record["id"],
            provenance.score(record["text"]),
            record.get("title"),
            record.get("date"),
            record.get("publisher"),
            record.get("url"),
            tuple(record.get("captions", ())),
        )
        for record in ARTICLES
    ]


@pytest.fixture(scope="module")
def jsonl(tmp_path_factory):
    file = tmp_path_factory.mktemp("news") / "news.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in ARTICLES), encoding="utf-8")
    return file


def test_the_weak_and_checkable_stand_first_and_the_same_claim_is_one_row(articles):
    queue = triage(articles)
    assert [row.rank for row in queue] == list(range(1, len(queue) + 1))
    assert [row.priority for row in queue] == sorted((row.priority for row in queue), reverse=True)
    first = queue[0]
    assert first.text == CRANES
    assert [(place.article, place.place) for place in first.appearances] == [
        ("a", "text"),
        ("a", "caption"),
        ("b", "text"),
    ]
    assert first.articles == 2
    assert (first.weakest.article, first.best.article) == ("a", "b")
    assert (first.best.outlet, first.best.sourcing, first.weakest.sourcing) == (
        "Gazette",
        "named",
        "unattributed",
    )
    assert first.parts.repetition == 1.5


def test_a_row_is_explained_in_words(articles):
    told = triage(articles)[0].explanation
    assert told.startswith("'reportedly', no source; checkable; 2 articles; elsewhere by 'Ana Ruiz")
    assert "(named, Gazette)" in told
    weighed = triage(articles, topics={"crane": 3.0}, outlets={"post": 1.5}, today="2024-05-15")[
        0
    ].explanation
    assert "Post counts ×1.5; 'crane' counts ×3; 2024-05-08 counts ×0.75" in weighed


@pytest.mark.parametrize("word", ["false", "untrue", "lie", "wrong", "fake", "doubt"])
def test_no_explanation_says_that_a_claim_is_false(articles, word):
    queue = triage(articles, checkable=0, score=1, topics=["crane"])
    assert not any(word in row.explanation.replace(row.text, "") for row in queue)


def test_the_priority_is_the_product_of_its_parts(articles):
    for row in triage(articles, topics=["crane"], checkable=0, score=1):
        parts = row.parts
        product = parts.weakness * parts.checkable * parts.repetition
        assert row.priority == pytest.approx(product * parts.outlet * parts.topic * parts.freshness)


def test_spans_point_into_the_text_or_the_caption(articles):
    for row in triage(articles, checkable=0, score=1):
        for place in row.appearances:
            record = ARTICLES[place.row]
            text = {
                "text": record["text"],
                "title": record.get("title"),
                "caption": (record.get("captions") or [""])[0],
            }[place.place]
            assert text[place.start : place.end] == place.text


def test_without_grouping_every_place_is_a_row(articles):
    queue = triage(articles, group=False, checkable=0, score=1)
    assert all(len(row.appearances) == 1 and row.parts.repetition == 1 for row in queue)
    assert len(queue) > len(triage(articles, checkable=0, score=1))


def test_filters(articles):
    def texts(**options):
        return [row.text for row in triage(articles, **options)]

    everything = texts(checkable=0.0, score=1.0)
    assert set(texts(score=0.2)) < set(everything)
    assert all(row.checkable >= 0.8 for row in triage(articles, checkable=0.8))
    assert {row.sourcing for row in triage(articles, classes=["hedged"])} == {"hedged"}
    assert texts(checkable=0, score=1, top=2) == everything[:2]
    each = [row.lead.article for row in triage(articles, checkable=0, score=1, per_article=1)]
    assert len(each) == len(set(each))


def test_found_counts_what_top_and_per_article_leave_out(articles):
    assert triage(articles, top=1).found == len(triage(articles))


def test_since_leaves_out_older_articles_and_their_places(articles):
    queue = triage(articles, since="2024-05-02")
    assert queue[0].articles == 1
    assert {place.article for row in queue for place in row.appearances} <= {"a", "c"}


@pytest.mark.parametrize(
    "options",
    [
        {"top": 0},
        {"per_article": "x"},
        {"since": "last week"},
        {"today": 3},
        {"classes": ["rumour"]},
        {"classes": "no_claim"},
        {"checkable": 1.2},
        {"score": -1},
        {"topics": {"a": -2}},
        {"weights": "nowhere.toml"},
    ],
)
def test_options_that_cannot_be_used(articles, options):
    with pytest.raises(InputError, match="; should be|should be"):
        triage(articles, **options)


def test_an_empty_queue(articles):
    for queue in (triage([]), triage(articles[2:]), triage(articles, score=0.0)):
        assert len(queue) == 0
        assert list(queue) == queue[:5] == []
        assert queue.to_jsonl() == ""
        assert list(csv.DictReader(io.StringIO(queue.to_csv()))) == []
        assert queue.to_frame().empty


def test_files_frames_and_scored_output_give_the_same_rows(articles, jsonl, tmp_path):
    def told(queue):
        return [(row.text, round(row.priority, 3), row.articles, row.lead.outlet) for row in queue]

    assert told(triage(jsonl)) == told(triage(articles))
    plain = [DeskArticle(a.id, a.score, a.title, a.date, a.publisher) for a in articles[:2]]
    expected = told(triage(plain))
    frame = pd.DataFrame(ARTICLES[:2])
    scored = provenance.load().score_frame(frame, id="id", carry=["publisher", "date"])
    assert told(triage(scored)) == expected
    out = tmp_path / "out"
    source = tmp_path / "two.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in ARTICLES[:2]))
    assert main(["batch", str(source), str(out), "--format", "jsonl"]) == 0
    assert told(triage(out)) == expected


def test_output_without_text_says_so(jsonl, tmp_path):
    out = tmp_path / "out"
    assert main(["batch", str(jsonl), str(out), "--format", "csv", "--no-text"]) == 0
    with pytest.raises(InputError, match="no text of sentences; should be"):
        triage(out)


def test_output_is_the_only_source(jsonl, tmp_path):
    out = tmp_path / "out"
    assert main(["batch", str(jsonl), str(out), "--format", "csv"]) == 0
    with pytest.raises(InputError, match="should be the only source"):
        triage([out, jsonl])
    assert len(triage([out])) == len(triage(out))


def test_sources_of_two_kinds(articles, jsonl):
    with pytest.raises(InputError, match="of type DeskArticle; should be paths, or articles"):
        triage([jsonl, articles[0]])


def test_a_frame_of_something_else():
    with pytest.raises(InputError, match="should be what score_frame returned"):
        triage(pd.DataFrame({"text": ["a"]}))


def test_the_frame(articles):
    queue = triage(articles)
    frame = queue.to_frame()
    assert frame.index.tolist() == [row.rank for row in queue]
    assert frame["text"].tolist() == [row.text for row in queue]
    assert frame.loc[1, ["outlet", "articles", "appearances", "repetition"]].tolist() == [
        "Post",
        2,
        3,
        1.5,
    ]


def test_csv_and_json_lines(articles, tmp_path):
    queue = triage(articles)
    assert queue.to_csv(tmp_path / "q.csv") is None
    rows = list(csv.DictReader(io.StringIO((tmp_path / "q.csv").read_text("utf-8"))))
    assert [row["text"] for row in rows] == [row.text for row in queue]
    queue.to_jsonl(tmp_path / "q.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "q.jsonl").read_text("utf-8").splitlines()]
    assert lines[0]["explanation"] == queue[0].explanation
    assert [place["place"] for place in lines[0]["appearances"]] == ["text", "caption", "text"]
    assert lines == [row.to_dict() for row in queue]


def test_a_file_that_cannot_be_written(articles, tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        triage(articles).to_csv(tmp_path / "none" / "q.csv")


def test_risk_is_a_column_and_moves_no_row(articles, monkeypatch):
    queue = triage(articles)
    assert all(row.risk is None or 0 <= row.risk <= 1 for row in queue)
    order = [row.text for row in queue]
    frame = provenance.load().score_frame(pd.Series([CRANES, SOURCED]))
    assert all(row.risk is None for row in triage(frame))
    assert order == [row.text for row in triage(articles)]


def test_the_same_input_gives_the_same_bytes(articles):
    assert triage(articles).to_jsonl() == triage(articles).to_jsonl()


def test_a_slice_and_a_row_from_the_end(articles):
    queue = triage(articles)
    assert queue[-1].rank == len(queue)
    assert [row.rank for row in queue[:2]] == [1, 2]
    with pytest.raises(IndexError):
        queue[len(queue)]


def test_a_caption_alone_never_has_a_score_of_nothing_in_the_lead(articles):
    assert not any(math.isnan(row.score) for row in triage(articles, checkable=0, score=1))


def test_an_article_without_an_id_is_an_article():
    frame = pd.DataFrame({"id": ["a", None, "c"], "text": [CRANES, SOURCED, "It reportedly fell."]})
    scored = provenance.load().score_frame(frame, text="text", id="id")
    assert triage(scored).articles == 3


@pytest.mark.parametrize("option", ["today", "since"])
def test_a_day_may_be_given_with_its_time(articles, option):
    moment = datetime(2024, 5, 8, 10, tzinfo=UTC)
    told = triage(articles, **{option: moment}).to_csv()
    assert told == triage(articles, **{option: "2024-05-08"}).to_csv()


@pytest.mark.parametrize("source", [None, 3])
def test_what_is_no_source(source):
    with pytest.raises(InputError, match="should be paths, articles or a frame"):
        triage(source)


def test_an_article_given_as_a_path():
    # Longer than the name of a file may be.
    with pytest.raises(InputError, match="does not exist; should be a file"):
        triage("The port reportedly sold 40 cranes. " * 200)


@pytest.mark.parametrize("names", [{"topics": [3]}, {"outlets": {3: 2.0}}])
def test_names_that_are_no_words(articles, names):
    with pytest.raises(InputError, match="is 3; should be a name"):
        triage(articles, **names)


def test_an_article_without_a_date_neither_leads_nor_trails():
    scored = provenance.score("The port of Gant reportedly sold 40 cranes in May.")
    days = {"new": "2024-05-08", "none": None, "old": "2020-05-08"}
    articles = [DeskArticle(name, scored, date=day) for name, day in days.items()]
    queue = triage(articles, group=False)
    assert [row.lead.article for row in queue] == ["new", "none", "old"]
    assert "no date, counts ×0.75" in queue[1].explanation


def test_csv_holds_no_formula():
    text = "The port reportedly sold 40 cranes in May."
    article = DeskArticle("-1", provenance.score(text), "+1 for the port", publisher="=1+1")
    queue = triage([article], checkable=0, score=1)
    rows = list(csv.DictReader(io.StringIO(queue.to_csv())))
    assert {row["article"] for row in rows} == {"'-1"}
    assert {row["outlet"] for row in rows} == {"'=1+1"}
    assert {row["title"] for row in rows} == {"'+1 for the port"}
    assert [float(row["priority"]) for row in rows] == [round(r.priority, 4) for r in queue]
    assert set(queue.to_frame()["outlet"]) == {"=1+1"}


def test_dates_that_cannot_be_read_for_sure_are_counted():
    score = provenance.score("The port reportedly sold 40 cranes in May.")
    dates = ["05/06/2024", "2024-05-01T23:30-05:00", None, "", "soon"]
    queue = triage([DeskArticle(str(n), score, date=told) for n, told in enumerate(dates)])
    assert queue.unread_dates == 2
    assert [place.day for place in queue[0].appearances].count("2024-05-01") == 1


def test_two_articles_of_one_id_in_a_frame():
    frame = provenance.load().score_frame(pd.DataFrame({"text": [CRANES, SOURCED]}))
    twice = pd.concat([frame, frame])
    with pytest.raises(InputError, match="more than once; should have an id for each article"):
        triage(twice)
