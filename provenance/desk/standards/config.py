"""How a desk sets its rules: ``provenance.toml``, or ``[tool.provenance.check]`` in ``pyproject.toml``.

The file is looked for beside an article and in the folders above it. ``provenance.toml`` holds a table
``[check]``; its keys are those of the options of ``provenance check``::

    [check]
    packs = ["ap", "house.toml"]
    select = ["default", "late-attribution"]
    ignore = ["passive-hand-off"]
    fail-on = "error"
    baseline = "known.json"

    [check.severity]
    anonymous-without-reason = "error"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from provenance.desk.standards.choosing import Standards, standards
from provenance.desk.standards.finding import SEVERITIES
from provenance.desk.standards.packs import load_pack, pack_names
from provenance.errors import InputError

FILE, PROJECT_FILE = "provenance.toml", "pyproject.toml"
FAIL_ON = ("never", *SEVERITIES)
_LISTS = ("packs", "select", "ignore")
_KEYS = (*_LISTS, "severity", "fail-on", "baseline")


@dataclass(frozen=True, slots=True)
class Config:
    """How a desk sets its rules.

    Attributes
    ----------
    packs, select : tuple of str or None
        ``None`` where nobody says.
    ignore : tuple of str
    severity : dict of str to str
    fail_on : str or None
    baseline : Path or None
    folder : Path or None
        Where the file stands, which paths in it count from.
    """

    packs: tuple[str, ...] | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: dict[str, str] = field(default_factory=dict)
    fail_on: str | None = None
    baseline: Path | None = None
    folder: Path | None = None

    def standards(self) -> Standards:
        """Return the rules to look for."""
        names = pack_names() if self.packs is None else self.packs
        packs = [load_pack(name, self.folder) for name in names]
        return standards(packs, self.select, self.ignore, self.severity)


def find_config(beside: Path) -> Path | None:
    """Return the nearest configuration, in a folder or above it, or None.

    Of the two files in one folder, ``provenance.toml`` goes first; a ``pyproject.toml`` without the table
    is passed over.
    """
    start = beside.resolve()
    for folder in (start, *start.parents):
        own, project = folder / FILE, folder / PROJECT_FILE
        if own.is_file():
            return own
        if project.is_file() and _table(_toml(project), project) is not None:
            return project
    return None


def read_config(path: Path) -> Config:
    """Read a configuration.

    Raises
    ------
    InputError
        When it cannot be read, is not TOML, or holds what no option is called.
    """
    table = _table(_toml(path), path) or {}
    unknown = [key for key in table if key not in _KEYS]
    if unknown:
        raise InputError(f"{path}: check has unknown {unknown}; should have {', '.join(_KEYS)}")
    for key in _LISTS:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise InputError(f"{path}: {key} is {found!r}; should be a list of names")
    severity, fail_on = table.get("severity", {}), table.get("fail-on")
    if not isinstance(severity, dict):
        raise InputError(f"{path}: severity is {severity!r}; should be a table, a rule a line")
    if fail_on is not None and fail_on not in FAIL_ON:
        raise InputError(f"{path}: fail-on is {fail_on!r}; should be one of {', '.join(FAIL_ON)}")
    baseline = table.get("baseline")
    if baseline is not None and not isinstance(baseline, str):
        raise InputError(f"{path}: baseline is {baseline!r}; should be a file name")
    lists = {key: tuple(table[key]) for key in _LISTS if key in table}
    return Config(
        **lists,
        severity=severity,
        fail_on=fail_on,
        baseline=None if baseline is None else path.parent / baseline,
        folder=path.parent,
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path} cannot be read: {reason}; should be a TOML file") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is not TOML: {error}") from None


def _table(found: Any, path: Path) -> dict[str, Any] | None:
    keys = ("tool", "provenance", "check") if path.name == PROJECT_FILE else ("check",)
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            return None
        found = found[key]
    if not isinstance(found, dict):
        raise InputError(f"{path}: {'.'.join(keys)} is {found!r}; should be a table")
    return found
