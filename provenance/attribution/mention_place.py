"""Where a mention stands, and the words that its two ends turn on."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from provenance.extractors.phrase import Phrase
from provenance.extractors.phrases import Phrases
from provenance.extractors.sources import Link
from provenance.lexicon import grammar

DASHES = frozenset({"-", "\u2013", "\u2014", "--"})
QUOTES = frozenset({'"', "\u201c", "\u201d", "\u2018", "\u2019", "'", "''", "``"})
MARKS = frozenset(",.;:!?()") | DASHES | QUOTES
OPENS_CLAUSE = frozenset("that but and while as when if though although because whether so".split())
RELATIVES = frozenset({"who", "which", "whose", "where", "whom"})
# What begins a description behind a comma where no article does: "head of the clinic".
DESCRIBING = frozenset(
    "then now former acting senior deputy associate vice assistant chief head director president "
    "chair chairman chairwoman co-founder founder professor editor executive secretary spokesman "
    "spokeswoman spokesperson leader author managing interim legal research general lead owner "
    "member commander minister counsel adviser advisor analyst economist ceo including".split()
)
NOT_DESCRIBING = frozenset("however meanwhile too also though in on at by".split())
# "R-Ohio", behind the name of a member of Congress
PARTY_PREFIXES = ("r-", "d-", "i-")
# Of what is counted out of a group: "one of the officials".
COUNTING = frozenset(
    "one two three four five six seven eight nine ten some many most several few both all none any "
    "dozens scores hundreds thousands majority number group couple half another others".split()
)
# People who open a sentence, among the words that open sentences and are nobody.
GROUPS = frozenset("critics officials experts supporters sources police people others".split())
# Behind an inverted source, what tells when or how it was said.
CIRCUMSTANCES = frozenset(
    "after before when while as this yesterday today adding told said speaking referring monday "
    "tuesday wednesday thursday friday saturday sunday".split()
)
VENUES = frozenset(
    "interview statement email e-mail letter tweet post speech release briefing op-ed conference "
    "report note message address memo call video testimony affidavit filing blog column article".split()
)
# What ends no phrase.
DANGLING = frozenset(
    "and or but to by as when while except the a an with of in for at on from that".split()
)
# What a head takes before the phrase that was read: "defenders of", "people behind".
HEADING = frozenset("of for by on with behind".split())
HEADS = frozenset({"one", "two", "three", "a"})
NO_MODIFIERS = frozenset({"least", "including", "reason"})
PARTICLES = frozenset("de van von al bin der la le du da del di".split())
# What goes on in the name of a body behind "and": "Customs and Border Protection".
JOINED_NAMES = frozenset("border human urban community".split())
ABBREVIATED = frozenset("jr sr inc corp co ltd".split())

MAX_MODIFIERS = 6
MAX_NOUNS = 4
MAX_ASIDE = 40
MAX_BRACKET = 8
MAX_HEAD = 8
MAX_LIST = 4


class Place(NamedTuple):
    """A linked phrase in its sentence.

    Attributes
    ----------
    phrases : Phrases
        The document's.
    linked : Link
    low, high : int
        The half-open token range of the sentence.
    forms, words : list of str
        The document's, as for matching and as they stand.
    """

    phrases: Phrases
    linked: Link
    low: int
    high: int
    forms: list[str]
    words: list[str]

    @property
    def phrase(self) -> Phrase:
        """The phrase that names the source."""
        return self.linked.phrase

    @property
    def named(self) -> bool:
        """Whether the phrase holds a name."""
        return self.phrase.name is not None or self.phrase.head.kind == "name"

    def is_capital(self, token: int) -> bool:
        """Whether a token begins with a capital."""
        return self.words[token][:1].isupper()


def place_of(phrases: Phrases, linked: Link) -> Place:
    """Return where a link's phrase stands."""
    document = phrases.reading.document
    low, high = document.token_bounds[linked.cue.sentence : linked.cue.sentence + 2]
    return Place(phrases, linked, low, high, document.tokens.forms, document.tokens.words)


@lru_cache(maxsize=1)
def closed() -> frozenset[str]:
    """Return the words that stand in no noun phrase."""
    words = grammar()
    return (
        words["prepositions"] | words["auxiliaries"] | words["conjunctions"] | words["relatives"]
        | words["subject_pronouns"] | words["negations"]
    )  # fmt: skip


@lru_cache(maxsize=1)
def placing() -> frozenset[str]:
    """Return the words that stand before a role: "former", "federal"."""
    return grammar()["unplacing"] | grammar()["affiliating"]


@lru_cache(maxsize=1)
def opening() -> frozenset[str]:
    """Return the words that open a sentence and name nobody."""
    return grammar()["openers"] - GROUPS
