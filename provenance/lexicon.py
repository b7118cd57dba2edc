"""Cue lists: phrases with a meaning, kept as data in ``datasets/lexicons``.

A list is a TOML file, one idea a file. On top stand what belongs in it (``about``) and where it
was learnt (``learnt``); then one ``[[cue]]`` table for each entry. Cues are matched as phrases, on
tokens, the longest first, and what a ``pseudo`` phrase covers is no cue ("that said" is not "said":
the idea of pseudo-triggers is ConText's, Harkema et al. 2009).

A phrase may hold alternatives: ``(is|was)`` one of them, ``[widely|long]`` one of them or none,
``{be}`` a word class from ``classes.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from provenance.document.tokens import tokenize
from provenance.errors import LexiconError
from provenance.resources import folder

_REQUIRED = {"phrase": str, "strength": float | int, "example": str, "counterexample": str}
_OPTIONAL = {"forms": list, "pseudo": list, "type": str, "polarity": str, "source": str}
_KINDS = _REQUIRED | _OPTIONAL
_POLARITIES = ("asserts", "confirms", "denies", "questions", "withholds")
_SOURCE_SIDES = ("before", "after", "either", "none")
# A slot is what stands between spaces, the spaces inside brackets not counted.
_SLOT = re.compile(r"(?:\[[^\]]*\]|\([^)]*\)|[^\s\[(])+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_CHOICE = re.compile(r"\{(?P<word_class>\w+)\}|\[(?P<optional>[^\]]*)\]|\((?P<one_of>[^)]*)\)")


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """One entry of a cue list.

    Attributes
    ----------
    lexicon : str
        The list it stands in: ``"hedges"``.
    phrase : str
        The entry as written there, its name.
    patterns : tuple of str
        The phrases that it matches, with their alternatives, lower case.
    pseudo : tuple of str
        Longer phrases that hold one of them and are no cue.
    strength : float
        How surely the wording means what the list says, in (0, 1].
    type : str
        A finer class inside the list, or ``""``.
    polarity : str
        What the source does with the claim: asserts, confirms, denies, questions, withholds.
    source : str
        On which side of the cue its source stands: before, after, either, none.
    example, counterexample : str
        A sentence in which the cue fires, and one close to it in which it does not.
    """

    lexicon: str
    phrase: str
    patterns: tuple[str, ...]
    pseudo: tuple[str, ...]
    strength: float
    type: str
    polarity: str
    source: str
    example: str
    counterexample: str

    @property
    def name(self) -> str:
        """The cue's full name, ``"hedges/reportedly"``."""
        return f"{self.lexicon}/{self.phrase}"


def load_lexicon(name: str, language: str = "en") -> tuple[Cue, ...]:
    """Read the cue list ``datasets/lexicons/<language>/<name>.toml``.

    Raises
    ------
    LexiconError
        When there is no such list, or an entry breaks the format.
    """
    return _lexicon(name, language)


@cache  # apart from its caller, so that a language left out and one named are one key
def _lexicon(name: str, language: str) -> tuple[Cue, ...]:
    path = folder("datasets") / "lexicons" / language / f"{name}.toml"
    if not path.is_file():
        raise LexiconError(
            f"there is no cue list {name!r} for {language!r}; "
            f"should be one of {', '.join(lexicon_names(language))}"
        )
    return _parsed(name, path.read_text(encoding="utf-8"), word_classes(language))


def _parsed(name: str, text: str, classes: dict[str, tuple[str, ...]]) -> tuple[Cue, ...]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}.toml is not TOML: {error}") from error
    missing = [key for key in ("about", "learnt", "cue") if key not in table]
    if missing:
        raise LexiconError(f"{name}.toml lacks {', '.join(missing)} at its top")
    if not isinstance(table["cue"], list) or not all(isinstance(cue, dict) for cue in table["cue"]):
        raise LexiconError(f"{name}.toml: cue is no list of tables; should be one [[cue]] an entry")
    return tuple(_cue(name, entry, classes) for entry in table["cue"])


@cache
def lexicon_names(language: str = "en") -> tuple[str, ...]:
    """Return the names of the cue lists of a language, sorted."""
    root = folder("datasets") / "lexicons" / language
    names = (path.name.removesuffix(".toml") for path in root.iterdir())
    return tuple(sorted(name for name in names if name != "classes"))


@cache
def word_classes(language: str = "en") -> dict[str, tuple[str, ...]]:
    """Return the word classes that phrases may name in braces."""
    path = folder("datasets") / "lexicons" / language / "classes.toml"
    return {key: tuple(words) for key, words in tomllib.loads(path.read_text("utf-8")).items()}


@cache
def grammar(language: str = "en") -> dict[str, frozenset[str]]:
    """Return the closed classes of function words, ``datasets/grammar/<language>.toml``."""
    path = folder("datasets") / "grammar" / f"{language}.toml"
    return {key: frozenset(words) for key, words in tomllib.loads(path.read_text("utf-8")).items()}


