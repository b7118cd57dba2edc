from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from provenance.document import Span
from provenance.extractors import Evidence, Kind
from provenance.render.flags import Flag, by_sentence, flagged, flags_of
from provenance.render.marks import segments
from provenance.scoring.scores import ArticleScore, SentenceScore

WORDS = "It reportedly fell."
HEDGE = Evidence(Span(103, 113), Kind.HEDGE, "hedges/reportedly", "adverb", 1.0, 0, 1, 2)


@dataclass
class Found:
    span: Span
    rule: str = "a-rule"
    severity: str = "note"
    message: str = "A message."
    advice: str = "An advice."
    reference: str = ""
    related: Span | None = None


def article(*spans):
    sentences = [
        SentenceScore(i, Span(*span), "", 0.5, "vague", {}, 0.5, None, (), list)
        for i, span in enumerate(spans)
    ]
    return ArticleScore("", tuple(sentences))


def cut(*spans, start=100):
    flags = [Flag(number, Found(Span(*span)), 0) for number, span in enumerate(spans, start=1)]
    return flagged(segments(WORDS, [HEDGE], start), start, flags)


def test_findings_are_numbered_in_the_order_of_the_text():
    scored = article((0, 10), (11, 30))
    late, early = Found(Span(12, 14), related=Span(3, 5)), Found(Span(0, 4))
    assert flags_of(scored, [late, early]) == [Flag(1, early, 0, None, 1), Flag(2, late, 1, 0, 1)]


def test_a_finding_between_sentences_belongs_to_the_one_before():
    scored = article((2, 10), (15, 30))
    assert [f.sentence for f in flags_of(scored, [Found(Span(0, 1)), Found(Span(11, 14))])] == [
        0,
        0,
    ]


def test_an_article_without_sentences_has_no_place_for_a_finding():
    (flag,) = flags_of(article(), [Found(Span(0, 0))])
    assert flag.sentence is None
    assert by_sentence(article(), [flag]) == {}


def test_a_finding_over_three_sentences_is_in_each():
    scored = article((0, 10), (10, 20), (20, 30), (30, 40))
    flags = flags_of(scored, [Found(Span(5, 30))])
    assert by_sentence(scored, flags) == {0: flags, 1: flags, 2: flags}


def test_words_are_cut_where_a_finding_begins_and_ends():
    parts = cut((108, 118))
    assert [(p.text, p.flags, p.first_flagged, p.flags_end) for p in parts] == [
        ("It ", (), False, ()),
        ("repor", (), False, ()),
        ("tedly", (1,), True, ()),
        (" fell", (1,), False, (1,)),
        (".", (), False, ()),
    ]
    # The hedge still opens and closes once.
    assert [len(p.opens) for p in parts] == [0, 1, 0, 0, 0]
    assert [len(p.closes) for p in parts] == [0, 0, 1, 0, 0]


def test_a_finding_that_goes_on_has_its_number_where_it_ends():
    assert not any(part.flags_end for part in cut((90, 140)))
    assert all(part.flags == (1,) for part in cut((90, 140)))
    assert not any(part.first_flagged for part in cut((90, 140)))


def test_a_sentence_without_findings_is_as_it_was():
    parts = segments(WORDS, [HEDGE], 100)
    assert flagged(parts, 100, []) == parts
    assert cut((0, 100), (119, 130)) == parts


places = st.tuples(st.integers(90, 130), st.integers(90, 130))


@given(st.lists(places, max_size=5))
def test_nothing_is_lost_whatever_the_findings(spans):
    spans = [sorted(span) for span in spans]
    parts = cut(*spans)
    assert "".join(part.text for part in parts) == WORDS
    assert all(part.text for part in parts)
    ends = sorted(number for part in parts for number in part.flags_end)
    assert ends == [n for n, (a, b) in enumerate(spans, start=1) if max(a, 100) < b <= 119]
