"""Files of lines that grow part by part, compressed or not."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from provenance.corpus import durable
from provenance.corpus.schema import TABLES, Layout
from provenance.errors import InputError
from provenance.extras import install

# A compressed file is a row of members, each of a block of this many bytes or of what a part has
# left. So its bytes depend on the parts alone, and a reader needs no more memory than a block.
BLOCK = 1 << 22
_GZIP_LEVEL = 6
_SUFFIXES = {"none": "", "gzip": ".gz", "zstd": ".zst"}

Compressor = Callable[[bytes], bytes]


def file_names(suffix: str, layout: Layout) -> dict[str, str]:
    """Return the name of each table's file."""
    return {table: table + suffix + _SUFFIXES[layout.compression] for table in TABLES}


class LinesWriter:
    """Writes a file for each table.

    Parameters
    ----------
    folder : Path
    names : dict of str to str
        The file of each table.
    compression : {"none", "gzip", "zstd"}
    headers : dict of str to bytes, optional
        What each file begins with.
    """

    def __init__(
        self,
        folder: Path,
        names: dict[str, str],
        compression: str,
        headers: dict[str, bytes] | None = None,
    ) -> None:
        self._folder = folder
        self._names = names
        self._compress = _compressor(compression)
        self._headers = headers or {}
        self._files: dict[str, _GrowingFile] = {}

    def resume(self, states: Iterable[dict[str, Any]]) -> None:
        """Begin after the parts whose commits gave these states; what lies beyond is dropped."""
        state: dict[str, int] = {}
        for state in states:  # noqa: B007 - each has the lengths of all that came before
            pass
        for table, name in self._names.items():
            _check_length(self._folder / name, state.get(table, 0))
        for table, name in self._names.items():
            length = state.get(table, 0)
            file = durable.reopen(self._folder / name, length)
            self._files[table] = _GrowingFile(file, self._compress)
            if not length:
                self._files[table].write(self._headers.get(table, b""))
        durable.sync_folder(self._folder)

    def append(self, table: str, payload: bytes) -> None:
        """Add lines to a table."""
        self._files[table].write(payload)

    def commit(self, part: int) -> dict[str, int]:
        """Bring everything to the disk; return the files' lengths."""
        return {table: file.commit() for table, file in self._files.items()}

    def finish(self) -> None:
        """Complete the files; those without a line are files, too."""
        for file in self._files.values():
            file.finish()
        self.close()

    def close(self) -> None:
        """Let go of the files, complete or not."""
        for file in self._files.values():
            file.close()


class _GrowingFile:
    """A file to which blocks are added."""

    def __init__(self, file: BinaryIO, compress: Compressor | None) -> None:
        self._file = file
        self._compress = compress
        self._waiting = bytearray()

    def write(self, data: bytes) -> None:
        if self._compress is None:
            self._file.write(data)
            return
        self._waiting += data
        while len(self._waiting) >= BLOCK:
            self._flush(BLOCK)

    def _flush(self, size: int) -> None:
        self._file.write(self._compress(bytes(self._waiting[:size])))
        del self._waiting[:size]

    def commit(self) -> int:
        if self._waiting:
            self._flush(len(self._waiting))
        durable.sync(self._file)
        return self._file.tell()

    def finish(self) -> None:
        if not self.commit() and self._compress is not None:
            self._flush(0)  # a file without any member is none to most readers
            durable.sync(self._file)

    def close(self) -> None:
        with suppress(OSError):  # what cannot be written is told where it matters, by commit
            self._file.close()


def _check_length(path: Path, length: int) -> None:
    found = path.stat().st_size if path.exists() else 0
    if found < length:
        raise InputError(
            f"{path} has {found:,} bytes; should have the {length:,} that were committed: "
            "begin anew with restart (--restart)"
        )


def _compressor(name: str) -> Compressor | None:
    if name == "none":
        return None
    if name == "gzip":
        return lambda data: gzip.compress(data, _GZIP_LEVEL, mtime=0)
    try:
        import pyarrow
    except ImportError:
        raise InputError(
            f"pyarrow is not installed, and zstd needs it; should be: {install('batch')}; "
            "or have compression 'gzip'"
        ) from None
    codec = pyarrow.Codec("zstd")
    return lambda data: codec.compress(data, asbytes=True)
