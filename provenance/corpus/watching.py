"""Who is told how far a run is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.corpus.columns import ColumnsTaken


class Watcher:
    """Is told how far a run is, and does nothing about it; others derive from it."""

    def columns(self, taken: ColumnsTaken) -> None:
        """Take note of the columns of a file."""

    def skipped(self, file: str) -> None:
        """Take note of a file in a folder that is of no format to read."""

    def begin(self, done: int) -> None:
        """Take note that the work begins, after so many articles of an earlier run."""

    def advance(self, articles: int, sentences: int, set_aside: int) -> None:
        """Take note that so many more are done with; those set aside are among the articles."""
