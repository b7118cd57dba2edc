"""Which sentences make the same claim.

Two sentences are taken to make the same claim where the shorter one's words stand in the longer, most of
them, and nothing tells them apart: a name, a number or a negation that the other has not. Names of
*both* have to differ for that, since a caption or a summary leaves some out.

Copies with small changes could be found by MinHash (``datasketch``, ``rensa``) or by the distance of
strings (``rapidfuzz``), and would be much the same for a paraphrase and for the same words about somebody
else. Here SciPy's sparse
matrices compare the words, which the Snowball project's stemmer has stemmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.sparse import csr_matrix

from provenance.desk.wording import Wording, settings

_CHUNK = 100_000  # pairs compared at a time
_NAME_STEM = 5  # letters: "Russia" and "Russian" name the same


def same_claim(first: Wording, second: Wording) -> bool:
    """Return whether two claims are the same one.

    Examples
    --------
    >>> from provenance.desk.wording import word_claim
    >>> told = word_claim("The Dellow mill burnt down and two workers were hurt.")
    >>> same_claim(told, word_claim("Two workers hurt as Dellow mill burns down"))
    True
    >>> same_claim(told, word_claim("The Corrin mill burnt down and two workers were hurt."))
    False
    """
    if not first.weights or not second.weights:
        return False
    alike = _alike(_terms([first, second]), np.array([[0, 1]]))
    return bool(alike[0]) and compatible(first, second)


def compatible(first: Wording, second: Wording) -> bool:
    """Return whether nothing tells two claims apart: no name, number or negation.

    Two claims that have no name and number in common, and few words, are told apart by that alone.
    """
    shared = first.weights.keys() & second.weights.keys()
    if any((term in first.denied) != (term in second.denied) for term in shared):
        return False
    if first.numbers - second.numbers and second.numbers - first.numbers:
        return False
    if _other_names(first, second):
        return False
    anchored = shared & (first.names | second.names | first.numbers)
    if anchored:
        return True
    few = len(shared) < settings()["limit"]["anchors"]
    return not (few or first.pronoun or second.pronoun)


def _other_names(first: Wording, second: Wording) -> bool:
    """Whether each names somebody whom the other does not."""
    here, there = _unmatched(first.names, second), _unmatched(second.names, first)
    if here and there:
        return True
    return bool(
        (here and _unmatched(second.openers, first))
        or (there and _unmatched(first.openers, second))
    )


def _unmatched(names: frozenset[str], other: Wording) -> list[str]:
    left = [name for name in names if name not in other.weights]
    if not left:
        return left
    stems = {name[:_NAME_STEM] for name in other.names | other.openers}
    return [name for name in left if name[:_NAME_STEM] not in stems]


def group_claims(claims: Sequence[Wording]) -> np.ndarray:
    """Put together the claims that are the same one.

    Each group has a *leader*, a claim that says most, and every member is the same claim as its leader.

    Parameters
    ----------
    claims : sequence of Wording

    Returns
    -------
    ndarray of int, shape (n_claims,)
        The number of each claim's leader; a claim like no other leads itself.
    """
    alike: dict[tuple, int] = {}
    first_of = np.array(
        [
            alike.setdefault(_key(claim), n) if _says_enough(claim) else n
            for n, claim in enumerate(claims)
        ],
        dtype=np.int64,
    )
    distinct = [n for n in alike.values() if _says_enough(claims[n])]
    # Who says most leads; where two say as much, who stands first.
    distinct.sort(key=lambda n: (-sum(claims[n].weights.values()), n))
    leader = np.arange(len(claims))
    terms = _terms([claims[n] for n in distinct])
    left = np.arange(len(distinct))  # the rows that lead themselves
    for _ in range(settings()["candidates"]["rounds"]):
        found = _join([claims[distinct[n]] for n in left], terms.of(left))
        if not found:
            break
        new = {distinct[left[n]]: distinct[left[m]] for n, m in found.items()}
        _follow(leader, claims, new)
        left = np.array([n for n in left if leader[distinct[n]] == distinct[n]])
    return leader[first_of]


def _says_enough(claim: Wording) -> bool:
    """Whether a claim says enough by itself to be known again."""
    limit = settings()["limit"]
    words = len(claim.weights) - len(claim.names)
    heavy = sum(claim.weights.values()) >= limit["alike"]["weight"]
    return (
        heavy
        and words >= limit["words"]
        and len(claim.weights) <= limit["terms"]
        and compatible(claim, claim)
    )


def _key(claim: Wording) -> tuple:
    return tuple(sorted(claim.weights)), claim.names, claim.denied, claim.pronoun


def _join(claims: Sequence[Wording], terms: _Terms) -> dict[int, int]:
    """Return, for claims that have a leader, which it is; the claims that say most stand first."""
    if len(claims) < 2:
        return {}
    leads: dict[int, int] = {}
    taken: set[int] = set()  # leaders, who follow nobody
    for first, second in _likely(terms):
        if first in leads or second in leads or second in taken:
            continue
        if compatible(claims[first], claims[second]):
            leads[second] = first
            taken.add(first)
    return leads


def _follow(leader: np.ndarray, claims: Sequence[Wording], new: dict[int, int]) -> None:
    """Let groups follow new leaders; a member that is another claim than the new leader stays alone."""
    members = np.flatnonzero(np.isin(leader, list(new)))
    for n in members.tolist():
        ahead = new[int(leader[n])]
        leader[n] = ahead if n in new or same_claim(claims[n], claims[ahead]) else n


@dataclass(frozen=True, eq=False, slots=True)
class _Terms:
    """What claims are compared by: a row a claim, a column a term, in it what the term counts there.

    Attributes
    ----------
    every, plain : csr_matrix
        All terms, and those that are no names.
    every_sum, plain_sum : ndarray of shape (n_claims,)
        What they add up to.
    """

    every: csr_matrix
    plain: csr_matrix
    every_sum: np.ndarray
    plain_sum: np.ndarray

    def of(self, rows: np.ndarray) -> _Terms:
        """Return those of some claims."""
        return _Terms(
            self.every[rows], self.plain[rows], self.every_sum[rows], self.plain_sum[rows]
        )


def _terms(claims: Sequence[Wording]) -> _Terms:
    columns: dict[str, int] = {}
    indices = [columns.setdefault(term, len(columns)) for claim in claims for term in claim.weights]
    weights = [weight for claim in claims for weight in claim.weights.values()]
    starts = np.cumsum([0, *(len(claim.weights) for claim in claims)])
    shape = (len(claims), max(len(columns), 1))
    every = csr_matrix((np.array(weights, np.float32), indices, starts), shape)
    every.data *= _rarity(every)[every.indices]
    special = [term in claim.names for claim in claims for term in claim.weights]
    plain = every.copy()
    plain.data[special] = 0
    plain.eliminate_zeros()
    every.sort_indices()
    plain.sort_indices()
    return _Terms(every, plain, _sums(every), _sums(plain))


def _sums(matrix: csr_matrix) -> np.ndarray:
    return np.asarray(matrix.sum(axis=1), dtype=np.float32).ravel()


def _rarity(matrix: csr_matrix) -> np.ndarray:
    """Return the factor for each column: 1, and less where many rows have it."""
    frequent = settings()["weight"]["frequent"]
    rows = max(matrix.shape[0], 2)
    counts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    factor = np.log(rows / np.maximum(counts, 1)) / np.log(1 / frequent["share"])
    factor[counts < frequent["claims"]] = 1.0
    return np.clip(factor, frequent["least"], 1.0).astype(np.float32)


def _likely(terms: _Terms) -> Iterator[tuple[int, int]]:
    """Yield the pairs of claims that share enough words, the most alike first."""
    pairs = _candidates(terms.every)
    likeness = np.zeros(len(pairs), dtype=np.float32)
    for start in range(0, len(pairs), _CHUNK):
        likeness[start : start + _CHUNK] = _alike(terms, pairs[start : start + _CHUNK])
    alike = np.flatnonzero(likeness)
    pairs, likeness = pairs[alike], likeness[alike]
    yield from map(tuple, pairs[np.lexsort((pairs[:, 1], pairs[:, 0], -likeness))].tolist())


def _alike(terms: _Terms, pairs: np.ndarray) -> np.ndarray:
    """Return how alike the words of pairs are, in [0, 1]; 0 below the limits."""
    limit = settings()["limit"]
    ways = (limit["alike"], limit["short"])
    first, second = pairs.T
    shared = _sums(terms.every[first].minimum(terms.every[second]))
    a, b = terms.every_sum[first], terms.every_sum[second]
    smaller, both = np.minimum(a, b), a + b - shared
    enough = np.stack(
        [
            (shared >= way["smaller"] * smaller)
            & (shared >= way["both"] * both)
            & (shared >= way["weight"])
            for way in ways
        ]
    )
    left = np.flatnonzero(enough.any(axis=0))  # a few, which are looked at once more
    first, second = first[left], second[left]
    common = terms.plain[first].minimum(terms.plain[second])
    least = np.minimum(terms.plain_sum[first], terms.plain_sum[second])
    plain = _sums(common) / np.maximum(least, 1e-9)
    words = np.diff(common.indptr)
    right = np.zeros(len(left), dtype=bool)
    for way, fits in zip(ways, enough[:, left], strict=True):
        right |= fits & (plain >= way["plain"]) & (words >= way["words"])
    likeness = np.zeros(len(pairs), dtype=np.float32)
    likeness[left[right]] = shared[left[right]] / both[left[right]]
    return likeness


def _candidates(matrix: csr_matrix) -> np.ndarray:
    """Return pairs of rows with two of their rarest columns in common, the lower row first.

    Returns
    -------
    ndarray of int, shape (n_pairs, 2)
        At most ``neighbours`` for each row and each two of its ``rarest`` columns.
    """
    chosen = settings()["candidates"]
    rare = _rarest(matrix, chosen["rarest"])
    keys, rows = [], []
    for a, b in combinations(range(rare.shape[1]), 2):
        here = np.flatnonzero(rare[:, b] >= 0)
        keys.append(rare[here, a] * matrix.shape[1] + rare[here, b])
        rows.append(here)
    key, row = np.concatenate(keys), np.concatenate(rows)
    order = np.lexsort((row, key))
    key, row = key[order], row[order]
    size = matrix.shape[0]
    found = []
    for step in range(1, chosen["neighbours"] + 1):
        same = np.flatnonzero(key[step:] == key[:-step])
        found.append(row[same] * size + row[same + step])
    pairs = np.unique(np.concatenate(found))
    return np.stack((pairs // size, pairs % size), axis=1)


def _rarest(matrix: csr_matrix, number: int) -> np.ndarray:
    """Return the rarest columns of each row, rising; -1 where there are no more.

    Columns of a single row are left out.
    """
    counts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rank = np.empty(len(counts), dtype=np.int64)  # of a column among all, the rarest first
    rank[np.lexsort((np.arange(len(counts)), counts))] = np.arange(len(counts))
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    kept = counts[matrix.indices] > 1
    row, ranks = row[kept], rank[matrix.indices[kept]]
    order = np.lexsort((ranks, row))
    row, ranks = row[order], ranks[order]
    begins = np.searchsorted(row, np.arange(matrix.shape[0]))
    place = np.arange(len(row)) - begins[row]
    few = place < number
    rare = np.full((matrix.shape[0], number), -1, dtype=np.int64)
    rare[row[few], place[few]] = ranks[few]
    return rare
