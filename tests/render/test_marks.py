from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.document import Span
from provenance.extractors import Evidence, Kind
from provenance.render.marks import paragraphs, segments, visible
from provenance.scoring.scores import ArticleScore

TEXT = "He told the Gazette it reportedly broke."


def evidence(start, end, kind, rule="list/entry"):
    return Evidence(Span(start, end), Kind(kind), rule, "type", 1.0, 0, 0, 1)


CASES = {
    "nothing": ([], [(TEXT, "", "", "")]),
    "one": (
        [evidence(23, 33, "hedge")],
        [
            (TEXT[:23], "", "", ""),
            ("reportedly", "hedge", "hedge", "hedge"),
            (" broke.", "", "", ""),
        ],
    ),
    "one inside another": (
        [evidence(3, 7, "reporting"), evidence(3, 19, "relay")],
        [
            ("He ", "", "", ""),
            ("told", "relay reporting", "relay reporting", "reporting"),
            (" the Gazette", "relay", "", "relay"),
            (" it reportedly broke.", "", "", ""),
        ],
    ),
    "crossing": (
        [evidence(0, 7, "source"), evidence(3, 19, "relay")],
        [
            ("He ", "source", "source", ""),
            ("told", "relay source", "relay", "source"),
            (" the Gazette", "relay", "", "relay"),
            (" it reportedly broke.", "", "", ""),
        ],
    ),
    "one kind twice makes one run": (
        [evidence(0, 7, "hedge"), evidence(3, 19, "hedge"), evidence(3, 19, "hedge")],
        [(TEXT[:19], "hedge", "hedge", "hedge"), (TEXT[19:], "", "", "")],
    ),
    "beyond the text": (
        [evidence(34, 99, "hedge"), evidence(70, 80, "hedge")],
        [(TEXT[:34], "", "", ""), (TEXT[34:], "hedge", "hedge", "hedge")],
    ),
}


@pytest.mark.parametrize(("found", "expected"), CASES.values(), ids=CASES)
def test_cuts_where_evidence_begins_and_ends(found, expected):
    parts = [
        (p.text, *(" ".join(k) for k in (p.kinds, p.opens, p.closes)))
        for p in segments(TEXT, found)
    ]
    assert parts == expected


def test_spans_count_from_the_article():
    moved = evidence(123, 133, "hedge", "hedges/reportedly")
    assert [p.text for p in segments(TEXT, [moved], 100) if p.rules == ("hedges/reportedly",)] == [
        "reportedly"
    ]


anything = st.builds(evidence, st.integers(0, 30), st.integers(0, 30), st.sampled_from(list(Kind)))


@given(st.text(max_size=25), st.lists(anything, max_size=12), st.integers(0, 5))
def test_segments_join_to_the_text_and_cover_what_the_evidence_covers(text, found, offset):
    parts = segments(text, found, offset)
    assert "".join(part.text for part in parts) == text
    place = offset
    for part in parts:
        assert part.text
        for at in range(place, place + len(part.text)):
            assert set(part.kinds) == {e.kind for e in found if e.span.start <= at < e.span.end}
        place += len(part.text)
    opened = [kind for part in parts for kind in part.opens]
    assert sorted(opened) == sorted(kind for part in parts for kind in part.closes)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “text”, été 🙂", "plain “text”, été 🙂"),
        ("a\r\n  wrapped\tline", "a wrapped line"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("\x9b2J\x7f\x00", "\\x9b2J\\x7f\\x00"),
        ("\u202egnorts\u2066", "\\u202egnorts\\u2066"),
        ("\ud800", "\\ud800"),
    ],
)
def test_unsafe_characters_are_shown_as_escapes(text, shown):
    assert visible(text) == shown


def test_paragraphs_keep_their_sentences_together():
    text = "A headline\n\nOne went. Two stayed.\n\nThree fell."
    spans = [Span(0, 10), Span(12, 21), Span(22, 33), Span(35, 46)]
    article = ArticleScore(text, tuple(SimpleNamespace(span=span) for span in spans))
    assert [len(group) for group in paragraphs(article)] == [1, 2, 1]
