"""All extractors together: what holds of any evidence, and that none goes untested."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance.extractors
from provenance.document import read
from provenance.extractors import EXTRACTORS, Extraction, Kind, extract
from provenance.resources import folder

_HERE = Path(__file__).parent
_ARTICLES = {
    path.stem: path.read_text("utf-8")
    for path in sorted(Path(str(folder("datasets") / "examples")).glob("*.txt"))
}

_PIECES = st.sampled_from(
    [
        "Ana Ruiz", "She", "the mayor", "officials", "said", "says", "to be", "told Reuters", "that", "is",
        "according to", "reportedly", "it emerged", "may", "is said to", "amid reports", "accused of",
        "declined to comment", "denied", "unnamed", "on condition of anonymity", "familiar with the talks",
        "who", "which", "and", "by", "the report", "\u2019s claim that", "OKAFOR:", "Read more:", "Photo by",
        "\u201c", "\u201d", '"', "'", "\u2018", "\u2019", "(", ")", ".", ",", ":", "?", "!", "\u2014", "\u2026",
        "\n", "\n\n", "\r\n\r\n", "&quot;", "&#8217;s", "\u00a0", "\u00ad", "\U0001f600", "e\u0301", "U.S.",
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=50).map(" ".join) | st.lists(_PIECES, max_size=30).map("".join)


def _check(extraction: Extraction) -> None:
    document = extraction.document
    text, tokens, bounds = document.text, document.tokens, document.token_bounds
    assert len(extraction.evidence) == len(document)
    for index, items in enumerate(extraction.evidence):
        assert items == sorted(items)
        for item in items:
            assert item.sentence == index
            assert bounds[index] <= item.first < bounds[index + 1]
            assert item.first < item.last <= len(tokens.words)
            covered = text[tokens.starts[item.first] : tokens.ends[item.last - 1]]
            assert item.span.of(text).rstrip() == covered
            assert 0 < item.strength <= 1
            assert item.rule and isinstance(item.type, str)


# What holds of the evidence in any text.


@pytest.mark.parametrize("text", _ARTICLES.values(), ids=_ARTICLES)
def test_evidence_in_an_article(text):
    extraction = extract(read(text))
    _check(extraction)
    assert any(extraction.evidence)


@given(_TEXTS)
def test_evidence_in_any_text(text):
    _check(extract(read(text)))


@given(_TEXTS)
def test_evidence_is_the_same_every_time(text):
    assert extract(read(text)).evidence == extract(read(text)).evidence


@given(_TEXTS)
def test_a_link_stands_in_one_sentence(text):
    extraction = extract(read(text))
    bounds = extraction.document.token_bounds
    for cue, phrase, *_ in extraction.links:
        low, high = bounds[cue.sentence], bounds[cue.sentence + 1]
        assert low <= cue.first < high
        assert phrase is None or low <= phrase.first < phrase.last <= high


@pytest.mark.parametrize(
    "text",
    [
        *_ARTICLES.values(),
        "What the minister said.\n\nTo be rowed ashore, Ruiz took a boat.",
        "What the minister said\n\nTo be rowed ashore, Ruiz took a boat.",
        "How fine it is\n\nLikely to rain at noon, Ruiz said.",
    ],
    ids=lambda text: text[:30],
)
def test_evidence_other_than_a_quotation_stands_in_one_sentence(text):
    extraction = extract(read(text))
    bounds = extraction.document.token_bounds
    for items in extraction.evidence:
        for item in items:
            assert item.kind is Kind.QUOTATION or item.last <= bounds[item.sentence + 1]


_MORE = "Gulls slept on the cold roofs of the town. Rain fell on the empty quay."


@pytest.mark.parametrize("text", _ARTICLES.values(), ids=_ARTICLES)
def test_a_paragraph_at_the_end_changes_nothing_before_it_in_an_article(text):
    before, after = extract(read(text)), extract(read(f"{text.rstrip()}\n\n{_MORE}\n"))
    assert after.evidence[: len(before.evidence)] == before.evidence
    assert len(after.evidence) == len(before.evidence) + 2


@given(_TEXTS)
def test_a_paragraph_at_the_end_changes_nothing_before_it(text):
    text = f"It was late. {text}"
    before, after = extract(read(text)), extract(read(f"{text}\n\n{_MORE}"))
    assert after.evidence[: len(before.evidence)] == before.evidence


def test_a_paragraph_at_the_end_does_not_change_a_cue_at_the_start():
    before, after = extract(read("Says Ana Ruiz")), extract(read(f"Says Ana Ruiz\n\n{_MORE}"))
    assert after.evidence[0] == before.evidence[0]


@pytest.mark.parametrize("text", ["", " \n\n ", "...", "\u2014"])
def test_a_text_without_words_holds_no_evidence(text):
    assert not any(extract(read(text)).evidence)


@pytest.mark.parametrize(
    "text, expected",
    [
        # the longer wording decides, whichever list it stands in
        ("She is said to have signed.", [("hedge", "is said to")]),
        ("It is said that she signed.", [("hedge", "It is said that")]),
        ("The banker was accused of fraud.", [("hedge", "was accused of")]),
        ("The bank refused to say who signed.", [("polarity", "refused to say")]),
        ("That said, the pier was safe.", []),
        # in the order of their places
        (
            "The bridge reportedly failed, two officers said.",
            [("hedge", "reportedly"), ("source", "two officers"), ("reporting", "said")],
        ),
        # one wording may be evidence of two kinds
        (
            "The paper was told by two guards that it stood open.",
            [("relay", "was told by"), ("reporting", "was told by"), ("source", "two guards")],
        ),
    ],
)
def test_kinds_side_by_side(text, expected):
    (items,) = extract(read(text)).evidence
    assert [(item.kind.value, item.span.of(text)) for item in items] == expected


# That every extractor is tested.


def _extractors() -> dict[str, object]:
    """Every module of the package that has an extractor of its own, by name."""
    package = provenance.extractors
    modules = {
        info.name: importlib.import_module(f"{package.__name__}.{info.name}")
        for info in pkgutil.iter_modules(package.__path__)
    }
    return {
        name: module.extract
        for name, module in modules.items()
        if callable(getattr(module, "extract", None)) and module.extract is not extract
    }


def _tables() -> dict[str, tuple[Kind, list[tuple[str, list]]]]:
    """The kind and the cases of every test module here, by the name of what it tests."""
    tables = {}
    for path in sorted(_HERE.glob("test_*.py")):
        name = path.stem.removeprefix("test_")
        if path == Path(__file__):
            continue
        spec = importlib.util.spec_from_file_location(f"cases_of_{name}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        cases = [case for case in module.CASES if not getattr(case, "marks", ())]
        tables[name] = (module.KIND, [tuple(getattr(case, "values", case)) for case in cases])
    return tables


@pytest.mark.parametrize("name", _extractors())
def test_every_extractor_has_its_test_module(name):
    assert name in _tables()


@pytest.mark.parametrize("name", _tables())
def test_every_test_module_has_examples_for_and_against(name):
    _, cases = _tables()[name]
    assert any(expected for _, expected in cases)
    assert any(not expected for _, expected in cases)


def test_every_kind_is_tested():
    assert {kind for kind, _ in _tables().values()} == set(Kind)


def test_every_registered_extractor_is_one_of_a_module():
    known = _extractors().values()
    assert all(extractor in known for extractor in EXTRACTORS)
    assert len(set(map(id, EXTRACTORS))) == len(EXTRACTORS)
