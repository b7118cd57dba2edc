"""The rules that are looked for, with what each tells: what a configuration comes down to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.desk.standards.draft import Draft
from provenance.desk.standards.finding import Finding
from provenance.desk.standards.packs import Pack, Phrases, check_severity, load_pack, pack_names
from provenance.desk.standards.phrase_rule import phrase_rule
from provenance.desk.standards.registry import BY_NAME, RULES
from provenance.desk.standards.rule import Rule
from provenance.desk.standards.texts import rule_texts
from provenance.errors import InputError

if TYPE_CHECKING:
    from provenance.desk.article import DeskArticle

ALL, DEFAULT = "all", "default"


@dataclass(frozen=True, slots=True)
class Standard:
    """A rule that is looked for, and what it tells.

    Attributes
    ----------
    rule : Rule
    title, severity, message, advice, reference : str
    """

    rule: Rule
    title: str
    severity: str
    message: str
    advice: str
    reference: str

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.rule.name


@dataclass(frozen=True, slots=True)
class Standards:
    """The rules that are looked for.

    Attributes
    ----------
    active : tuple of Standard
    """

    active: tuple[Standard, ...]

    def check(self, article: DeskArticle) -> tuple[Finding, ...]:
        """Return the findings in an article, in order of place."""
        draft = Draft(article)
        found = [
            Finding(
                standard.name,
                standard.severity,
                hit.span,
                standard.message.format_map(_Told(hit.told)),
                standard.advice.format_map(_Told(hit.told)),
                standard.reference,
                hit.related,
            )
            for standard in self.active
            for hit in standard.rule.find(draft)
        ]
        order = {standard.name: number for number, standard in enumerate(self.active)}
        return tuple(sorted(found, key=lambda item: (item.span, order[item.rule])))


class _Told(dict):
    """What a message names; a brace that names nothing stays as it is."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def standards(
    packs: Sequence[str | Pack] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    severity: dict[str, str] | None = None,
) -> Standards:
    """Choose the rules to look for.

    Parameters
    ----------
    packs : sequence of str or Pack, optional
        Of whose rules; every shipped pack by default. A name, a file, or a pack.
    select : iterable of str, optional
        These rules alone; ``"all"`` stands for every rule of the packs, ``"default"`` for those that are on
        by themselves, which are looked for when nothing is selected.
    ignore : iterable of str, optional
        Not these.
    severity : dict of str to str, optional
        Other severities, by rule.

    Returns
    -------
    Standards

    Raises
    ------
    InputError
        When there is no such pack or rule.

    Examples
    --------
    >>> [standard.name for standard in standards(packs=["nyt"], ignore=["anonymous-opinion"]).active]
    ['anonymous-without-reason', 'boilerplate-reason']
    """
    chosen = [
        load_pack(pack) if isinstance(pack, str) else pack
        for pack in (pack_names() if packs is None else packs)
    ]
    known = [rule.name for rule in RULES if any(rule.name in pack.rules for pack in chosen)]
    own = {phrases.name: phrases for pack in chosen for phrases in pack.phrases}
    on = {name for name in known if rule_texts()[name].default} | set(own)
    wanted = _wanted(select, {*known, *own}, on)
    unwanted = _named(ignore, {*known, *own, *BY_NAME}, "ignore")
    changed = dict(severity or {})
    _named(changed, {*known, *own, *BY_NAME}, "severity")
    for name, value in changed.items():
        check_severity(value, f"severity of {name}")
    active = [_shipped(name, chosen, changed) for name in known if name in wanted - unwanted]
    active += [_own(own[name], changed) for name in own if name in wanted - unwanted]
    return Standards(tuple(active))


def _wanted(select: Iterable[str] | None, known: set[str], on: set[str]) -> set[str]:
    if select is None:
        return on
    named = _named(select, {*known, ALL, DEFAULT}, "select")
    groups = {ALL: known, DEFAULT: on}
    return {rule for name in named for rule in groups.get(name, {name})}


def _named(names: Iterable[str], known: set[str], option: str) -> set[str]:
    found = {names} if isinstance(names, str) else set(names)
    unknown = sorted(found - known)
    if unknown:
        raise InputError(
            f"{option} is {unknown[0]!r}, which is no rule of the packs; should be one of "
            f"{', '.join(sorted(known))}"
        )
    return found


def _shipped(name: str, packs: list[Pack], changed: dict[str, str]) -> Standard:
    text = rule_texts()[name]
    entries = [pack.rules[name] for pack in packs if name in pack.rules]
    severity, advice = text.severity, text.advice
    for entry in entries:
        severity, advice = entry.get("severity", severity), entry.get("advice", advice)
    references = [entry["reference"] for entry in entries if "reference" in entry]
    return Standard(
        BY_NAME[name],
        text.title,
        changed.get(name, severity),
        text.message,
        advice,
        " ".join(references),
    )


def _own(phrases: Phrases, changed: dict[str, str]) -> Standard:
    return Standard(
        phrase_rule(phrases),
        phrases.name,
        changed.get(phrases.name, phrases.severity),
        phrases.message,
        phrases.advice,
        phrases.reference,
    )
