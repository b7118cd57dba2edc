"""CSV: rows become records, and one broken row costs one row."""

import csv
import io
import random

import pandas as pd
import pytest

from provenance.corpus.readers import ReadOptions, describe, read_records
from provenance.corpus.record import Place, Record, SetAside
from provenance.errors import InputError

HEADER = "id,text,url\n"


def write(folder, content, name="news.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path, **options):
    return list(read_records(path, ReadOptions(**options)))


def shown(found):
    """Return the texts, and the codes and lines of what was set aside."""
    return [
        item.text if isinstance(item, Record) else (item.code, item.place.line) for item in found
    ]


def test_a_row_becomes_a_record(tmp_path):
    path = write(
        tmp_path,
        'id,"Article Text",Headline,pub_date,desk\r\n'
        'a1,"“It is safe,” said Ana Ruiz.\n\nShe said ""no"" more.",Bridge,2024-03-02,\r\n',
    )
    assert read(path, keep=("desk",)) == [
        Record(
            Place(str(path), 2),
            "a1",
            '“It is safe,” said Ana Ruiz.\n\nShe said "no" more.',
            {"title": "Bridge", "date": "2024-03-02", "publisher": None, "url": None, "desk": None},
        )
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("1,a\n2,b,u\n", [("bad_row", 2), "b"]),
        ("1,a,u,more\n2,b,u\n", [("bad_row", 2), "b"]),
        ('1,"a "quoted" b",u\n2,b,u\n', [("bad_row", 2), "b"]),
        ('1,a "quoted" b,u\n2,b,u\n', ['a "quoted" b', "b"]),
        ('1,"a,u\n2,"b",u\n3,c,u\n', [("bad_row", 2), "b", "c"]),
        ('1,"a,u\n2,"b\n\nb",u\n3,c,u\n', [("bad_row", 2), "b\n\nb", "c"]),
        ('1,"a,u\n2,b,u\n3,c,u\n', [("bad_row", 2), "b", "c"]),
        ('1,"a,u\n"2","b","u"\n', [("bad_row", 2), "b"]),
        ('1,a,u\n2,"the last is not closed', ["a", ("bad_row", 3)]),
        ('1,a,u\n2,"the last is not closed\n\nafter a paragraph\n', ["a", ("bad_row", 3)]),
        ('1,"a\nb",u,more\n2,c,u\n', [("bad_row", 2), "c"]),
        ("1,nul\0here,u\n", ["nul\0here"]),
        ("1,,u\n", [""]),
        ("\n1,a,u\n\n\n2,b,u\n\n", ["a", "b"]),
        ("1,a,u\r2,b,u\r", ["a", "b"]),
        ("1,a,u\n2,b,u", ["a", "b"]),
    ],
)
def test_a_broken_row_costs_one_row(tmp_path, rows, expected):
    found = read(write(tmp_path, HEADER + rows))
    assert shown(found) == expected
    assert all("should" in item.reason for item in found if isinstance(item, SetAside))


def test_paragraphs_below_an_unclosed_quote_are_no_rows_of_their_own(tmp_path):
    rows = '1,"a\nShe said so.\nHe did not.\n2,"b",u\n'
    (aside, good) = read(write(tmp_path, HEADER + rows))
    assert (aside.code, aside.place.line, good.text) == ("bad_row", 2, "b")
    assert "lines 2 to 4" in aside.reason


def test_an_unclosed_quote_is_bounded_whatever_follows(tmp_path):
    row = "{},plain words and nothing else,u\n"
    many = "".join(row.format(n) for n in range(100_000))  # more than the most a row can have
    found = read(write(tmp_path, HEADER + '0,"opened,u\n' + many), max_chars=1000)
    assert shown(found[:2]) == [("bad_row", 2), "plain words and nothing else"]
    assert len(found) == 100_001 and all(isinstance(item, Record) for item in found[1:])


def test_a_giant_row_below_an_unclosed_quote(tmp_path):
    rows = '0,"opened,u\n' + "".join(f"{n},plain,u\n" for n in range(20))
    found = read(write(tmp_path, f"{HEADER}{rows}g,{'x' * 2_000_000},u\nz,last,u\n"), max_chars=10)
    assert shown(found) == [("bad_row", 2), *["plain"] * 20, ("too_long", 23), "last"]
    assert found[-1].place.line == 24


@pytest.mark.parametrize("paragraph", ["", "A long, long, long paragraph.\n", "a paragraph\n"])
def test_an_article_over_the_limit_is_one_article(tmp_path, paragraph):
    body = (paragraph or "words ") * 400_000
    found = read(write(tmp_path, f'{HEADER}1,"{body}",u\n2,b,u\n3,"c",u\n'), max_chars=1000)
    lines = body.count("\n")
    assert shown(found) == [("too_long", 2), "b", "c"]
    assert found[1].place.line == 3 + lines
    last = read(write(tmp_path, f'{HEADER}1,"{body}",u'), max_chars=1000)
    assert shown(last) == [("too_long", 2)]


def test_a_text_just_over_the_limit(tmp_path):
    rows = f"1,{'a' * 11},u\n2,{'b' * 10},u\n"
    assert shown(read(write(tmp_path, HEADER + rows), max_chars=10)) == [("too_long", 2), "b" * 10]


