"""What a claim says, apart from who says it and how: its names, its numbers and its other words.

Two newspapers tell one claim in different words, by different sources. What they share are the names,
the numbers and most of the words' stems; the source and the cue are left out, since who answers for a
claim is no part of it. Words are stemmed by the Snowball project's English stemmer.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from provenance.errors import InputError
from provenance.extras import install
from provenance.lexicon import grammar, load_gazetteer
from provenance.resources import folder

_WORD = re.compile(
    r"\d(?:[\d,.]*\d)?(?:st|nd|rd|th)?|[^\W\d_]+(?:[-\u2010'\u2019.&][^\W\d_]+)*|[.;:!?]"
)
_CLAUSE_ENDS = frozenset(".;:!?")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
# A line of this many words with this share of capitals is in title case, where capitals say nothing.
_TITLE_WORDS, _TITLE_SHARE = 4, 0.6
_PRONOUNS = frozenset("he she they it his her their its him them i we my our me us".split())


@dataclass(frozen=True, slots=True)
class Wording:
    """What a claim says.

    Attributes
    ----------
    weights : dict of str to float
        Its terms, each with what it counts: the stems of its words, those of one meaning as one, and its
        numbers, as ``#312``.
    names, numbers : frozenset of str
        Which of them are names, and which numbers.
    openers : frozenset of str
        Which may be names, as they stand first and are no common word.
    denied : frozenset of str
        Which are said not to be so.
    pronoun : bool
        Whether it speaks of somebody by a pronoun.
    """

    weights: dict[str, float]
    names: frozenset[str]
    openers: frozenset[str]
    numbers: frozenset[str]
    denied: frozenset[str]
    pronoun: bool


@cache
def settings() -> dict[str, Any]:
    """Return the tables of ``datasets/desk/same_claim.toml``."""
    path = folder("datasets") / "desk" / "same_claim.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def word_claim(
    text: str, source: str | None = None, cue: str | None = None, denies: bool = False
) -> Wording:
    """Return what a sentence claims.

    Parameters
    ----------
    text : str
    source, cue : str, optional
        The words that mention its source, and that link it to the claim; they are left out, but
        for the source's name where the claim speaks of somebody by a pronoun.
    denies : bool
        Whether the source denies it.

    Examples
    --------
    >>> claim = word_claim("Ana Ruiz said two bridges near Kesh were closed.", "Ana Ruiz", "said")
    >>> sorted(claim.weights), sorted(claim.names)
    (['#2', 'bridg', 'close', 'kesh'], ['kesh'])
    """
    reader = _Reader()
    reader.read(_without(_without(text, cue), source))
    if source and reader.pronoun:
        about = _Reader()
        about.read(source)
        reader.add_names(about)
    weights = reader.weights
    return Wording(
        weights,
        frozenset(reader.names),
        frozenset(reader.openers),
        frozenset(term for term in weights if term[0] == "#"),
        frozenset(weights.keys() - reader.denied if denies else reader.denied),
        reader.pronoun,
    )


def _without(text: str, words: str | None) -> str:
    if not words:
        return text
    before, found, after = text.partition(words)
    return f"{before} {after}" if found else text


class _Reader:
    """Takes a claim's words apart, one by one."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = {}
        self.names: set[str] = set()
        self.openers: set[str] = set()
        self.denied: set[str] = set()
        self.pronoun = False
        self._reach = 0  # words that the last negation still covers

    def add_names(self, other: _Reader) -> None:
        """Take the names of another text for names of this one."""
        for name in other.names | other.openers:
            self.names.add(name)
            self.weights[name] = other.weights[name]

    def read(self, text: str) -> None:
        """Read a text."""
        words = _WORD.findall(text)
        known = _known
        entries = [known.get(word) or _look_up(word) for word in words]
        capitals = sum(entry.capital for entry in entries)
        title = len(words) >= _TITLE_WORDS and capitals >= _TITLE_SHARE * len(words)
        first, taken = True, False
        for place, entry in enumerate(entries):
            kind = entry.kind
            if kind is _END:
                self._reach, first = 0, True
                continue
            if taken:
                taken = False
            elif kind is _WORD_KIND:
                if entry.capital and not title:
                    opens = first and not (place + 1 < len(words) and entries[place + 1].capital)
                    self._capital(entry, opens)
                else:
                    self._add(entry.term, entry.weight)
            elif kind is _NUMBER:
                multiple = entries[place + 1].multiple if place + 1 < len(words) else None
                self._number(entry.value * (multiple or 1))
                taken = multiple is not None
            elif kind is _NEGATION:
                self._reach = _reach()
            elif kind is _PRONOUN:
                self.pronoun = True
            first = False

    def _capital(self, entry: _Entry, opens: bool) -> None:
        """Take a word with a capital, which names something unless it only opens a sentence."""
        if entry.common or (opens and not entry.listed):
            self._add(entry.term, entry.weight)
            if not (entry.common or entry.grouped):
                self.openers.add(entry.term)
            return
        for name in entry.names:
            self.names.add(name)
            self._add(name, _weights()["name"])

    def _number(self, value: float) -> None:
        self._add(f"#{value:g}", _weights()["number"])

    def _add(self, term: str, weight: float) -> None:
        self.weights[term] = weight
        if self._reach:
            self._reach -= 1
            self.denied.add(term)


