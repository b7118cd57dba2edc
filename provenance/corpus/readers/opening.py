"""Open files of any compression that pandas knows, and text of any encoding."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from provenance.errors import InputError

COMPRESSIONS = {".gz": "gzip", ".bz2": "bz2", ".xz": "xz", ".zst": "zstd"}
"""Compression by suffix."""

_BLOCK = 1 << 17
_ZSTD_BLOCK = 1 << 10  # small, since a few bytes can unpack to very many
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROBE = '\n\r\t {}[]",:;0a'


@contextmanager
def decompressed(raw: BinaryIO, compression: str | None) -> Iterator[BinaryIO]:
    """Give a buffered stream of the bytes that a stream holds, compressed or not.

    A truncated or damaged stream raises ``OSError``, ``EOFError``, ``zlib.error`` or
    ``lzma.LZMAError`` once that is reached.
    """
    stream: Any
    if compression == "gzip":
        stream = gzip.GzipFile(fileobj=raw, mode="rb")
    elif compression == "bz2":
        stream = bz2.BZ2File(raw)
    elif compression == "xz":
        stream = lzma.LZMAFile(raw)
    else:
        stream = io.BufferedReader(raw if compression is None else _ZstdStream(raw), _BLOCK)
    try:
        yield stream
    finally:
        if compression is None:
            stream.detach()  # else it would close what others have opened
        else:
            stream.close()


def as_ascii_compatible(stream: BinaryIO, encoding: str) -> tuple[BinaryIO, str]:
    """Return a stream whose lines end in ``b"\\\\n"``, and its encoding.

    A byte order mark is left out, and decides over ``encoding``. Bytes in an encoding in which ASCII
    does not stand for itself, such as UTF-16, become UTF-8.
    """
    begun = stream.peek(4)
    mark, encoding = next((m for m in _MARKS if begun.startswith(m[0])), (b"", encoding))
    name = codecs.lookup(encoding).name.removesuffix("-sig")
    if _PROBE.encode(name) != _PROBE.encode("ascii"):
        stream, name = io.BufferedReader(_Recoded(stream, name), _BLOCK), "utf-8"
        mark = codecs.BOM_UTF8 if stream.peek(3).startswith(codecs.BOM_UTF8) else b""
    stream.read(len(mark))
    return stream, name


class _Recoded(io.RawIOBase):
    """Bytes of another encoding as UTF-8; what cannot be decoded stays bytes that are no UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._errors = "surrogatepass" if encoding.startswith("utf") else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(encoding)(self._errors)
        self._rest = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest and not self._ended:
            read = self._stream.read1(_BLOCK)
            self._ended = not read
            self._rest = self._decoder.decode(read, self._ended).encode("utf-8", self._errors)
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


class _ZstdStream(io.RawIOBase):
    """Bytes of a zstandard file, which must be whole: the library's own stream ends where it breaks."""

    def __init__(self, raw: BinaryIO) -> None:
        try:
            import zstandard
        except ImportError:
            raise InputError(
                "reading .zst needs zstandard, which is not installed; should be: "
                "pip install zstandard"
            ) from None
        self._raw = raw
        self._error = zstandard.ZstdError
        self._make = zstandard.ZstdDecompressor(max_window_size=2**31).decompressobj
        self._frame: Any = None
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            packed = self._raw.read(_ZSTD_BLOCK)
            if not packed:
                if self._frame is not None:
                    raise EOFError("the file ends before its last frame does")
                return 0
            self._rest = self._unpack(packed)
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size

    def _unpack(self, packed: bytes) -> bytes:
        unpacked = b""
        try:
            while packed:
                if self._frame is None:
                    self._frame = self._make()
                unpacked += self._frame.decompress(packed)
                packed = b""
                if self._frame.eof:
                    packed, self._frame = self._frame.unused_data, None
        except self._error as error:
            raise OSError(f"{error}") from None
        return unpacked
