"""Read the files of a publisher's archive, or of a checkout, without unpacking it."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from provenance.errors import DatasetError

# What these raise over bytes that are no archive, or the beginning of one.
_DAMAGE = (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)

Wanted = Callable[[str], bool]


def read_members(place: Path | bytes, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the wanted files of an archive or a folder.

    Nothing is written to disk, so no path in an archive can lead anywhere.

    Parameters
    ----------
    place : Path or bytes
        A ``.tar`` of any compression, a ``.zip``, a folder, or the bytes of an archive.
    wanted : callable
        Given a path with forward slashes, says whether to yield it. Where the archive has one folder
        at its root, as a repository's archives have, paths are tried without it too.

    Raises
    ------
    DatasetError
        When the archive is damaged or none.
    """
    try:
        if isinstance(place, bytes):
            yield from _archived(io.BytesIO(place), wanted)
        elif place.is_dir():
            yield from _in_folder(place, wanted)
        else:
            with place.open("rb") as stream:
                yield from _archived(stream, wanted)
    except _DAMAGE as error:
        told = "an archive in the archive" if isinstance(place, bytes) else place
        raise DatasetError(
            f"{told} is damaged, or cannot be read ({error}); should be a .tar.gz or .zip archive "
            "or a folder of the publisher's files"
        ) from error


def _archived(stream: BinaryIO, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    zipped = zipfile.is_zipfile(stream)
    stream.seek(0)
    if zipped:
        with zipfile.ZipFile(stream) as archive:
            for info in archive.infolist():
                path = _wanted_path(info.filename, wanted)
                if path is not None and not info.is_dir():
                    yield path, archive.read(info)
        return
    with tarfile.open(fileobj=stream, mode="r:*") as archive:
        for member in archive:
            path = _wanted_path(member.name, wanted) if member.isfile() else None
            content = archive.extractfile(member) if path is not None else None
            if path is not None and content is not None:
                yield path, content.read()


def _in_folder(folder: Path, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if wanted(relative) and path.is_file():
            yield relative, path.read_bytes()


def _wanted_path(path: str, wanted: Wanted) -> str | None:
    path = path.removeprefix("./")
    for candidate in (path, path.partition("/")[2]):
        if candidate and wanted(candidate):
            return candidate
    return None
