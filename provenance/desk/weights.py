"""What a desk weighs: the numbers of ``datasets/desk/priority.toml``, and a desk's own in their place."""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from provenance.codebook import CLASSES
from provenance.errors import InputError
from provenance.resources import folder

_CLAIMING = tuple(name for name in CLASSES if name != "no_claim")
# The tables of a file of weights, and what each holds; a name that ends in a dot holds further names.
_TABLES = {
    "weakness": frozenset(_CLAIMING),
    "repetition": frozenset(("step", "most")),
    "outlet": frozenset(("other", "names")),
    "topic": frozenset(("default", "words")),
    "freshness": frozenset(("half_life_days", "floor", "undated")),
    "filter": frozenset(("checkable", "score")),
}
_FREE = frozenset((("outlet", "names"), ("topic", "words")))
# What is a share, and so at most 1.
_SHARES = frozenset(
    (("freshness", "floor"), ("freshness", "undated"), ("filter", "checkable"), ("filter", "score"))
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What a desk weighs; :mod:`provenance.desk.priority` says how.

    Attributes
    ----------
    weakness : dict of str to float
        How weakly a sentence of each class is sourced, in [0, 1].
    repetition_step, repetition_most : float
    outlets : dict of str to float
        By name; case does not matter.
    other_outlet : float
        For outlets that are not listed, and for articles without one.
    topics : dict of str to float
        By word or words, in any inflection.
    half_life_days, floor : float
        Of freshness; a half-life of 0 leaves it out.
    undated : float or None
        The freshness of articles without a date; None is the mean of those that have one.
    checkable, score : float
        A claim heads a row of the queue when it is at least so checkable, and scores at most so much.
    """

    weakness: Mapping[str, float]
    repetition_step: float
    repetition_most: float
    other_outlet: float
    half_life_days: float
    floor: float
    undated: float | None
    checkable: float
    score: float
    outlets: Mapping[str, float] = field(default_factory=dict)
    topics: Mapping[str, float] = field(default_factory=dict)

    def with_changes(
        self,
        topics: Mapping[str, float] | None = None,
        outlets: Mapping[str, float] | None = None,
        checkable: float | None = None,
        score: float | None = None,
    ) -> Weights:
        """Return these weights with more topics and outlets, and other limits.

        Raises
        ------
        InputError
            When a weight cannot be used.
        """
        for told, given in (("topic", topics), ("outlet", outlets)):
            for name, weight in (given or {}).items():
                _check_number(f"the weight of {told} {name!r}", weight)
                if not isinstance(name, str) or not name.strip():
                    raise InputError(f"a {told} is {name!r}; should be a name")
        limits = {"checkable": checkable, "score": score}
        given_limits = {name: value for name, value in limits.items() if value is not None}
        for name, value in given_limits.items():
            _check_number(name, value, 1.0)
        return replace(
            self,
            topics={**self.topics, **(topics or {})},
            outlets={**self.outlets, **(outlets or {})},
            **given_limits,
        )


def load_weights(path: str | os.PathLike | None = None) -> Weights:
    """Return the default weights, those of a file in place of them where it has any.

    Parameters
    ----------
    path : str or path, optional
        A TOML file with tables like those of ``datasets/desk/priority.toml``.

    Raises
    ------
    InputError
        When the file cannot be read, or has a name or a number that it should not have.

    Examples
    --------
    >>> load_weights().weakness["hedged"]
    1.0
    """
    tables = _defaults()
    if path is not None:
        own = _checked(_read(Path(path)), str(path))
        tables = {name: {**tables[name], **own.get(name, {})} for name in tables}
    repetition, freshness = tables["repetition"], tables["freshness"]
    return Weights(
        weakness=tables["weakness"],
        repetition_step=repetition["step"],
        repetition_most=repetition["most"],
        other_outlet=tables["outlet"]["other"],
        outlets=tables["outlet"].get("names", {}),
        topics=tables["topic"].get("words", {}),
        half_life_days=freshness["half_life_days"],
        floor=freshness["floor"],
        undated=freshness.get("undated"),
        **tables["filter"],
    )


def default_topic_weight(path: str | os.PathLike | None = None) -> float:
    """Return what a topic weighs that is given without a weight."""
    tables = _defaults() if path is None else _checked(_read(Path(path)), str(path))
    return tables.get("topic", {}).get("default", _defaults()["topic"]["default"])


@cache
def _defaults() -> dict[str, dict[str, Any]]:
    path = folder("datasets") / "desk" / "priority.toml"
    return _checked(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"{path} cannot be read: {reason}; should be a file of weights") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not TOML: {error}; should be a file of weights") from None


def _checked(tables: dict[str, Any], told: str) -> dict[str, dict[str, Any]]:
    for table, values in tables.items():
        if table not in _TABLES or not isinstance(values, dict):
            raise InputError(
                f"{told} has {table!r}; should be a table, one of {', '.join(_TABLES)}"
            )
        for name, value in values.items():
            if name not in _TABLES[table]:
                raise InputError(
                    f"{told} has {name!r} in [{table}]; should be one of "
                    f"{', '.join(sorted(_TABLES[table]))}"
                )
            _check_value(f"{told}: {table}.{name}", table, name, value)
    return tables


def _check_value(told: str, table: str, name: str, value: Any) -> None:
    if (table, name) in _FREE:
        if not isinstance(value, dict):
            raise InputError(f"{told} is {value!r}; should be a table of names and weights")
        for key, weight in value.items():
            _check_number(f"{told}.{key}", weight)
        return
    share = table == "weakness" or (table, name) in _SHARES
    _check_number(told, value, 1.0 if share else math.inf)


def _check_number(told: str, value: Any, most: float = math.inf) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        wanted = "a number of 0 or more" if most == math.inf else f"a number from 0 to {most:g}"
        raise InputError(f"{told} is {value!r}; should be {wanted}")
    if not math.isfinite(value):
        raise InputError(f"{told} is {value!r}; should be finite")
