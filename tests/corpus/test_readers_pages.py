"""Web pages: the main text and what the page says of itself; pages without one are set aside."""

import gzip
import io

import pytest

from provenance.corpus.readers import ReadOptions, read_records
from provenance.corpus.record import Record
from provenance.errors import InputError

pytest.importorskip("trafilatura")

PARAGRAPHS = (
    "The county closed the harbour bridge on Friday after inspectors found cracks in four hangers, "
    "officials said.",
    "Ruth Achterberg, the county engineer, said that the repair would take several months — "
    "“and it will cost a great deal”.",
    "A port official, who asked not to be named, said that the county had been warned in May.",
)
HEAD = """<title>Harbour bridge closed | The Port Gazette</title>
<meta property="og:title" content="Harbour bridge closed">
<meta property="og:site_name" content="The Port Gazette">
<meta property="article:published_time" content="2024-03-02T10:00:00Z">"""
LINK = '<link rel="canonical" href="https://gazette.example/bridge">'


def page(head=HEAD, paragraphs=PARAGRAPHS, charset="utf-8"):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = "<nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav>"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="{charset}">{head}</head><body>{menu}'
        f"<article><h1>Harbour bridge closed</h1>{text}</article><footer>All rights</footer></body></html>"
    )


def put(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(source, **options):
    return list(read_records(source, ReadOptions(**options)))


def test_the_main_text_and_what_the_page_says(tmp_path):
    (found,) = read(put(tmp_path / "a.html", page(HEAD + LINK)))
    assert isinstance(found, Record)
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)
    assert "Sport" not in found.text and "All rights" not in found.text
    assert found.id == "https://gazette.example/bridge"
    assert found.carried == {
        "title": "Harbour bridge closed",
        "date": "2024-03-02",
        "publisher": "The Port Gazette",
        "url": "https://gazette.example/bridge",
    }


def test_a_page_that_says_nothing_of_itself(tmp_path):
    put(tmp_path / "a.htm", page(head=""))
    (found,) = read(tmp_path, keep=("desk",))
    assert found.id == "a.htm" and found.text
    assert (found.carried["url"], found.carried["date"], found.carried["desk"]) == (
        None,
        None,
        None,
    )


def test_a_date_to_come_does_not_depend_on_today(tmp_path):
    head = HEAD.replace("2024-03-02", "2061-03-02")
    assert read(put(tmp_path / "a.html", page(head)))[0].carried["date"] == "2061-03-02"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<html><body></body></html>", "no_text"),
        ("just words", "no_text"),
        (page().encode()[:-200] + b"\xe9\xff</html>", "encoding"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "no_text"),
        (page(paragraphs=PARAGRAPHS * 50), "too_long"),
        ("<p>" + "x" * 20_000_000, "too_long"),
    ],
)
def test_pages_set_aside(tmp_path, content, code):
    put(tmp_path / "a.html", content)
    put(tmp_path / "b.html", page())
    aside, good = read(tmp_path, max_chars=5000)
    assert isinstance(good, Record)
    assert (aside.place.file, aside.id) == ("a.html", "a.html")
    assert aside.code == code or (code == "no_text" and aside.code in ("encoding", "unreadable"))
    assert "should be" in aside.reason


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("none", "cp1252"),
        ("none", "utf-8"),
        ("utf-8", "utf-16"),
    ],
)
def test_encodings_of_pages(tmp_path, said, encoding):
    content = page(charset=said) if said != "none" else page().replace('<meta charset="utf-8">', "")
    (found,) = read(put(tmp_path / "a.html", content.encode(encoding)))
    assert PARAGRAPHS[1] in found.text


def test_an_empty_page_is_no_article(tmp_path):
    assert read(put(tmp_path / "a.html", "")) == []


def test_a_page_on_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page().encode())))
    assert read("-", format="html")[0].id == "-"


def record(kind, url, block, http):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
    head += f"WARC-Date: 2024-03-05T00:00:00Z\r\nContent-Type: application/http; msgtype={http}\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


@pytest.fixture
def warc():
    """Make a WARC: a request and a response for every page."""
    pytest.importorskip("warcio")

    def made(pages, packed=True):
        records = []
        for url, status, kind, body in pages:
            headers = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n"
            if kind == "gzip":
                headers = (
                    f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
                )
                body = gzip.compress(body)
            records.append(record("request", url, b"GET / HTTP/1.1\r\n\r\n", "request"))
            records.append(record("response", url, f"{headers}\r\n".encode() + body, "response"))
        return b"".join(gzip.compress(item) if packed else item for item in records)

    return made


PAGES = [
    ("https://a.example/1", "200 OK", "text/html; charset=utf-8", page().encode()),
    (
        "https://a.example/2",
        "200 OK",
        'TEXT/HTML; charset="windows-1252"',
        page(charset="none").encode("cp1252"),
    ),
    ("https://a.example/p.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://a.example/gone", "404 Not Found", "text/html", page().encode()),
    ("https://a.example/3", "200 OK", "gzip", page(HEAD + LINK).encode()),
    ("https://a.example/empty", "200 OK", "application/xhtml+xml", b"<html></html>"),
]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_warc(tmp_path, warc, name):
    path = put(tmp_path / name, warc(PAGES, packed=name.endswith("gz")))
    found = read(path)
    assert [item.id for item in found] == [
        f"https://a.example/{n}" for n in ("1", "2", "3", "empty")
    ]
    assert [item.place.line for item in found] == [2, 4, 10, 12]
    assert [getattr(item, "code", None) for item in found] == [None, None, None, "no_text"]
    assert all(PARAGRAPHS[1] in item.text for item in found[:3])
    assert found[0].carried["url"] == "https://a.example/1"


def test_a_folder_of_warcs(tmp_path, warc):
    put(tmp_path / "b.warc.gz", warc(PAGES[:1]))
    put(tmp_path / "a.warc", warc(PAGES[1:2], packed=False))
    assert [item.place.file for item in read(tmp_path)] == ["a.warc", "b.warc.gz"]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_a_warc_that_ends_early(tmp_path, warc, packed, share):
    whole = warc(PAGES[:3], packed)
    path = put(tmp_path / ("a.warc.gz" if packed else "a.warc"), whole[: int(len(whole) * share)])
    found = []
    with pytest.raises(InputError, match="a.warc.* is damaged.*should be whole"):
        for item in read_records(path):
            found.append(item)
    assert len(found) < 3 and all(isinstance(item, Record) for item in found)


def test_what_is_no_warc(tmp_path):
    pytest.importorskip("warcio")
    with pytest.raises(InputError, match="b.warc is no WARC file"):
        read(put(tmp_path / "b.warc", b"no archive of pages\n" * 99))
    assert read(put(tmp_path / "c.warc", b"")) == []
