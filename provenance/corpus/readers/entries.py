"""The files of a source: one, those of a folder, those of an archive, or standard input."""

from __future__ import annotations

import io
import os
import stat
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from provenance.corpus.damage import DAMAGE, damaged
from provenance.corpus.readers.opening import COMPRESSIONS
from provenance.corpus.record import Place, SetAside
from provenance.errors import InputError

STDIN = "-"

SUFFIXES: dict[str, str] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".txt": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".warc": "warc",
}
"""Format by suffix."""

_ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz")
_COMPANIONS = "_files"  # browsers save the pictures and frames of PAGE.html in PAGE_files


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to read.

    Attributes
    ----------
    file : str
        What to call it, safe to print and to write.
    format : str
        A key of ``FORMATS``.
    compression : str or None
        A value of ``COMPRESSIONS``.
    open : callable
        Returns a context in which the file's bytes, still compressed, are open.
    alone : bool
        Whether it is what was asked for, and not one file among others.
    """

    file: str
    format: str
    compression: str | None
    open: Callable[[], AbstractContextManager[BinaryIO]]
    alone: bool


Skip = Callable[[str], None]


def find_entries(source: str, format: str | None, skipped: Skip) -> Iterator[Entry | SetAside]:
    """Yield the files of a source in a fixed order: by path, in a tar as they stand there.

    Of a folder or an archive, the files with a suffix of a known format are read, with ``format`` those
    of that format and those without a suffix. Hidden files, folders whose name begins with ``_``, and
    what a browser saved beside a page are passed over.

    Raises
    ------
    InputError
        When there is nothing, or nothing of a known format.
    """
    if source == STDIN:
        yield Entry(STDIN, format or "jsonl", None, _standard_input, True)
        return
    path = Path(source)
    if path.is_dir():
        yield from _some(_in_folder(path, format, skipped), source)
    elif _is_archive(source):
        yield from _some(_in_archive(path, printable(source), format, skipped), source)
    else:
        yield _file(path, source, format)


def check_source(source: str, format: str | None) -> None:
    """Check that a source is there and, for a file, of a known format.

    Raises
    ------
    InputError
        When it is not.
    """
    if source == STDIN:
        if format == "parquet":
            raise InputError(
                "standard input is to be read as parquet; should be a file or a folder"
            )
        return
    try:
        found = os.stat(source)
    except (OSError, ValueError):
        raise InputError(f"{source} does not exist; should be a file, a folder, or '-'") from None
    if not os.access(source, os.R_OK):
        raise InputError(f"{source} cannot be read: no permission; should be readable")
    if not stat.S_ISDIR(found.st_mode) and not _is_archive(source):
        _file(Path(source), source, format)


def split_suffix(name: str) -> tuple[str | None, str | None]:
    """Return the format and the compression that a file's name tells.

    Examples
    --------
    >>> split_suffix("news.JSONL.gz"), split_suffix("index")
    (('jsonl', 'gzip'), (None, None))
    """
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes]
    compression = COMPRESSIONS.get(suffixes[-1]) if suffixes else None
    if compression is not None:
        suffixes.pop()
    return (SUFFIXES.get(suffixes[-1]) if suffixes else None), compression


def printable(name: str) -> str:
    """Return a file's name with the bytes that are no text written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _file(path: Path, source: str, format: str | None) -> Entry:
    guessed, compression = split_suffix(path.name)
    format = format or guessed
    if format is None and not path.is_file():
        format = "jsonl"  # a pipe has no suffix to go by, and is read as standard input is
    if format is None:
        raise InputError(
            f"{source} has no suffix of a format that can be read; should be one of "
            f"{', '.join(SUFFIXES)}, perhaps with {', '.join(COMPRESSIONS)} or in a .zip or .tar, "
            "or the format should be named"
        )
    return Entry(printable(source), format, compression, _opener(path), True)


def _some(found: Iterator[Entry | SetAside], source: str) -> Iterator[Entry | SetAside]:
    entry = None
    for entry in found:
        yield entry
    if entry is None:
        raise InputError(
            f"{source} holds no file of a format that can be read; should hold files that end in "
            f"one of {', '.join(SUFFIXES)}, or the format should be named"
        )


def _in_folder(folder: Path, format: str | None, skipped: Skip) -> Iterator[Entry | SetAside]:
    for name in _walk(folder, "", skipped):
        if isinstance(name, SetAside):
            yield name
            continue
        path = folder / name
        if _is_archive(name):
            yield from _in_archive_beside(path, printable(name), format, skipped)
            continue
        taken, compression = _wanted(name, format)
        if taken is None or not path.is_file():
            skipped(printable(name))
            continue
        yield Entry(printable(name), taken, compression, _opener(path), False)


