"""Parquet: rows become records, whatever type their columns have."""

import datetime

import pytest

from provenance.corpus.readers import ReadOptions, describe, read_records
from provenance.corpus.record import Record, SetAside
from provenance.errors import InputError

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

TEXTS = [f"Ana Ruiz said the bridge was safe. He left at {n}." for n in range(500)]


def write(path, columns, **options):
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path, **options)
    return path


def read(path, **options):
    return list(read_records(path, ReadOptions(**options)))


def test_rows_become_records(tmp_path):
    path = write(tmp_path / "a.parquet", {"body": TEXTS, "id": range(500)}, row_group_size=70)
    found = read(path)
    assert [item.text for item in found] == TEXTS
    assert [item.id for item in found] == [str(n) for n in range(500)]
    assert [item.place.line for item in found] == list(range(1, 501))
    assert str(describe(path)) == "text from 'body', id from 'id'"


def test_what_is_carried_becomes_strings(tmp_path):
    columns = {
        "text": ["a", "b"],
        "date": [datetime.datetime(2024, 3, 2, 10), None],
        "day": [datetime.date(2024, 3, 2), None],
        "share": [0.5, float("nan")],
        "authors": [["Ana", "Bo"], []],
        "paid": [True, None],
        "nothing": pa.nulls(2),
    }
    keep = ("day", "share", "authors", "paid", "nothing")
    first, second = read(write(tmp_path / "a.parquet", columns), keep=keep)
    assert first.carried == {
        "title": None, "date": "2024-03-02T10:00:00", "publisher": None, "url": None,
        "day": "2024-03-02", "share": "0.5", "authors": '["Ana", "Bo"]', "paid": "true",
        "nothing": None,
    }  # fmt: skip
    assert {v for k, v in second.carried.items() if k != "authors"} == {None}


@pytest.mark.parametrize(
    "type",
    [pa.large_string(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int32(), pa.string())],
)
def test_types_that_hold_text(tmp_path, type):
    values = ["one", None, "twö"]
    if "binary" in str(type):
        values = [value and value.encode() for value in values]
    found = read(write(tmp_path / "a.parquet", {"text": pa.array(values, type)}))
    assert [getattr(item, "text", None) for item in found] == ["one", None, "twö"]
    assert found[1].code == "null"


def test_rows_set_aside(tmp_path):
    texts = pa.array([b"one", b"caf\xe9", None, b"x" * 50, b"two"], pa.binary())
    found = read(write(tmp_path / "a.parquet", {"text": texts}), max_chars=20)
    assert [getattr(item, "code", None) for item in found] == [
        None,
        "encoding",
        "null",
        "too_long",
        None,
    ]
    assert [item.place.line for item in found] == [1, 2, 3, 4, 5]


def test_ids_with_gaps_and_ids_that_cannot_be(tmp_path):
    path = write(tmp_path / "a.parquet", {"text": ["a", "b"], "id": [1.0, None], "url": ["u", "v"]})
    assert [item.id for item in read(path)] == ["1", "v"]
    nested = write(tmp_path / "b.parquet", {"text": ["a"], "id": [[1, 2]]})
    assert isinstance(read(nested)[0], SetAside)


def test_a_folder_of_parts_in_order(tmp_path):
    for number in (2, 0, 1):
        write(tmp_path / "set" / f"part-{number}.parquet", {"text": [f"t{number}"]})
    (tmp_path / "set" / "_SUCCESS").write_bytes(b"")
    (tmp_path / "set" / "_metadata").write_bytes(b"PAR1")
    assert [item.text for item in read(tmp_path / "set")] == ["t0", "t1", "t2"]


def test_folders_that_name_a_column(tmp_path):
    for outlet in ("Harbour%20Post", "Gazette", "__HIVE_DEFAULT_PARTITION__"):
        write(tmp_path / f"outlet={outlet}" / "p.parquet", {"text": [outlet]})
    found = read(tmp_path)
    assert {item.text: item.carried["publisher"] for item in found} == {
        "Gazette": "Gazette", "Harbour%20Post": "Harbour Post", "__HIVE_DEFAULT_PARTITION__": None,
    }  # fmt: skip


def test_no_rows(tmp_path):
    assert read(write(tmp_path / "a.parquet", {"text": pa.array([], pa.string())})) == []
    (tmp_path / "b.parquet").write_bytes(b"")
    assert read(tmp_path / "b.parquet") == []


def test_columns_that_cannot_be(tmp_path):
    path = write(tmp_path / "a.parquet", {"story": ["a"], "text": [1]})
    with pytest.raises(InputError, match="text is 'stroy'.*perhaps 'story'"):
        read(path, text="stroy")
    with pytest.raises(InputError, match="text column 'text' of .* is int64; should be string"):
        read(path)
    assert isinstance(read(path, text="story")[0], Record)
    with pytest.raises(InputError, match="no column with a plain name for the text"):
        read(write(tmp_path / "b.parquet", {"words": ["a"]}))


def test_damaged_files(tmp_path):
    path = write(tmp_path / "a.parquet", {"text": TEXTS}, row_group_size=100, compression="none")
    whole = path.read_bytes()
    for data in (whole[: len(whole) // 2], b"no parquet at all" * 9, whole[:4]):
        path.write_bytes(data)
        with pytest.raises(InputError, match="a.parquet is no Parquet file that can be read"):
            read(path)
    packed = tmp_path / "a.parquet.gz"
    packed.write_bytes(whole)
    with pytest.raises(InputError, match="a.parquet.gz .* should be"):
        read(packed)


def test_damage_in_the_middle_leaves_what_stands_before(tmp_path):
    path = write(tmp_path / "a.parquet", {"text": TEXTS}, row_group_size=100, compression="snappy")
    whole = bytearray(path.read_bytes())
    start = pq.read_metadata(path).row_group(3).column(0).dictionary_page_offset
    whole[start : start + 400] = b"\xff" * 400
    path.write_bytes(whole)
    found = []
    with pytest.raises(InputError, match="damaged after row 300"):
        for item in read_records(path):
            found.append(item)
    assert [item.text for item in found] == TEXTS[:300]
