"""The output folder: what may stand in it, and what of it a new run may throw away.

While a run goes on, everything lies in ``_unfinished``, a name that readers of data sets skip. What
stands beside it is whole, and ``run.json``, which is written last, says that all of it is there.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from provenance.corpus import durable
from provenance.corpus.formats import FORMATS
from provenance.corpus.schema import COMPRESSIONS, Layout
from provenance.errors import InputError

RUN = "run.json"
WORK = "_unfinished"
STATE = "state.sqlite"

# Whatever the format, these are the names that a run gives.
TABLE_NAMES: frozenset[str] = frozenset(
    name
    for format, compressions in COMPRESSIONS.items()
    for compression in compressions
    for name in FORMATS[format].names(Layout(format, compression)).values()
)


def check(out: Path, restart: bool) -> None:
    """Check that a run may begin, or go on, in a folder.

    Raises
    ------
    InputError
        When it is a file, its own folder is missing, it holds files of somebody else, or it holds a
        finished run that is not to be thrown away.
    """
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is a file; should be a folder, which is made if it is not there")
    if not out.exists():
        if not out.parent.is_dir():
            raise InputError(
                f"{out.parent} is no folder; should be one, for {out.name} to stand in"
            )
        return
    if not is_finished(out) and not (out / WORK).is_dir():
        others = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
        if others:
            raise InputError(
                f"{out} holds {_told(others)}; should be an empty or new folder, or hold a run "
                "of this program"
            )
    if is_finished(out) and not restart and not (out / WORK / STATE).exists():
        with suppress(OSError):
            os.rmdir(out / WORK)  # empty, where the run was killed at its very end
        raise finished(out)


def finished(out: Path) -> InputError:
    """Return the complaint that a folder holds a finished run."""
    return InputError(
        f"{out} holds a finished run; should be another folder, or throw that run away with restart (--restart)"
    )


def is_finished(out: Path) -> bool:
    """Return whether a folder holds a finished run."""
    try:
        about = json.loads((out / RUN).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(about, dict) and "schema_version" in about


def check_alone(out: Path) -> None:
    """Check that nothing stands where an unfinished run will put its tables."""
    taken = sorted(TABLE_NAMES.intersection(path.name for path in out.iterdir()))
    if taken:
        raise InputError(
            f"{out} holds {_told(taken)} beside an unfinished run; should hold nothing of these "
            "names: move them away"
        )


def clear(out: Path) -> None:
    """Throw away what runs have written, finished or not, but not the state.

    ``run.json`` goes first, so that what is left of a finished run is never taken for all of it.
    """
    _unlink(out / RUN)
    durable.sync_folder(out)
    for folder in (out, out / WORK):
        for name in sorted(TABLE_NAMES | {RUN}):
            _remove(folder / name)
        durable.sync_folder(folder)


def remove_work(out: Path) -> None:
    """Remove the working folder of a run that is done; the state goes last."""
    work = out / WORK
    _unlink(work / RUN)
    _unlink(work / f"{STATE}-journal")  # spent; SQLite leaves that of a killed run
    _unlink(work / STATE)
    os.rmdir(work)
    durable.sync_folder(out)


def holds_tables(work: Path) -> bool:
    """Return whether a run has begun to write in its working folder."""
    return any((work / name).exists() for name in TABLE_NAMES)


def _remove(path: Path) -> None:
    """Remove a table: its file, or the files of its parts and their folder."""
    if not path.is_dir():
        _unlink(path)
        return
    for file in sorted(path.iterdir()):
        if file.suffix == ".parquet" or file.name.startswith("."):
            os.unlink(file)
    if any(path.iterdir()):
        raise InputError(
            f"{path} holds {_told(sorted(file.name for file in path.iterdir()))}; should hold "
            "nothing but what a run has written: move the rest away"
        )
    os.rmdir(path)


def _unlink(path: Path) -> None:
    if path.exists():
        os.unlink(path)


def _told(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