# What a word can be.
_WORD_KIND, _NUMBER, _NEGATION, _PRONOUN, _DROPPED, _END = (
    "word number negation pronoun dropped end".split()
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is known of a word as it is written, whatever stands around it."""

    kind: str
    capital: bool = False
    term: str = ""
    weight: float = 0.0
    common: bool = False  # a common word, and no name
    grouped: bool = False  # stands among words of one meaning
    listed: bool = False  # a name that a gazetteer knows
    names: tuple[str, ...] = ()
    value: float = 0.0
    multiple: float | None = None


_known: dict[str, _Entry] = {}
_KNOWN_AT_MOST = 500_000  # distinct words kept; a corpus of millions of articles has more


def _look_up(word: str) -> _Entry:
    if len(_known) >= _KNOWN_AT_MOST:
        _known.clear()
    found = _known[word] = _entry(word)
    return found


def _entry(word: str) -> _Entry:
    if word in _CLAUSE_ENDS:
        return _Entry(_END)
    form = _form(word)
    capital = word[0].isupper()
    value = _number(form)
    if value is not None:
        return _Entry(_NUMBER, capital, value=value, multiple=_multiple(form))
    if form in _negations() or form.endswith("n't"):
        return _Entry(_NEGATION, capital)
    if form in _PRONOUNS:
        return _Entry(_PRONOUN, capital)
    if form in _dropped() or len(form) < 2:
        return _Entry(_DROPPED, capital, multiple=_multiple(form))
    common, grouped = form in _common(), form in _same()
    return _Entry(
        _WORD_KIND,
        capital,
        stemmed(form if grouped else form.replace("-", "")),
        _weights()["common" if common else "word"],
        common,
        grouped,
        form in _listed(),
        tuple(stemmed(part) for part in form.split("-") if len(part) > 1),
        multiple=_multiple(form),
    )


def _form(word: str) -> str:
    return _POSSESSIVE.sub("", word.lower().replace("\u2019", "'").replace("\u2010", "-"))


def _number(form: str) -> float | None:
    """Return what a number says; None for other words, dates and the like."""
    if not form[:1].isdigit():
        return settings()["numbers"]["words"].get(form)
    try:
        return float(form.rstrip("stndrh").replace(",", ""))
    except ValueError:
        return None


def _multiple(form: str) -> float | None:
    return settings()["numbers"]["multiples"].get(form)


@cache
def _weights() -> dict[str, float]:
    return settings()["weight"]


@cache
def _reach() -> int:
    return settings()["negation"]["reach"]


@lru_cache(maxsize=500_000)
def stemmed(form: str) -> str:
    """Return the stem of a word in lower case, or what stands for all words of its meaning.

    Examples
    --------
    >>> stemmed("purchased") == stemmed("bought")
    True
    """
    same, stem = _same(), _stemmer().stemWord(form)
    return same.get(form) or same.get(stem) or stem


@cache
def _stemmer() -> Any:
    try:
        import snowballstemmer
    except ImportError:
        raise InputError(
            "snowballstemmer, which the same claim in other words is found with, is not installed; "
            f"should be: {install('desk')}"
        ) from None
    return snowballstemmer.stemmer("english")


@cache
def _same() -> dict[str, str]:
    """What stands for a word or a stem, which is the first stem of its group."""
    found: dict[str, str] = {}
    for group in settings()["same"]["groups"]:
        words = group.split()
        first = _stemmer().stemWord(words[0])
        for word in words:
            found.setdefault(word, first)
            found.setdefault(_stemmer().stemWord(word), first)
    return found


@cache
def _dropped() -> frozenset[str]:
    words = grammar()
    classes = (
        "determiners prepositions auxiliaries conjunctions relatives verb_adverbs contractions quantifiers be"
    ).split()
    dropped = set(settings()["telling"]["words"]).union(*(words[name] for name in classes))
    return frozenset(dropped | {"there", "as", "such", "to"})


@cache
def _negations() -> frozenset[str]:
    return frozenset(settings()["negation"]["words"])


@cache
def _common() -> frozenset[str]:
    return load_gazetteer("common_words") | grammar()["openers"]


@cache
def _listed() -> frozenset[str]:
    lists = ("given_names", "places", "demonyms", "organisations")
    return frozenset().union(*(load_gazetteer(name) for name in lists))


def stems(text: str) -> list[str]:
    """Return the stems of a text's words, in order.

    Examples
    --------
    >>> stems("Elections were rigged.")
    ['elect', 'were', 'rig']
    """
    return [stemmed(_form(word)) for word in _WORD.findall(text) if word not in _CLAUSE_ENDS]
