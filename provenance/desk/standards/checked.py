"""An article that was checked: its findings, and where they stand for an editor."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from provenance.desk.article import DeskArticle
from provenance.desk.standards.finding import Finding
from provenance.document import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Position(NamedTuple):
    """A place as editors count: line and column from 1, a column a code point."""

    line: int
    column: int


@dataclass(frozen=True, eq=False)
class Checked:
    """An article with its findings.

    Attributes
    ----------
    file : str
        Where it comes from, as given; ``"-"`` for standard input.
    article : DeskArticle
    findings : tuple of Finding
    record : int or None
        The line or row of the file that holds the article, where the file holds many; ``None`` where the
        file is the article, and places in the article are places in the file.
    """

    file: str
    article: DeskArticle
    findings: tuple[Finding, ...]
    record: int | None = None

    def position(self, offset: int) -> Position:
        """Return where an offset into the article's text stands in it.

        Examples
        --------
        >>> import provenance
        >>> article = DeskArticle("a", provenance.score("One.\\n\\nTwo."))
        >>> Checked("a.txt", article, ()).position(6)
        Position(line=3, column=1)
        """
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def places(self, span: Span) -> tuple[Position, Position]:
        """Return where a span begins, and where the first code point behind it stands."""
        return self.position(span.start), self.position(span.end)

    def words(self, span: Span) -> str:
        """Return the words of a span, on one line."""
        return " ".join(span.of(self.article.text).split())

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.article.text))]
