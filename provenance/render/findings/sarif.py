"""Findings as SARIF 2.1.0, which editors and code hosts read (OASIS, Static Analysis Results Interchange
Format).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from provenance import __version__
from provenance.desk.standards.baseline import fingerprint
from provenance.desk.standards.checked import Checked
from provenance.desk.standards.choosing import Standard, Standards
from provenance.desk.standards.finding import Finding
from provenance.document import Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_STDIN = "stdin"


def render(results: Sequence[Checked], standards: Standards) -> str:
    """Return the findings as a SARIF log with one run; columns are code points."""
    numbers = {standard.name: number for number, standard in enumerate(standards.active)}
    run = {
        "tool": {
            "driver": {
                "name": "provenance check",
                "version": __version__,
                "rules": [_rule(standard) for standard in standards.active],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(result, finding, numbers[finding.rule])
            for result in results
            for finding in result.findings
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(standard: Standard) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": standard.name,
        "shortDescription": {"text": standard.title},
        "help": {"text": standard.advice},
        "defaultConfiguration": {"level": standard.severity},
    }
    if standard.reference:
        rule["fullDescription"] = {"text": standard.reference}
    return rule


def _result(result: Checked, finding: Finding, number: int) -> dict[str, Any]:
    found = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": finding.severity,
        "message": {"text": f"{finding.message} {finding.advice}"},
        "locations": [_location(result, finding.span)],
        "partialFingerprints": {"provenanceFinding/v1": fingerprint(result, finding)},
    }
    if finding.related is not None:
        found["relatedLocations"] = [_location(result, finding.related)]
    return found


def _location(result: Checked, span: Span) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(result.file)}}
    if result.record is None:
        start, end = result.places(span)
        physical["region"] = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
        }
        return {"physicalLocation": physical}
    # In a file of many articles only the record's line is a place of the file.
    physical["region"] = {"startLine": result.record}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": result.article.id, "kind": "article"}],
        "properties": {"articleStart": span.start, "articleEnd": span.end},
    }


def _uri(file: str) -> str:
    if file == "-":
        return _STDIN
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
