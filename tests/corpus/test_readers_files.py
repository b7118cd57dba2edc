"""Files of a folder, an archive or a pipe, compressed or not: the same articles in a fixed order."""

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile

import pytest

from provenance.corpus.readers import ReadOptions, Told, describe, entries, read_records
from provenance.corpus.record import Record, SetAside
from provenance.errors import InputError

TEXT = "Ana Ruiz said the bridge was safe. It reportedly was not."
LINES = "".join(json.dumps({"id": n, "text": f"{TEXT} {n}"}) + "\n" for n in range(300)).encode()


def zstd(data):
    return pytest.importorskip("zstandard").ZstdCompressor().compress(data)


PACKERS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstd}


def tar(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def put(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def read(source, told=None, **options):
    return list(read_records(source, ReadOptions(**options), told))


def pipe(monkeypatch, data):
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)))
    monkeypatch.setattr("sys.stdin", stdin)
    return stdin


@pytest.mark.parametrize("suffix", PACKERS)
def test_compressions(tmp_path, suffix):
    pack = PACKERS[suffix]
    put(
        tmp_path,
        {
            "a.jsonl": LINES,
            f"a.jsonl{suffix}": pack(LINES),
            f"B.JSONL{suffix.upper()}": pack(LINES),
        },
    )
    plain = [(item.id, item.text) for item in read(tmp_path / "a.jsonl")]
    assert len(plain) == 300
    assert [(item.id, item.text) for item in read(tmp_path / f"a.jsonl{suffix}")] == plain
    assert [(item.id, item.text) for item in read(tmp_path / f"B.JSONL{suffix.upper()}")] == plain


@pytest.mark.parametrize("suffix", PACKERS)
def test_compressed_files_in_several_pieces_and_empty_ones(tmp_path, suffix):
    pack = PACKERS[suffix]
    put(
        tmp_path,
        {
            f"a.jsonl{suffix}": pack(LINES[:1000]) + pack(LINES[1000:]),
            f"e.jsonl{suffix}": pack(b""),
        },
    )
    assert len(read(tmp_path / f"a.jsonl{suffix}")) == 300
    assert read(tmp_path / f"e.jsonl{suffix}") == []


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("harm", ["cut", "not packed", "garbled"])
def test_a_damaged_file_is_an_error_that_names_it(tmp_path, suffix, harm):
    whole = PACKERS[suffix](LINES + os.urandom(3000).hex().encode() + b"\n")
    data = {
        "cut": whole[:-100],
        "not packed": LINES,
        "garbled": whole[:-900] + bytes(400) + whole[-500:],
    }[harm]
    path = put(tmp_path, {f"a.jsonl{suffix}": data}) / f"a.jsonl{suffix}"
    with pytest.raises(InputError, match=f"a.jsonl{suffix} is damaged.*should be whole"):
        read(path)


def test_every_text_of_a_folder_in_the_order_of_the_paths(tmp_path):
    files = {
        "b.txt": "b",
        "a/z.txt": "az",
        "a/b/c.txt": "abc",
        "a.txt": "a",
        "B.TXT": "B",
        "c.txt.gz": gzip.compress(b"c"),
    }
    found = read(put(tmp_path, files))
    assert [item.id for item in found] == sorted(files)
    assert [item.place.file for item in found] == sorted(files)
    assert {item.text for item in found} == {"b", "az", "abc", "a", "B", "c"}
    assert {item.place.line for item in found} == {1}


def test_a_folder_of_several_formats_is_one_corpus(tmp_path):
    files = {
        "1.jsonl": '{"text": "one"}\n',
        "2.csv": "body\ntwo\n",
        "3.tsv": "body\tid\nthree\tx\n",
        "4.txt": "four",
    }
    found = read(put(tmp_path, files))
    assert [item.text for item in found] == ["one", "two", "three", "four"]
    assert [item.id for item in found] == ["1.jsonl:1", "2.csv:2", "x", "4.txt"]
    assert [item.text for item in read(tmp_path, format="csv")] == ["two"]


