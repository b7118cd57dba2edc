"""Values of records as strings: ids, and what is carried along."""

from __future__ import annotations

import json
import math
from datetime import date, time
from typing import Any


class BadId(ValueError):
    """An id is of a kind that cannot name a record."""


def as_text(value: Any) -> str | None:
    """Return a carried value as a string; None when it is missing.

    Lists and objects are written as JSON, dates and times in ISO form.

    Examples
    --------
    >>> [as_text(value) for value in ("x", "", float("nan"), 12, True, ["a", "b"])]
    ['x', None, None, '12', 'true', '["a", "b"]']
    """
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return None if math.isnan(value) else repr(value)
    if isinstance(value, (date, time)):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def as_id(value: Any) -> str | None:
    """Return an id as a string; None when it is missing, blank or not a number.

    A whole number is written as one also where it is stored with a point, as columns of whole
    numbers with gaps are.

    Raises
    ------
    BadId
        For a list, an object, true and false.

    Examples
    --------
    >>> [as_id(value) for value in ("a1", 12, 12.0, " ", None)]
    ['a1', '12', '12', None, None]
    """
    if isinstance(value, (bool, list, dict, tuple)):
        raise BadId(f"the id is {kind(value)}; should be a string or a number")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    told = as_text(value)
    return None if told is None or told.isspace() else told


def kind(value: Any) -> str:
    """Return what JSON calls the kind of a value, with its article."""
    if isinstance(value, bool):
        return "true" if value else "false"
    for types, name in (((int, float), "a number"), ((list, tuple), "a list"), (dict, "an object")):
        if isinstance(value, types):
            return name
    return f"a {type(value).__name__}"


def is_missing(value: Any) -> bool:
    """Return whether a value is null or NaN."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def lone_surrogate(text: str) -> str | None:
    """Return the first half of a surrogate pair that stands alone in a text, None if there is none."""
    if text.isascii():
        return None
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return text[error.start]
    return None
