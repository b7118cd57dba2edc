"""Sources in the plural where the article shows one.

"Mine to close, **sources say**", and in the story only "a source". Readers take the plural for more than one
person.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.desk.standards.draft import Draft
from provenance.desk.standards.matching import coverage, keys
from provenance.desk.standards.rule import Hit, Rule
from provenance.desk.standards.voices import Voice, grouped
from provenance.desk.standards.words import words

# From this share of its words on, another sentence tells the same thing.
_SAME = 0.4
_MOST = 60  # mentions of one kind of source that are compared, so that time stays linear


def find(draft: Draft) -> Iterator[Hit]:
    """Yield the plural, once for each kind of source of which the article shows one."""
    voices = [voice for voice in draft.voices if voice.sentence in draft.body]
    single = _only_one(voices)
    headline = draft.article.headline or ""
    if single is not None and draft.plural_headline:
        span = draft.headline_span or single.span
        yield Hit(span, {"source": headline, "single": single.text}, single.span)
        return
    by_head: dict[str, list[Voice]] = {}
    for voice in voices:
        by_head.setdefault(voice.head, []).append(voice)
    for plural in (voice for alike in by_head.values() for voice in alike[:_MOST]):
        if plural.number != "bare" or plural.relayed:
            continue
        if plural.head in words("loose_heads") and not plural.knows:
            continue
        alike = by_head[plural.head][:_MOST]
        alone = _taken_up(draft, plural, alike)
        if alone is None and (plural.knows or not plural.described):
            alone = _told_alone(draft, plural, alike)
        if alone is not None:
            told = {"source": plural.text, "single": alone.text}
            yield Hit(plural.span, told, alone.span)
            return


def _only_one(voices: list[Voice]) -> Voice | None:
    """The one unnamed source of an article that has one, and no crowd of them."""
    groups = grouped(tuple(voices))
    if len(groups) != 1 or groups[0][0].number != "one":
        return None
    return groups[0][0]


def _taken_up(draft: Draft, plural: Voice, alike: list[Voice]) -> Voice | None:
    """The single source in "sources said ... the source said", where no single one was brought in."""
    if any(voice.number in ("one", "counted", "some") for voice in alike):
        return None
    first = next(
        iter(draft.places.get(plural.head, ())), -1
    )  # by a word that nobody is quoted with
    for voice in alike:
        if voice.span > plural.span and voice.number == "definite" and _singular(voice):
            return voice if voice.sentence == first else None
    return None


def _singular(voice: Voice) -> bool:
    return voice.text.casefold() in (
        f"the {voice.head}",
        f"this {voice.head}",
        f"that {voice.head}",
    )


def _told_alone(draft: Draft, plural: Voice, alike: list[Voice]) -> Voice | None:
    """The single source who tells what the plural is said to have told, where no other is there."""
    alike = [voice for voice in alike if voice.span != plural.span]
    if len(alike) != 1 or alike[0].number != "one" or alike[0].relayed:
        return None
    if alike[0].text.split()[0].casefold() in ("another", "one"):
        return None
    told = keys(draft.forms(plural.sentence))
    again = keys(draft.forms(alike[0].sentence))
    return alike[0] if coverage(told, again) >= _SAME else None


RULE = Rule("plural-sources-one-shown", find)
