"""Why a claim stands where it does in the queue, in words; the words are data."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from provenance.codebook import GRADES
from provenance.desk.appearance import Appearance, Parts
from provenance.resources import folder


def explain_row(
    lead: Appearance, parts: Parts, topics: tuple[str, ...], appearances: tuple[Appearance, ...]
) -> str:
    """Return why a claim stands where it does.

    Parameters
    ----------
    lead : Appearance
        Where it weighs most.
    parts : Parts
        Of its priority there.
    topics : tuple of str
        The topics that it has a word of.
    appearances : tuple of Appearance
        Everywhere that it stands.
    """
    told = [_source(lead), _checkable(parts.checkable)]
    told += _repeated(lead, appearances)
    told += _weighed(lead, parts, topics)
    return "; ".join(told)


def _source(lead: Appearance) -> str:
    known, unknown = _words()["source"][lead.sourcing]
    words = hedge_of(lead.text) if lead.sourcing == "hedged" else lead.source
    return known.format(words=words) if words else unknown


def hedge_of(text: str) -> str | None:
    """Return the words with which a sentence hands its claim on, if any do.

    Examples
    --------
    >>> hedge_of("The bridge reportedly fell.")
    'reportedly'
    """
    from provenance.document import read
    from provenance.extractors import Kind
    from provenance.extractors.extraction import extract

    for sentence in extract(read(text)).evidence:
        for item in sentence:
            if item.kind is Kind.HEDGE:
                return item.span.of(text)
    return None


def _checkable(probability: float) -> str:
    limits = {float(least): told for least, told in _words()["checkable"].items()}
    return next(limits[least] for least in sorted(limits, reverse=True) if probability >= least)


def _repeated(lead: Appearance, appearances: tuple[Appearance, ...]) -> list[str]:
    words = _words()["repeated"]
    if len(appearances) < 2:
        return []
    articles = len({place.row for place in appearances})
    key, n = ("articles", articles) if articles > 1 else ("places", len(appearances))
    told = [words[key].format(n=f"{n:,}")]
    best = max(appearances, key=lambda place: (place.grade, -place.row))
    if best.grade > GRADES.get(lead.sourcing, 0.0):
        outlet = f", {best.outlet}" if best.outlet and best.row != lead.row else ""
        better = words["better" if best.source else "better_bare"]
        told.append(better.format(source=best.source, **{"class": best.sourcing}, outlet=outlet))
    return told


def _weighed(lead: Appearance, parts: Parts, topics: tuple[str, ...]) -> list[str]:
    words, told = _words()["weighed"], []
    if parts.outlet != 1:
        told.append(
            words["outlet"].format(outlet=lead.outlet or "the outlet", factor=_times(parts.outlet))
        )
    if topics:
        told.append(words["topic"].format(topic="', '".join(topics), factor=_times(parts.topic)))
    if round(parts.freshness, 2) != 1:
        key = "freshness" if lead.day else "undated"
        told.append(words[key].format(day=lead.day, factor=_times(parts.freshness)))
    return told


def _times(factor: float) -> str:
    return f"\u00d7{factor:.2f}".rstrip("0").rstrip(".")


@cache
def _words() -> dict[str, Any]:
    path = folder("datasets") / "desk" / "explanation.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
