"""The tables' columns: stable, told in the documentation, and of names that can be read."""

import re
from pathlib import Path

import pytest

from provenance.codebook import CLASSES
from provenance.corpus.schema import SCHEMA_VERSION, TABLES, Layout, columns
from provenance.errors import InputError
from provenance.scoring.table import ARTICLE_TYPES, SENTENCE_TYPES

DOCUMENT = Path(__file__).parents[3] / "docs" / "output.md"


def names(table, **options):
    return [column.name for column in columns(table, Layout(**options))]


def documented():
    """Return what each table of columns in the document says: name, type, whether it may be missing."""
    text = DOCUMENT.read_text("utf-8")
    found = {}
    for table in TABLES:
        section = text.split(f"\n### `{table}`\n", 1)[1].split("\n#", 1)[0]
        rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines()]
        rows = [row for row in rows if len(row) == 4 and row[0].startswith("`")]
        found[table] = [
            (name, row[1], bool(row[3])) for row in rows for name in re.findall("`(.+?)`", row[0])
        ]
    return found


@pytest.mark.parametrize("table", TABLES)
def test_the_document_tells_every_column(table):
    told = [row for row in documented()[table] if row[0] != "<carried>"]
    assert told == [(c.name, c.type, c.missing) for c in columns(table, Layout())]


def test_the_document_tells_where_carried_columns_stand():
    told = [row[0] for row in documented()["articles"]]
    place = names("articles", carried=("a title",)).index("a title")
    assert told[place] == "<carried>"


def test_the_document_tells_the_version():
    assert f"`schema_version` {SCHEMA_VERSION}" in DOCUMENT.read_text("utf-8")


def test_every_column_about_a_score_is_stored():
    assert names("sentences") == ["article", "sentence", *SENTENCE_TYPES]
    assert names("articles") == ["article", "record", "file", "line", *ARTICLE_TYPES]


def test_text_is_left_out_when_it_is_not_wanted():
    assert [
        name for name in names("sentences") if name not in names("sentences", with_text=False)
    ] == ["text"]


def test_only_the_models_classes_have_columns():
    some = CLASSES[:2]
    assert [name for name in names("sentences", classes=some) if name.startswith("p_")] == [
        f"p_{name}" for name in some
    ]
    assert [name for name in names("articles", classes=some) if name.startswith("n_")] == [
        f"n_{name}" for name in some
    ]


def test_a_carried_column_may_look_like_one_of_a_class():
    assert "n_words" in names("articles", carried=("n_words",))


@pytest.mark.parametrize("name", ["score", "Risk", "article", "n_named", "file"])
def test_a_carried_column_with_a_name_of_the_outputs_own_is_refused(name):
    with pytest.raises(InputError, match=f"column to keep is '{name}'.*should have another name"):
        Layout(carried=("title", name))


def test_carried_columns_that_differ_in_case_alone_are_refused():
    with pytest.raises(InputError, match=r"\['Date', 'date'\]; should differ in more than case"):
        Layout(carried=("Date", "title", "date"))


def test_a_carried_column_without_a_name_is_refused():
    with pytest.raises(InputError, match="which is no name"):
        Layout(carried=("",))


def test_unknown_formats_and_compressions_are_refused():
    with pytest.raises(InputError, match="format is 'xml'; should be one of"):
        Layout("xml")
    with pytest.raises(InputError, match="'snappy'; should be one of .* for csv"):
        Layout("csv", "snappy")


@pytest.mark.parametrize(("format", "compression"), [("parquet", "zstd"), ("jsonl", "none")])
def test_each_format_has_a_compression_of_its_own(format, compression):
    assert Layout(format).compression == compression
    assert Layout(format) == Layout(format, compression)
