"""The formats: what goes in comes out by every reader, and the bytes depend on the rows alone."""

import csv as std_csv
import gzip
import io
import json
import math
import pickle
import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.corpus.formats import FORMATS, lines, parquet
from provenance.corpus.schema import COMPRESSIONS, TABLES, Layout, columns
from provenance.errors import InputError

pa = pytest.importorskip("pyarrow")

LAYOUTS = [
    Layout(format, compression, carried=("title", "date"))
    for format, known in COMPRESSIONS.items()
    for compression in known
]
PLAIN = [Layout(format, carried=("title", "date")) for format in FORMATS]


def told(layout):
    return f"{layout.format}-{layout.compression}"


every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=told)
every_format = pytest.mark.parametrize("layout", PLAIN, ids=told)


def write(folder, layout, parts):
    """Write parts, each a list of payloads of rows of every table."""
    folder.mkdir(exist_ok=True)
    format = FORMATS[layout.format]
    writer = format.Writer(folder, layout)
    writer.resume([])
    for number, part in enumerate(parts):
        for rows in part:
            for table, found in rows.items():
                writer.append(table, format.encode(table, found, layout))
        writer.commit(number)
    writer.finish()
    return folder


def read_pandas(folder, layout, table):
    """Read a table as the documentation says."""
    path = folder / FORMATS[layout.format].names(layout)[table]
    if layout.format == "parquet":
        return pd.read_parquet(path)
    if layout.format == "jsonl":
        return pd.read_json(path, lines=True, dtype=False)
    text = {c.name: str for c in columns(table, layout) if c.type == "string"}
    return pd.read_csv(path, dtype=text, keep_default_na=False, na_values=[""])


def read_duckdb(folder, layout, table):
    duckdb = pytest.importorskip("duckdb")
    path = (folder / FORMATS[layout.format].names(layout)[table]).as_posix()
    call = {
        "parquet": f"read_parquet('{path}/*.parquet')",
        "jsonl": f"read_json('{path}')",
        "csv": f"read_csv('{path}', all_varchar = true)",
    }[layout.format]
    with duckdb.connect() as connection:
        found = connection.sql(f"FROM {call}")
        return dict(zip(found.columns, zip(*found.fetchall(), strict=True), strict=True))


def number(column, value):
    if value is None or value != value or value is pd.NA:
        return None
    if column.type == "float32":
        return round(float(value), 4)
    if column.type == "bool":
        return str(value).lower() == "true"
    return int(value) if column.type.startswith("int") else value


def same(column, found, wanted):
    found = [number(column, value) for value in found]
    wanted = [number(column, value) for value in wanted]
    if column.type != "float32":
        return found == wanted
    pairs = zip(found, wanted, strict=True)
    return all(a == b or (a is not None and math.isclose(a, b, abs_tol=1e-4)) for a, b in pairs)


@every_layout
def test_pandas_reads_what_was_written(layout, make_rows, tmp_path):
    write(tmp_path, layout, [[make_rows(layout, 0, 50)], [make_rows(layout, 50, 70)]])
    for table, wanted in make_rows(layout, 0, 70).items():
        frame = read_pandas(tmp_path, layout, table)
        assert list(frame.columns) == list(wanted)
        for column in columns(table, layout):
            assert same(column, frame[column.name], wanted[column.name]), column


@every_layout
def test_duckdb_reads_what_was_written(layout, make_rows, tmp_path):
    write(tmp_path, layout, [[make_rows(layout, 0, 50)], [make_rows(layout, 50, 70)]])
    for table, wanted in make_rows(layout, 0, 70).items():
        found = read_duckdb(tmp_path, layout, table)
        assert list(found) == list(wanted)
        for column in columns(table, layout):
            assert same(column, found[column.name], wanted[column.name]), column