def test_what_is_no_article_is_passed_over_and_told(tmp_path):
    kept = {"a.txt": "a", "_note.txt": "n", "sub/b.txt": "b"}
    over = [".hidden.txt", "_unfinished/", "x.jpg", "page_files/", "README", ".git/"]
    put(
        tmp_path,
        {**kept, ".hidden.txt": "h", "_unfinished/a.txt": "u", "x.jpg": b"\xff", "README": "r"},
    )
    put(tmp_path, {"page_files/ad.txt": "ad", "page.html": "", ".git/x.txt": "x"})
    skipped = []
    found = read(tmp_path, Told(skipped=skipped.append))
    assert {item.id for item in found} == set(kept)
    assert sorted(skipped) == sorted(over)
    # With the format named, files without a suffix are of it.
    assert {item.id for item in read(tmp_path, format="txt")} == {*kept, "README"}


def test_a_folder_or_archive_of_nothing_to_read(tmp_path):
    put(tmp_path, {"x.jpg": b"x", "a.zip": zipped({"x.jpg": b"x"}), "sub/y.png": b""})
    for source in (tmp_path, tmp_path / "sub", tmp_path / "a.zip"):
        with pytest.raises(InputError, match="holds no file of a format that can be read; should"):
            read(source)


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz", "a.tgz", "A.TAR.GZ"]
)
def test_archives(tmp_path, name):
    members = {
        "n/a.txt": b"a",
        "n/b.jsonl": b'{"text": "b"}',
        "n/c.csv.gz": gzip.compress(b"text\nc\n"),
        ".x.txt": b"x",
        "__MACOSX/a.txt": b"x",
    }
    kind = name.lower().rpartition(".")[2]
    mode = {"zip": None, "tar": "w", "tgz": "w:gz"}.get(kind, f"w:{kind}")
    path = put(tmp_path, {name: zipped(members) if mode is None else tar(members, mode)}) / name
    found = read(path)
    assert [item.text for item in found] == ["a", "b", "c"]
    assert [item.place.file for item in found] == [
        f"{path}/{m}" for m in members if m.startswith("n")
    ]
    assert [item.place.file for item in read(tmp_path)] == [
        f"{name}/{m}" for m in members if m[0] == "n"
    ]


