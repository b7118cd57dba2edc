"""A rule: a name, and a function that finds in a draft what the rule is about.

The rule's texts and its severity are data, in ``datasets/standards/rules.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from provenance.desk.standards.draft import Draft
from provenance.document import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found.

    Attributes
    ----------
    span : Span
        The words that the finding is about.
    told : dict of str to str
        What the rule's message names in braces: ``{source}``, ``{words}`` ...
    related : Span or None
        Another place of the text that the finding rests on.
    """

    span: Span
    told: dict[str, str] = field(default_factory=dict)
    related: Span | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A standard that can be looked for.

    Attributes
    ----------
    name : str
        Its name in the configuration, in output, and in ``datasets/standards/rules.toml``.
    find : callable
        Takes a :class:`Draft` and yields hits, in any order.
    """

    name: str
    find: Callable[[Draft], Iterator[Hit]]