def _opener(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb", buffering=0)


def _walk(folder: Path, prefix: str, skipped: Skip) -> Iterator[str | SetAside]:
    """Yield the paths of the files below a folder in the order of these paths."""
    try:
        with os.scandir(folder) as scanned:
            found = {e.name + "/" * e.is_dir(follow_symlinks=False) for e in scanned}
    except OSError as error:
        yield unreadable(printable(prefix) or str(folder), error)
        return
    for name in sorted(found):
        path = prefix + name
        if name.startswith(".") or (name.endswith("/") and _is_passed_over(name[:-1], found)):
            skipped(printable(path))
        elif name.endswith("/"):
            yield from _walk(folder / name, path, skipped)
        else:
            yield path


def _is_passed_over(name: str, beside: set[str]) -> bool:
    page = name.removesuffix(_COMPANIONS)
    saved = name.endswith(_COMPANIONS) and not beside.isdisjoint({page + ".html", page + ".htm"})
    return saved or name.startswith("_")


def _wanted(name: str, format: str | None) -> tuple[str | None, str | None]:
    """Return format and compression of one file among others; no format when it is not to be read."""
    guessed, compression = split_suffix(name)
    last = PurePosixPath(name).name
    if guessed is None and "." not in last and not last.startswith("_"):
        guessed = format
    return (guessed if format in (None, guessed) else None), compression


def _is_archive(name: str) -> bool:
    path = PurePosixPath(name.lower())
    return path.suffix in _ARCHIVES or (path.suffix in COMPRESSIONS and path.stem.endswith(".tar"))


def _in_archive_beside(
    path: Path, file: str, format: str | None, skipped: Skip
) -> Iterator[Entry | SetAside]:
    """Yield the files in an archive among other files, which damage to it does not concern."""
    try:
        yield from _in_archive(path, file, format, skipped)
    except DAMAGE as error:
        yield SetAside(Place(file, 1), None, "unreadable", damaged(file, "", error))


def _in_archive(
    path: Path, file: str, format: str | None, skipped: Skip
) -> Iterator[Entry | SetAside]:
    """Yield the files in an archive; each can be opened only until the next is asked for."""
    # In "news.csv.zip" the file may have any name.
    format = format or split_suffix(PurePosixPath(file).stem.removesuffix(".tar"))[0]
    try:
        raw = path.open("rb")
    except OSError as error:
        yield unreadable(file, error)
        return
    members = _zipped if path.suffix.lower() == ".zip" else _tarred
    with raw:
        for name, opened in members(raw):
            parts = name.split("/")
            hidden = any(p.startswith(".") for p in parts) or any(
                p.startswith("_") for p in parts[:-1]
            )
            taken, compression = (None, None) if hidden else _wanted(name, format)
            if name == path.name:  # so pandas calls the one file in a .tar.gz
                taken, compression = format, None
            called = f"{file}/{printable(name)}"
            if taken is None:
                skipped(called)
            else:
                yield Entry(called, taken, compression, opened, False)


_Members = Iterator[tuple[str, Callable[[], AbstractContextManager[BinaryIO]]]]


def _zipped(raw: BinaryIO) -> _Members:
    with zipfile.ZipFile(raw) as archive:
        names = sorted(info.filename for info in archive.infolist() if not info.is_dir())
        for name in names:
            yield name, lambda name=name: archive.open(name)


def _tarred(raw: BinaryIO) -> _Members:
    with tarfile.open(fileobj=raw, mode="r:*") as archive:
        for member in archive:
            archive.members = []  # else a list of all of them grows
            if member.isfile():
                yield member.name.removeprefix("./"), _tar_opener(archive, member)


def _tar_opener(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Callable:
    return lambda: archive.extractfile(member) or io.BytesIO()


def unreadable(file: str, error: Exception) -> SetAside:
    """Return what stands for a file that cannot be opened."""
    told = getattr(error, "strerror", None) or error
    reason = f"{file} cannot be read: {told}; should be readable"
    return SetAside(Place(file, 1), None, "unreadable", reason)


@contextmanager
def _standard_input() -> Iterator[BinaryIO]:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("standard input is closed; should be open to be read")
    yield sys.stdin.buffer  # and stays open: it is not the reader's
