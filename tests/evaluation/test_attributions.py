"""Attributions found and matched to those that a corpus marks."""

import json

import pytest

from provenance import load
from provenance.data.corpora import FILES, Article, GoldAttribution, read_corpus
from provenance.document import Span, read
from provenance.errors import DatasetError
from provenance.evaluation import attributions as measured
from provenance.evaluation.attributions import Found, is_indirect, is_source, tally
from provenance.evaluation.overlap import characters
from provenance.evaluation.setting import Setting

TEXT = (
    "Ana Ruiz said the bridge was safe. "
    "\u201cThe lamp is out,\u201d said Omar Tell, who runs the lock. "
    "\u201cIt has been out for a week.\u201d "
    "The crew wants a new one."
)
WHO_SAID = {
    ("Ana Ruiz",): ("the bridge was safe",),
    ("Omar Tell",): ("\u201cThe lamp is out,\u201d", "\u201cIt has been out for a week.\u201d"),
    ("The crew",): ("a new one",),
}


def _places(words):
    return tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


GOLD = tuple(GoldAttribution(_places(s), (), _places(c)) for s, c in WHO_SAID.items())
ARTICLE = Article(
    "polnear", "made-up", TEXT, "dev", tuple(map(tuple, read(TEXT).sentences)), (1, 1, 1, 1), GOLD
)


def _found(*words, source=None, name=None):
    sources = tuple(Span(*place) for place in _places((source,))) if source else ()
    return Found(characters(TEXT, _places(words)), sources, name)


def test_tally():
    found = [
        _found("the bridge was safe", source="Ana Ruiz"),
        _found("\u201cThe lamp is out,\u201d", "It has been out for a week", source="Ana Ruiz"),
        _found("said Omar Tell, who runs the lock"),
    ]
    counts = tally([(ARTICLE, found)])
    assert (counts.gold, counts.predicted, counts.found) == (3, 3, 2)
    assert (counts.indirect, counts.found_indirect) == (2, 1)
    assert (counts.with_source, counts.source_right) == (2, 1)
    by_measure = {o.measure: o.value for o in measured.outcomes("provenance", counts)}
    assert by_measure == pytest.approx(
        {"precision": 2 / 3, "recall": 2 / 3, "F1": 2 / 3, "recall, indirect": 0.5,
         "source right, given found": 0.5}
    )  # fmt: skip


@pytest.mark.parametrize("words", ["bridge", TEXT])
def test_neither_a_word_nor_the_whole_text_is_a_find(words):
    assert tally([(ARTICLE, [_found(words)])]).found == 0


def test_nothing_found():
    counts = tally([(ARTICLE, [])])
    assert {o.value for o in measured.outcomes("provenance", counts)} == {0.0}


def test_an_attribution_without_content_is_not_asked_for():
    bare = GoldAttribution(_places(("The crew",)), (), ())
    article = Article("polnear", "made-up", TEXT, "dev", attributions=(bare,))
    assert tally([(article, [])]).gold == 0


def test_indirect():
    assert [is_indirect(TEXT, gold) for gold in GOLD] == [True, False, True]


@pytest.mark.parametrize(
    "marked, mention, name, right",
    [
        ("Omar Tell", "Tell", None, True),
        ("Omar Tell", "Ana Ruiz", None, False),
        ("who", "Omar Tell", None, True),
        ("who", "Ana Ruiz", None, False),
        ("Omar Tell", None, "Omar J. Tell", True),
        ("The crew", None, "Omar Tell", False),
        ("The crew", None, None, False),
    ],
)
def test_is_source(marked, mention, name, right):
    gold = GoldAttribution(_places((marked,)), (), ())
    assert is_source(TEXT, gold, _found("lamp", source=mention, name=name)) is right


def test_the_library_finds_them():
    found = measured.library_attributions(load(), ARTICLE)
    assert tally([(ARTICLE, found[:2])]).found == 2
    assert tally([(ARTICLE, found[:2])]).source_right == 2
    # the quotation that goes on is joined to the sentence that says whose it is
    assert found[1].content >= characters(TEXT, _places(("It has been out for a week",)))
    assert not found[1].content & characters(TEXT, _places(("said Omar Tell",)))


def test_every_attribution_of_a_sentence_counts():
    text = "Ana Ruiz said the bridge was safe, but Omar Vidal warned that the lamp was out."
    article = Article("polnear", "made-up", text, "dev", ((0, len(text)),))
    found = measured.library_attributions(load(), article)
    assert {item.name for item in found} == {"Ana Ruiz", "Omar Vidal"}


def test_a_quotation_is_one_attribution_with_the_sentence_behind_it():
    text = "\u201cThe lamp is out. It was out last week,\u201d said Omar Vidal."
    sentences = tuple(map(tuple, read(text).sentences))
    assert len(sentences) == 2
    article = Article("polnear", "made-up", text, "dev", sentences)
    (found,) = measured.library_attributions(load(), article)
    lamp, week = text.index("lamp"), text.index("week")
    assert {lamp, week} <= found.content


@pytest.fixture
def polnear(tmp_path):
    record = {
        "doc_id": "made-up", "text": TEXT, "split": "dev", "sentences": ARTICLE.sentences,
        "attributions": [{n: getattr(g, n) for n in ("source", "cue", "content")} for g in GOLD],
    }  # fmt: skip
    train = {**record, "doc_id": "other", "split": "train"}
    lines = [json.dumps(record), json.dumps(train)]
    (tmp_path / FILES["polnear"]).write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_the_corpus_is_read_with_its_attributions(polnear):
    assert measured.gold_articles(polnear) == [ARTICLE]


def test_the_part_of_the_evaluation(polnear):
    found = {o.measure: o.value for o in measured.attributions(Setting(polnear))}
    assert found["source right, given found"] == 1
    assert 0.6 < found["recall"] <= 1


def test_attributions_that_are_no_offsets_are_refused(tmp_path):
    record = {"doc_id": "a", "text": "b", "sentences": [], "attributions": [{"source": [[0, 1]]}]}
    (tmp_path / FILES["gum"]).write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(DatasetError, match="line 1 is not an article"):
        list(read_corpus("gum", tmp_path))
