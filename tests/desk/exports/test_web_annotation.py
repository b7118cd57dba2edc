"""The musts of the Web Annotation Data Model, and selectors that find the same words again."""

import json
import re

import pytest

from provenance.desk.exports.spans import encodable
from provenance.desk.exports.web_annotation import annotation_collection, quote_selector
from provenance.document import Span
from provenance.extractors import Kind

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


@pytest.fixture(scope="module")
def articles(hard, plain, broken, empty):
    return [hard, plain, broken, empty]


@pytest.fixture(scope="module")
def collection(articles):
    return json.loads(json.dumps(annotation_collection(articles)))


@pytest.fixture(scope="module")
def placed(articles, collection):
    """Each annotation with the text that it is of."""
    texts = {}
    for article in articles:
        for item in annotation_collection([article])["first"]["items"]:
            texts[item["id"]] = encodable(article.text)
    return [(texts[item["id"]], item) for item in collection["first"]["items"]]


def test_collection(collection):
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert IRI.fullmatch(collection["id"])
    page = collection["first"]
    assert page["type"] == "AnnotationPage"
    assert collection["last"] == page["id"]
    assert page["partOf"] == collection["id"]
    assert page["startIndex"] == 0
    assert collection["total"] == len(page["items"]) > 20


def test_annotations(collection):
    items = collection["first"]["items"]
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert IRI.fullmatch(item["id"])
        assert item["type"] == "Annotation"
        assert item["motivation"] == "tagging"
        assert "bodyValue" not in item
        tag, description = item["body"]
        assert (tag["type"], tag["purpose"]) == ("TextualBody", "tagging")
        assert tag["value"] in set(Kind)
        assert (description["type"], description["purpose"]) == ("TextualBody", "describing")
        assert IRI.fullmatch(item["target"]["source"]["id"])


def test_every_key_is_a_term_of_the_context(collection):
    known = {"@context", "id", "type", "label", "generator", "total", "first", "last", "partOf"}
    known |= {"startIndex", "items", "motivation", "body", "target", "purpose", "value", "format"}
    known |= {"language", "source", "selector", "exact", "prefix", "suffix", "start", "end", "name"}

    def keys(value):
        if isinstance(value, dict):
            yield from value
            value = list(value.values())
        if isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    assert set(keys(collection)) <= known


def test_positions_are_code_points_of_the_text(placed):
    for text, item in placed:
        quote, position = item["target"]["selector"]
        assert position["type"] == "TextPositionSelector"
        assert 0 <= position["start"] < position["end"] <= len(text)
        assert text[position["start"] : position["end"]] == quote["exact"]


def test_positions_are_not_utf16_units(hard):
    """Behind an emoji a program that counts UTF-16 units must convert, and then finds the words."""
    units = hard.text.encode("utf-16-le")
    moved = 0
    for item in annotation_collection([hard])["first"]["items"]:
        quote, position = item["target"]["selector"]
        before = hard.text[: position["start"]]
        start = len(before.encode("utf-16-le"))
        exact = quote["exact"].encode("utf-16-le")
        assert units[start : start + len(exact)] == exact
        moved += start // 2 != position["start"]
    assert moved > 10


def test_quotes_find_one_place_only(placed):
    for text, item in placed:
        quote, position = item["target"]["selector"]
        assert quote["type"] == "TextQuoteSelector"
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.count(whole) == 1
        assert text.index(whole) + len(quote["prefix"]) == position["start"]


def test_as_much_around_as_tells_places_apart():
    text = "It fell on the third day, he said. " * 5
    middle = 2 * len(text) // 5 + text.index("said")
    found = quote_selector(text, Span(middle, middle + 4))
    assert text.count(found["prefix"] + found["exact"] + found["suffix"]) == 1
    assert len(found["prefix"]) > 32


def test_endless_repetition_is_given_up():
    text = "said " * 5000
    found = quote_selector(text, Span(10_000, 10_004))
    assert len(found["prefix"]) <= 512


def test_source_is_the_address_or_a_name_made_of_the_text(collection, plain, broken):
    sources = {item["target"]["source"]["id"] for item in collection["first"]["items"]}
    assert plain.url in sources
    assert broken.url not in sources
    assert len(sources) == 3


def test_the_same_annotation_has_the_same_identifier(plain, hard):
    alone = {item["id"] for item in annotation_collection([plain])["first"]["items"]}
    both = {item["id"] for item in annotation_collection([hard, plain])["first"]["items"]}
    assert alone < both


def test_nothing_to_annotate(empty):
    collection = annotation_collection([empty])
    assert collection["total"] == 0
    assert collection["first"]["items"] == []
