"""Findings that are known and let be: a baseline, since prose has no place for a mark that silences one.

A finding is known by its rule, its words and the sentence they stand in, and not by its place, so that a
paragraph may be put in above it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from provenance.desk.standards.checked import Checked
from provenance.desk.standards.finding import Finding
from provenance.errors import InputError

_VERSION = 1


def fingerprint(checked: Checked, finding: Finding) -> str:
    """Return what a finding is known by, the same wherever in its article it stands."""
    sentences = checked.article.score.sentences
    at = bisect_right(sentences, finding.span.start, key=lambda s: s.span.start) - 1
    around = sentences[at].text if at >= 0 else ""
    parts = (finding.rule, checked.words(finding.span), " ".join(around.split()))
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()


def read_baseline(path: Path) -> Counter[str]:
    """Return how often each fingerprint is known.

    Raises
    ------
    InputError
        When the file cannot be read, or is no baseline.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"baseline {path} cannot be read: {error.strerror}; should be a file that "
            "--write-baseline wrote"
        ) from None
    except ValueError:
        found = None
    known = found.get("findings") if isinstance(found, dict) else None
    sound = isinstance(known, dict) and all(isinstance(count, int) for count in known.values())
    if not sound or found.get("version") != _VERSION:
        raise InputError(f"baseline {path} is none; should be a file that --write-baseline wrote")
    return Counter(known)


def write_baseline(path: Path, results: Iterable[Checked]) -> int:
    """Write every finding into a baseline; return how many there are.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    known = Counter(fingerprint(result, item) for result in results for item in result.findings)
    text = json.dumps({"version": _VERSION, "findings": dict(sorted(known.items()))}, indent=2)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"baseline {path} cannot be written: {error.strerror}; should be a file name"
        ) from None
    return known.total()


def without_known(result: Checked, known: Counter[str]) -> Checked:
    """Return what was checked without the findings that are known, each as often as it is known.

    Parameters
    ----------
    result : Checked
    known : Counter of str
        Is counted down.
    """
    kept = []
    for finding in result.findings:
        mark = fingerprint(result, finding)
        if known[mark] > 0:
            known[mark] -= 1
        else:
            kept.append(finding)
    return replace(result, findings=tuple(kept))
