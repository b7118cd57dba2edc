"""The words that the rules look for: phrase lists in ``datasets/standards/words.toml``.

Phrases are written as in the cue lists of :mod:`provenance.lexicon`: ``(a|b)`` one of them, ``[a|b]`` one
of them or none, ``{be}`` a word class; what a ``pseudo`` phrase covers is no match.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache

from provenance.extractors.matcher import PhraseMatcher
from provenance.lexicon import Cue
from provenance.resources import folder


@cache
def word_lists() -> dict[str, dict[str, list[str]]]:
    """Return the lists as they stand in the file, by name."""
    path = folder("datasets") / "standards" / "words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of single words.

    Examples
    --------
    >>> "aide" in words("unnamed_heads")
    True
    """
    return frozenset(word_lists()[name]["words"])


@cache
def phrases(name: str) -> PhraseMatcher:
    """Return what matches a list of phrases."""
    entry = word_lists()[name]
    return phrase_matcher(name, entry["phrases"], entry.get("pseudo", ()))


def phrase_matcher(name: str, patterns: Iterable[str], pseudo: Iterable[str] = ()) -> PhraseMatcher:
    """Return what matches some phrases, and not what the pseudo phrases cover."""
    cue = Cue(name, name, tuple(patterns), tuple(pseudo), 1.0, "", "asserts", "none", "", "")
    return PhraseMatcher([cue])
