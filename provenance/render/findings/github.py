"""Findings as workflow commands, which GitHub shows beside the lines they are about.

A command is ``::warning file=F,line=1,col=2,title=T::message``; per cent signs and line ends are escaped
everywhere, colons and commas in the properties.
"""

from __future__ import annotations

from collections.abc import Sequence

from provenance.desk.standards.checked import Checked
from provenance.desk.standards.choosing import Standards
from provenance.desk.standards.finding import Finding

_COMMANDS = {"note": "notice", "warning": "warning", "error": "error"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(results: Sequence[Checked], standards: Standards) -> str:
    """Return the findings as workflow commands, a line each."""
    return "".join(
        _command(result, finding) + "\n" for result in results for finding in result.findings
    )


def _command(result: Checked, finding: Finding) -> str:
    properties = {"file": result.file, **_place(result, finding), "title": finding.rule}
    told = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
    message = f"{finding.message} {finding.advice}"
    if result.record is not None:
        line, column = result.position(finding.span.start)
        message = f"{result.article.id}, {line}:{column}: {message}"
    return f"::{_COMMANDS[finding.severity]} {told}::{message.translate(_DATA)}"


def _place(result: Checked, finding: Finding) -> dict[str, int]:
    if result.record is not None:
        return {"line": result.record}
    start, end = result.places(finding.span)
    place = {"line": start.line, "endLine": end.line}
    if start.line == end.line:  # columns are only allowed within one line
        place |= {"col": start.column, "endColumn": end.column}
    return place
