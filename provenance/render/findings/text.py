"""Findings for a person: a line each, as compilers and linters write them, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from provenance.desk.standards.checked import Checked
from provenance.desk.standards.choosing import Standards
from provenance.desk.standards.finding import SEVERITIES, Finding
from provenance.render.marks import visible


def render(results: Sequence[Checked], standards: Standards) -> str:
    """Return the findings as text, ``FILE:LINE:COLUMN: severity: rule: message``, with the advice below.

    In a file of many articles the line of the file comes first, and then the line in the article.
    """
    lines = [
        line
        for result in results
        for finding in result.findings
        for line in (visible(_line(result, finding)), f"    {visible(finding.advice)}")
    ]
    return "\n".join((*lines, _summary(results))) + "\n"


def _line(result: Checked, finding: Finding) -> str:
    line, column = result.position(finding.span.start)
    where = result.file if result.record is None else f"{result.file}:{result.record}"
    message = " ".join(finding.message.split())
    return f"{where}:{line}:{column}: {finding.severity}: {finding.rule}: {message}"


def _summary(results: Sequence[Checked]) -> str:
    counts = Counter(finding.severity for result in results for finding in result.findings)
    articles = _counted(len(results), "article")
    if not counts:
        return f"No findings in {articles}."
    parts = ", ".join(_counted(counts[name], name) for name in reversed(SEVERITIES) if counts[name])
    return f"{_counted(counts.total(), 'finding')} ({parts}) in {articles}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
