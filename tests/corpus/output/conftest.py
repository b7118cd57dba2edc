"""Rows of the project's own for the tables of a scored corpus."""

import math

import pytest

from provenance.corpus.schema import TABLES, columns

# What formats made of text trip over, and what UTF-8 holds in one to four bytes.
ODD = (
    "Ana Ruiz", 'the "old" bridge', "a, b", "two\nlines", "a\r\nb", "bare\rreturn", " led ", "é", "”",
    "\u2028", "𝄞", "007", "NA", "null", "true", "-1.5e3", "|;\t", "it's", "back\\slash\\", "=1+1", "#",
)  # fmt: skip


def _value(column, number):
    if column.missing and number % 3 == 2:
        return math.nan if column.type == "float32" else None
    if column.type == "string":
        return f"{ODD[number % len(ODD)]} {column.name}" if number % 2 else ODD[number % len(ODD)]
    if column.type == "float32":
        return (number * 7 % 11) / 11
    return number % 2 == 0 if column.type == "bool" else number


@pytest.fixture(scope="session")
def make_rows():
    """Make the columns of every table for rows ``start`` to ``stop``."""

    def made(layout, start, stop):
        return {
            table: {
                column.name: [_value(column, number) for number in range(start, stop)]
                for column in columns(table, layout)
            }
            for table in TABLES
        }

    return made
