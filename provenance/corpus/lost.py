"""Whether a folder of scores still has all that was written to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from provenance.corpus.folder import RUN
from provenance.errors import InputError

_SHOWN = 3
# An article that was scored has a sentence, so the parts of these two have the same names.
_BESIDE = {"articles": "sentences", "sentences": "articles"}


def check_rows(folder: Path, table: str, rows: int) -> None:
    """Check that as many rows of a table were read as the run wrote.

    Parameters
    ----------
    folder : Path
        What ``provenance batch`` wrote.
    table : str
    rows : int

    Raises
    ------
    InputError
        When there are fewer or more; it names the files that are missing, where these can be told. A
        folder without ``run.json``, or with one that has no counts, is not checked.
    """
    written = _written(folder, table)
    if written is None or written == rows:
        return
    lost = _lost(folder, table)
    told = f", and {lost} missing" if lost else ", so that files were lost, cut or added"
    raise InputError(
        f"{folder} has {rows:,} rows of the table {table}, where its {RUN} says {written:,}{told}; "
        "should hold all that the run wrote: copy it again, or run 'provenance batch' anew"
    )


def _written(folder: Path, table: str) -> int | None:
    try:
        about = json.loads((folder / RUN).read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError(
            f"{folder / RUN} cannot be read ({error}); should be as 'provenance batch' wrote it"
        ) from None
    counts = about.get("counts") if isinstance(about, dict) else None
    return _count(counts, table) if isinstance(counts, dict) else None


def _count(counts: dict[str, Any], table: str) -> int:
    if table == "set_aside":
        return sum(counts.get("set_aside", {}).values())
    return counts.get("scored" if table == "articles" else "sentences", 0)


def _lost(folder: Path, table: str) -> str:
    beside = folder / _BESIDE.get(table, table)
    names = sorted(path.name for path in beside.glob("*.parquet"))
    lost = [f"{table}/{name}" for name in names if not (folder / table / name).exists()]
    more = f" and {len(lost) - _SHOWN:,} more" if len(lost) > _SHOWN else ""
    verb = " is" if len(lost) == 1 else " are"
    return ", ".join(lost[:_SHOWN]) + more + verb if lost else ""
