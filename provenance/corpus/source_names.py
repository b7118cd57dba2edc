"""When two mentions in different articles are of one source: their wordings, brought to one form.

A name loses its title and middle initial, a description its determiner, number and what a clause adds.
The lists of such words are those that reading an article uses.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from provenance.lexicon import expand, grammar, load_gazetteer, load_lexicon, word_classes
from provenance.scoring.ledger import source_key

# A title this sure before a name is one, and no given name such as "Don" or "Major".
_SURE_TITLE = 0.9
# A son's name is not his father's; "III" is left out as often as not.
_SUFFIXES = frozenset({"jr", "sr"})
_LEFT_OUT = frozenset({"ii", "iii", "iv"})
# Words for one thing that outlets choose by their house style.
_VARIANTS = {"american": "us", "america": "us", "defence": "defense", "labour": "labor"}
_PLURALS = {"people": "person", "children": "child", "wives": "wife", "media": "media"}
_UNSTRIPPED = ("ss", "us", "is", "news", "series", "species")
# What stands behind the head of a description, prepositions and participles aside.
_BEHIND_HEAD = frozenset({"familiar", "close", "aware", "knowledgeable"})
_PLACES = frozenset({"there", "here", "today"})
_SHARES = frozenset({"percent"})
_DETERMINERS = frozenset("same other another least at about nearly than percent those".split())
_PRONOUNS = frozenset(
    "him her them me us himself herself themselves one mine theirs everyone".split()
)
_WORD = re.compile(r"[^\W_][\w.&'’-]*|,|\(|[–—]")
_INITIAL = re.compile(r"[^\W\d_]\.?$")
_SHORTENED = re.compile(r"(?:^|\W)[A-Z]\.(?:[A-Z]\.)+$")
_ACRONYM = re.compile(r"[A-Z]{3,6}$")


class Form(NamedTuple):
    """One form of a mention.

    Attributes
    ----------
    key : str
        The same for every wording of one source; empty where the words name nobody.
    words : str
        The mention as an entry of a ledger shows it.
    head : str
        The noun that it can be taken up by, "official" for "a senior official".
    bare : bool
        Whether it is such a noun with a definite determiner, as "the official" is.
    """

    key: str
    words: str
    head: str
    bare: bool = False


@lru_cache(maxsize=65_536)
def person(name: str) -> Form:
    """Return the form of a person's name.

    Examples
    --------
    >>> person("Sen. Bill M. Ruiz").key, person("WILLIAM RUIZ").key
    ('william ruiz', 'william ruiz')
    """
    words = _shown(name).split()
    while len(words) > 1 and _is_title(words[0]):
        del words[0]
    openers = grammar()["openers"]
    # "WATCH: Ruiz said" begins with a line of the page.
    while words and words[0].isupper() and words[0].casefold() in openers:
        if words[-1].isupper() and len(words) > 1:
            break
        del words[0]
    kept = [w for i, w in enumerate(words) if not (0 < i < len(words) - 1 and _INITIAL.match(w))]
    folded = [w for w in map(_folded, kept) if w not in _LEFT_OUT]
    if len(folded) > 1:
        folded[0] = _nicknames().get(folded[0], folded[0])
    return Form(" ".join(folded), " ".join(kept), "")


@lru_cache(maxsize=65_536)
def body(name: str) -> Form:
    """Return the form of a body's name.

    Examples
    --------
    >>> body("the U.S. Department of Energy").key
    'us department of energy'
    """
    words = _shown(name).split()
    while len(words) > 1 and words[0].casefold() in ("the", "a", "an"):
        del words[0]
    shown = " ".join(words)
    return Form(source_key(_folded(shown)), shown, _singular(_folded(words[-1])) if words else "")


@lru_cache(maxsize=65_536)
def description(text: str) -> Form:
    """Return the form of a description of somebody, or something, that has no name.

    Examples
    --------
    >>> for text in ("a senior U.S. official", "Two senior American officials, who spoke on Monday"):
    ...     print(description(text).key)
    senior us official
    senior us official
    """
    words = _WORD.findall(_shown(text))
    rest = _undetermined(words)
    definite = bool(words) and words[0].casefold() in grammar()["definite"]
    rest = _without_clause(rest)
    if not rest or (len(rest) == 1 and rest[0].casefold() in _SHARES):
        return Form("", "", "")
    head = _head(rest)
    folded = [_VARIANTS.get(word, word) for word in map(_folded, rest)]
    folded[head] = _singular(folded[head])
    key = " ".join(" ".join(folded).replace("-", " ").split())
    return Form(key, " ".join(rest), folded[head], definite and len(rest) == 1)


@lru_cache(maxsize=4_096)
def is_pronoun(text: str) -> bool:
    """Return whether a mention is a pronoun: "she" names nobody outside its sentence."""
    folded = _folded(_shown(text))
    words = grammar()
    return folded in words["subject_pronouns"] | words["possessive"] | _PRONOUNS


def surname(key: str) -> str:
    """Return the surname of a person's key.

    Examples
    --------
    >>> surname("ana ruiz jr")
    'ruiz'
    """
    words = [word for word in key.split() if word not in _SUFFIXES]
    return words[-1] if words else ""


def initials(words: str) -> str:
    """Return the letters that a body's name is shortened to.

    Examples
    --------
    >>> initials("Office of Harbour Safety")
    'OHS'
    """
    return "".join(word[0] for word in words.split() if word[0].isupper())


def is_acronym(words: str) -> bool:
    """Return whether a name is made of initials; of two letters, there are too many for one place."""
    return _ACRONYM.match(words.replace(".", "")) is not None


def _shown(text: str) -> str:
    """The words as they are shown: one form of apostrophe and space, no owner's "'s" at the end."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").strip(" \t\n,:;-–—\"'“”‘")
    if not _SHORTENED.search(plain):  # "the U.S."
        plain = plain.rstrip(".")
    return " ".join(plain.removesuffix("'s").split())


