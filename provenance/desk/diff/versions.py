"""Two versions side by side: each claim compared with itself, and what only one version has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from provenance.attribution import Basis
from provenance.desk.diff.alignment import Alignment, Pair, align
from provenance.desk.diff.change import Change
from provenance.desk.diff.claims import words
from provenance.desk.diff.kinds import AGAINST, kinds_between, same_source
from provenance.desk.diff.reading import IDENTIFIED, Reading, read_part, read_whole
from provenance.desk.diff.settings import settings
from provenance.desk.diff.sides import alone, changed
from provenance.desk.standards.matching import keys
from provenance.scoring.scores import ArticleScore, SentenceScore


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one pass over the pairs has come upon.

    Attributes
    ----------
    groups : set of (str, int)
        Split or merged sentences whose hedges were told.
    only_old, only_new : set of int
        Sentences of one version that do no more than carry an attribution that moved.
    """

    groups: set[tuple[str, int]] = field(default_factory=set)
    only_old: set[int] = field(default_factory=set)
    only_new: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the sentences of one version were in the other one, but for the sentence that is asked about."""

    other: ArticleScore
    partners: dict[int, list[int]]
    origin: int

    def of(self, place: int) -> list[SentenceScore]:
        return [self.other[i] for i in self.partners.get(place, ()) if i != self.origin]


class Versions:
    """Two versions, aligned, and the changes between them."""

    def __init__(self, old: ArticleScore, new: ArticleScore) -> None:
        self.old, self.new = old, new
        self.alignment: Alignment = align(old.sentences, new.sentences)

    def changes(self) -> Iterator[Change]:
        """Yield every change, in no order that means anything."""
        seen = _Seen()
        pronouns: list[Change] = []
        replaced: set[tuple[str | None, str | None]] = set()
        for pair in self.alignment.pairs:
            a, b = self._readings(pair)
            names = [] if a is None or b is None else self._kinds(pair, a, b, seen)
            if not names:
                continue
            change = changed(names, a, b)
            if names == ["source-replaced"]:
                if a.by_pronoun and b.by_pronoun:
                    pronouns.append(change)
                    continue
                replaced.add((a.label, b.label))
            yield change
        # "She said" that became "he said" is no news where her name became his in another sentence.
        yield from (c for c in pronouns if (c.old.source, c.new.source) not in replaced)
        for place in self.alignment.removed:
            if place not in seen.only_old:
                yield from alone(read_whole(self.old[place]), "removed")
        for place in self.alignment.added:
            if place not in seen.only_new:
                yield from alone(read_whole(self.new[place]), "added")

    def _kinds(self, pair: Pair, a: Reading, b: Reading, seen: _Seen) -> list[str]:
        names = [] if pair.same else self._between(pair, a, b, seen)
        if pair.part:
            return names or self._group_hedge(pair, seen)
        return names or self._lost_name(a, b)

    def _readings(self, pair: Pair) -> tuple[Reading | None, Reading | None]:
        a, b = self.old[pair.old], self.new[pair.new]
        return (
            read_part(a, b) if pair.part == "new" else read_whole(a),
            read_part(b, a) if pair.part == "old" else read_whole(b),
        )

    def _between(self, pair: Pair, a: Reading, b: Reading, seen: _Seen) -> list[str]:
        if "no_claim" in (a.sourcing, b.sourcing):
            return []
        names = kinds_between(a, b, part=bool(pair.part))
        of_new, of_old = self._partners
        if "source-dropped" in names:
            before = _Before(self.old, of_new, pair.old)
            if _comes_later(a, self.new, pair.new, before, seen.only_new):
                names[names.index("source-dropped")] = "attribution-later"
        if "source-added" in names:
            before = _Before(self.new, of_old, pair.new)
            if _comes_later(b, self.old, pair.old, before, seen.only_old):
                names[names.index("source-added")] = "attribution-earlier"
        return names

    @cached_property
    def _partners(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """The old partners of each new sentence, and the new ones of each old."""
        of_new, of_old = defaultdict(list), defaultdict(list)
        for pair in self.alignment.pairs:
            of_new[pair.new].append(pair.old)
            of_old[pair.old].append(pair.new)
        return of_new, of_old

    def _group_hedge(self, pair: Pair, seen: _Seen) -> list[str]:
        """Compare the hedges of a sentence with those of all its parts; told once, of the first."""
        key = (pair.part, self._whole_of(pair))
        if key in seen.groups:
            return []
        seen.groups.add(key)
        group = [p for p in self.alignment.pairs if key == (p.part, self._whole_of(p))]
        old = [read_whole(self.old[place]) for place in {p.old for p in group}]
        new = [read_whole(self.new[place]) for place in {p.new for p in group}]
        if any(side.sourced for side in (*old, *new)):
            return []
        was, now = (any(side.hedges for side in sides) for sides in (old, new))
        return [] if was == now else ["hedge-dropped" if was else "hedge-added"]

    @staticmethod
    def _whole_of(pair: Pair) -> int:
        return pair.old if pair.part == "new" else pair.new

    def _lost_name(self, a: Reading, b: Reading) -> list[str]:
        """Compare a sentence that stayed the same, "she said", in an article that lost her name."""
        if _named(a) and not _named(b) and not _occurs(a, self._words[1]):
            return ["name-lost"]
        if _named(b) and not _named(a) and not _occurs(b, self._words[0]):
            return ["name-given"]
        return []

    @cached_property
    def _words(self) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(words(self.old.text)), frozenset(words(self.new.text))


def _comes_later(
    lost: Reading,
    version: ArticleScore,
    after: int,
    before: _Before,
    only: set[int],
) -> bool:
    """Say whether one of the next sentences gives the claim to the source that its own sentence lost.

    That the source stands there is not enough: "X, police said" and "X. Police said four were hurt"
    leave X without a source. What the sentence says must be the claim, or no more than whose it is.

    Parameters
    ----------
    lost : Reading
        The claim with its source.
    version : ArticleScore
        The version without.
    after : int
        Where the claim stands there.
    before : _Before
        What the sentences of that version were in the other one.
    only : set of int
        Takes the place of a sentence that claims nothing of its own.
    """
    reach = int(settings().comparison["reach"])
    for place in range(after + 1, min(len(version), after + 1 + reach)):
        sentence = version[place]
        if not _mentions(sentence, lost) or any(_mentions(s, lost) for s in before.of(place)):
            continue
        if (read_whole(sentence).polarity in AGAINST) != (lost.polarity in AGAINST):
            continue
        said = keys(words(sentence.text)) - keys((*lost.source_words, *settings().carrying))
        own = said - keys(words(lost.sentence.text))
        if len(said) - len(own) >= settings().comparison["carried"] * len(said):
            if not own:
                only.add(place)
            return True
    return False


def _mentions(sentence: SentenceScore, source: Reading) -> bool:
    """Say whether a sentence names a source, or, of one without a name, has it for its own."""
    if source.names:
        found = source.names & set(words(sentence.text))
        return 2 * len(found) >= len(source.names)
    here = read_whole(sentence)
    return here.sourced and bool(source.source_words) and same_source(here, source)


def _named(side: Reading) -> bool:
    if side.sourcing not in IDENTIFIED or side.attribution is None:
        return False
    source = side.attribution.source
    stated = side.attribution.basis is Basis.STATED
    return stated and source is not None and source.span is not None and source.name is not None


def _occurs(side: Reading, anywhere: frozenset[str]) -> bool:
    """Say whether the name of a source stands in a version, or any word of it."""
    return not anywhere.isdisjoint(words(side.attribution.source.name))
