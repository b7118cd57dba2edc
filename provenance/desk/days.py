"""The day of a date as articles give it; one that could be two days is none.

ISO 8601 is read first, then a year, month and day in that order, then dates with the month's name. Of
"13/06/2024" only one order makes a date. "05/06/2024" is May to some and June to others: it is missing.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[\sT])")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})(?=$|[\s,T])")
_ZONE = re.compile(r"(?<=:\d\d)((?: ?[AaPp][Mm])?) [A-Z]{3,5}$")
_MONTH = re.compile(r"(?i)(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")


def days(dates: pd.Series) -> pd.Series:
    """Return the day of each date, NaT where it cannot be read for sure.

    Times are left out: the day is the one where the article was dated, not the one of UTC.

    Parameters
    ----------
    dates : Series of str, date, datetime or int
        An integer, or a string of digits, is a day if it is one as ``YYYYMMDD``.

    Returns
    -------
    Series of datetime64

    Examples
    --------
    >>> import pandas as pd
    >>> told = ["2024-05-01T23:30-05:00", "1 May 2024", 20240501, "31/12/2024"]
    >>> days(pd.Series(told)).dt.strftime("%d.%m.").tolist()
    ['01.05.', '01.05.', '01.05.', '31.12.']
    >>> days(pd.Series(["05/06/2024", "now", None])).isna().tolist()
    [True, True, True]
    """
    import pandas as pd

    known: dict[Any, date | None] = {}
    found = []
    for told in dates.astype(object):
        if isinstance(told, str):
            if told not in known:
                known[told] = _of_text(told.strip())
            found.append(known[told])
        else:
            found.append(_of_value(told))
    # In seconds, since nanoseconds reach only from 1677 to 2262.
    return pd.Series(np.array(found, dtype="datetime64[s]"), index=dates.index)


def _of_value(told: Any) -> date | None:
    """Return the day of what is no string."""
    if told is None or told != told or isinstance(told, bool):
        return None
    if isinstance(told, datetime):
        return told.date()
    if isinstance(told, date):
        return told
    if isinstance(told, Real):
        # A column of numbers with gaps is one of floats.
        return _of_text(str(int(told))) if abs(told) < 1e9 and told == int(told) else None
    return _of_text(str(told))


def _of_text(told: str) -> date | None:
    if told.isdecimal():
        match = _COMPACT.fullmatch(told)
        return _day(*match.groups()) if match else None
    if match := _YEAR_FIRST.match(told):
        return _day(*match.groups())
    if match := _YEAR_LAST.match(told):
        first, _, second, year = match.groups()
        return _of_either(int(first), int(second), year)
    try:
        return datetime.fromisoformat(told).date()
    except ValueError:
        # Without a month's name pandas guesses an order, or takes the day of the run.
        return _of_words(told) if _MONTH.search(told) and re.search(r"\d", told) else None


def _of_either(first: int, second: int, year: str) -> date | None:
    """Return the day of two numbers and a year, where only one order of day and month makes one."""
    if len(year) == 2 or (first <= 12 and second <= 12 and first != second):
        return None
    return _day(year, *sorted((first, second)))


def _of_words(told: str) -> date | None:
    import pandas as pd

    # The name of a time zone says nothing about the day, and not every name is known.
    found = pd.to_datetime(_ZONE.sub(r"\1", told), errors="coerce")
    return None if found is pd.NaT else found.date()


def _day(year: int | str, month: int | str, day: int | str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