def test_one_file_in_an_archive_as_pandas_writes_it(tmp_path):
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"text": ["one", "two"]})
    for name in ("a.csv.zip", "a.csv.tar.gz", "a.csv.tar", "a.csv.xz"):
        frame.to_csv(tmp_path / name)
        assert [item.text for item in read(tmp_path / name)] == ["one", "two"]
    put(tmp_path, {"b.csv.zip": zipped({"any-name": b"text\nx\n"})})
    assert [item.text for item in read(tmp_path / "b.csv.zip")] == ["x"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
def test_damaged_archives(tmp_path, name):
    members = {f"{n}.txt": os.urandom(2000).hex().encode() for n in range(20)}
    whole = (
        zipped(members) if name == "a.zip" else tar(members, "w:gz" if name.endswith("gz") else "w")
    )
    for data in (whole[: len(whole) // 2], b"no archive at all" * 99):
        put(tmp_path, {name: data})
        with pytest.raises(InputError, match=f"{name} is damaged.*should be whole"):
            read(tmp_path / name)


def test_standard_input(monkeypatch):
    stdin = pipe(monkeypatch, LINES)
    found = read("-")
    assert len(found) == 300 and found[0].place.file == "-"
    assert not stdin.buffer.closed
    pipe(monkeypatch, b'{"text": "x"}')
    assert read("-")[0].id == "-:1"
    pipe(monkeypatch, b"text,id\na,1\n")
    assert read("-", format="csv")[0].text == "a"
    pipe(monkeypatch, TEXT.encode())
    assert (read("-", format="txt")[0].text, describe("-")) == (TEXT, None)
    pipe(monkeypatch, b"")
    assert read("-") == []
    with pytest.raises(InputError, match="should be a file or a folder"):
        read("-", format="parquet")
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputError, match="standard input is closed"):
        read("-")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_read_as_standard_input_is(tmp_path):
    import threading

    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(LINES,))
    writer.start()
    assert len(read(tmp_path / "pipe")) == 300
    writer.join()


def test_sources_that_cannot_be(tmp_path):
    put(tmp_path, {"a.docx": b"x", "a": b"x", "p.parquet.gz": gzip.compress(b"PAR1")})
    with pytest.raises(InputError, match="none.jsonl does not exist"):
        read_records(tmp_path / "none.jsonl")
    for name in ("a.docx", "a"):
        with pytest.raises(InputError, match="no suffix of a format.*.jsonl, .*.warc"):
            read_records(tmp_path / name)
    with pytest.raises(InputError, match="format is 'docx'; should be one of jsonl, csv"):
        read_records(tmp_path / "a.docx", ReadOptions(format="docx"))
    with pytest.raises(InputError, match="does not exist"):
        read_records("nul\0byte.jsonl")
    assert read(tmp_path / "a", format="txt")[0].text == "x"


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    """Whoever runs the tests may read everything, so the refusal is made up."""
    put(
        tmp_path,
        {
            "a.txt": "a",
            "b.txt": "b",
            "c.zip": zipped({"x.txt": b"x"}),
            "d/x.txt": "x",
            "e.jsonl": LINES,
        },
    )
    scan, open_path = os.scandir, entries.Path.open

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    closed = {"b.txt", "c.zip", "d"}
    monkeypatch.setattr(entries.os, "scandir", lambda p: refuse(p) if p.name in closed else scan(p))
    monkeypatch.setattr(
        entries.Path,
        "open",
        lambda p, *a, **k: refuse(p) if p.name in closed else open_path(p, *a, **k),
    )
    found = read(tmp_path)
    aside = {item.place.file: item.code for item in found if isinstance(item, SetAside)}
    assert aside == {"b.txt": "unreadable", "c.zip": "unreadable", "d/": "unreadable"}
    assert sum(isinstance(item, Record) for item in found) == 301
    with pytest.raises(InputError, match="b.txt cannot be read: Permission denied"):
        read(tmp_path / "b.txt")
    monkeypatch.setattr(entries.os, "access", lambda *_: False)
    with pytest.raises(InputError, match="cannot be read: no permission"):
        read_records(tmp_path / "a.txt")


def test_texts_of_a_folder_set_aside(tmp_path):
    files = {
        "a.txt": b"caf\xe9",
        "b.txt": b"x" * 500,
        "c.txt": b"",
        "d.txt": " \n",
        "e.txt": "é" * 90,
    }
    found = {
        item.place.file: getattr(item, "code", None)
        for item in read(put(tmp_path, files), max_chars=100)
    }
    assert found == {"a.txt": "encoding", "b.txt": "too_long", "d.txt": None, "e.txt": None}
    assert read(tmp_path / "a.txt", encoding="cp1252")[0].text == "café"


def test_a_text_is_left_as_it_is_but_for_its_mark(tmp_path):
    odd = " “a”\r\nb\n\nc\x00\u2028d "
    put(tmp_path, {"a.txt": odd.encode("utf-8-sig"), "b.txt": odd.encode("utf-16")})
    assert [item.text for item in read(tmp_path)] == [odd, odd]


def test_names_of_files_that_are_no_text(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    except OSError:
        pytest.skip("no such names here")
    (found,) = read(tmp_path)
    assert found.id == found.place.file == "caf\\xe9.txt"


def test_reading_can_be_left_off(tmp_path):
    path = put(tmp_path, {"a.jsonl": LINES, "b.csv": "text\na\nb\n"})
    for name in ("a.jsonl", "b.csv", ""):
        records = read_records(path / name)
        next(records)
        records.close()  # an open file would be a warning, which is an error here
