import csv
import io

import pandas as pd
import pytest

from provenance.desk.spreadsheet import defused


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_what_a_spreadsheet_would_run(start):
    frame = pd.DataFrame({"text": [f"{start}HYPERLINK(1)"]})
    assert defused(frame)["text"].tolist() == [f"'{start}HYPERLINK(1)"]
    assert frame["text"].tolist() == [f"{start}HYPERLINK(1)"]


def test_numbers_and_other_text_stay():
    frame = pd.DataFrame({"n": [-1, 2], "x": [-0.5, None], "t": ["a = b", None]})
    told = list(csv.reader(io.StringIO(defused(frame).to_csv(index=False))))
    assert told == [["n", "x", "t"], ["-1", "-0.5", "a = b"], ["2", "", ""]]
