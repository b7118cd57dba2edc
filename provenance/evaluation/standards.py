"""How often the findings of ``provenance check`` are right, on real articles that were read.

Findings were drawn by a fixed seed, read, and judged: is it true of the article, and would an editor agree
that it breaks the rule? The judgements are kept as pointers, in ``datasets/standards/judgements.csv``, with no
word of the articles, and with the number of the draw they belong to. A rule that was mended was judged again
on a later draw, and only its last draw counts. This finds and draws the findings again, looks the judgements
up, and counts. A finding that was never read, since a rule or the model has changed, is told as unread, and
not counted.

``python -m provenance.evaluation.standards FOLDER`` prints the drawn findings in their articles, to be read.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.data.corpora import read_corpus
from provenance.data.labels import label_rows
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.resources import folder

if TYPE_CHECKING:
    from provenance.desk.article import DeskArticle
    from provenance.desk.standards import Finding
    from provenance.scoring import Scorer

TASK = "standards findings"
DRAWN = 40  # findings of each rule
# The seed of the order of the articles, and of each draw. Draw 2 was read before its rule was mended.
_ORDER, _SEEDS = "1", {"1": "4", "3": "6"}
# AllSides in that order: by the first 2,000 articles the rules were mended last, and none of them is read here;
# by the first 3,700 they were made, and what lies behind was fresh then. Draw 1 took from the first 200 of
# these where they had enough, draw 3 from what lies behind 4,300.
_MENDED_BY, _MADE_BY, _FRESH, _FIRST = 2000, 3700, 4300, 200
# Rules of which draw 3 left out every article in which a finding of any rule had been read.
_UNREAD_ONLY = frozenset({"anonymous-without-reason"})


@dataclass(frozen=True, eq=False)
class Drawn:
    """A finding that was drawn to be read.

    Attributes
    ----------
    article : DeskArticle
        Its id is that of the corpus and the document.
    finding : Finding
    verdict : str
        ``right``, ``wrong``, or empty where nobody has read it.
    """

    article: DeskArticle
    finding: Finding
    verdict: str


@dataclass(frozen=True, eq=False)
class Reading:
    """The findings of a rule, drawn to be read.

    Attributes
    ----------
    rule : str
    rate : float
        Findings in 100 articles of AllSides.
    found : int
        Findings that it was drawn from.
    drawn : list of Drawn
    """

    rule: str
    rate: float
    found: int
    drawn: list[Drawn]

    @property
    def judged(self) -> list[bool]:
        """Of each drawn finding that was read, whether it is right."""
        return [item.verdict == "right" for item in self.drawn if item.verdict]


def standards(setting: Setting) -> list[Outcome]:
    """Measure the precision of each rule's findings, on those that were drawn and read.

    "Found on 100 articles" is told of the articles of AllSides by which no rule was made.
    """
    outcomes: list[Outcome] = []
    for reading in read_findings(setting.corpora, setting.scorer):
        judged = reading.judged
        figures = {
            "found on 100 articles": reading.rate,
            "findings drawn": len(reading.drawn),
            "findings read": len(judged),
        }
        if judged:
            figures["precision"] = sum(judged) / len(judged)
        outcomes += [
            Outcome(TASK, f"{reading.rule}: {name}", "provenance", float(value))
            for name, value in figures.items()
        ]
    return outcomes


def read_findings(corpora: Path, scorer: Scorer) -> list[Reading]:
    """Find, draw, and look the judgements up; a :class:`Reading` a rule."""
    from provenance.desk.standards import standards as chosen

    rules = chosen(select=["all"])
    found: dict[str, list[_Found]] = {standard.name: [] for standard in rules.active}
    told_of = 0  # articles of AllSides
    for article, scored in _scored(_articles(corpora), scorer):
        told_of += article.counts
        for finding in rules.check(scored):
            found[finding.rule].append(_Found(article, scored, finding))
    return [_reading(name, items, told_of) for name, items in found.items()]


def _reading(name: str, found: list[_Found], articles: int) -> Reading:
    draw = last_draw(name)
    known = {at: row["verdict"] for at, row in _rows().items() if at[0] == name and at[4] == draw}
    drawn = _first_draw(found) if draw == "1" else _later_draw(name, found)
    items = [
        Drawn(item.scored, item.finding, known.get((*item.pointer, draw), "")) for item in drawn
    ]
    rate = 100 * sum(item.article.counts for item in found) / articles if articles else 0.0
    return Reading(name, rate, len(found), items)


def _first_draw(found: list[_Found]) -> list[_Found]:
    near = [item for item in found if item.article.lot == "first"]
    far = [item for item in found if item.article.lot in ("then fresh", "fresh")]
    drawn = _draw(near, DRAWN, "1")
    return drawn + _draw(far, DRAWN - len(drawn), "1")


def _later_draw(name: str, found: list[_Found]) -> list[_Found]:
    """Draw from articles that were fresh when the rule was mended, then from those it was made by at first."""
    if name in _UNREAD_ONLY:
        touched = {at[1] for at in _rows() if at[4] == "1"}
        before = {at[:4] for at in _rows() if at[4] == "2"}
        found = [
            item for item in found if item.article.id not in touched and item.pointer not in before
        ]
    drawn = _draw([item for item in found if item.article.lot == "fresh"], DRAWN, "3")
    seen = [item for item in found if item.article.lot == "made by"]
    return drawn + _draw(seen, DRAWN - len(drawn), "3")


def pointer(article: DeskArticle, finding: Finding) -> tuple[str, str, str, str]:
    """Return what a judgement is known by: rule, article, and where the finding stands."""
    return finding.rule, article.id, str(finding.span.start), str(finding.span.end)


@cache
def _rows() -> dict[tuple[str, ...], dict[str, str]]:
    """The judgements, by pointer and draw."""
    path = folder("datasets") / "standards" / "judgements.csv"
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    return {
        (row["rule"], row["article"], row["start"], row["end"], row["draw"]): row for row in rows
    }


def last_draw(rule: str) -> str:
    """Return the number of a rule's last draw, the one that counts."""
    return max((at[4] for at in _rows() if at[0] == rule), default="1")


