from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest

from provenance.desk.days import days

WEST = timezone(timedelta(hours=-5))


def day(told):
    (found,) = days(pd.Series([told], dtype=object))
    return None if found is pd.NaT else f"{found:%Y-%m-%d}"


@pytest.mark.parametrize(
    "told",
    [
        "2024-05-13",
        "2024-05-13T23:30-05:00",
        "2024-05-13 00:10:00+09:00",
        "2024-05-13T10:00:00Z",
        "Mon, 13 May 2024 23:30:00 -0500",
        "Mon, 13 May 2024 23:30:00 EST",
        "May 13, 2024, 11:30 PM EDT",
        "13 May 2024",
        "13/05/2024",
        "05/13/2024 23:30",
        "2024/5/13",
        "20240513",
        20240513,
        20240513.0,
        np.int64(20240513),
        date(2024, 5, 13),
        datetime(2024, 5, 13, 23, 30, tzinfo=WEST),
        pd.Timestamp(datetime(2024, 5, 13, 0, 10, tzinfo=UTC)),
    ],
)
def test_the_day_where_it_was_dated(told):
    assert day(told) == "2024-05-13"


@pytest.mark.parametrize(
    "told",
    [
        "05/06/2024",
        "5.6.2024 10:00",
        "05-06-24",
        "13/06/24",
        "2024-13-45",
        "2024",
        2024,
        1715558400,
        20241350,
        float("inf"),
        True,
        "now",
        "today",
        "10:30",
        "",
        None,
        float("nan"),
        pd.NaT,
    ],
)
def test_what_is_no_day_for_sure(told):
    assert day(told) is None


def test_both_orders_of_one_number_are_one_day():
    assert day("06/06/2024") == "2024-06-06"


@pytest.mark.parametrize("told", ["1066-10-14", "9999-12-31"])
def test_years_far_away(told):
    assert day(told) == told


def test_a_column_keeps_its_index_and_may_be_empty():
    found = days(pd.Series(["2024-05-13", None], index=[7, 3]))
    assert found.index.tolist() == [7, 3]
    assert days(pd.Series([], dtype=object)).empty
