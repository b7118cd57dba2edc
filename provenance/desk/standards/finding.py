"""A finding: where a draft does otherwise than a newsroom standard asks, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from provenance.document import Span

SEVERITIES = ("note", "warning", "error")
"""From the mildest to the gravest."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that a rule points at.

    Attributes
    ----------
    rule : str
        The rule's name: ``"anonymous-without-reason"``.
    severity : str
        ``"note"``, ``"warning"`` or ``"error"``.
    span : Span
        Where it stands in the article's text, in code points.
    message : str
        What is the matter, in one sentence. It never says that a claim is false.
    advice : str
        What would mend it, in one sentence.
    reference : str
        The handbooks that ask for it, in the project's words.
    related : Span or None
        Another place of the text that the finding rests on, such as the attribution that came late.
    """

    rule: str
    severity: str
    span: Span
    message: str
    advice: str
    reference: str
    related: Span | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain values, ready for JSON."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "start": self.span.start,
            "end": self.span.end,
            "message": self.message,
            "advice": self.advice,
            "reference": self.reference,
            "related": None if self.related is None else list(self.related),
        }
