"""Kinds of values that the options of several commands take."""

from __future__ import annotations

import argparse
import codecs
import math
from collections.abc import Callable
from datetime import date
from typing import Any

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


def weight(value: str) -> float:
    """Read a weight, which is 0 or more."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number < math.inf:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of 0 or more")
    return number


def day(value: str) -> date:
    """Read a date."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a date such as 2024-05-31") from None


def encoding(value: str) -> str:
    """Read the name of an encoding of text."""
    try:
        codecs.lookup(value)
        "".encode(value)  # refuses what is no encoding of text, such as base64
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(
            f"{value!r} is not an encoding that Python knows, such as utf-8, cp1252 or utf-16"
        ) from None
    return value


def add_encoding(group: Any) -> None:
    """Add the option that names the encoding of articles."""
    group.add_argument(
        "--encoding",
        type=encoding,
        default="utf-8",
        metavar="NAME",
        help="of the articles, such as cp1252 (default: utf-8, or what a byte order mark says)",
    )
