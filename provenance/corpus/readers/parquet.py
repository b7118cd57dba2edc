"""Parquet, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import unquote

from provenance.corpus.columns import ColumnsTaken, check_columns, choose_columns
from provenance.corpus.damage import UnusableFile
from provenance.corpus.readers.entries import Entry
from provenance.corpus.readers.making import Maker, not_decodable
from provenance.corpus.readers.options import ReadOptions
from provenance.corpus.readers.telling import Told
from provenance.corpus.record import Place, Record, SetAside
from provenance.errors import InputError
from provenance.extras import install

_ROWS = 64  # a batch, whose texts are in memory together
_BUFFER = 1 << 20
_MISSING = "__HIVE_DEFAULT_PARTITION__"


def read(stream: BinaryIO, entry: Entry, options: ReadOptions, told: Told) -> Iterator:
    """Yield the records of a Parquet file.

    Folders called ``name=value``, as partitioned data sets have, are columns too.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError(
            f"reading Parquet needs pyarrow, which is not installed; should be: {install('batch')}"
        ) from None
    if entry.compression is not None:
        raise UnusableFile(
            f"{entry.file} is a packed Parquet file; should be unpacked, since Parquet packs its columns"
        )
    size = stream.seek(0, 2)
    if not size:
        return
    row = 0
    try:
        with pq.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False) as file:
            partitions = _partitions(entry.file)
            taken = _columns(file.schema_arrow, entry.file, partitions, options)
            told.columns(taken)
            for record in _records(file, taken, partitions, options):
                row = record.place.line
                yield record
    except (pa.ArrowException, OSError, EOFError) as error:
        if isinstance(error, MemoryError):  # Arrow's is among its exceptions
            raise
        where = f"damaged after row {row}" if row else "no Parquet file that can be read"
        told = str(error).partition("\n")[0]
        raise UnusableFile(f"{entry.file} is {where}: {told}; should be whole") from None


def _columns(
    schema: Any, file: str, partitions: dict[str, str | None], options: ReadOptions
) -> ColumnsTaken:
    names = [*schema.names, *(name for name in partitions if name not in schema.names)]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise UnusableFile(f"{file} has several columns called {doubled[0]!r}; should have one")
    taken = choose_columns(file, names, options)
    check_columns(taken, names, options)
    if taken.text in schema.names:
        _check_type(schema.field(taken.text).type, taken.text, file)
    return taken


def _check_type(type: Any, column: str, file: str) -> None:
    import pyarrow.types as types

    value = type.value_type if types.is_dictionary(type) else type
    fine = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    views = tuple(getattr(types, name) for name in ("is_string_view",) if hasattr(types, name))
    if not any(test(value) for test in (*fine, *views, types.is_null)):
        raise UnusableFile(f"the text column {column!r} of {file} is {type}; should be string")


def _records(
    file: Any, taken: ColumnsTaken, partitions: dict[str, str | None], options: ReadOptions
) -> Iterator[Record | SetAside]:
    used = [taken.text, taken.id, *taken.carried().values(), taken.url]
    stored = [n for n in dict.fromkeys(used) if n is not None and n in file.schema_arrow.names]
    fixed = {name: partitions[name] for name in used if name in partitions and name not in stored}
    keys = {name: number for number, name in enumerate((*stored, *fixed))}
    maker = Maker(taken, options, keys)
    place = keys[taken.text]
    binary = (
        "binary" in str(file.schema_arrow.field(taken.text).type) if taken.text in stored else False
    )
    for row, values in enumerate(_rows(file, stored, tuple(fixed.values())), 1):
        if binary and isinstance(values[place], bytes):
            try:
                text = values[place].decode("utf-8")
            except UnicodeDecodeError as error:
                byte = error.object[error.start]
                yield not_decodable(Place(taken.file, row), None, byte, "utf-8")
                continue
            values = (*values[:place], text, *values[place + 1 :])
        yield maker.make(row, values.__getitem__, False)


def _rows(file: Any, stored: list[str], fixed: tuple[str | None, ...]) -> Iterator[tuple]:
    # Group by group, so that damage in one leaves those above it whole.
    for group in range(file.num_row_groups):
        for batch in file.iter_batches(_ROWS, [group], stored, use_threads=False):
            columns = [batch.column(name).to_pylist() for name in stored]
            columns += [[value] * batch.num_rows for value in fixed]
            yield from zip(*columns, strict=True)


def _partitions(file: str) -> dict[str, str | None]:
    """Return the columns that the folders above a file name."""
    pairs = [part.partition("=") for part in PurePosixPath(file).parts[:-1] if "=" in part]
    return {unquote(k): None if v == _MISSING else unquote(v) for k, _, v in pairs if k}
