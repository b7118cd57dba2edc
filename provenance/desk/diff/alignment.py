"""Which sentence of the new version is which of the old: the same, edited, split or merged.

Sentences of the same words go together first, wherever they stand. The others are compared with
those that share a rare enough word, so that the work grows with the length of the text, by rapidfuzz's
ratio of the sorted words, and the most alike go together first. What is then left over is looked for
inside the sentences already paired: a part of a sentence that was split, or a part of one merged.
Both versions are treated alike, so that the alignment of the versions in the other order mirrors it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.desk.diff.claims import claim_words, words
from provenance.desk.diff.settings import settings
from provenance.errors import InputError
from provenance.extras import install
from provenance.scoring.scores import SentenceScore


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two sentences that are one, by their places in the two versions.

    Attributes
    ----------
    old, new : int
    same : bool
        Whether they have the same words.
    part : {"", "old", "new"}
        The side that is only a part of the other side's sentence: ``"new"`` after a split, ``"old"``
        before a merger.
    """

    old: int
    new: int
    same: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two versions, sentence by sentence.

    Attributes
    ----------
    pairs : tuple of Pair
        In the order of the old version.
    removed, added : tuple of int
        The sentences of the old and of the new version that have no partner.
    """

    pairs: tuple[Pair, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """One version, as it is compared: all words and the claim's words of each sentence, sorted."""

    exact: list[tuple[str, ...]]
    whole: list[str]
    claim: list[str]
    keys: list[frozenset[str]]

    @classmethod
    def of(cls, sentences: Sequence[SentenceScore]) -> _Side:
        exact = [words(sentence.text) for sentence in sentences]
        claims = [claim_words(sentence) for sentence in sentences]
        return cls(
            exact,
            [" ".join(sorted(found)) for found in exact],
            [" ".join(sorted(found)) for found in claims],
            [frozenset(found) for found in exact],
        )


def align(old: Sequence[SentenceScore], new: Sequence[SentenceScore]) -> Alignment:
    """Say which sentences of two versions are the same ones.

    Raises
    ------
    InputError
        When rapidfuzz is not installed.
    """
    a, b = _Side.of(old), _Side.of(new)
    pairs = list(_same(a, b))
    left = _left(len(old), {p.old for p in pairs}), _left(len(new), {p.new for p in pairs})
    if all(left):
        pairs += _edited(a, b, *left, _in_one_gap(pairs, len(old), len(new)))
    return _with_parts(a, b, pairs)


def _left(number: int, taken: set[int]) -> list[int]:
    return [place for place in range(number) if place not in taken]


