"""The named features a model knows, and how rows become numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np

from provenance.features.bundles import Bundle
from provenance.features.rows import GROUPS, Row

# Raised when the meaning of a feature changes, so that a model trained before is refused.
FEATURES_VERSION = 1

NGRAM_PREFIX = "ngram:"
_REMEMBERED = 1 << 17


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

    @cached_property
    def names(self) -> list[str]:
        """The name of every column."""
        return [
            NGRAM_PREFIX + name if group == "ngrams" else name
            for group in GROUPS
            for name in self.names_by_group[group]
        ]

    @cached_property
    def _indices(self) -> dict[str, dict[str, int]]:
        indices: dict[str, dict[str, int]] = {}
        first = 0
        for group in GROUPS:
            names = self.names_by_group[group]
            indices[group] = {name: i for i, name in enumerate(names, start=first)}
            first += len(names)
        return indices

    @cached_property
    def _entries(self) -> dict[str, dict[Bundle, tuple[int, ...]]]:
        return {group: {} for group in GROUPS[:-1]}

    def _known(self, group: str, bundle: Bundle) -> tuple[int, ...]:
        """The columns of a bundle, remembered."""
        entries, index = self._entries[group], self._indices[group]
        if len(entries) > _REMEMBERED:
            entries.clear()
        found = entries[bundle] = tuple(index[name] for name in bundle if name in index)
        return found

    def sparse(self, rows: list[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return rows in compressed form; a feature that a row names twice counts twice.

        Returns
        -------
        indices : ndarray of int32, shape (n_entries,)
        values : ndarray of float32, shape (n_entries,)
        starts : ndarray of int32, shape (n_rows + 1,)
            Row ``i`` holds the entries ``starts[i]`` to ``starts[i + 1] - 1``.
        """
        plain = [
            (place, g, self._entries[g], self.weights[g]) for place, g in enumerate(GROUPS[:-1])
        ]
        ngram_index, ngram_weight = self._indices["ngrams"].get, self.weights["ngrams"]
        indices: list[int] = []
        values: list[float] = []
        starts = [0]
        for row in rows:
            for place, group, entries, weight in plain:
                before = len(indices)
                for bundle in row[place]:
                    known = entries.get(bundle)
                    indices += self._known(group, bundle) if known is None else known
                values += [weight] * (len(indices) - before)
            found = [column for column in map(ngram_index, row.ngrams) if column is not None]
            if found:
                indices += found
                values += [ngram_weight / sqrt(len(found))] * len(found)
            starts.append(len(indices))
        return (
            np.array(indices, dtype=np.int32),
            np.array(values, dtype=np.float32),
            np.array(starts, dtype=np.int32),
        )