@every_layout
@settings(max_examples=20)
@given(data=st.data())
def test_the_bytes_do_not_depend_on_how_rows_came(layout, make_rows, content, data):
    from pathlib import Path
    from tempfile import TemporaryDirectory

    ends = (0, 40, 75, 90)
    cuts = data.draw(st.sets(st.integers(1, 89)))
    group, block = data.draw(st.integers(5, 50)), data.draw(st.integers(200, 5_000))
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(parquet, "GROUP", group)
        patch.setattr(lines, "BLOCK", block)
        whole, split = [], []
        for start, stop in zip(ends, ends[1:], strict=False):
            places = [start, *sorted(cut for cut in cuts if start < cut < stop), stop]
            whole.append([make_rows(layout, start, stop)])
            split.append(
                [make_rows(layout, a, b) for a, b in zip(places, places[1:], strict=False)]
            )
        one = content(write(Path(folder) / "one", layout, whole))
        other = content(write(Path(folder) / "other", layout, split))
    assert one == other


@every_layout
def test_a_table_without_rows_is_still_a_table(layout, make_rows, tmp_path):
    rows = make_rows(layout, 0, 3)
    rows["set_aside"] = make_rows(layout, 0, 0)["set_aside"]
    write(tmp_path, layout, [[rows]])
    frame = read_pandas(tmp_path, layout, "set_aside")
    assert len(frame) == 0
    if layout.format != "jsonl":  # there, names stand only in rows
        assert list(frame.columns) == [column.name for column in columns("set_aside", layout)]


@every_layout
def test_a_run_without_parts_has_every_table(layout, tmp_path):
    write(tmp_path, layout, [])
    for table in TABLES:
        assert len(read_pandas(tmp_path, layout, table)) == 0


@every_layout
def test_payloads_travel_between_processes(layout, make_rows):
    format = FORMATS[layout.format]
    for table, rows in make_rows(layout, 0, 9).items():
        payload = format.encode(table, rows, layout)
        assert pickle.loads(pickle.dumps(payload)) == payload


def test_parquet_types_do_not_depend_on_values(make_rows, tmp_path):
    layout = PLAIN[0]
    missing = make_rows(layout, 0, 4)
    for table, rows in missing.items():
        for column in columns(table, layout):
            if column.missing:
                rows[column.name] = [None] * 4
    write(tmp_path, layout, [[make_rows(layout, 0, 4)], [missing], [make_rows(layout, 0, 0)]])
    for table in TABLES:
        files = sorted((tmp_path / table).iterdir())
        assert [file.name for file in files] == ["part-00000.parquet", "part-00001.parquet"]
        schemas = [pa.parquet.read_schema(file) for file in files]
        assert schemas[0].equals(schemas[1], check_metadata=True)
        wanted = {"bool": pa.bool_()} | {t: getattr(pa, t)() for t in ("int32", "int64", "float32")}
        assert schemas[0].types == [
            wanted.get(column.type, pa.utf8()) for column in columns(table, layout)
        ]


def test_parquet_files_tell_their_table_and_version(make_rows, tmp_path):
    write(tmp_path, PLAIN[0], [[make_rows(PLAIN[0], 0, 4)]])
    found = pa.parquet.read_schema(tmp_path / "articles" / "part-00000.parquet").metadata
    assert found == {b"provenance.table": b"articles", b"provenance.schema_version": b"1"}


