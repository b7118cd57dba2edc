"""Where a command writes: to standard output or a file, how wide, and whether in colour."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from provenance.errors import InputError

STANDARD = "-"
"""What stands for standard input and standard output."""

_WIDEST = 100


def write(text: str, out: str = STANDARD) -> None:
    """Write what programs read, which is UTF-8 whatever the terminal's encoding is.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    # Backslashes stand only for the odd bytes of a file name, and are right in JSON.
    data = text.encode("utf-8", "backslashreplace")
    if out == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        Path(out).write_bytes(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{out} cannot be written: {reason}; should be a file name") from None


def is_input(out: str | None, sources: Iterable[str]) -> bool:
    """Return whether a file to write is one of those that are read, which would be lost."""
    if out in (None, STANDARD):
        return False
    return Path(out).resolve() in {Path(name).resolve() for name in sources if name != STANDARD}


def in_color(choice: str) -> bool:
    """Return whether to use colours, by what was chosen of ``auto``, ``always`` and ``never``."""
    if choice != "auto":
        return choice == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def columns(width: int | None) -> int:
    """Return the columns to fill: those asked for, or else the terminal's, but no more than reads well."""
    return width or min(shutil.get_terminal_size().columns, _WIDEST)