def _folded(text: str) -> str:
    return text.casefold().replace(".", "").replace("'s", "").rstrip("'")


@cache
def _titles() -> frozenset[str]:
    classes = word_classes()
    sure = (cue for cue in load_lexicon("titles") if cue.strength >= _SURE_TITLE)
    return frozenset(
        w.replace(".", "") for c in sure for p in c.patterns for w in expand(p, classes)
    )


@cache
def _nicknames() -> dict[str, str]:
    """The name that each short form of one stands for."""
    return dict(line.split() for line in load_gazetteer("nicknames"))


def _is_title(word: str) -> bool:
    return word.casefold().replace(".", "") in _titles()


def _undetermined(words: list[str]) -> list[str]:
    """Drop what only says which or how many: "at least two of the"; what is left is never nothing."""
    lists = grammar()
    drop = lists["determiners"] | lists["quantifiers"] | lists["counts"] | _DETERMINERS
    first = 0
    while first < len(words) - 1:
        word = words[first].casefold()
        counted = first and word == "of"
        if not (word in drop or counted or word.replace(".", "").isdigit()):
            break
        if words[first + 1] == ",":
            break
        first += 1
    return words[first:]


def _without_clause(words: list[str]) -> list[str]:
    relatives = grammar()["relatives"]
    for place, word in enumerate(words):
        if not word[0].isalnum() or (place and word.casefold() in relatives | _PLACES):
            return words[:place]
    return words


def _head(words: list[str]) -> int:
    """The place of the noun: behind it stands nothing, or what tells more of it."""
    prepositions = grammar()["prepositions"]
    for place in range(1, len(words)):
        word = words[place].casefold()
        behind = word in prepositions or word in _BEHIND_HEAD
        participle = word.endswith(("ed", "ing")) and place + 1 < len(words) and place > 1
        if behind or (participle and words[place - 1].casefold().endswith("s")):
            return place - 1
    return len(words) - 1


def _singular(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("men") and len(word) > 3:
        return word[:-3] + "man"
    if len(word) < 4 or word.endswith(_UNSTRIPPED):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word.removesuffix("s")