def test_a_part_is_one_row_group_unless_it_is_long(make_rows, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "GROUP", 8)
    write(tmp_path, PLAIN[0], [[make_rows(PLAIN[0], 0, 20)], [make_rows(PLAIN[0], 20, 25)]])
    counts = [
        [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
        for file in map(pa.parquet.ParquetFile, sorted((tmp_path / "sentences").iterdir()))
    ]
    assert counts == [[8, 8, 4], [5]]


@every_format
def test_what_utf8_cannot_hold_is_spelt_out(layout, make_rows, tmp_path):
    rows = make_rows(layout, 0, 2)
    rows["set_aside"]["file"] = ["b\udce9.txt", "é.txt"]
    rows["set_aside"]["article"] = [None, "\ud800"]
    write(tmp_path, layout, [[rows]])
    frame = read_pandas(tmp_path, layout, "set_aside")
    assert frame["file"].tolist() == ["b\\udce9.txt", "é.txt"]
    assert frame["article"].fillna("-").tolist() == ["-", "\\ud800"]


@pytest.mark.parametrize("layout", PLAIN[1:], ids=told)
def test_numbers_are_rounded_and_what_is_missing_is_null(layout, make_rows, tmp_path):
    rows = make_rows(layout, 0, 3)
    rows["sentences"]["score"] = [1 / 3, math.nan, 1.0]
    rows["sentences"]["second_hand"] = [True, None, False]
    write(tmp_path, layout, [[rows]])
    path = tmp_path / FORMATS[layout.format].names(layout)["sentences"]
    with path.open(encoding="utf-8", newline="") as file:
        if layout.format == "jsonl":
            found = [json.loads(line) for line in file]
            wanted = [(0.3333, True), (None, None), (1.0, False)]
        else:
            found = list(std_csv.DictReader(file))
            wanted = [("0.3333", "true"), ("", ""), ("1.0", "false")]
    assert [(row["score"], row["second_hand"]) for row in found] == wanted


def test_minus_zero_is_zero(make_rows):
    rows = make_rows(PLAIN[1], 0, 2)["sentences"] | {"score": [-0.0, -1e-9]}
    assert FORMATS["jsonl"].encode("sentences", rows, PLAIN[1]).count(b'"score":0.0,') == 2


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_any_text_survives_csv_and_json(texts):
    size = len(texts)
    rows = {"record": range(size), "file": texts, "line": range(size), "article": texts}
    rows |= {"code": texts, "reason": texts}
    told = FORMATS["csv"].encode("set_aside", rows, Layout("csv")).decode("utf-8")
    found = list(std_csv.reader(io.StringIO(told, newline="")))
    assert [row[5] for row in found] == texts
    told = FORMATS["jsonl"].encode("set_aside", rows, Layout("jsonl")).decode("utf-8")
    assert [json.loads(line)["reason"] for line in told.removesuffix("\n").split("\n")] == texts


@every_format
def test_columns_of_different_lengths_are_refused(layout, make_rows):
    rows = make_rows(layout, 0, 3)["articles"]
    rows["title"] = rows["title"][:2]
    with pytest.raises(ValueError, match="length|shorter"):
        FORMATS[layout.format].encode("articles", rows, layout)


def test_a_missing_value_where_there_must_be_one_is_refused(make_rows):
    rows = make_rows(PLAIN[0], 0, 2)["articles"]
    rows["article"] = ["a", None]
    with pytest.raises(ValueError, match="articles.article has missing values"):
        parquet.encode("articles", rows, PLAIN[0])


def test_gzip_holds_no_time(make_rows, tmp_path):
    layout = Layout("jsonl", "gzip")
    write(tmp_path, layout, [[make_rows(layout, 0, 2)], [make_rows(layout, 2, 4)]])
    data = (tmp_path / "articles.jsonl.gz").read_bytes()
    assert data[4:8] == bytes(4)
    assert len(gzip.decompress(data).splitlines()) >= 4


@pytest.mark.parametrize("layout", [Layout(), Layout("csv", "zstd")], ids=told)
def test_a_missing_library_is_told(layout, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pyarrow is not installed.*should be: pip install"):
        FORMATS[layout.format].Writer(tmp_path, layout)


@every_format
def test_a_file_that_lost_what_was_committed_is_refused(layout, make_rows, tmp_path):
    format = FORMATS[layout.format]
    writer = format.Writer(tmp_path, layout)
    writer.resume([])
    for table, rows in make_rows(layout, 0, 5).items():
        writer.append(table, format.encode(table, rows, layout))
    state = writer.commit(0)
    writer.close()
    file = next(path for path in sorted(tmp_path.rglob("*")) if path.is_file())
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(InputError, match="bytes; should have the .* that were committed"):
        format.Writer(tmp_path, layout).resume([state])
