"""Packs: the rules that one handbook asks for, with its reference for each.

A pack is a TOML file, shipped in ``datasets/standards/packs`` or a desk's own. YAML is read as well where
PyYAML is installed. A pack of one's own may change a rule's severity and advice, and add rules that look
for phrases::

    name = "gazette"
    title = "House rules of the Gazette"

    [rules.anonymous-without-reason]
    reference = "House rules, 4: every unnamed source has a reason."
    severity = "error"

    [phrases.told-friends]
    phrases = ["told (friends|associates)"]
    severity = "note"
    message = "“{words}” hides who heard it."
    advice = "Say who heard it."
    reference = "House rules, 7."
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from provenance.desk.standards.finding import SEVERITIES
from provenance.desk.standards.texts import rule_texts
from provenance.errors import InputError, ProvenanceError
from provenance.extras import install
from provenance.resources import folder

_RULE_KEYS = ("reference", "severity", "advice")
_PHRASE_KEYS = ("phrases", "message", "advice", "reference", "severity", "pseudo", "quoted")
_REQUIRED = _PHRASE_KEYS[:4]


@dataclass(frozen=True, slots=True)
class Phrases:
    """A rule of a desk's own, which looks for phrases.

    Attributes
    ----------
    name : str
    phrases, pseudo : tuple of str
        What it looks for, and longer phrases in which that is no finding.
    message, advice, reference, severity : str
    quoted : bool
        Whether it looks inside quotation marks too.
    """

    name: str
    phrases: tuple[str, ...]
    message: str
    advice: str
    reference: str
    severity: str = "warning"
    pseudo: tuple[str, ...] = ()
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules that one handbook asks for.

    Attributes
    ----------
    name, title : str
    rules : dict of str to dict of str to str
        By rule: its ``reference``, and ``severity`` and ``advice`` where they differ.
    phrases : tuple of Phrases
    """

    name: str
    title: str
    rules: dict[str, dict[str, str]] = field(default_factory=dict)
    phrases: tuple[Phrases, ...] = ()


@cache
def pack_names() -> tuple[str, ...]:
    """Return the names of the shipped packs, sorted."""
    root = folder("datasets") / "standards" / "packs"
    return tuple(sorted(path.name.removesuffix(".toml") for path in root.iterdir()))


@cache
def shipped_pack(name: str) -> Pack:
    """Return a shipped pack."""
    path = folder("datasets") / "standards" / "packs" / f"{name}.toml"
    return _pack(tomllib.loads(path.read_text(encoding="utf-8")), f"{name}.toml")


def load_pack(given: str, beside: Path | None = None) -> Pack:
    """Return a pack by its name, or one's own by its file.

    Parameters
    ----------
    given : str
        The name of a shipped pack, or a ``.toml``, ``.yaml`` or ``.yml`` file.
    beside : Path, optional
        The folder that a relative path counts from.

    Raises
    ------
    InputError
        When there is no such pack, or the file breaks the form of packs.
    """
    if given in pack_names():
        return shipped_pack(given)
    path = (beside or Path()) / given
    if path.suffix not in (".toml", ".yaml", ".yml"):
        raise InputError(
            f"pack is {given!r}; should be one of {', '.join(pack_names())}, or a .toml file"
        )
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"pack {given} cannot be read: {reason}; should be a TOML file") from None
    return _pack(_parsed(text, path), given)


def _parsed(text: str, path: Path) -> Any:
    if path.suffix == ".toml":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"pack {path} is not TOML: {error}") from None
    try:
        import yaml
    except ImportError:
        raise InputError(
            f"pack {path} is YAML, and PyYAML is not installed; should be TOML, or: "
            f"{install('desk')}"
        ) from None
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InputError(f"pack {path} is not YAML: {' '.join(str(error).split())}") from None