def _same(a: _Side, b: _Side) -> Iterator[Pair]:
    """Pair the sentences of the same words; where they stand several times, in their order."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, found in enumerate(b.exact):
        places[found].append(place)
    waiting = {found: iter(listed) for found, listed in places.items()}
    for place, found in enumerate(a.exact):
        partner = next(waiting.get(found, iter(())), None)
        if partner is not None:
            yield Pair(place, partner, same=True)


def _in_one_gap(pairs: list[Pair], old: int, new: int) -> set[tuple[int, int]]:
    """Return the places of sentences that each stand alone between the same two neighbours."""
    partner = {pair.old: pair.new for pair in pairs} | {-1: -1, old: new}
    gaps = ((i, partner[i - 1] + 1) for i in range(old) if i - 1 in partner)
    return {(i, j) for i, j in gaps if i not in partner and partner.get(i + 1) == j + 1}


def _edited(
    a: _Side, b: _Side, old: list[int], new: list[int], gaps: set[tuple[int, int]]
) -> list[Pair]:
    fuzz = _fuzz()
    edited, alone = settings().alignment["edited"], settings().alignment["alone"]
    found = []
    for i, j in _candidates(a, b, old, new):
        alike = fuzz.ratio(a.whole[i], b.whole[j])
        if _says_enough(a.claim[i]) and _says_enough(b.claim[j]):
            alike = max(alike, fuzz.ratio(a.claim[i], b.claim[j]))
        if alike >= (alone if (i, j) in gaps else edited):
            # The last two only break ties, alike for both orders of the versions.
            found.append((-alike, abs(i - j), i + j, i, j))
    pairs, taken_old, taken_new = [], set(), set()
    for *_, i, j in sorted(found):
        if i not in taken_old and j not in taken_new:
            pairs.append(Pair(i, j))
            taken_old.add(i)
            taken_new.add(j)
    return pairs


def _with_parts(a: _Side, b: _Side, pairs: list[Pair]) -> Alignment:
    """Look for the sentences left over inside those that were edited, or are left over too."""
    removed = _left(len(a.exact), {pair.old for pair in pairs})
    added = _left(len(b.exact), {pair.new for pair in pairs})
    edited = [pair for pair in pairs if not pair.same]
    split = _held(b, added, a, sorted({*removed, *(pair.old for pair in edited)}))
    merged = _held(a, removed, b, sorted({*added, *(pair.new for pair in edited)}))
    # What is a part is no whole. Two that hold each other are neither.
    split, merged = (
        {part: whole for part, whole in split.items() if whole not in merged},
        {part: whole for part, whole in merged.items() if whole not in split},
    )
    pairs += (Pair(whole, part, part="new") for part, whole in split.items())
    pairs += (Pair(part, whole, part="old") for part, whole in merged.items())
    of_old, of_new = Counter(p.old for p in pairs), Counter(p.new for p in pairs)
    pairs = [_as_part(pair, of_old[pair.old] > 1, of_new[pair.new] > 1) for pair in pairs]
    return Alignment(
        tuple(sorted(pairs)),
        tuple(_left(len(a.exact), {pair.old for pair in pairs})),
        tuple(_left(len(b.exact), {pair.new for pair in pairs})),
    )


def _as_part(pair: Pair, was_split: bool, was_merged: bool) -> Pair:
    """Tell a half of a split sentence from one that was only cut short."""
    if pair.same or was_split == was_merged:
        return Pair(pair.old, pair.new, pair.same)
    return Pair(pair.old, pair.new, part="new" if was_split else "old")


def _held(parts: _Side, loose: list[int], wholes: _Side, places: list[int]) -> dict[int, int]:
    """Return the loose sentences whose claim another sentence holds, each with the one that holds most."""
    if not loose or not places:
        return {}
    fuzz = _fuzz()
    least = settings().alignment["contained"]
    best: dict[int, tuple[float, int]] = {}
    for part, whole in _candidates(parts, wholes, loose, places):
        claim = parts.claim[part]
        if _says_enough(claim) and len(claim) < len(wholes.whole[whole]):
            held = _share_held(fuzz, claim, wholes.whole[whole])
            if held >= least:
                best[part] = min(best.get(part, (0.0, -1)), (-held, whole))
    return {part: whole for part, (_, whole) in sorted(best.items())}


def _share_held(fuzz, part: str, whole: str) -> float:
    """Return how much of a claim's words stand in a sentence, by their letters; 0 to 100."""
    there = whole.split()
    least = settings().alignment["word"]
    total = held = 0
    for word in part.split():
        total += len(word)
        if word in there or any(fuzz.ratio(word, other) >= least for other in there):
            held += len(word)
    return 100 * held / total if total else 0.0


def _candidates(
    a: _Side, b: _Side, old: Sequence[int], new: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share a word which is not too common, each pair once."""
    common = settings().alignment["common"]
    here, there = _places(a, old), _places(b, new)
    seen: set[tuple[int, int]] = set()
    for word, places in here.items():
        partners = there.get(word, ())
        if len(places) + len(partners) <= common:
            seen.update((i, j) for i in places for j in partners)
    yield from sorted(seen)


def _places(side: _Side, chosen: Sequence[int]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place in chosen:
        for word in side.keys[place]:
            places[word].append(place)
    return places


def _says_enough(claim: str) -> bool:
    return len(claim) >= settings().alignment["letters"] and claim.count(" ") >= 2


def _fuzz():
    try:
        from rapidfuzz import fuzz
    except ImportError:
        raise InputError(
            "rapidfuzz is not installed; should be, to find sentences again that were edited: "
            + install("desk")
        ) from None
    return fuzz
