"""Parquet: a data set, that is a folder for each table and in it a file for each part.

The files depend on nothing but the rows of their part: fixed options, row groups of a fixed number of
rows, and no time in them. Version 2.6 of the format with data pages of version 1 is what pandas,
DuckDB and Spark have read for years.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from provenance.corpus import durable
from provenance.corpus.formats.values import encodable
from provenance.corpus.schema import SCHEMA_VERSION, TABLES, Layout
from provenance.corpus.schema import columns as columns_of
from provenance.errors import InputError
from provenance.extras import install

if TYPE_CHECKING:
    import pyarrow as pa

# A part of 2,000 articles has about 60,000 sentences, in one group; long articles make it several.
GROUP = 1 << 16
_TEMPORARY = ".part"


@lru_cache
def arrow_schema(table: str, layout: Layout) -> pa.Schema:
    """Return a table's columns as Arrow has them."""
    pa = _pyarrow()
    types = {"string": pa.utf8(), "bool": pa.bool_()}
    types |= {name: getattr(pa, name)() for name in ("int32", "int64", "float32")}
    fields = [pa.field(column.name, types[column.type]) for column in columns_of(table, layout)]
    return pa.schema(fields)


def encode(table: str, columns: dict[str, Sequence], layout: Layout) -> pa.RecordBatch:
    """Return rows as a batch of Arrow.

    Parameters
    ----------
    table : str
    columns : dict of str to sequence
        The values of each column of the table, all of one length; None and NaN are missing.
    layout : Layout

    Raises
    ------
    InputError
        When pyarrow is not installed.
    """
    pa = _pyarrow()
    schema = arrow_schema(table, layout)
    arrays = []
    for column, field in zip(columns_of(table, layout), schema, strict=True):
        values = columns[column.name]
        try:
            array = pa.array(values, field.type, from_pandas=True)
        except UnicodeEncodeError:
            array = pa.array(encodable(values), field.type, from_pandas=True)
        if array.null_count and not column.missing:
            raise ValueError(f"{table}.{column.name} has missing values; should have none")
        arrays.append(array)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def names(layout: Layout) -> dict[str, str]:
    """Return the name of each table's folder."""
    return {table: table for table in TABLES}


class Writer:
    """Writes a file for each table and part.

    Parameters
    ----------
    folder : Path
    layout : Layout
    """

    def __init__(self, folder: Path, layout: Layout) -> None:
        _pyarrow()
        self._folders = {table: folder / name for table, name in names(layout).items()}
        self._layout = layout
        self._empty = set(TABLES)
        self._files: dict[str, _PartFile] = {}

    def resume(self, states: Iterable[dict[str, Any]]) -> None:
        """Begin after the parts whose commits gave these states; what lies beyond is dropped."""
        kept: dict[str, set[str]] = {table: set() for table in TABLES}
        for part, state in enumerate(states):
            for table, size in state.items():
                name = _name(part)
                _check_size(self._folders[table] / name, size)
                kept[table].add(name)
        for table, folder in self._folders.items():
            durable.make_folder(folder)
            for path in sorted(folder.iterdir()):
                if path.name not in kept[table]:
                    os.unlink(path)
            durable.sync_folder(folder)
        self._empty = {table for table in TABLES if not kept[table]}

    def append(self, table: str, payload: pa.RecordBatch) -> None:
        """Add rows of a table to the part at hand."""
        if not payload.num_rows:
            return
        self._begin(table)
        self._files[table].append(payload)

    def _begin(self, table: str) -> None:
        if table not in self._files:
            path = self._folders[table] / _TEMPORARY
            self._files[table] = _PartFile(path, table, self._layout)

    def commit(self, part: int) -> dict[str, int]:
        """Give the files of the part at hand their names; return their sizes, for tables with rows."""
        sizes = {}
        for table, file in self._files.items():
            sizes[table] = file.finish(self._folders[table] / _name(part))
        self._empty -= self._files.keys()
        self._files = {}
        return sizes

    def finish(self) -> None:
        """Write a file without rows for a table that has none, so that its columns are known."""
        for table in sorted(self._empty):
            self._begin(table)
        self.commit(0)

    def close(self) -> None:
        """Let go of the files, complete or not."""
        for file in self._files.values():
            file.close()
        self._files = {}


class _PartFile:
    """A file that is being written under a temporary name."""

    def __init__(self, path: Path, table: str, layout: Layout) -> None:
        self._path = path
        self._schema = arrow_schema(table, layout)
        self._batches: list[pa.RecordBatch] = []
        self._rows = 0
        self._file: BinaryIO = durable.create(path)
        try:
            self._writer = _parquet_writer(self._file, self._schema, table, layout)
        except BaseException:
            with suppress(OSError):
                self._file.close()
            raise

    def append(self, batch: pa.RecordBatch) -> None:
        self._batches.append(batch)
        self._rows += batch.num_rows
        while self._rows >= GROUP:
            self._write(GROUP)

    def _write(self, rows: int) -> None:
        """Write the first rows that wait as one row group, in one piece, however they came."""
        import pyarrow as pa

        waiting = pa.Table.from_batches(self._batches, self._schema)
        self._writer.write_table(waiting.slice(0, rows).combine_chunks(), row_group_size=rows)
        self._batches = waiting.slice(rows).to_batches()
        self._rows -= rows

    def finish(self, target: Path) -> int:
        """Bring the file to the disk and give it its name; return its size."""
        if self._rows:
            self._write(self._rows)
        self._writer.close()
        durable.sync(self._file)
        size = self._file.tell()
        self._file.close()
        durable.rename(self._path, target)
        return size

    def close(self) -> None:
        # pyarrow completes a file when its writer is let go of; that one has only a temporary name.
        with suppress(OSError, ValueError):
            self._writer.close()
        with suppress(OSError):
            self._file.close()


def _parquet_writer(file: BinaryIO, schema: pa.Schema, table: str, layout: Layout) -> Any:
    from pyarrow import parquet

    found = columns_of(table, layout)
    writer = parquet.ParquetWriter(
        file,
        schema,
        version="2.6",
        data_page_version="1.0",
        compression=layout.compression,
        use_dictionary=[column.name for column in found if column.repeated],
        write_statistics=[column.name for column in found if column.name != "text"],
        store_schema=False,
    )
    about = {"provenance.table": table, "provenance.schema_version": str(SCHEMA_VERSION)}
    writer.add_key_value_metadata(about)
    return writer


def _name(part: int) -> str:
    return f"part-{part:05d}.parquet"


def _check_size(path: Path, size: int) -> None:
    found = path.stat().st_size if path.exists() else 0
    if found != size:
        raise InputError(
            f"{path} has {found:,} bytes; should have the {size:,} that were committed: "
            "begin anew with restart (--restart)"
        )


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise InputError(
            f"pyarrow is not installed, and Parquet needs it; should be: {install('batch')}; "
            "or have format 'jsonl' or 'csv'"
        ) from None
    return pyarrow
