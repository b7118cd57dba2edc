"""Find names: runs of capitalised words, and what kind of thing each names.

No model of names is needed to tell a person from a ministry in source position: titles, given
names, words like "Ministry" or "Inc" and lists of places and nationalities decide most; the rest
stays open and is settled by the article as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import compress
from operator import ne
from typing import NamedTuple

from provenance.extractors.reading import Reading
from provenance.lexicon import grammar, load_gazetteer

# A sentence of five words or more with this share of capitals is a headline in title case.
_HEADLINE_SHARE = 0.6
_HEADLINE_WORDS = 5

# Capitals alone make an acronym up to this length; a longer word is a name in capitals.
_ACRONYM = 5
_PARTICLES = frozenset(
    "de van von der den del della di da dos la le el al bin bint ibn ben abu du ter san st".split()
)
# Words that join the parts of a name like "Bank of England".
INNER_WORDS = frozenset("of for and the on &".split())


class Name(NamedTuple):
    """A run of capitalised tokens, ``first`` to ``last - 1``.

    Attributes
    ----------
    first, last : int
        Half-open token range.
    headline : bool
        Whether it stands in a title-case line, where capitals say little.
    """

    first: int
    last: int
    headline: bool


@cache
def _never_names() -> frozenset[str]:
    words = grammar()
    classes = ("determiners", "subject_pronouns", "prepositions", "auxiliaries", "conjunctions")
    return words["capitalised"].union(words["contractions"], *(words[name] for name in classes))


def find_names(reading: Reading) -> list[Name]:
    """Return the runs of capitalised words of a document, in order."""
    document = reading.document
    words, forms = document.tokens.words, document.tokens.forms
    bounds = document.token_bounds
    never, openers = _never_names(), grammar()["openers"]
    common = load_gazetteer("common_words")
    verbs = {hit.first for hit in reading.hits["reporting_verbs"]}
    markers = {hit.first for hit in reading.hits["organisations"] if hit.last - hit.first == 1}
    written_so = compress(range(len(words)), map(ne, words, forms))
    capitals = [i for i in written_so if words[i][0].isupper() and forms[i] not in never]
    names: list[Name] = []
    low = 0
    for sentence in range(len(document)):
        start, stop = bounds[sentence], bounds[sentence + 1]
        high = bisect_left(capitals, stop, low)
        if low == high:
            continue
        inside = capitals[low:high]
        low = high
        size = stop - start
        headline = size >= _HEADLINE_WORDS and len(inside) >= _HEADLINE_SHARE * (size - 1)
        if inside[0] == start and (
            forms[start] in openers
            or (
                forms[start] in common
                and forms[start + 1 : start + 2] != ["for"]  # "Citizens for Clean Water"
                and (len(inside) < 2 or inside[1] != start + 1)
            )
        ):
            del inside[0]
        names += _runs(inside, stop, words, forms, verbs, markers, headline)
    return names


def _runs(
    capitals: list[int],
    stop: int,
    words: list[str],
    forms: list[str],
    verbs: set[int],
    markers: set[int],
    headline: bool,
) -> list[Name]:
    among = set(capitals)
    members = grammar()["members"]
    names: list[Name] = []
    done = -1
    for first in capitals:
        if first < done or first in verbs:
            continue
        last = first + 1
        named_for = False  # whether the run holds "Centers for", and may go on with "and"
        while last < stop:
            if last in among:
                if last in verbs:
                    break
                last += 1
            elif forms[last] == "." and last + 1 in among and len(words[last - 1]) <= 4:
                if len(words[last - 1]) > 1 and last - first > 1:
                    break  # a full stop behind a longer name ends the sentence before
                last += 2
            elif last + 1 in among and forms[last] in _PARTICLES:
                last += 2
            elif last + 2 in among and forms[last] in _PARTICLES and forms[last + 1] in _PARTICLES:
                last += 3
            elif forms[last] == "and" and (
                _joins(last, among, markers) or (named_for and last + 1 in among)
            ):
                last += 2
            elif forms[last] == "for" and forms[last - 1] in members and last + 1 in among:
                named_for = True
                last += 2
            elif (
                forms[last] in INNER_WORDS
                and last - 1 in markers
                and (
                    last + 1 in among
                    or (forms[last + 1 : last + 2] == ["the"] and last + 2 in among)
                )
            ):
                named_for = named_for or forms[last] in ("of", "for")
                last += 2 if last + 1 in among else 3
            else:
                break
        names.append(Name(first, last, headline))
        done = last
    return names


def _joins(conjunction: int, among: set[int], markers: set[int]) -> bool:
    """Whether "and" stands inside one name: "Customs and Border Protection"."""
    last = conjunction + 1
    while last in among:
        last += 1
    return last - 1 in markers


@cache
def _listed() -> dict[str, str]:
    """What each name of the gazetteers names; of a name in two of them, the last decides."""
    kinds = {
        "organisations": "organisation",
        "parties": "party",
        "demonyms": "nationality",
        "places": "place",
    }
    listed = {name: kind for list, kind in kinds.items() for name in load_gazetteer(list)}
    # "the Green Party" is a body; "Greens" and "Liberal Democrats" are people.
    bodies = (name for name in load_gazetteer("parties") if " " in name and name[-1] != "s")
    return listed | dict.fromkeys(bodies, "organisation")


def classify(forms: tuple[str, ...], words: tuple[str, ...]) -> str:
    """Return what a name names, by itself.

    Returns
    -------
    str
        ``person``, ``organisation``, ``place``, ``nationality``, ``party`` or ``unknown``.

    Examples
    --------
    >>> classify(("maria", "lopez"), ("Maria", "Lopez"))
    'person'
    """
    listed = _listed().get(" ".join(forms))
    if listed is not None:
        return listed
    if len(words) > 1:
        if "for" in forms:
            return "organisation"  # "Citizens for Clean Water"
        if forms[0] in load_gazetteer("given_names"):
            return "person"
        if len(words[0]) == 1 or words[1] == ".":
            return "person"  # "J. Ortega"
        return "unknown"
    if words[0].replace(".", "").isupper() and 1 < len(words[0]) <= _ACRONYM:
        return "organisation"
    if "." in words[0].strip("."):
        return "organisation"  # "Harbour.example"
    return "unknown"