def test_fields_longer_than_the_module_csv_allows_by_default(tmp_path):
    before = csv.field_size_limit(100)
    text = "long " * 1000
    assert shown(read(write(tmp_path, f'{HEADER}1,"{text}",u\n'))) == [text]
    assert csv.field_size_limit(before) > 1000


def test_bytes_that_are_no_text_spoil_their_row_only(tmp_path):
    path = write(tmp_path, HEADER.encode() + b"1,caf\xc3\xa9,u\n2,caf\xe9,u\n3,caf\xc3\xa9,u\n")
    found = read(path)
    assert shown(found) == ["café", ("encoding", 3), "café"]
    assert "0xe9" in found[1].reason
    with pytest.raises(InputError, match="header of .* is not utf-8"):
        read(write(tmp_path, b"id,text,caf\xe9\n1,a,b\n"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-16-be"])
def test_encodings(tmp_path, encoding):
    path = write(tmp_path, f"{HEADER}1,“Café”,u\n".encode(encoding))
    assert shown(read(path, encoding=encoding)) == ["“Café”"]


@pytest.mark.parametrize("content", ["", "\n", " \n\n", HEADER, HEADER.strip()])
def test_no_rows(tmp_path, content):
    assert read(write(tmp_path, content)) == []


def test_tabs_written_without_quoting(tmp_path):
    rows = 'id\ttext\turl\n1\t"It is safe," said Ana Ruiz.\tu\n2\t"Not closed\tu\n3\tplain\tu\n'
    found = read(write(tmp_path, rows, "news.tsv"))
    assert shown(found) == ['"It is safe," said Ana Ruiz.', '"Not closed', "plain"]


def test_tabs_as_pandas_writes_them(tmp_path):
    texts = ['"It is safe," said Ana Ruiz.', "two\nlines", "a\ttab", "plain"]
    path = tmp_path / "news.tsv"
    pd.DataFrame({"text": texts}).to_csv(path, sep="\t")
    assert shown(read(path)) == texts


@pytest.mark.parametrize(
    ("separator", "written"), [(";", ";"), ("\\t", "\t"), ("tab", "\t"), ("|", "|")]
)
def test_separators(tmp_path, separator, written):
    path = write(tmp_path, f"id{written}text\n1{written}a, b\n")
    assert shown(read(path, separator=separator)) == ["a, b"]
    with pytest.raises(InputError, match="should be separated by"):
        read(path)


@pytest.mark.parametrize("separator", ["", ",,", '"', "\n"])
def test_separators_that_cannot_be(separator):
    with pytest.raises(InputError, match="separator is"):
        ReadOptions(separator=separator)


def test_columns_that_are_not_there(tmp_path):
    path = write(tmp_path, "id,story text,link\n1,a,u\n")
    with pytest.raises(InputError, match="text is 'boddy'.*'id', 'story text', 'link'"):
        read(path, text="boddy")
    with pytest.raises(InputError, match="url is 'linc', .*perhaps 'link'"):
        read(path, url="linc")
    with pytest.raises(InputError, match="keep is 'desk'"):
        read(path, keep=("desk",))
    with pytest.raises(InputError, match="no column with a plain name for the text"):
        read(write(tmp_path, "id,words\n1,a\n"))


def test_several_columns_of_one_name(tmp_path):
    with pytest.raises(InputError, match="several columns called 'text'"):
        read(write(tmp_path, "text,text\na,b\n"))
    assert shown(read(write(tmp_path, "text,x,x,,\na,b,c,d,e\n"))) == ["a"]


def test_an_index_without_a_name_is_no_column_to_read(tmp_path):
    path = tmp_path / "news.csv"
    pd.DataFrame({"body": ["a", "b"], "id": [float("nan"), 2]}).to_csv(path)
    assert [found.id for found in read(path)] == [f"{path}:2", "2.0"]
    assert str(describe(path)) == "text from 'body', id from 'id'"


def test_names_of_columns_with_spaces_around_them(tmp_path):
    assert shown(read(write(tmp_path, "id, text\n1,a\n"))) == ["a"]
    assert shown(read(write(tmp_path, "id, words\n1,a\n"), text="words")) == ["a"]


@pytest.mark.parametrize("seed", range(60))
def test_what_pandas_writes_is_read_as_it_was(tmp_path, seed):
    draw = random.Random(seed)
    pieces = ['"', ",", "\n", "\r\n", "a", "é", " ", '""', "\t", ";", "'", "\\", "“", "#"]
    texts = ["x" + "".join(draw.choices(pieces, k=draw.randrange(12))) for _ in range(20)]
    frame = pd.DataFrame({"text": texts, "id": [f"i{n}" for n in range(20)]})
    out = io.StringIO()
    frame.to_csv(out, index=bool(seed % 2), quoting=draw.choice([0, 1]), lineterminator="\n")
    found = read(write(tmp_path, out.getvalue()))
    assert [(item.id, item.text) for item in found] == list(zip(frame["id"], texts, strict=True))


def test_reading_any_mixture_of_quotes_ends_and_takes_linear_time(tmp_path):
    draw = random.Random(5)
    lines = ['"', '""', '"""', 'a,"b', 'a,b"', 'a,"b",c', "a,b,c", '"a""', 'a,"""b', "", 'x,"y","']
    content = HEADER + "\n".join(draw.choices(lines, k=30_000))
    found = read(write(tmp_path, content))
    places = [item.place.line for item in found]
    assert places == sorted(set(places)) and len(found) > 5000
