"""Whatever an article holds, its exports can be written, and their offsets find the same words."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

import provenance
from provenance.desk.article import DeskArticle
from provenance.desk.exports import EXPORTS, export_files
from provenance.desk.exports.brat import standoff
from provenance.desk.exports.label_studio import task
from provenance.desk.exports.spans import encodable
from provenance.desk.exports.web_annotation import annotation_collection

PIECES = (
    "Police said it fell. ",
    "The port reportedly refused to pay",
    "“It fell,” said Ana Ruiz",
    "Sources say",
    "\r\n",
    "\u2028",
    "👩🏽‍🚒",
    "e\u0301",
    "\ud83d",
    "\t",
    "\x1c",
    "\x00",
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=12).map("".join)


@settings(max_examples=60)
@given(TEXTS)
def test_any_text(text):
    article = DeskArticle(text[:9], provenance.score(text), title=text[:20] or None)
    for to in EXPORTS:
        for file in export_files([article], to):
            file.text.encode("utf-8")
    for item in json.loads(json.dumps(annotation_collection([article])))["first"]["items"]:
        quote, position = item["target"]["selector"]
        assert encodable(text)[position["start"] : position["end"]] == quote["exact"]
    made = task(article)
    for region in made["predictions"][0]["result"]:
        value = region["value"]
        assert made["data"]["text"][value["start"] : value["end"]] == value["text"]
    found = standoff(article)
    assert len(found.text) == len(text)
    for line in found.annotations.splitlines():
        if line.startswith("T"):
            _, place, told = line.split("\t")
            parts = [part.split() for part in place.partition(" ")[2].split(";")]
            assert " ".join(found.text[int(a) : int(b)] for a, b in parts) == told
