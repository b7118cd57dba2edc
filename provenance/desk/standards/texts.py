"""What the rules tell: their titles, severities, messages and advice, from ``datasets/standards/rules.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from provenance.resources import folder


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule tells.

    Attributes
    ----------
    name, title, severity, message, advice : str
        The message may name in braces what the rule found.
    default : bool
        Whether the rule is looked for when nobody names it.
    why_off : str
        Why it is not, else empty.
    """

    name: str
    title: str
    severity: str
    message: str
    advice: str
    default: bool
    why_off: str = ""


@cache
def rule_texts() -> dict[str, RuleText]:
    """Return the texts of every shipped rule, by name."""
    path = folder("datasets") / "standards" / "rules.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: RuleText(name, **entry) for name, entry in table.items()}
