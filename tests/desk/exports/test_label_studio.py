from xml.etree import ElementTree

import pytest

from provenance.codebook import CLASSES
from provenance.desk.exports.label_studio import labeling_config, task
from provenance.desk.exports.spans import encodable
from provenance.extractors import Kind


@pytest.fixture(scope="module")
def tasks(hard, plain, broken, empty):
    return [task(article) for article in (hard, plain, broken, empty)]


def test_regions_are_code_points_of_the_tasks_text(tasks):
    for item in tasks:
        text = item["data"]["text"]
        for region in item["predictions"][0]["result"]:
            value = region["value"]
            assert text[value["start"] : value["end"]] == value["text"] != ""


def test_text_is_the_articles(tasks, hard, broken):
    assert tasks[0]["data"]["text"] == hard.text
    assert tasks[2]["data"]["text"] == encodable(broken.text)


def test_regions_fit_the_config(tasks):
    view = ElementTree.fromstring(labeling_config())
    (text,) = view.findall("Text")
    labels = {
        control.get("name"): {label.get("value") for label in control}
        for control in view.findall("Labels")
    }
    assert labels == {"sourcing": set(CLASSES), "evidence": set(Kind)}
    assert {control.get("toName") for control in view.findall("Labels")} == {text.get("name")}
    assert text.get("value") == "$text"
    for item in tasks:
        assert {"text", "title", "id"} <= set(item["data"])
        for region in item["predictions"][0]["result"]:
            assert region["to_name"] == text.get("name")
            assert set(region["value"]["labels"]) <= labels[region["from_name"]]
            assert region["type"] == "labels"


def test_every_sentence_has_its_class(tasks, plain):
    found = [r for r in tasks[1]["predictions"][0]["result"] if r["from_name"] == "sourcing"]
    assert [r["value"]["labels"] for r in found] == [[s.sourcing] for s in plain.score]
    assert all(0 < region["score"] <= 1 for region in found)


def test_regions_have_an_id_each(tasks):
    for item in tasks:
        ids = [region["id"] for region in item["predictions"][0]["result"]]
        assert len(set(ids)) == len(ids)


def test_known_by_its_headline_and_address(tasks, plain):
    data = tasks[1]["data"]
    assert (data["title"], data["url"]) == ("The bridge at Pellworth", plain.url)
    assert tasks[3]["data"]["title"] == "empty"
    assert "score" not in tasks[3]["predictions"][0]


def test_label_studios_own_reader(tasks):
    reason = "needs label-studio-sdk, which is large and no requirement of the tests"
    interface = pytest.importorskip("label_studio_sdk.label_interface", reason=reason)
    reader = interface.LabelInterface(labeling_config())
    reader.validate()
    for item in tasks[:2]:
        assert reader.validate_task({"data": item["data"]})
        assert reader.validate_prediction(item["predictions"][0], return_errors=True) == []
