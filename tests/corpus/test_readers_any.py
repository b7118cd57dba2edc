"""Whatever stands in a corpus: as many articles come out as went in, the same ones in every format."""

import bz2
import csv
import gzip
import io
import json
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.corpus.readers import ReadOptions, read_records
from provenance.corpus.record import CODES, Record

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAME = st.text("abc-/:é ", min_size=1, max_size=6)
COLUMNS = ("id", "text", "title", "date", "desk")
ARTICLES = st.lists(
    st.fixed_dictionaries({"id": NAME, "text": TEXT, "title": TEXT, "date": NAME, "desk": TEXT}),
    max_size=12,
)

# A bad line each, and why.
BAD = {
    b"{": "not_json", b"[1]": "not_json", b'"x"': "not_json", b"nul\0": "not_json", b"\xff\xfe{": "encoding",
    b'{"text": "\xff"}': "encoding", b'{"text": "\\ud800"}': "encoding", b'{"text": null}': "null",
    b'{"text": 1}': "not_text", b'{"text": []}': "not_text", b"{}": "no_text", b'{"id": "x"}': "no_text",
    b'{"text": "' + b"x" * 101 + b'"}': "too_long", b'{"text": "' + b"x" * 1_100_000: "too_long",
    b'{"text": "x", "id": {}}': "bad_row",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("corpus")


def read(path, **options):
    return list(read_records(path, ReadOptions(**options)))


@given(lines=st.lists(st.one_of(st.sampled_from(sorted(BAD)), TEXT, st.just(b" "), st.just(b""))))
def test_every_line_is_an_article_or_set_aside_with_its_code(folder, lines):
    written, expected = [], []
    for number, line in enumerate([b'{"text": "first"}', *lines], 1):
        if isinstance(line, str):
            expected.append((number, "fine"))
            line = json.dumps({"text": line}).encode()
        elif line.strip():
            expected.append((number, BAD.get(line, "fine")))
        written.append(line + b"\n")
    path = folder / "mixed.jsonl"
    path.write_bytes(b"".join(written))
    found = read(path, max_chars=100)
    assert [(item.place.line, getattr(item, "code", "fine")) for item in found] == expected
    assert all(item.code in CODES for item in found if not isinstance(item, Record))


def as_jsonl(articles):
    return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)


def as_csv(articles, separator=","):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(COLUMNS)
    writer.writerows([article[name] for name in COLUMNS] for article in articles)
    return out.getvalue()


def as_parquet(articles):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    out = io.BytesIO()
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    pq.write_table(pa.Table.from_pylist(articles, schema), out)
    return out.getvalue()


WRITERS = {
    "a.jsonl": lambda articles: as_jsonl(articles).encode(),
    "a.jsonl.gz": lambda articles: gzip.compress(as_jsonl(articles).encode()),
    "b.jsonl": lambda articles: as_jsonl(articles).encode("utf-16"),
    "a.csv": lambda articles: as_csv(articles).encode(),
    "a.csv.bz2": lambda articles: bz2.compress(as_csv(articles).encode()),
    "a.tsv": lambda articles: as_csv(articles, "\t").encode(),
    "a.tsv.xz": lambda articles: lzma.compress(as_csv(articles, "\t").encode("utf-8-sig")),
    "a.parquet": as_parquet,
}


@given(articles=ARTICLES)
def test_the_same_articles_in_every_format(folder, articles):
    expected = None
    for name, write in WRITERS.items():
        path = folder / name
        path.write_bytes(write(articles))
        found = [
            (item.id.replace(f"{path}:{item.place.line}", "-"), item.text, item.carried)
            for item in read(path, keep=("desk",))
        ]
        assert len(found) == len(articles), name
        assert expected in (None, found), name
        expected = found


@given(data=st.binary(max_size=300), kind=st.sampled_from(["csv", "tsv", "jsonl", "txt"]))
def test_any_bytes_are_read_or_refused_in_our_own_words(folder, data, kind):
    from provenance.errors import InputError

    path = folder / f"any.{kind}"
    path.write_bytes(b"text,id\n" + data if kind == "csv" else data)
    try:
        found = read(path, max_chars=50)
    except InputError as error:
        assert "should" in str(error)
    else:
        lines = [item.place.line for item in found]
        assert lines == sorted(set(lines))
        for item in found:
            if isinstance(item, Record):
                "".join(
                    value or "" for value in (item.id, item.text, *item.carried.values())
                ).encode()


PIECES = st.lists(
    st.sampled_from(['"', '""', ",", "\n", "\r", "a", "é", ' "', '",', ',"', "x,y\n"]), max_size=40
)


@given(pieces=PIECES, good=st.integers(2, 5))
def test_rows_below_a_broken_one_are_found_again(folder, pieces, good):
    """Once rows with quotes follow, the reader is in step again."""
    rows = [f'"i{n}","good text {n}, and more"\n' for n in range(good)]
    path = folder / "broken.csv"
    path.write_bytes(("id,text\n" + "".join(pieces) + "\n" + "".join(rows)).encode())
    texts = [item.text for item in read(path) if isinstance(item, Record)]
    assert texts[-1:] == [f"good text {good - 1}, and more"]
