"""Offsets always slice the caller's own text, whatever is in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.document import read
from provenance.errors import InputError

_PIECES = st.sampled_from(
    [
        "Ana Ruiz said", "it\u2019s", "&amp;", "&quot;", "&nbsp;", "&#8217;", "&bogus;", "\u00a0",
        "\u200b", "\u00ad", "\ufeff", "e\u0301", "\U0001f600", "\u05e9\u05dc\u05d5\u05dd", "\u202e", ".",
        "?", "!", "\u201c", "\u201d", "\u2018", "\u2019", '"', "'", "\n", "\r\n", "\n\n", " ", "U.S.",
        "(D-Nev.)", "\u2014", "--", "...", "\u0130stanbul", "\t", "5,000", "\x1b[31m", "\x00", "\u2028",
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=200)


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_spans_are_ordered_and_inside(text):
    document = read(text)
    for spans in (document.paragraphs, document.sentences):
        end = 0
        for span in spans:
            assert end <= span.start < span.end <= len(text)
            end = span.end
    for quotation in document.quotations:
        assert 0 <= quotation.span.start <= quotation.inner.start
        assert quotation.inner.end <= quotation.span.end <= len(text)
    tokens = document.tokens
    assert len(tokens.words) == len(tokens.forms) == len(tokens.starts) == len(tokens.ends)
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert 0 <= start < end <= len(text)


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_token_stands_in_its_sentence(text):
    document = read(text)
    for index, span in enumerate(document.sentences):
        for token in range(document.token_bounds[index], document.token_bounds[index + 1]):
            assert span.start <= document.tokens.starts[token]
            assert document.tokens.ends[token] <= span.end


@pytest.mark.parametrize(
    "text, word, form",
    [
        ("He didn&#8217;t go.", "didn&#8217;t", "didn't"),
        ("AT&amp;T fell.", "AT&amp;T", "at&t"),
        ("The infor\u00admation.", "infor\u00admation", "information"),
        ("It\u2019s so.", "\u2019s", "'s"),
    ],
)
def test_tokens_read_plain_and_point_to_the_original(text, word, form):
    tokens = read(text).tokens
    index = tokens.forms.index(form)
    assert text[tokens.starts[index] : tokens.ends[index]] == word


def test_given_sentences_are_kept():
    text = "One. Two. Three."
    assert read(text, [(0, 9), (10, 16)]).sentence_texts == ["One. Two.", "Three."]


@pytest.mark.parametrize("spans", [[(0, 99)], [(3, 3)], [(0, 5), (4, 8)], [(-1, 4)]])
def test_given_sentences_must_fit(spans):
    with pytest.raises(InputError, match="sentence offsets are invalid"):
        read("One. Two.", spans)


@pytest.mark.parametrize(
    "value, message",
    [
        (b"bytes", "decode it first"),
        (None, "NoneType; should be str"),
        (3.5, "float; should be str"),
    ],
)
def test_only_strings_are_read(value, message):
    with pytest.raises(InputError, match=message):
        read(value)


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t", "\u200b", "\u00a0", "&nbsp;"])
def test_blank_text_has_no_sentences(text):
    assert len(read(text)) == 0