def judgements() -> dict[tuple[str, str, str, str], str]:
    """Return the verdict on each finding that was read in the last draw of its rule."""
    return {at[:4]: row["verdict"] for at, row in _rows().items() if at[4] == last_draw(at[0])}


def _draw(found: list[_Found], count: int, draw: str) -> list[_Found]:
    """Draw by a hash, so that a finding more or less does not change all the others."""
    seed = _SEEDS[draw]
    return sorted(found, key=lambda item: _hash(seed, *item.pointer))[: max(0, count)]


def _hash(*parts: str) -> bytes:
    return blake2b("/".join(parts).encode("utf-8"), digest_size=8).digest()


@dataclass(frozen=True, slots=True)
class _Article:
    id: str
    text: str
    publisher: str
    title: str | None
    lot: str = ""

    @property
    def counts(self) -> bool:
        """Whether the rate of findings is told of it."""
        return self.id.startswith("allsides/") and self.lot != "made by"


@dataclass(frozen=True, eq=False, slots=True)
class _Found:
    article: _Article
    scored: DeskArticle
    finding: Finding

    @property
    def pointer(self) -> tuple[str, str, str, str]:
        return pointer(self.scored, self.finding)


def _articles(corpora: Path) -> Iterator[_Article]:
    """The articles to read, each with its lot, in a fixed order: of AllSides, then of the other two.

    No outlet of the labels' test part is among them, and no test part of a corpus.
    """
    rows = [row for row in label_rows() if row["corpus"] == "allsides" and row["part"] == "test"]
    tested = {row["document"] for row in rows}
    every = list(_read("allsides", corpora))
    outlets = {article.publisher for article in every if _document(article) in tested}
    allowed = [article for article in every if article.publisher not in outlets]
    ordered = sorted(allowed, key=lambda item: _hash(_ORDER, _document(item)))
    for number, article in enumerate(ordered[_MENDED_BY:], _MENDED_BY):
        yield replace(article, lot=_lot(number))
    others = [
        article
        for name in ("newsdiscourse", "polnear")
        for article in _read(name, corpora, "train")
    ]
    others.sort(key=lambda item: _hash(_ORDER, item.id.split("#")[0]))
    for number, article in enumerate(others):
        yield replace(article, lot="fresh" if number % 2 else "made by")


def _lot(number: int) -> str:
    if number < _MADE_BY:
        return "made by"
    if number < _MADE_BY + _FIRST:
        return "first"
    return "then fresh" if number < _FRESH else "fresh"


def _read(corpus: str, corpora: Path, split: str | None = None) -> Iterator[_Article]:
    for article in read_corpus(corpus, corpora):
        if split is None or article.split == split:
            yield _Article(
                f"{corpus}/{article.id}", article.text, article.outlet, article.title or None
            )


def _document(article: _Article) -> str:
    return article.id.split("/", 1)[1]


def _scored(articles: Iterable[_Article], scorer: Scorer) -> Iterator[tuple[_Article, DeskArticle]]:
    from provenance.desk.article import DeskArticle

    for article in articles:
        score = scorer.score(article.text)
        yield article, DeskArticle(article.id, score, article.title, publisher=article.publisher)


def told(drawn: Drawn, around: int = 200) -> str:
    """Return a finding in its article, for somebody to read.

    Parameters
    ----------
    drawn : Drawn
    around : int
        Characters of the article to show on either side.
    """
    article, finding = drawn.article, drawn.finding
    start, end = finding.span
    before, behind = article.text[max(0, start - around) : start], article.text[end : end + around]
    lines = [
        f"{article.id} {start}-{end} [{drawn.verdict or 'unread'}]",
        f"  headline: {article.headline}",
        f"  {finding.message}",
        f"  ...{before}>>>{finding.span.of(article.text)}<<<{behind}...".replace("\n", " / "),
    ]
    if finding.related is not None:
        low = max(0, finding.related.start - around)
        lines.append(f"  and: {article.text[low : finding.related.end + 80]}".replace("\n", " / "))
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the drawn findings of each rule, or of those that are named, in their articles."""
    from provenance.scoring import load

    corpora, *rules = arguments
    for reading in read_findings(Path(corpora), load()):
        if not rules or reading.rule in rules:
            print(f"\n== {reading.rule}: {len(reading.drawn)} of {reading.found}\n")
            for number, item in enumerate(reading.drawn):
                print(f"[{number}] {told(item)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
