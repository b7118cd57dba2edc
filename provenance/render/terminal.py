"""A scored article as text for a terminal, in colour or without."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from provenance.codebook import CHECKABLE
from provenance.extractors import Kind
from provenance.render.console import plain_console
from provenance.render.marks import paragraphs, segments, visible
from provenance.render.palette import CLASS_LOOKS, KIND_LOOKS
from provenance.scoring.ledger import SourceTally
from provenance.scoring.risk import CAUTION, LIKENESS
from provenance.scoring.scores import ArticleScore, SentenceScore

# Below this width the margin holds a class's letter only.
_ROOMY = 60
_BAR = 60


def render(
    article: ArticleScore,
    *,
    title: str | None = None,
    width: int = 80,
    color: bool = False,
    evidence: bool = True,
    explain: bool = False,
    only: Sequence[SentenceScore] | None = None,
) -> str:
    """Show an article with its sentences' classes, scores and evidence.

    Parameters
    ----------
    article : ArticleScore
    title : str, optional
        What to call it.
    width : int
        Columns to fill, at least 20.
    color : bool
        Whether to use colours. Without them, evidence is bracketed: ``[reportedly]{hedge}``.
    evidence : bool
        Whether to mark evidence inside the sentences.
    explain : bool
        Whether to add each sentence's explanation.
    only : sequence of SentenceScore, optional
        Show these sentences, in this order, and nothing but them.

    Returns
    -------
    str
        Lines, without any control character of the article's own.

    Examples
    --------
    >>> print(render(ArticleScore("", ())))
    Nothing to score.
    <BLANKLINE>
    """
    sheet = _Sheet(width, color)
    if not article:
        sheet.add(Text("Nothing to score."))
        return sheet.text()
    body = _Body(sheet, article, evidence, explain)
    if only is not None:
        for sentence in only:
            body.sentence(sentence)
        return sheet.text()
    _summary(sheet, article, title)
    _risk(sheet, article)
    _sources(sheet, article)
    for paragraph in paragraphs(article):
        sheet.add(Text())
        for sentence in paragraph:
            body.sentence(sentence)
    _legend(sheet, article, evidence)
    return sheet.text()


class _Sheet:
    """Lines of styled text, wrapped to a width."""

    def __init__(self, width: int, color: bool) -> None:
        self.color = color
        self._file = io.StringIO()
        self._console = plain_console(self._file, width, color)
        self.width = self._console.width

    def add(self, body: Text, margin: Text | None = None, indent: int = 0) -> None:
        """Add a text, its lines indented, with ``margin`` standing in the indent of the first."""
        lead = margin or Text()
        lines = body.wrap(self._console, self.width - indent) or [Text()]
        for line in lines:
            line.rstrip()
            row = Text.assemble(lead, " " * (indent - lead.cell_len), line)
            row.rstrip()
            self._console.print(row, soft_wrap=True)
            lead = Text()

    def flow(self, parts: Iterable[Text]) -> None:
        """Add short texts side by side, breaking lines only between them."""
        row = Text()
        for part in parts:
            if row and row.cell_len + 2 + part.cell_len > self.width:
                self.add(row)
                row = Text()
            row = Text("  ").join([row, part]) if row else part
        self.add(row)

    def text(self) -> str:
        return self._file.getvalue()


class _Body:
    """The sentences of an article, each with its class and score in the margin."""

    def __init__(self, sheet: _Sheet, article: ArticleScore, evidence: bool, explain: bool) -> None:
        self._sheet = sheet
        self._evidence = evidence
        self._explain = explain
        self._digits = max(2, len(str(len(article) - 1)))

    def sentence(self, sentence: SentenceScore) -> None:
        margin = self._margin(sentence)
        indent = margin.cell_len + 1
        self._sheet.add(self._text(sentence), margin, indent)
        if self._explain:
            for line in sentence.explain().lines:
                told = Text(visible(line), style="dim")
                self._sheet.add(told, Text(" " * (indent - 2) + "-", style="dim"), indent)

    def _margin(self, sentence: SentenceScore) -> Text:
        look = CLASS_LOOKS[sentence.sourcing]
        label = f" {look.label:<12}" if self._sheet.width >= _ROOMY else ""
        star = "*" if sentence.checkable >= CHECKABLE else " "
        return Text.assemble(
            (f"{sentence.index:>{self._digits}} ", "dim"),
            (f"{look.mark}{label} {_number(sentence.score):>4}", look.terminal),
            star,
        )

    def _text(self, sentence: SentenceScore) -> Text:
        if not self._evidence:
            return Text(visible(sentence.text))
        text = Text()
        for part in segments(sentence.text, sentence.evidence, sentence.span.start):
            words = visible(part.text)
            if self._sheet.color:
                text.append(words)
                for kind in part.kinds:
                    text.stylize(KIND_LOOKS[kind].terminal, len(text) - len(words))
            else:
                text.append("[" * sum(KIND_LOOKS[kind].bracketed for kind in part.opens))
                text.append(words)
                for kind in part.closes:
                    if KIND_LOOKS[kind].bracketed:
                        text.append(f"]{{{KIND_LOOKS[kind].tag}}}")
        return text


def _summary(sheet: _Sheet, article: ArticleScore, title: str | None) -> None:
    if title:
        sheet.add(Text(visible(title), style="bold"))
    claims = sum(sentence.sourcing != "no_claim" for sentence in article)
    checkable = sum(sentence.checkable >= CHECKABLE for sentence in article)
    counts = f"{_counted(len(article), 'sentence')}, {_counted(claims, 'claim')}"
    score = (_number(article.score), "bold")
    sheet.add(Text.assemble("Score ", score, f"   {counts}, {checkable} checkable"))
    sheet.add(_bar(article.shares, min(sheet.width, _BAR), sheet.color))
    sheet.flow(
        Text(f"{look.mark} {look.label} {article.shares[name]:.0%}", look.terminal)
        for name, look in CLASS_LOOKS.items()
        if article.shares.get(name)
    )


def _risk(sheet: _Sheet, article: ArticleScore) -> None:
    if article.risk is None:
        return
    value = (_number(article.risk.value), "bold")
    sheet.add(Text())
    sheet.add(Text.assemble("Risk ", value, f"   {LIKENESS}; {CAUTION}"))
    for driver in article.risk.drivers:
        sheet.add(Text(str(driver), style="dim"), Text(f"  {driver.sign}", style="dim"), indent=4)


def _bar(shares: dict[str, float], width: int, color: bool) -> Text:
    bar = Text()
    done = 0.0
    for name, share in shares.items():
        done += share
        cells = round(done * width) - len(bar)
        look = CLASS_LOOKS[name]
        if color:
            bar.append(look.mark.ljust(cells)[:cells], f"reverse {look.terminal}")
        else:
            bar.append(look.mark * cells)
    return bar


def _sources(sheet: _Sheet, article: ArticleScore) -> None:
    for heading, named in (("Named sources", True), ("Unnamed sources", False)):
        tallies = [tally for tally in article.sources if tally.named is named]
        if not tallies:
            continue
        share = sum(tally.share for tally in tallies)
        sheet.add(Text())
        sheet.add(Text.assemble((heading, "bold"), f"  {share:.0%} of sourced sentences"))
        for tally in tallies:
            sheet.add(*_source(tally), indent=9)


def _source(tally: SourceTally) -> tuple[Text, Text]:
    look = CLASS_LOOKS[tally.type]
    places = ", ".join(map(str, tally.sentences))
    told = Text.assemble(visible(tally.label), (f"  in {places}", "dim"))
    return told, Text.assemble("  ", (look.mark, look.terminal), f" {tally.share:>4.0%}")


def _legend(sheet: _Sheet, article: ArticleScore, evidence: bool) -> None:
    sheet.add(Text())
    sheet.add(
        Text(
            "Score: 1 where an identified person answers for the claim, 0 where only the "
            "publication does. * a claim that could be checked."
        )
    )
    for kind in _kinds(article, sheet.color) if evidence else ():
        look = KIND_LOOKS[kind]
        tag = look.tag if sheet.color else f"{{{look.tag}}}"
        sheet.add(Text(look.meaning), Text.assemble("  ", (tag, look.terminal)), indent=13)
    sheet.add(Text("Weak sourcing is not falsehood."))


def _kinds(article: ArticleScore, color: bool) -> Iterator[Kind]:
    present = {item.kind for sentence in article for item in sentence.evidence}
    shown = (kind for kind, look in KIND_LOOKS.items() if color or look.bracketed)
    return (kind for kind in shown if kind in present)


def _number(score: float) -> str:
    return "-" if math.isnan(score) else f"{score:.2f}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
