"""What a reader tells beside the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from provenance.corpus.columns import ColumnsTaken


def _ignore(_: Any) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told what.

    Attributes
    ----------
    columns : callable
        Given the columns of a file once they are chosen; a file without columns tells nothing.
    skipped : callable
        Given the name of each file in a folder or an archive that is of no format to read.
    """

    columns: Callable[[ColumnsTaken], None] = _ignore
    skipped: Callable[[str], None] = _ignore
