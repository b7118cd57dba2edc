import io
import json

import pytest

import provenance
from provenance.corpus.readers import ReadOptions
from provenance.desk.article import DeskArticle, opening_headline, read_articles
from provenance.errors import InputError

STORY = "Bridge shut\n\nAna Ruiz, the mayor, said the bridge was safe. It reportedly was not.\n"


@pytest.fixture
def stdin(monkeypatch):
    def given(text):
        data = text.encode("utf-8")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))

    return given


def test_a_text_file(tmp_path):
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    (article,) = read_articles(str(file))
    assert article.id == str(file)
    assert article.text == STORY
    assert article.headline == "Bridge shut"
    assert (article.title, article.date, article.publisher, article.url) == (None,) * 4
    assert article.score[2].sourcing == "hedged"


def test_json_lines_with_all_that_a_desk_knows(tmp_path):
    file = tmp_path / "news.jsonl"
    record = {"id": "a", "text": STORY, "title": "Safe?", "date": "2024-05-01", "publisher": "Post"}
    record |= {"url": "http://a.example", "captions": ["The bridge.", " ", 3, "The mayor."]}
    file.write_text(json.dumps(record), encoding="utf-8")
    (article,) = read_articles(file)
    assert article.captions == ("The bridge.", "The mayor.")
    assert (article.title, article.date, article.publisher) == ("Safe?", "2024-05-01", "Post")
    assert article.headline == "Safe?"


@pytest.mark.parametrize("captions", ["captions", "other"])
def test_csv_with_captions_and_without(tmp_path, captions):
    file = tmp_path / "news.csv"
    file.write_text(f'id,text,{captions}\na,It fell.,"The bridge.\nThe mayor."\n', encoding="utf-8")
    (article,) = read_articles(file)
    told = ("The bridge.", "The mayor.") if captions == "captions" else ()
    assert article.captions == told


def test_several_files_in_order(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text("Police said so.", encoding="utf-8")
    found = read_articles([tmp_path / "b.txt", tmp_path / "a.txt"])
    assert [article.id[-5:] for article in found] == ["b.txt", "a.txt"]


def test_standard_input_is_an_article_or_json_lines(stdin):
    stdin(STORY)
    assert [article.text for article in read_articles("-")] == [STORY]
    stdin('\ufeff{"id": "x", "text": "Police said so."}\n{"id": "y", "text": "It fell."}\n')
    assert [article.id for article in read_articles("-")] == ["x", "y"]
    stdin("id,text\nz,It fell.\n")
    assert [article.id for article in read_articles("-", options=ReadOptions(format="csv"))] == [
        "z"
    ]


def test_a_record_that_cannot_be_scored_is_an_error_or_set_aside(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text('{"id": "a", "text": " "}\n{"id": "b"}\n{"id": "c", "text": "It fell."}\n')
    with pytest.raises(InputError, match=r"news.jsonl:1: .*blank; should"):
        list(read_articles(file))
    aside = []
    found = list(read_articles(file, set_aside=aside.append))
    assert [article.id for article in found] == ["c"]
    assert [problem.code for problem in aside] == ["blank", "no_text"]


def test_another_scorer(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Police said so.", encoding="utf-8")
    scorer = provenance.load()
    (article,) = read_articles(file, scorer)
    assert article.score[0].sourcing == "organisation"


def test_a_missing_file():
    with pytest.raises(InputError, match="nowhere.txt does not exist"):
        list(read_articles("nowhere.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "Police closed the bridge.\n\nIt fell.",  # a sentence
        "Bridge shut",  # nothing follows
        "word " * 40 + "\n\nIt fell.",  # too long
        "",
    ],
)
def test_no_headline(text):
    assert opening_headline(text) is None


def test_a_question_may_be_a_headline():
    article = DeskArticle("a", provenance.score("Is the bridge safe?\nIt fell on Monday."))
    assert article.headline == "Is the bridge safe?"
