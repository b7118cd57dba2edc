"""The sourcing profile: each number on sentences made for it."""

from math import comb, isnan, log, nan

import pytest

from provenance.attribution import Attribution, Basis, Source, SourceType
from provenance.codebook import CLASSES
from provenance.document import Span
from provenance.extractors import Evidence, Kind
from provenance.scoring.profile import FEATURES, measure
from provenance.scoring.scores import SentenceScore

GRADE = {"named": 1.0, "organisation": 0.8, "anonymous": 0.5, "vague": 0.25}


def by(name, type="named", text=None, basis="stated", form="indirect", via=(), **more):
    """An attribution to a source."""
    source = Source(SourceType(type), None, text or name, name, **more)
    return Attribution(source, None, None, Basis(basis), form, via=via)


def evidence(kind, type="", start=0, end=1):
    return Evidence(Span(start, end), Kind(kind), f"{kind}/x", type, 1.0, 0, 0, 1)


def article(*sentences, checkable=0.5):
    """Sentences of five words from (class, attribution, evidence)."""
    made = []
    for index, (sourcing, *rest) in enumerate(sentences):
        attribution = rest[0] if rest else None
        found = tuple(rest[1:])
        chances = {name: float(name == sourcing) for name in CLASSES}
        score = nan if sourcing == "no_claim" else GRADE.get(sourcing, 0.0)
        text = "one two three four five."
        span = Span(30 * index, 30 * index + len(text))
        made.append(
            SentenceScore(
                index, span, text, score, sourcing, chances, checkable, attribution, found, list
            )
        )
    return made


BARE = ("unattributed",)
ANA, BEN, CY = (("named", by(name)) for name in ("Ana Ruiz", "Ben Oll", "Cy Dent"))


def test_every_number_has_a_name_of_its_own_and_words():
    names = [feature.name for feature in FEATURES]
    assert len(set(names)) == len(names)
    assert len({feature.words for feature in FEATURES}) == len(names)
    assert {feature.unit for feature in FEATURES} == {"share", "rate", "score", "count"}


def test_an_empty_article_tells_nothing():
    profile = measure([])
    assert list(profile) == [feature.name for feature in FEATURES]
    assert isnan(profile["named"]) and isnan(profile["lead"]) and isnan(profile["source_variety"])


def test_shares_leave_out_what_claims_nothing():
    profile = measure(article(ANA, BARE, BARE, BARE, ("no_claim",), ("no_claim",)))
    assert profile["named"] == pytest.approx(0.25)
    assert profile["vague"] == 0.0


@pytest.mark.parametrize(
    ("name", "value", "sentences"),
    [
        ("reason_given", 0.5, [("anonymous", by("an aide", "anonymous", anonymity="fear")), BARE]),
        ("no_reason", 0.5, [("anonymous", by("an aide", "anonymous")), BARE]),
        ("no_reason", 0.0, [ANA, BARE]),
        ("hedges", 100.0, [(*BARE, None, evidence("hedge")), BARE]),
        ("uncertainty", 100.0, [(*BARE, None, evidence("uncertainty")), BARE]),
        ("scare_quotes", 100.0, [(*BARE, None, evidence("quotation", "scare")), BARE]),
        ("part_quotes", 100.0, [(*BARE, None, evidence("quotation", "mixed")), BARE]),
        ("no_comment", 100.0, [(*BARE, None, evidence("polarity", "silence")), BARE]),
        ("second_hand", 0.5, [("named", by("Ana Ruiz", via=("the Gazette",))), BARE]),
        ("second_hand", 0.5, [("hedged", None, evidence("relay")), BARE]),
        ("press", 0.5, [("organisation", by("Reuters", "organisation")), BARE]),
        ("press", 0.0, [("organisation", by("the county", "organisation")), BARE]),
        ("lead", 1.0, [("no_claim",), ANA, BARE]),
        ("lead_gap", 1.0, [ANA, BARE, BARE]),
        ("before_first", 2.0, [BARE, BARE, ANA]),
        ("before_first", 10.0, [BARE] * 40),
        ("unsourced_run", log(3), [BARE, BARE, ANA, BARE, BARE]),
        ("unsourced_run", 0.0, [ANA]),
        ("checkable_unsourced", 0.25, [ANA, BARE]),
        ("same_source", 1 / 3, [ANA, ANA, BEN]),
        ("same_source", nan, [ANA, ANA]),
        ("source_variety", 1.0, [ANA] * 7),
        ("source_variety", 2 - 1 / comb(6, 5), [*[ANA] * 5, BEN]),
        ("source_variety", nan, [ANA, BEN, CY, ANA]),
        ("indirect", 2 / 3, [ANA, ("named", by("Cy Dent", form="direct")), BEN]),
        ("role_given", 1 / 3, [("named", by("Ana Ruiz", role="mayor")), ANA, BEN]),
        ("full_name", 1 / 3, [ANA, ("named", by("Ben Oll", text="Mr. Oll")),
                              ("named", by("Ben Oll", text="Oll"))]),
        ("pronoun", 1 / 3, [ANA, BEN, ("named", by("Ben Oll", text="he"))]),
    ],
)  # fmt: skip
def test_number(name, value, sentences):
    assert measure(article(*sentences))[name] == pytest.approx(value, nan_ok=True)


def test_distance_counts_from_the_last_mention():
    run = ("named", by("Ana Ruiz", basis="run"))
    assert measure(article(ANA, run, run))["distance"] == pytest.approx(1.0)
    assert measure(article(ANA, ANA, ANA))["distance"] == 0.0


def test_quoted_words():
    half = evidence("quotation", "direct", 0, 12)
    profile = measure(article((*BARE, None, half), (*BARE, None, half._replace(type="scare"))))
    assert profile["quoted"] == pytest.approx(0.25, abs=0.01)
    assert profile["block_quoted"] == 0.0


def test_long_quotations_are_blocks():
    block = evidence("quotation", "direct", 0, 24 * 9)
    profile = measure(article((*BARE, None, block), *[BARE] * 8))
    assert profile["block_quoted"] == pytest.approx(1.0)


def test_the_same_article_twice_over_has_the_same_profile():
    once = [ANA, BARE, BEN, BARE, CY, ("hedged", None, evidence("hedge"))] * 4
    short, long = measure(article(*once)), measure(article(*once, *once))
    for name, value in short.items():
        assert long[name] == pytest.approx(value, abs=0.12), name
