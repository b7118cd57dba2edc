"""Text for a cell of a spreadsheet, which would run some of it as a formula.

An article can hold anything: a claim that begins with ``=HYPERLINK(`` must not become a link in the hands
of whoever opens the queue. OWASP's advice on CSV injection is the source of the characters and the remedy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def defused(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy whose strings no spreadsheet takes for a formula.

    A string that begins with ``=``, ``+``, ``-``, ``@``, their full-width forms, a tab or a line end gets
    an apostrophe in front. Numbers stay numbers, below 0 too; the index and the columns' names stay.

    Examples
    --------
    >>> import pandas as pd
    >>> defused(pd.DataFrame({"text": ["=1+1", "One."], "score": [-0.5, 1.0]})).values.tolist()
    [["'=1+1", -0.5], ['One.', 1.0]]
    """
    return frame.map(
        lambda value: f"'{value}" if isinstance(value, str) and value.startswith(_STARTS) else value
    )
