import pytest

import provenance
from provenance.desk.article import DeskArticle

# Emoji joined of several code points, a combining accent, letters beyond the first plane, every line
# break that there is, a tab, and words that stand there twice.
HARD = (
    "👩🏽‍🚒 The po\u0301rt reportedly refused to pay.\r\n\r\n“We found cracks 🧱,” said Ruth Achterberg, the\r\n"
    "county engineer. Police said it fell. Police said it fell.\r\n\rAna Ruiz told the Herald that 𝔘𝔫 "
    "had said so.\u2028Critics say it\tknew.\x85 A port official, who asked not to be named, said the "
    "county had been warned\u000bin May."
)
PLAIN = (
    "Bridge closed\n\nPolice closed the bridge on Tuesday, a port official said. The consultants' report, "
    "published on Monday, found that eleven hangers had cracked. Ana Ruiz, the mayor, denied that she "
    "had been warned. “It was safe in May,” said Ana Ruiz, the mayor.\nRead more: The men who built it"
)


@pytest.fixture(scope="session")
def hard():
    return DeskArticle("drafts/hard ü.txt", provenance.score(HARD))


@pytest.fixture(scope="session")
def plain():
    return DeskArticle(
        "p1",
        provenance.score(PLAIN),
        title="The bridge at Pellworth",
        date="2026-05-04",
        publisher="The Pellworth Courier",
        url="https://courier.example/bridge",
    )


@pytest.fixture(scope="session")
def broken():
    """A text that UTF-8 cannot hold as it is, with an id, date and address that are none."""
    text = "Police \ud800 said it fell. The port reportedly refused to pay."
    return DeskArticle("\udcff", provenance.score(text), date="last week", url="not an address")


@pytest.fixture(scope="session")
def empty():
    return DeskArticle("empty", provenance.score(""))
