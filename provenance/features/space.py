"""The named features a model knows, and how rows become numbers."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from provenance.features.bundles import Bundle
from provenance.features.ngrams import NgramColumns
from provenance.features.rows import GROUPS, Row

# Raised when the meaning of a feature changes, so that a model trained before is refused.
FEATURES_VERSION = 2

NGRAM_PREFIX = "ngram:"
_REMEMBERED = 1 << 17
_COLUMN = np.dtype(np.int32)


class SparseRows(NamedTuple):
    """Rows of numbers in compressed form.

    Attributes
    ----------
    indices : ndarray of int32, shape (n_entries,)
        Columns; one that a row holds twice counts twice.
    values : ndarray of float32, shape (n_entries,)
    starts : ndarray of int32, shape (n_rows + 1,)
        Row ``i`` holds the entries ``starts[i]`` to ``starts[i + 1] - 1``.
    """

    indices: np.ndarray
    values: np.ndarray
    starts: np.ndarray

    def row(self, index: int) -> SparseRows:
        """Return one row by itself."""
        low, high = self.starts[index : index + 2].tolist()
        starts = np.array([0, high - low], dtype=np.int32)
        return SparseRows(self.indices[low:high], self.values[low:high], starts)


@dataclass(frozen=True, eq=False)
class FeatureSpace:
    """An ordered vocabulary of features, by group.

    Parameters
    ----------
    names_by_group : dict of str to tuple of str
        The features of each group of :data:`~provenance.features.rows.GROUPS`.
    weights : dict of str to float
        What a feature of each group is worth: the more, the less the penalty holds it back. The
        n-grams of a sentence share theirs, as the Euclidean length of their vector.
    """

    names_by_group: dict[str, tuple[str, ...]]
    weights: dict[str, float]

    def __len__(self) -> int:
        return sum(map(len, self.names_by_group.values()))

    def __reduce__(self):
        # The tables made from the names stay behind: a copy makes its own.
        return FeatureSpace, (self.names_by_group, self.weights)

    @cached_property
    def names(self) -> list[str]:
        """The name of every column."""
        return [
            NGRAM_PREFIX + name if group == "ngrams" else name
            for group in GROUPS
            for name in self.names_by_group[group]
        ]

    @cached_property
    def _bundles(self) -> list[_PackedColumns]:
        """The columns of bundles, for each group but the n-grams."""
        found, first = [], 0
        for group in GROUPS[:-1]:
            found.append(_PackedColumns(self.names_by_group[group], first))
            first += len(self.names_by_group[group])
        return found

    @cached_property
    def _ngrams(self) -> NgramColumns:
        names = self.names_by_group["ngrams"]
        return NgramColumns(names, len(self) - len(names))

    @cached_property
    def _column_weights(self) -> np.ndarray:
        return np.repeat(
            [self.weights[group] for group in GROUPS],
            [len(self.names_by_group[group]) for group in GROUPS],
        )

    def sparse(self, rows: list[Row]) -> SparseRows:
        """Return rows in compressed form."""
        core, detail, context = (columns.__getitem__ for columns in self._bundles)
        # Columns are kept as the bytes of their numbers, which are joined faster than numbers are.
        packed = [
            b"".join([*map(core, row.core), *map(detail, row.detail), *map(context, row.context)])
            for row in rows
        ]
        sizes = np.empty((len(rows), 2), dtype=np.int64)
        sizes[:, 0] = list(map(len, packed))
        sizes[:, 0] //= _COLUMN.itemsize
        grams, sizes[:, 1] = self._ngrams.find([row.words for row in rows])
        sizes = sizes.ravel()
        is_gram = np.tile([False, True], len(rows)).repeat(sizes)
        indices = np.empty(len(is_gram), dtype=_COLUMN)
        indices[~is_gram] = np.frombuffer(b"".join(packed), dtype=_COLUMN)
        indices[is_gram] = grams
        norms = np.ones(len(sizes))
        norms[1::2] = np.sqrt(sizes[1::2])
        values = self._column_weights.take(indices) / norms.repeat(sizes)
        starts = np.zeros(len(rows) + 1, dtype=np.int32)
        starts[1:] = sizes.cumsum()[1::2]
        return SparseRows(indices, values.astype(np.float32), starts)


class _PackedColumns(dict):
    """The columns of bundles, as bytes: looked up by their names once, then remembered."""

    def __init__(self, names: tuple[str, ...], first: int):
        super().__init__()
        self._index = {name: i for i, name in enumerate(names, start=first)}

    def __missing__(self, bundle: Bundle) -> bytes:
        if len(self) >= _REMEMBERED:
            self.clear()
        index = self._index
        found = self[bundle] = _packed(*(index[name] for name in bundle if name in index))
        return found


def _packed(*columns: int) -> bytes:
    return struct.pack(f"={len(columns)}i", *columns)