def _pack(table: Any, told: str) -> Pack:
    if not isinstance(table, dict):
        raise InputError(f"pack {told} is no table; should have a name, and [rules.NAME] tables")
    unknown = [key for key in table if key not in ("name", "title", "rules", "phrases")]
    if unknown:
        raise InputError(
            f"pack {told} has unknown {unknown}; should have name, title, rules, phrases"
        )
    name = _text(table.get("name"), f"pack {told}: name")
    rules = _tables(table.get("rules", {}), f"pack {told}: rules")
    for rule, entry in rules.items():
        _check_rule(rule, entry, told)
    phrases = tuple(
        _phrases(rule, entry, told)
        for rule, entry in _tables(table.get("phrases", {}), f"pack {told}: phrases").items()
    )
    return Pack(name, str(table.get("title", name)), rules, phrases)


def _check_rule(rule: str, entry: dict, told: str) -> None:
    if rule not in rule_texts():
        raise InputError(
            f"pack {told}: {rule!r} is no rule; should be one of {', '.join(rule_texts())}"
        )
    unknown = [key for key in entry if key not in _RULE_KEYS]
    if unknown:
        raise InputError(f"pack {told}: {rule} has unknown {unknown}; should have {_RULE_KEYS}")
    for key, value in entry.items():
        _text(value, f"pack {told}: {rule}: {key}")
    if "advice" in entry:
        text = rule_texts()[rule]
        known = _names(text.message) | _names(text.advice)
        _check_names(entry["advice"], known, f"pack {told}: {rule}: advice")
    check_severity(entry.get("severity", "note"), f"pack {told}: {rule}")


def _phrases(rule: str, entry: dict, told: str) -> Phrases:
    from provenance.desk.standards.words import phrase_matcher

    label = f"pack {told}: {rule}"
    missing = [key for key in _REQUIRED if key not in entry]
    unknown = [key for key in entry if key not in _PHRASE_KEYS]
    if missing or unknown:
        raise InputError(
            f"{label} lacks {missing} and has unknown {unknown}; see the form of packs"
        )
    if rule in rule_texts():
        raise InputError(f"{label} is the name of a shipped rule; should be another name")
    values = dict(entry)
    for key in ("phrases", "pseudo"):
        found = values.setdefault(key, [])
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise InputError(f"{label}: {key} is {found!r}; should be a list of phrases")
        for item in found:
            _check_phrase(item, label)
        values[key] = tuple(item.lower() for item in found)
    for key in ("message", "advice", "reference"):
        _text(values[key], f"{label}: {key}")
    for key in ("message", "advice"):
        _check_names(values[key], {"words"}, f"{label}: {key}")
    check_severity(values.get("severity", "warning"), label)
    try:
        phrase_matcher(rule, values["phrases"], values["pseudo"]).find(["x"])
    except (ProvenanceError, KeyError) as error:
        raise InputError(f"{label}: {error}") from None
    return Phrases(rule, **values)


def _check_phrase(phrase: str, label: str) -> None:
    from provenance.lexicon import check_pattern, word_classes

    try:
        check_pattern(label, phrase.lower(), word_classes())
    except ProvenanceError as error:
        raise InputError(str(error)) from None


def _names(text: str) -> set[str]:
    """What a text names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _check_names(text: str, known: set[str], label: str) -> None:
    """Refuse a text whose braces name what nobody fills in."""
    may = " or ".join(f"{{{name}}}" for name in sorted(known)) or "nothing"
    try:
        unknown = sorted(_names(text) - known)
    except ValueError as error:
        raise InputError(f"{label} is {text!r}: {error}; should name {may} in braces") from None
    if unknown:
        raise InputError(f"{label} names {{{unknown[0]}}}; should name {may} in braces")


def _tables(found: Any, label: str) -> dict[str, dict]:
    if not isinstance(found, dict) or not all(isinstance(entry, dict) for entry in found.values()):
        raise InputError(f"{label} is {found!r}; should be a table of tables")
    return found


def _text(found: Any, label: str) -> str:
    if not isinstance(found, str) or not found:
        raise InputError(f"{label} is {found!r}; should be a text")
    return found


def check_severity(severity: Any, label: str) -> str:
    """Return a severity, when it is one.

    Raises
    ------
    InputError
        When it is none.
    """
    if severity not in SEVERITIES:
        raise InputError(f"{label}: severity is {severity!r}; should be one of {SEVERITIES}")
    return severity
