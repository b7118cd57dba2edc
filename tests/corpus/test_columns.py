"""Which column is what: what is plain is guessed, what is asked for is taken."""

import pytest

from provenance.corpus.columns import PLAIN_NAMES, check_columns, choose_columns
from provenance.corpus.readers import ReadOptions
from provenance.errors import InputError


def choose(names, **options):
    return choose_columns("news.csv", names, ReadOptions(**options))


@pytest.mark.parametrize(
    ("names", "role", "expected"),
    [
        (["id", "text"], "text", "text"),
        (["Body"], "text", "Body"),
        (["CONTENT"], "text", "CONTENT"),
        (["Article Text"], "text", "Article Text"),
        (["article-text", "full_text"], "text", "article-text"),
        (["body", "text"], "text", "text"),
        (["content", "body"], "text", "body"),
        (["texture", "context", "antibody"], "text", None),
        (["_id"], "id", "_id"),
        (["docID"], "id", "docID"),
        (["idea", "paid"], "id", None),
        (["Headline"], "title", "Headline"),
        (["published_at"], "date", "published_at"),
        (["updated"], "date", None),
        (["source", "outlet"], "publisher", "outlet"),
        (["link"], "url", "link"),
        ([], "text", None),
    ],
)
def test_plain_names_are_guessed(names, role, expected):
    assert getattr(choose(names), role) == expected


def test_what_is_asked_for_is_taken_before_what_is_plain():
    taken = choose(["text", "body", "id", "slug"], text="body", id="slug")
    assert (taken.text, taken.id) == ("body", "slug")


def test_the_order_of_the_columns_does_not_matter():
    names = ["text", "body", "content", "id", "uuid"]
    assert choose(names).text == choose(names[::-1]).text == "text"
    assert choose(names).others == choose(names[::-1]).others == ("body", "content")


def test_a_rare_column_gives_way_to_a_common_one():
    assert choose({"text": 2, "body": 100}).text == "body"
    assert choose({"text": 60, "body": 100}).text == "text"


def test_keeping_a_role_says_that_the_column_is_it():
    taken = choose(["headline", "title", "text"], keep=("title",))
    assert taken.title == "title" and taken.carried() == {"title": "title"}
    with pytest.raises(InputError, match="keep names 'title' and title is 'headline'"):
        ReadOptions(title="headline", keep=("title",))


def test_a_kept_column_can_be_a_role_as_well():
    taken = choose(["headline", "text", "url"], keep=("headline", "text"))
    assert taken.carried() == {
        "headline": "headline", "text": "text", "title": "headline", "url": "url"
    }  # fmt: skip


def test_a_name_stands_for_one_role_only():
    plain = [name for names in PLAIN_NAMES.values() for name in names]
    assert len(plain) == len(set(plain))
    assert all(name == "".join(filter(str.isalnum, name.casefold())) for name in plain)


def test_what_was_taken_is_told_in_words():
    taken = choose(["body", "link", "desk"], keep=("desk",))
    assert str(taken) == "text from 'body', id from 'link', url from 'link', 'desk' kept"


@pytest.mark.parametrize(
    ("options", "names", "says"),
    [
        ({"text": "bdoy"}, ["body", "id"], r"text is 'bdoy', .*perhaps 'body'.*'body', 'id'"),
        ({"keep": ("desk",)}, ["body"], "keep is 'desk'"),
        ({"keep": ("date",)}, ["body"], "date is 'date'"),
        ({"id": "key"}, ["body"], "id is 'key'"),
        ({}, ["words"], "should be named as the text column: .*'words'"),
        ({}, [], "there are none"),
        ({}, [f"c{n}" for n in range(40)], "and 28 more"),
    ],
)
def test_missing_columns_are_named_with_those_there_are(options, names, says):
    with pytest.raises(InputError, match=says):
        check_columns(choose(names, **options), names, ReadOptions(**options))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"encoding": "utf-9"}, "encoding is 'utf-9'"),
        ({"encoding": "base64"}, "encoding is 'base64'"),
        ({"max_chars": 0}, "max_chars is 0"),
        ({"max_chars": "many"}, "max_chars is 'many'"),
        ({"max_chars": True}, "max_chars is True"),
        ({"text": ""}, "a column is called ''"),
        ({"keep": ("a", "a")}, "more than once"),
    ],
)
def test_options_that_cannot_be(options, says):
    with pytest.raises(InputError, match=says):
        ReadOptions(**options)


def test_what_is_carried_is_fixed_by_the_options():
    assert ReadOptions(keep=["desk", "title"]).carried == (
        "title", "date", "publisher", "url", "desk"
    )  # fmt: skip
