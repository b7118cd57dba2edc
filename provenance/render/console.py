"""The console that text for a terminal is made with: it adds nothing to an article's own words."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console

_NARROWEST = 20


def plain_console(file: TextIO, width: int, color: bool) -> Console:
    """Return a console that takes no mark-up, emoji or numbers for anything but text.

    Parameters
    ----------
    file : text file
    width : int
        Columns to fill; 20 where it is less.
    color : bool
        Whether to write colours, whatever the file is.
    """
    return Console(
        file=file,
        width=max(width, _NARROWEST),
        force_terminal=color,
        force_jupyter=False,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
