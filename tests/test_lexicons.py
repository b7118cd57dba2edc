"""Cue lists: every entry does what it says, and a file out of form is refused with the reason."""

from __future__ import annotations

from collections import Counter
from itertools import chain, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import lexicon
from provenance.document import read
from provenance.errors import LexiconError
from provenance.extractors.matcher import PhraseMatcher, shipped_matcher
from provenance.lexicon import (
    Cue,
    alternatives,
    expand,
    fillings,
    lexicon_names,
    load_lexicon,
    slots,
    word_classes,
)

_LISTS = lexicon_names()
_CUES = [cue for name in _LISTS for cue in load_lexicon(name)]


def _wordings(pattern: str) -> set[tuple[str, ...]]:
    return {tuple(chain.from_iterable(chosen)) for chosen in product(*alternatives(pattern))}


def _found(sentence: str) -> list[Cue]:
    return [hit.cue for hit in shipped_matcher().find(read(sentence).tokens.forms)]


# The shipped lists.


@pytest.mark.parametrize("cue", _CUES, ids=lambda cue: cue.name)
def test_an_entry_fires_in_its_example_only(cue):
    assert cue in _found(cue.example)
    assert cue not in _found(cue.counterexample)


@pytest.mark.parametrize("name", _LISTS)
def test_no_wording_belongs_to_two_entries(name):
    owners: dict[tuple[str, ...], set[str]] = {}
    for cue in load_lexicon(name):
        for pattern in cue.patterns:
            for wording in _wordings(pattern):
                owners.setdefault(wording, set()).add(cue.phrase)
    assert {wording: found for wording, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", _LISTS)
def test_no_entry_is_written_twice(name):
    entries = Counter(cue.phrase for cue in load_lexicon(name))
    assert [phrase for phrase, count in entries.items() if count > 1] == []
    for cue in load_lexicon(name):
        patterns = Counter(cue.patterns + cue.pseudo)
        assert [pattern for pattern, count in patterns.items() if count > 1] == [], cue.name


@pytest.mark.parametrize("name", _LISTS)
def test_no_pattern_is_empty_or_silenced_by_its_own_list(name):
    cues = load_lexicon(name)
    pseudo = set().union(*(_wordings(pattern) for cue in cues for pattern in cue.pseudo))
    for cue in cues:
        for pattern in cue.patterns:
            wordings = _wordings(pattern)
            assert () not in wordings, (cue.name, pattern)
            assert not wordings <= pseudo, (cue.name, pattern)


# How a phrase is read.


@pytest.mark.parametrize(
    "phrase, wordings",
    [
        ("said", ["said"]),
        ("(is|was) said", ["is said", "was said"]),
        ("[so far] said", ["so far said", "said"]),
        ("report[s]", ["reports", "report"]),
        ("{be} said", ["is said", "was said"]),
        ("[long|now] (in|at)", ["long in", "long at", "now in", "now at", "in", "at"]),
    ],
)
def test_expand(phrase, wordings):
    assert list(expand(phrase, {"be": ("is", "was")})) == wordings


@pytest.mark.parametrize(
    "pattern, expected",
    [
        ("said", [(("said",),)]),
        ("report[s]", [(("reports",), ("report",))]),
        ("(so far|now) said", [(("so", "far"), ("now",)), (("said",),)]),
        ("[is] said", [(("is",), ()), (("said",),)]),
        ("the u.n. (is|'s)", [(("the",),), (("u.n.",),), (("is",), ("'s",))]),
    ],
)
def test_alternatives(pattern, expected):
    assert alternatives(pattern) == expected


def test_a_slot_in_braces_holds_its_word_class():
    assert slots("{be} [now] said") == ["{be}", "[now]", "said"]
    assert len(fillings("{be}")) == len(word_classes()["be"])
    assert {("is",), ("were",)} <= set(fillings("{be}"))


# What a file out of form is told.

_TOP = 'about = "x"\nlearnt = "y"\n'
_ENTRY = """
[[cue]]
phrase = "it is said"
strength = 0.5
example = "It is said."
counterexample = "It is not."
"""


def _parse(text: str) -> tuple[Cue, ...]:
    return lexicon._parsed("mine", text, {"be": ("is", "was")})


def test_an_entry_has_defaults():
    (cue,) = _parse(_TOP + _ENTRY)
    assert cue.name == "mine/it is said"
    assert cue.patterns == ("it is said",)
    assert (cue.pseudo, cue.type, cue.polarity, cue.source) == ((), "", "asserts", "before")


@pytest.mark.parametrize(
    "text, message",
    [
        ("about =", "mine.toml is not TOML"),
        (_ENTRY, "mine.toml lacks about, learnt at its top"),
        (_TOP, "mine.toml lacks cue at its top"),
        (_TOP + '[cue]\nphrase = "so"', r"should be one \[\[cue\]\] an entry"),
        (_TOP + "[[cue]]\nstrength = 1", r"an entry without a phrase' lacks \['phrase', 'example'"),
        (_TOP + _ENTRY + "weight = 2", r"'it is said' lacks \[\] and has unknown \['weight'\]"),
        (_TOP + _ENTRY + 'polarity = "no"', "polarity is 'no'; should be one of .*'denies'"),
        (_TOP + _ENTRY + 'source = "left"', "source is 'left'; should be one of .*'either'"),
        (_TOP + _ENTRY.replace("0.5", "1.5"), r"strength is 1.5; should be in \(0, 1\]"),
        (_TOP + _ENTRY.replace("0.5", "0"), r"strength is 0; should be in \(0, 1\]"),
        (_TOP + _ENTRY + 'forms = ["{bee} said"]', r"\{bee\} is no word class; .*\['be'\]"),
        (_TOP + _ENTRY + 'forms = ["[so said"]', "'\\[so said' .* bracket without its partner"),
        (_TOP + _ENTRY + 'forms = ["so|thus"]', "bracket without its partner"),
        (_TOP + _ENTRY + 'forms = ["so) said"]', "bracket without its partner"),
        (_TOP + _ENTRY + 'pseudo = [" "]', "is empty"),
        (_TOP + _ENTRY + "pseudo = [3]", "3 is no phrase"),
        (_TOP + _ENTRY + 'forms = "so said"', "forms is 'so said'; should be a list"),
        (_TOP + _ENTRY.replace("0.5", '"high"'), "strength is 'high'; should be a number"),
    ],
)
def test_a_list_out_of_form_is_refused(text, message):
    with pytest.raises(LexiconError, match=message):
        _parse(text)


def test_an_unknown_list_is_refused_with_the_known():
    with pytest.raises(
        LexiconError, match="no cue list 'hedge' for 'en'; should be one of .*hedges"
    ):
        load_lexicon("hedge")


# Matching.


def _cue(phrase: str, *pseudo: str, lexicon: str = "mine") -> Cue:
    return Cue(lexicon, phrase, (phrase,), pseudo, 1.0, "", "asserts", "before", "", "")


def _hits(text: str, *cues: Cue) -> list[tuple[int, int, str]]:
    return [(hit.first, hit.last, hit.cue.name) for hit in PhraseMatcher(cues).find(text.split())]


@pytest.mark.parametrize(
    "text, cues, expected",
    [
        ("", [_cue("said")], []),
        ("he said so", [_cue("said")], [(1, 2, "mine/said")]),
        # the longest wins, whichever list it stands in
        ("he said so", [_cue("said"), _cue("said so")], [(1, 3, "mine/said so")]),
        ("he said so", [_cue("said"), _cue("said so", lexicon="other")], [(1, 3, "other/said so")]),
        # the leftmost wins over a longer one that begins inside it
        ("it is said so far", [_cue("is said"), _cue("said so far")], [(1, 3, "mine/is said")]),
        # a wording cut off by the end of the text is none, and what it holds is found
        ("he said", [_cue("said"), _cue("said so far")], [(1, 2, "mine/said")]),
        # two lists may share a wording
        (
            "said",
            [_cue("said"), _cue("said", lexicon="other")],
            [(0, 1, "mine/said"), (0, 1, "other/said")],
        ),
        # alternatives may meet in one wording
        ("so said", [_cue("[so|so] said")], [(0, 2, "mine/[so|so] said")]),
        ("said", [_cue("[so] [so] said")], [(0, 1, "mine/[so] [so] said")]),
        # a pseudo phrase silences what it covers
        ("that said he said", [_cue("said", "that said")], [(3, 4, "mine/said")]),
        # a pseudo phrase silences its own list only
        (
            "that said",
            [_cue("said", "that said"), _cue("said", lexicon="other")],
            [(1, 2, "other/said")],
        ),
        (
            "that said",
            [_cue("that", lexicon="other"), _cue("said", "that said")],
            [(0, 1, "other/that")],
        ),
        # a cue that goes on behind the pseudo phrase is not covered by it
        ("that said so", [_cue("said so", "that said")], [(1, 3, "mine/said so")]),
        # a pseudo phrase ends the reach of a shorter one, not of a longer one before it
        ("a b c d", [_cue("c", "a b c", "b")], []),
        ("a b c d", [_cue("d", "a b", "b c d")], []),
        ("a b c d", [_cue("d", "a b c", "b")], [(3, 4, "mine/d")]),
        # pseudo phrases of two entries of a list overlap
        ("a b c d", [_cue("b", "a b c"), _cue("d", "c d")], []),
    ],
)
def test_find(text, cues, expected):
    assert _hits(text, *cues) == expected


def test_finding_does_not_depend_on_what_was_found_before():
    cues = [_cue("(is|was) [so far] said [to be]"), _cue("is said", "it is said")]
    matcher = PhraseMatcher(cues)
    texts = ["it is said", "was so far said to be", "is said to", "was said"] * 2
    for text in texts:
        assert matcher.find(text.split()) == PhraseMatcher(cues).find(text.split())


_FORMS = st.lists(
    st.sampled_from(
        sorted({token for cue in _CUES[::25] for token in read(cue.phrase).tokens.forms})
        + ["the", "is", "it", "of", "to", "that", "said", ".", ","]
    )
    | st.text(min_size=1, max_size=5),
    max_size=60,
)


@given(_FORMS)
def test_hits_are_ordered_and_do_not_overlap(forms):
    hits = shipped_matcher().find(forms)
    end = 0
    spans = sorted({(hit.first, hit.last) for hit in hits})
    assert [(hit.first, hit.last) for hit in hits] == sorted((hit.first, hit.last) for hit in hits)
    for first, last in spans:
        assert end <= first < last <= len(forms)
        end = last
    for hit in hits:
        wording = tuple(forms[hit.first : hit.last])
        assert any(wording in _wordings(pattern) for pattern in hit.cue.patterns)
