"""Findings as JSON: an object with a list of articles, each with its findings and their places."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from provenance.desk.standards.checked import Checked
from provenance.desk.standards.choosing import Standards
from provenance.desk.standards.finding import Finding

VERSION = 1


def render(results: Sequence[Checked], standards: Standards) -> str:
    """Return the findings as JSON; offsets are code points, lines and columns count from 1."""
    found = {"version": VERSION, "articles": [_article(result) for result in results]}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _article(result: Checked) -> dict[str, Any]:
    return {
        "file": result.file,
        "record": result.record,
        "id": result.article.id,
        "findings": [_finding(result, finding) for finding in result.findings],
    }


def _finding(result: Checked, finding: Finding) -> dict[str, Any]:
    start, end = result.places(finding.span)
    return {
        **finding.to_dict(),
        "text": finding.span.of(result.article.text),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }
