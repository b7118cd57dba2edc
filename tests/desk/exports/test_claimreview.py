"""The stubs are schema.org's, hold what the article tells, and no verdict."""

import json

import pytest

import provenance
from provenance.desk.article import DeskArticle
from provenance.desk.exports.claimreview import TO_FILL, claim_reviews

# Where each property may stand and what it may hold, as schema.org has it. A type stands for its own
# properties and its parents': a Claim, a NewsArticle and a CreativeWork are creative works.
WORK = {"datePublished", "publisher", "headline", "text", "author", "isBasedOn", "url", "name"}
PROPERTIES = {
    "ClaimReview": {"claimReviewed", "itemReviewed"},
    "Claim": {"appearance"} | WORK,
    "NewsArticle": WORK,
    "CreativeWork": WORK,
    "Person": {"name", "jobTitle", "url"},
    "Organization": {"name", "url"},
}
HOLDS = {
    "itemReviewed": {"Claim"},
    "appearance": {"NewsArticle"},
    "author": {"Person", "Organization"},
    "isBasedOn": {"CreativeWork"},
    "publisher": {"Organization"},
}


def stubs(text, checkable=0.0, **known):
    return claim_reviews([DeskArticle("a", provenance.score(text), **known)], checkable)


def objects(value):
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


@pytest.fixture(scope="module")
def found(hard, plain, broken):
    return json.loads(json.dumps(claim_reviews([hard, plain, broken], 0.0)))


def test_properties_stand_where_they_may(found):
    assert found
    for item in objects(found):
        known = {name for name in item if not name.startswith("@")}
        assert known <= PROPERTIES[item["@type"]]
        for name in known:
            value = item[name]
            if isinstance(value, dict):
                assert value["@type"] in HOLDS[name]
            else:
                assert isinstance(value, str) and value.strip() == value != ""


def test_terms_are_in_the_vocabulary(found):
    sdo = pytest.importorskip("rdflib", reason="needs rdflib, which has schema.org's terms").SDO
    for item in objects(found):
        for term in (item["@type"], *(name for name in item if not name.startswith("@"))):
            assert term in sdo, term


def test_nothing_is_judged(found):
    for stub in found:
        assert stub["@context"] == "https://schema.org"
        assert stub["@type"] == "ClaimReview"
        assert not set(stub) & set(TO_FILL)
    told = json.dumps(found)
    assert "ating" not in told.replace("operating", "")


def test_identifiers_are_one_each(found):
    assert len({stub["@id"] for stub in found}) == len(found)
    assert all(stub["@id"].startswith("urn:uuid:") for stub in found)


def test_only_checkable_claims_by_default(plain):
    chosen = claim_reviews([plain])
    claims = [s for s in plain.score if s.sourcing != "no_claim" and s.checkable >= 0.5]
    assert len(chosen) == len(claims) > 0
    assert len(claim_reviews([plain], 0.0)) == sum(s.sourcing != "no_claim" for s in plain.score)
    assert claim_reviews([plain], 1.0) == []


def test_person():
    (stub,) = stubs("Ana Ruiz, the mayor, said the bridge had failed two inspections.")
    assert stub["claimReviewed"] == "The bridge had failed two inspections"
    assert stub["itemReviewed"]["author"] == {"@type": "Person", "name": "Ana Ruiz"}


def test_body():
    (stub,) = stubs("The county council said the bridge had failed two inspections.")
    author = stub["itemReviewed"]["author"]
    assert author == {"@type": "Organization", "name": "county council"}


def test_document_is_what_a_claim_is_based_on():
    (stub,) = stubs("The bridge had failed two inspections, according to an audit report.")
    assert "author" not in stub["itemReviewed"]
    assert stub["itemReviewed"]["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": "an audit report",
    }


@pytest.mark.parametrize(
    "text",
    [
        "A port official said the county had been warned twice in May.",
        "Sources said the county had been warned twice in May.",
        "The county had reportedly been warned twice in May.",
    ],
)
def test_nobody_is_made_the_author_of_what_has_no_name(text):
    (stub,) = stubs(text, publisher="The Post")
    assert "author" not in stub["itemReviewed"]


def test_a_claim_in_the_papers_own_voice_is_the_papers():
    (stub,) = stubs("The county had been warned twice in May.", publisher="The Post")
    assert stub["itemReviewed"]["author"] == {"@type": "Organization", "name": "Post"}
    (stub,) = stubs("The county had been warned twice in May.")
    assert "author" not in stub["itemReviewed"]


def test_what_a_source_denies_is_not_its_claim():
    (stub,) = stubs("Ana Ruiz, the mayor, denied that the county had been warned in May.")
    assert stub["claimReviewed"].startswith("Ana Ruiz, the mayor, denied that")
    assert "author" not in stub["itemReviewed"]


def test_where_it_appeared(plain, broken):
    stub = claim_reviews([plain])[0]
    assert stub["itemReviewed"]["appearance"] == {
        "@type": "NewsArticle",
        "url": "https://courier.example/bridge",
        "headline": "The bridge at Pellworth",
        "datePublished": "2026-05-04",
        "publisher": {"@type": "Organization", "name": "Pellworth Courier"},
    }
    stub = claim_reviews([broken], 0.0)[0]
    assert stub["itemReviewed"]["appearance"] == {"@type": "NewsArticle"}


def test_a_claim_is_on_one_line():
    (stub,) = stubs("The bridge\thad failed  two inspections.")
    assert stub["claimReviewed"] == "The bridge had failed two inspections"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz and Tom Ruiz met in May. Ruiz said the bridge had failed two inspections.",
        "Ana and Tom Ruiz met in May. Ruiz said the bridge had failed two inspections.",
        "Ana Ruiz described the bridge as a threat to 400 people.",
        "Ana Ruiz praised the engineers for closing the bridge in May.",
    ],
)
def test_nobody_is_made_the_author_of_what_may_be_anothers_or_is_no_statement(text):
    stub = stubs(text)[-1]
    assert "author" not in stub["itemReviewed"]


def test_a_full_name_is_the_authors_whoever_shares_the_surname():
    stub = stubs("Tom Ruiz left in May. Ana Ruiz said the bridge had failed two inspections.")[-1]
    assert stub["itemReviewed"]["author"] == {"@type": "Person", "name": "Ana Ruiz"}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz noted the closure of the bridge in May of 2020",
        "Ana Ruiz said to close the bridge in May",
        "Ana Ruiz called for a ban on ferries in the port of Gant",
        "Wohl denied any connection",
        "Wohl denied any connection with the company in May",
        "Ana Ruiz said it was safe",
        "Ana Ruiz, who said the bridge had failed two inspections, left in May",
        "Ana Ruiz said Sunday the bridge had failed two inspections",
    ],
)
def test_what_cannot_stand_alone_is_the_whole_sentence(text):
    for stub in stubs(f"{text}."):
        assert stub["claimReviewed"] == text
