"""Page furniture: what stands on the page and claims nothing."""

import pytest

from provenance.extractors import Kind

KIND = Kind.FURNITURE

CASES = [
    ("Read more: The bridge that broke", [("Read more:", "link")]),
    ("Click here to see the map.", [("Click here to", "link")]),
    ("Sign up for our morning letter.", [("Sign up for", "link")]),
    ("Follow us on Facebook.", [("Follow us on", "link")]),
    ("Share this article", [("Share this article", "link")]),
    ("Photo by Ana Ruiz", [("Photo by", "credit")]),
    ("Harbour at dusk. REUTERS / Ana Ruiz", [("REUTERS /", "credit")]),
    ("File photo", [("File photo", "caption")]),
    ("Advertisement", [("Advertisement", "boilerplate")]),
    ("All rights reserved.", [("All rights reserved", "boilerplate")]),
    ("Story continues below", [("Story continues below", "boilerplate")]),
    # whole lines
    ("By Ana Ruiz", [("By Ana Ruiz", "byline")]),
    ("By Ana Ruiz and Tom Okafor", [("By Ana Ruiz and Tom Okafor", "byline")]),
    ("Nov. 3, 2021 | 4:15 p.m.", [("Nov. 3, 2021 | 4:15 p.m.", "date")]),
    ("March 12, 2019", [("March 12, 2019", "date")]),
    ("By Ana Ruiz\n\nThe bridge broke.", [("By Ana Ruiz", "byline")]),
    # not these
    ("The bridge broke.", []),
    ("Children should read more.", []),
    ("By Monday the bridge had broken.", []),
    ("By Ana Ruiz\u2019s count, nine boats sank.", []),
    ("On March 12, 2019, the bridge broke.", []),
    ("A famous photo by Ruiz hangs in the hall.", []),
    ("The ministry placed an advertisement in the Gazette.", []),
    ("Parents helped sign up for the boat race.", []),
    ("The firm violated its privacy policy.", []),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_furniture(found, text, expected):
    assert found(text, KIND) == expected
