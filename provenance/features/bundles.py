"""What the feature files share: bundles of names, and the buckets that numbers fall into.

A feature is a name; a sentence has it or has it not. Names come in *bundles*, tuples that depend on
a few small values, so that each is made once and remembered however many sentences have it.
"""

from __future__ import annotations

from functools import lru_cache

from provenance.attribution import Attributed, Basis

Bundle = tuple[str, ...]

_SHARES = ((0.0, "none"), (0.2, "little"), (0.6, "half"), (0.85, "most"))
_REMEMBERED = 1 << 16

remembered = lru_cache(maxsize=_REMEMBERED)


def bucket(value: int, edges: tuple[int, ...]) -> str:
    """Name the bucket that a count falls into."""
    for edge in edges:
        if value <= edge:
            return f"<={edge}"
    return f">{edges[-1]}"


def share_name(share: float) -> str:
    """Name how much of a sentence is quoted."""
    for edge, name in _SHARES:
        if share <= edge:
            return name
    return "all"


def own_signature(attributed: Attributed) -> str:
    """Return the class of the source that the sentence itself states, or ``none``."""
    attribution = attributed.attribution
    if attribution is None or attribution.basis is not Basis.STATED or attribution.source is None:
        return "none"
    return attribution.source.type.value
