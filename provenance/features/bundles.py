"""What the feature files share: bundles of names, and the buckets that numbers fall into.

A feature is a name; a sentence has it or has it not. Names come in *bundles*, tuples that depend on
a few small values, so that each is made once and remembered however many sentences have it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps

Names = tuple[str, ...]

_REMEMBERED = 1 << 16

remembered = lru_cache(maxsize=_REMEMBERED)


class Bundle(tuple):
    """Names of features that come together.

    A bundle is looked up far more often than made, so it is equal to itself alone: to look it up
    costs the same however many names it holds.
    """

    __slots__ = ()
    __eq__, __ne__, __hash__ = object.__eq__, object.__ne__, object.__hash__


NOTHING = Bundle()


def bundled(names: Callable[..., Names]) -> Callable[..., Bundle]:
    """Make a function that returns names return a remembered bundle of them."""

    @remembered
    @wraps(names)
    def bundle(*values) -> Bundle:
        return Bundle(names(*values))

    return bundle


@remembered
def bucket(value: int, edges: tuple[int, ...]) -> str:
    """Name the bucket that a count falls into."""
    for edge in edges:
        if value <= edge:
            return f"<={edge}"
    return f">{edges[-1]}"
