"""The formats that the output can have: one a file, each with an encoder and a writer.

``encode`` runs where the articles are scored, maybe in another process, and makes a payload of some
rows. A ``Writer`` runs in the process that owns the output; it puts the payloads of a part into its
files so that they hold the same bytes however the rows were split into payloads.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any, Protocol

from provenance.corpus.formats import csv, jsonl, parquet


class Writer(Protocol):
    """What writes the tables' files into a folder, part by part.

    It is made by ``Writer(folder, layout)`` and writes nothing before :meth:`resume`.
    """

    def resume(self, states: Iterable[dict[str, Any]]) -> None:
        """Begin after the parts whose commits gave these states; what lies beyond is dropped."""

    def append(self, table: str, payload: Any) -> None:
        """Add rows of a table to the part at hand."""

    def commit(self, part: int) -> dict[str, Any]:
        """Bring the part at hand to the disk; return what must be known to go on after it."""

    def finish(self) -> None:
        """Complete the files; a table without rows gets one, too."""

    def close(self) -> None:
        """Let go of the files, complete or not."""


FORMATS: dict[str, ModuleType] = {"parquet": parquet, "jsonl": jsonl, "csv": csv}
"""Each has ``encode(table, columns, layout)``, ``Writer`` and ``names(layout)``, its files' names."""
