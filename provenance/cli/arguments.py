"""Kinds of values that the options of several commands take."""

from __future__ import annotations

import argparse
from collections.abc import Callable

NARROWEST = 20
"""The fewest columns that text can be laid out in."""


def at_least(least: int) -> Callable[[str], int]:
    """Return what reads a whole number that is no smaller."""

    def number(value: str) -> int:
        if not value.isdecimal() or int(value) < least:
            raise argparse.ArgumentTypeError(f"{value!r} is not a whole number of at least {least}")
        return int(value)

    return number


def share(value: str) -> float:
    """Read a share or a probability."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 0 to 1")
    return number