@cache
def load_gazetteer(name: str, language: str = "en") -> frozenset[str]:
    """Read ``datasets/gazetteers/<language>/<name>.txt``: a name a line, ``#`` for comments."""
    path = folder("datasets") / "gazetteers" / language / f"{name}.txt"
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line.lower() for line in lines if line and not line.startswith("#"))


def expand(phrase: str, classes: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield every wording of a phrase.

    Examples
    --------
    >>> list(expand("{be} [widely] believed", {"be": ("is", "was")}))
    ['is widely believed', 'is believed', 'was widely believed', 'was believed']
    """
    choice = _CHOICE.search(phrase)
    if choice is None:
        yield " ".join(phrase.split())
        return
    if choice["word_class"] is not None:
        options = classes[choice["word_class"]]
    elif choice["optional"] is not None:
        options = (*choice["optional"].split("|"), "")
    else:
        options = tuple(choice["one_of"].split("|"))
    for option in options:
        yield from expand(phrase[: choice.start()] + option + phrase[choice.end() :], classes)


def alternatives(pattern: str, language: str = "en") -> list[tuple[tuple[str, ...], ...]]:
    """Return a phrase as a sequence of slots, each with the token sequences that may fill it.

    Examples
    --------
    >>> alternatives("(is|was) [so far] said")
    [(('is',), ('was',)), (('so', 'far'), ()), (('said',),)]
    """
    return [fillings(slot, language) for slot in slots(pattern)]


def slots(pattern: str) -> list[str]:
    """Cut a phrase into its slots.

    Examples
    --------
    >>> slots("(is|was) [so far] said")
    ['(is|was)', '[so far]', 'said']
    """
    return _SLOT.findall(pattern)


@cache
def fillings(slot: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """Return the token sequences that may fill a slot, the empty one for none.

    Examples
    --------
    >>> fillings("[so far]")
    (('so', 'far'), ())
    """
    return tuple(_tokens(wording) for wording in expand(slot, word_classes(language)))


def _tokens(wording: str) -> tuple[str, ...]:
    if wording.isalpha():
        return (wording,)  # nearly all are one plain word
    # The tokenizer tells "U.N." by its capitals, and cue lists are in lower case.
    shown = _DOTTED.sub(lambda match: match.group().upper(), wording)
    return tuple(tokenize(shown).forms)


def check_pattern(label: str, pattern: str, classes: dict[str, tuple[str, ...]]) -> None:
    """Raise a LexiconError, told of ``label``, for a phrase that breaks the format."""
    if not isinstance(pattern, str):
        raise LexiconError(f"{label}: {pattern!r} is no phrase; should be a str")
    for choice in _CHOICE.finditer(pattern):
        if choice["word_class"] is not None and choice["word_class"] not in classes:
            raise LexiconError(
                f"{label}: {{{choice['word_class']}}} is no word class; "
                f"should be one of {sorted(classes)}"
            )
    rest = _CHOICE.sub("", pattern)
    if not pattern.strip() or any(mark in rest for mark in "{}[]()|"):
        raise LexiconError(f"{label}: {pattern!r} is empty or has a bracket without its partner")


def _cue(lexicon: str, entry: dict, classes: dict[str, tuple[str, ...]]) -> Cue:
    label = f"{lexicon}.toml: {entry.get('phrase', 'an entry without a phrase')!r}"
    missing = [key for key in _REQUIRED if key not in entry]
    unknown = [key for key in entry if key not in _KINDS]
    if missing or unknown:
        raise LexiconError(f"{label} lacks {missing} and has unknown {unknown}")
    for key, value in entry.items():
        if not isinstance(value, _KINDS[key]):
            kind = "number" if key == "strength" else _KINDS[key].__name__
            raise LexiconError(f"{label}: {key} is {value!r}; should be a {kind}")
    polarity, source = entry.get("polarity", "asserts"), entry.get("source", "before")
    if polarity not in _POLARITIES:
        raise LexiconError(f"{label}: polarity is {polarity!r}; should be one of {_POLARITIES}")
    if source not in _SOURCE_SIDES:
        raise LexiconError(f"{label}: source is {source!r}; should be one of {_SOURCE_SIDES}")
    if not 0 < entry["strength"] <= 1:
        raise LexiconError(f"{label}: strength is {entry['strength']}; should be in (0, 1]")
    patterns = (entry["phrase"], *entry.get("forms", ()))
    for pattern in (*patterns, *entry.get("pseudo", ())):
        check_pattern(label, pattern, classes)
    return Cue(
        lexicon=lexicon,
        phrase=entry["phrase"],
        patterns=tuple(pattern.lower() for pattern in patterns),
        pseudo=tuple(pattern.lower() for pattern in entry.get("pseudo", ())),
        strength=float(entry["strength"]),
        type=entry.get("type", ""),
        polarity=polarity,
        source=source,
        example=entry["example"],
        counterexample=entry["counterexample"],
    )
