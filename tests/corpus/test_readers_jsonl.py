"""JSON lines: good objects become records, every bad line is set aside where it stands."""

import gzip
import json
import tracemalloc

import pytest

from provenance.corpus.readers import ReadOptions, describe, read_records
from provenance.corpus.readers.jsonl import PEEKED
from provenance.corpus.record import CODES, Place, Record, SetAside
from provenance.errors import InputError

TEXT = "Ana Ruiz said the bridge was safe. It reportedly was not."


def write(folder, *lines, name="news.jsonl"):
    path = folder / name
    path.write_bytes(b"".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return path


def line(**fields):
    return json.dumps(fields) + "\n"


def read(path, **options):
    return list(read_records(path, ReadOptions(**options)))


def test_an_object_becomes_a_record_with_what_it_carries(tmp_path):
    path = write(
        tmp_path,
        line(
            id="a1", body=TEXT, headline="Bridge", published="2024-03-02", outlet="Gazette", desk=7
        ),
    )
    (found,) = read(path, keep=("desk",))
    assert found == Record(
        Place(str(path), 1),
        "a1",
        TEXT,
        {"title": "Bridge", "date": "2024-03-02", "publisher": "Gazette", "url": None, "desk": "7"},
    )
    assert tuple(found.carried) == ReadOptions(keep=("desk",)).carried


@pytest.mark.parametrize(
    ("bad", "code", "says"),
    [
        (b"{not json}\n", "not_json", "not JSON"),
        (b'{"text": "cut off\n', "not_json", "not JSON"),
        (b'["a list"]\n', "not_json", "a list"),
        (b'"a string"\n', "not_json", "a string"),
        (b"17\n", "not_json", "a number"),
        (b"null\n", "not_json", "null"),
        (b"1" * 5000 + b"\n", "not_json", "too many digits"),
        (b"[" * 200_000 + b"\n", "not_json", "nested"),
        (b"\0\0\0\n", "not_json", "not JSON"),
        (b'{"id": "x", "title": "no text"}\n', "no_text", "no 'text'"),
        (b'{"id": "x", "text": null}\n', "null", "missing"),
        (b'{"id": "x", "text": NaN}\n', "null", "missing"),
        (b'{"id": "x", "text": 12}\n', "not_text", "a number"),
        (b'{"id": "x", "text": true}\n', "not_text", "true"),
        (b'{"id": "x", "text": ["a", "b"]}\n', "not_text", "a list"),
        (b'{"id": "x", "text": {"p": "a"}}\n', "not_text", "an object"),
        (b'{"id": "x", "text": "caf\xe9"}\n', "encoding", "0xe9"),
        (b'{"id": "x", "text": "half \\ud83d of it"}\n', "encoding", "\\ud83d"),
        (b'{"id": "x", "text": "half \\uDC00 of it"}\n', "encoding", "\\udc00"),
        (b'{"id": "\\ud83d", "text": "fine"}\n', "encoding", "surrogate"),
        (b'{"id": "x", "text": "' + b"long " * 500 + b'"}\n', "too_long", "2,500 characters"),
        (b'{"id": {"$oid": "x"}, "text": "fine"}\n', "bad_row", "an object"),
        (b'{"id": [1], "text": "fine"}\n', "bad_row", "a list"),
        (b'{"id": true, "text": "fine"}\n', "bad_row", "true"),
    ],
)
def test_a_bad_line_is_set_aside_and_the_others_are_read(tmp_path, bad, code, says):
    good = line(id="g", text=TEXT)
    path = write(tmp_path, good, bad, good)
    first, aside, last = read(path, max_chars=2000)
    assert isinstance(first, Record) and isinstance(last, Record)
    assert isinstance(aside, SetAside)
    assert (aside.place, aside.code) == (Place(str(path), 2), code)
    assert (
        code in CODES
        and says in aside.reason
        and "should be" in aside.reason.replace("should have", "should be")
    )
    assert last.place.line == 3


def test_a_record_set_aside_keeps_its_id_where_it_can_be_read(tmp_path):
    path = write(
        tmp_path,
        line(id=5, text=None),
        '{"url": "a.example/1", "text": 3}\n',
        "{\n",
        line(text=TEXT),
    )
    assert [found.id for found in read(path)] == ["5", "a.example/1", None, f"{path}:4"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"id": "a", "url": "u"}, "a"),
        ({"id": 12, "url": "u"}, "12"),
        ({"id": 12.0}, "12"),
        ({"id": 1.5}, "1.5"),
        ({"id": None, "url": "u"}, "u"),
        ({"id": float("nan"), "url": "u"}, "u"),
        ({"id": "  ", "url": "u"}, "u"),
        ({"id": 0}, "0"),
        ({"url": "u"}, "u"),
        ({}, "-LINE-"),
    ],
)
def test_an_id_is_the_id_column_else_the_url_else_the_place(tmp_path, fields, expected):
    path = write(tmp_path, line(id="x", url="y", text=TEXT), line(text=TEXT, **fields))
    assert read(path)[1].id == expected.replace("-LINE-", f"{path}:2")


