"""The building blocks of noun phrases that can be sources: names, roles, bodies, documents."""

from __future__ import annotations

from functools import cache
from itertools import compress
from typing import NamedTuple

from provenance.extractors.names import INNER_WORDS, Name, classify, find_names
from provenance.extractors.reading import Reading
from provenance.lexicon import Cue, grammar, load_gazetteer, load_lexicon

# Where a wording stands in more than one list, the first of these decides.
_LISTS = ("people", "outlets", "organisations", "documents", "titles")
# Names, which only capitals tell from common words: "the Post", "the post".
_PROPER = frozenset({"outlet", "metonym"})
# Nouns of hedges that stand as a source themselves: "according to media reports".
_HEARSAY = frozenset({"reports", "accounts", "rumours", "rumors"})
_NOMINAL_TYPES = {"programme": "outlet"}


class Nominal(NamedTuple):
    """A head, or part of a head, of a noun phrase.

    Attributes
    ----------
    first, last : int
        Half-open token range.
    kind : str
        ``name``, ``person`` (a common noun for people), ``organisation``, ``document``,
        ``title`` or ``pronoun``.
    type : str
        The finer class: of the cue list, of the name, or the pronoun itself.
    """

    first: int
    last: int
    kind: str
    type: str


def find_nominals(reading: Reading) -> list[Nominal]:
    """Return the nominals of a document in order, not overlapping."""
    found: dict[int, Nominal] = {}
    markers: set[int] = set()
    forms, words = reading.document.tokens.forms, reading.document.tokens.words
    for name in _LISTS:
        for hit in reading.hits.get(name, ()):
            if hit.cue.type == "marker":
                markers.add(hit.first)
            elif hit.first not in found:
                nominal = _of_hit(hit.first, hit.last, name, hit.cue)
                if nominal.type not in _PROPER or words[hit.last - 1] != forms[hit.last - 1]:
                    found[hit.first] = nominal
    taken = {hit.first for hit in reading.hits["reporting_verbs"]}
    taken.update(*(range(nominal.first, nominal.last) for nominal in found.values()))
    for hit in (*reading.hits["hedges"], *reading.hits["reporting_nouns"]):
        for token in range(hit.first, hit.last):
            type = "report" if forms[token] in _HEARSAY else _plain_documents().get(forms[token])
            if type is not None and token not in taken:
                found.setdefault(token, Nominal(token, token + 1, "document", type))
    runs = _NameRuns(reading, found, markers)
    for run in find_names(reading):
        runs.add(run)
    pronouns = grammar()["subject_pronouns"]
    for token in compress(range(len(forms)), map(pronouns.__contains__, forms)):
        found.setdefault(token, Nominal(token, token + 1, "pronoun", forms[token]))
    return [found[first] for first in sorted(found)]


@cache
def _plain_documents() -> dict[str, str]:
    """Single words for documents, which may stand inside other wordings: "in a letter from"."""
    return {
        pattern: cue.type
        for cue in load_lexicon("documents")
        for pattern in cue.patterns
        if pattern.isalpha()
    }


def _of_hit(first: int, last: int, lexicon: str, cue: Cue) -> Nominal:
    if lexicon == "people":
        return Nominal(first, last, "person", cue.type)
    if lexicon == "documents":
        return Nominal(first, last, "document", cue.type)
    if lexicon == "titles":
        return Nominal(first, last, "title", cue.type)
    if lexicon == "organisations" and cue.type == "outlet":
        return Nominal(first, last, "organisation", "press")  # "the newspaper"
    return Nominal(first, last, "organisation", _NOMINAL_TYPES.get(cue.type, cue.type))


class _NameRuns:
    """Adds to the nominals what of a capitalised run no cue list has named yet."""

    def __init__(self, reading: Reading, found: dict[int, Nominal], markers: set[int]):
        self._words = reading.document.tokens.words
        self._forms = reading.document.tokens.forms
        self._found = found
        self._markers = markers
        self._types: dict[tuple[str, ...], str] = {}
        self._given = load_gazetteer("given_names")
        # A hit that begins before the capitals do: "the Kremlin", "Secretary of State".
        self._within = {
            token: nominal
            for nominal in found.values()
            for token in range(nominal.first + 1, nominal.last)
        }

    def add(self, run: Name) -> None:
        """Split a run at the roles, titles and bodies inside it, and add the rest as names."""
        start = token = run.first
        listed = self._within.get(run.first)
        if listed is not None:
            start = token = min(listed.last, run.last)
        while token < run.last:
            hit = self._found.get(token)
            if hit is None:
                token += 1
            elif token == run.first and hit.last >= run.last:
                return  # a common noun that opens its sentence, or a name that a list has
            elif hit.kind == "document" and hit.last >= run.last and token > start:
                del self._found[token]  # "the Ortega Report" is a document
                self._found[start] = Nominal(start, hit.last, "document", hit.type)
                return
            elif hit.kind == "document" or hit.type == "body" or self._joined(start, token):
                del self._found[token]  # "Justice Department" is one name
                if hit.type == "body":
                    self._markers.add(token)
                token = max(token + 1, min(hit.last, run.last))
            else:
                self._add_rest(start, token, run.headline)
                token = start = max(hit.last, token + 1)
        self._add_rest(start, run.last, run.headline)

    def _joined(self, start: int, token: int) -> bool:
        """Whether "of" ties what stands here to a body: "Department of Homeland Security"."""
        within = self._forms[token - 1] in INNER_WORDS
        return token > start and within and not self._markers.isdisjoint(range(start, token))

    def _person_within(self, first: int, last: int) -> int | None:
        """Where a person's name begins in "National Security Jay Tabb"."""
        if last - first <= 2:
            return None
        given = self._given
        reach = 3 + 2 * (self._forms[last - 2] == ".")  # "Ana M. Ruiz"
        for token in range(max(first + 1, last - reach), last - 1):
            if self._forms[token] in given:
                if self._forms[first] in given or not self._markers.isdisjoint(range(token, last)):
                    return None
                return token
        return None

    def _add_rest(self, first: int, last: int, headline: bool) -> None:
        """Add what is left of a run, cut before every person's name inside it."""
        forms = self._forms
        while first < last and (forms[first] == "." or forms[first] in INNER_WORDS):
            first += 1
        names: list[tuple[int, int]] = []
        while first < last:
            if forms[last - 1] == "." or forms[last - 1] in INNER_WORDS:
                last -= 1
                continue
            person = self._person_within(first, last)
            if person is None:
                names.append((first, last))
                break
            names.append((person, last))
            last = person
        for start, end in reversed(names):
            self._add_name(start, end, headline)

    def _add_name(self, first: int, last: int, headline: bool) -> None:
        key = tuple(self._forms[first:last])
        type = self._types.get(key)
        if type is None:
            type = classify(key, tuple(self._words[first:last]))
            if type == "unknown" and not self._markers.isdisjoint(range(first, last)):
                type = "organisation"
            self._types[key] = type
        if not (headline and type == "unknown"):
            self._found[first] = Nominal(first, last, "name", type)
