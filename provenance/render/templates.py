"""Pages are made of Jinja templates; here they get their filters, colours and shared parts."""

from __future__ import annotations

import base64
import hashlib
import math
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from provenance.codebook import CODEBOOK, Sourcing
from provenance.render.marks import visible
from provenance.render.palette import (
    CLASS_LOOKS,
    EDGE,
    GROUNDS,
    INK,
    KIND_LOOKS,
    PAPER,
    RULE,
    SEVERITY_LOOKS,
    SOFT,
)


@lru_cache(maxsize=4)
def template(package: str, name: str) -> Template:
    """Return a template of a package, which may import ``parts.html.j2``."""
    return _environment().from_string(_source(name, package))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_source),
    )
    environment.filters |= {
        "visible": visible,
        "number": number,
        "plain_number": plain_number,
        "csp_hash": csp_hash,
    }
    environment.globals |= {
        "classes": CLASS_LOOKS,
        "meanings": {name: CODEBOOK[Sourcing(name)] for name in CLASS_LOOKS},
        "looks": KIND_LOOKS,
        "severities": SEVERITY_LOOKS,
        "plain": {"paper": PAPER, "ink": INK, "soft": SOFT, "rule": RULE, "edge": EDGE},
        "grounds": GROUNDS,
    }
    return environment


def _source(name: str, package: str = "provenance.render") -> str:
    return (resources.files(package) / name).read_text("utf-8")


def csp_hash(content: str) -> str:
    """Return the hash by which a page's policy allows its one style sheet, or script, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def number(score: float) -> str:
    """Return a score for showing; a dash for NaN."""
    return "–" if math.isnan(score) else f"{score:.2f}"  # noqa: RUF001 (a dash is meant)


def plain_number(value: float | None) -> str:
    """Return a number for a script to sort by; nothing for None and NaN."""
    return "" if value is None or math.isnan(value) else f"{value:.6g}"