def test_text_stays_untouched(tmp_path):
    odd = " \ufeffA\u0000b\r\n “quoted”\t\U0001f4f0 e\u0301 "
    path = write(tmp_path, line(text=odd))
    assert read(path)[0].text == odd
    raw = write(tmp_path, json.dumps({"text": odd}, ensure_ascii=False), name="raw.jsonl")
    assert read(raw)[0].text == odd


@pytest.mark.parametrize("blank", ["", "\n", " \r\n\n\t\n"])
def test_blank_lines_and_empty_files_are_no_articles(tmp_path, blank):
    assert read(write(tmp_path, blank)) == []
    found = read(write(tmp_path, blank, line(text=TEXT), blank, "\n", line(text=TEXT)))
    assert [type(item) for item in found] == [Record, Record]
    assert [item.place.line for item in found] == [
        blank.count("\n") + 1,
        2 * blank.count("\n") + 3,
    ]


def test_blank_text_is_left_to_whoever_scores(tmp_path):
    assert [found.text for found in read(write(tmp_path, line(text=""), line(text=" \n")))] == [
        "",
        " \n",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(tmp_path, encoding):
    path = write(tmp_path, '{"text": "Café “Ruiz” 📰"}\n{"text": "two"}\n'.encode(encoding))
    assert [found.text for found in read(path)] == ["Café “Ruiz” 📰", "two"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16-le", "shift_jis", "cp037"])
def test_an_encoding_by_option(tmp_path, encoding):
    text = "東京" if encoding == "shift_jis" else "Café"
    path = write(tmp_path, json.dumps({"text": text}, ensure_ascii=False).encode(encoding) * 1)
    assert [found.text for found in read(path, encoding=encoding)] == [text]


def test_half_a_pair_in_utf_16_spoils_its_line_only(tmp_path):
    lines = [
        b"\xff\xfe",
        '{"text": "one"}\n{"text": "'.encode("utf-16-le"),
        b"\x3d\xd8",
        '"}\n'.encode("utf-16-le"),
    ]
    found = read(write(tmp_path, *lines, '{"text": "three"}\n'.encode("utf-16-le")))
    assert [getattr(item, "code", None) for item in found] == [None, "encoding", None]


def test_a_list_or_an_object_over_lines_is_refused_with_what_would_be_right(tmp_path):
    articles = [{"text": TEXT}, {"text": TEXT}]
    for name, told in (
        (write(tmp_path, json.dumps(articles), name="a.json"), "one JSON list"),
        (write(tmp_path, json.dumps(articles, indent=2), name="b.jsonl"), "one JSON list"),
        (write(tmp_path, json.dumps(articles[0], indent=2), name="c.json"), "one JSON object"),
        (
            write(tmp_path, gzip.compress(json.dumps(articles).encode()), name="d.json.gz"),
            "one JSON list",
        ),
    ):
        with pytest.raises(InputError, match=f"{told}; should be JSON lines.*jq -c"):
            read(name)


def test_lines_in_a_file_called_json_are_read(tmp_path):
    assert len(read(write(tmp_path, line(text=TEXT) * 3, name="news.json"))) == 3


def test_a_column_that_no_object_has_is_an_error_once_enough_were_seen(tmp_path):
    path = write(tmp_path, line(txt=TEXT, url="u") * PEEKED)
    with pytest.raises(InputError, match="text is 'txtt', which .*perhaps 'txt'.*'url'"):
        read(path, text="txtt")
    with pytest.raises(InputError, match="no column with a plain name for the text.*'txt'"):
        read(path)
    with pytest.raises(InputError, match="keep is 'dsek'"):
        read(path, text="txt", keep=("dsek",))
    assert len(read(path, text="txt")) == PEEKED


def test_a_column_that_few_objects_have_not_is_set_aside(tmp_path):
    path = write(tmp_path, line(txt=TEXT) * (PEEKED - 1))
    found = read(path, text="body")
    assert {item.code for item in found} == {"no_text"} and len(found) == PEEKED - 1
    late = write(tmp_path, line(body=TEXT), line(txt=TEXT) * PEEKED)
    assert [type(item) for item in read(late, text="body")].count(Record) == 1


def test_bad_lines_do_not_count_as_objects_without_the_column(tmp_path):
    path = write(tmp_path, "nonsense\n" * 3 * PEEKED, line(body=TEXT))
    found = read(path, text="body")
    assert len(found) == 3 * PEEKED + 1 and isinstance(found[-1], Record)


def test_the_same_column_is_taken_throughout(tmp_path):
    both, other = line(text=TEXT, content="menu"), line(content="menu")
    found = read(write(tmp_path, other, both, other, both))
    assert [getattr(item, "text", None) for item in found] == [None, TEXT, None, TEXT]
    assert {item.code for item in found if isinstance(item, SetAside)} == {"no_text"}
    rare = read(write(tmp_path, both, other * 9))
    assert {item.text for item in rare} == {"menu"}


def test_the_columns_taken_are_told(tmp_path):
    path = write(tmp_path, line(url="u", body=TEXT, content="x"))
    assert str(describe(path)) == "text from 'body', id from 'url', url from 'url'"
    assert describe(path).others == ("content",)
    assert describe(write(tmp_path, "")) is None


def test_a_line_far_over_the_limit_is_skipped_unparsed(tmp_path):
    giant = b'{"id": "big", "text": "' + b"x" * 3_000_000 + b'"}\n'
    path = write(tmp_path, line(text="one"), giant, line(text="three"), giant.rstrip())
    found = read(path, max_chars=1000)
    assert [getattr(item, "code", "fine") for item in found] == [
        "fine",
        "too_long",
        "fine",
        "too_long",
    ]
    assert f"{len(giant):,} bytes" in found[1].reason
    assert [item.place.line for item in found] == [1, 2, 3, 4]


def test_memory_does_not_grow_with_long_lines_nor_their_number(tmp_path):
    giant = '{"text": "' + "x" * 8_000_000 + '"}\n'
    path = write(tmp_path, line(text=TEXT), *[giant] * 6)
    del giant
    tracemalloc.start()
    try:
        found = [
            item.code
            for item in read_records(path, ReadOptions(max_chars=10_000))
            if isinstance(item, SetAside)
        ]
        assert tracemalloc.get_traced_memory()[1] < 12_000_000  # the limit is 1.1 MB here
    finally:
        tracemalloc.stop()
    assert found == ["too_long"] * 6


def test_what_stands_before_damage_is_read_and_the_damage_is_an_error(tmp_path):
    whole = gzip.compress(
        "".join(line(id=n, text=f"{TEXT} {n} {n * n}") for n in range(5000)).encode()
    )
    for share in (0.5, 0.9):
        path = write(tmp_path, whole[: int(len(whole) * share)], name="news.jsonl.gz")
        found = []
        with pytest.raises(InputError, match=r"news.jsonl.gz is damaged after .*news.jsonl.gz:\d+"):
            for item in read_records(path):
                found.append(item)
        assert len(found) > 1000 and all(isinstance(item, Record) for item in found)
        assert [item.id for item in found] == [str(n) for n in range(len(found))]


def test_damage_among_the_first_lines_still_yields_them(tmp_path):
    whole = (
        gzip.compress((line(text=TEXT) * 3).encode())
        + gzip.compress((line(text=TEXT)).encode())[:20]
    )
    found = []
    with pytest.raises(InputError, match="damaged after .*:3"):
        for item in read_records(write(tmp_path, whole, name="news.jsonl.gz")):
            found.append(item)
    assert len(found) == 3
