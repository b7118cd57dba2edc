"""Read what ``provenance batch`` wrote, whole or a piece at a time, whatever its format."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from provenance.corpus.folder import RUN, WORK
from provenance.corpus.lost import check_rows
from provenance.corpus.readers.opening import COMPRESSIONS, decompressed
from provenance.corpus.schema import TABLES
from provenance.errors import InputError
from provenance.scoring.table import ARTICLE_TYPES, SENTENCE_TYPES

# Rows in a piece.
_PIECE = 50_000
_NUMBERS = ("int64", "float64")
# By table: a kept column of the articles may be called as one of the sentences is.
_TYPES = {
    "sentences": {"sentence": "int64", **SENTENCE_TYPES},
    "articles": {"record": "int64", "line": "int64", **ARTICLE_TYPES},
    "set_aside": {"record": "int64", "line": "int64"},
}
_TRUTH = {"true": True, "false": False, True: True, False: False}


def read_output(
    folder: str | os.PathLike, table: str = "articles", columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """Read a table of a scored corpus.

    Parameters
    ----------
    folder : str or path
        What was given to ``provenance batch`` as its output.
    table : {"articles", "sentences", "set_aside"}, default="articles"
    columns : sequence of str, optional
        The columns to read; all by default.

    Returns
    -------
    DataFrame
        In the order of the input.

    Raises
    ------
    InputError
        When there is no such folder, its run is not finished, a column is missing, or the table has
        not as many rows as ``run.json`` says.
    """
    return pd.concat(list(iterate_output(folder, table, columns)), ignore_index=True)


def iterate_output(
    folder: str | os.PathLike, table: str = "articles", columns: Sequence[str] | None = None
) -> Iterator[pd.DataFrame]:
    """Read a table of a scored corpus a piece at a time; takes and raises what :func:`read_output` does.

    Yields
    ------
    DataFrame
        One or more, of up to some ten thousand rows; the memory taken is that of one.
    """
    if table not in TABLES:
        raise InputError(f"table is {table!r}; should be one of {', '.join(TABLES)}")
    kind, files = _files(Path(folder), table)
    rows = 0
    for file in files:
        read = _parquet(file, columns) if kind == "parquet" else _lines(file, kind, table, columns)
        for piece in read:
            rows += len(piece)
            yield piece
    check_rows(Path(folder), table, rows)


def output_columns(folder: str | os.PathLike, table: str = "articles") -> list[str]:
    """Return the columns of a table of a scored corpus; takes and raises what :func:`read_output` does."""
    return list(next(iterate_output(folder, table)).columns)


def empty_columns(folder: str | os.PathLike, names: Sequence[str]) -> list[str]:
    """Return those of some columns in which no article has a value; none where there is no article.

    Raises what :func:`read_output` does.
    """
    empty, articles = list(dict.fromkeys(names)), 0
    for piece in iterate_output(folder, "articles", empty) if empty else ():
        articles += len(piece)
        empty = [name for name in empty if piece[name].isna().all()]
        if not empty:
            break
    return empty if articles else []


def _files(folder: Path, table: str) -> tuple[str, list[Path]]:
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder; should be what 'provenance batch' wrote")
    if (folder / WORK).exists() and not (folder / RUN).exists():
        raise InputError(
            f"{folder} holds a run that is not finished; should be finished first: run the same "
            "'provenance batch' once more"
        )
    parts = sorted((folder / table).glob("*.parquet"))
    if parts:
        return "parquet", parts
    for kind in ("jsonl", "csv"):
        names = (f"{table}.{kind}{suffix}" for suffix in ("", *COMPRESSIONS))
        found = [folder / name for name in names if (folder / name).exists()]
        if len(found) > 1:
            raise InputError(
                f"{folder} holds {' and '.join(path.name for path in found)}; should hold one of them"
            )
        if found:
            return kind, found
    raise InputError(f"{folder} holds no table {table}; should be what 'provenance batch' wrote")


def _parquet(file: Path, columns: Sequence[str] | None) -> Iterator[pd.DataFrame]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        from provenance.extras import install

        raise InputError(
            f"{file} is Parquet, which needs pyarrow, and that is not installed; "
            f"should be: {install('batch')}"
        ) from None
    try:
        with parquet.ParquetFile(file) as found:
            _check_columns(columns, found.schema_arrow.names, file)
            if not found.metadata.num_rows:
                yield found.read(columns).to_pandas()
            for batch in found.iter_batches(_PIECE, columns=columns):
                yield batch.to_pandas()
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{file} cannot be read ({error}); should be a Parquet file") from None


def _lines(
    file: Path, kind: str, table: str, columns: Sequence[str] | None
) -> Iterator[pd.DataFrame]:
    empty = True
    try:
        with (
            file.open("rb") as raw,
            decompressed(raw, COMPRESSIONS.get(file.suffix)) as stream,
        ):
            for piece in _of_json(stream) if kind == "jsonl" else _of_csv(stream):
                empty = False
                _check_columns(columns, piece.columns, file)
                yield _typed(table, piece if columns is None else piece[list(columns)].copy())
    except (OSError, ValueError, EOFError, zlib.error) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{file} cannot be read ({error}); should be {kind.upper()}") from None
    if empty:
        yield _typed(table, pd.DataFrame(columns=list(columns or ()), dtype="object"))


def _of_json(stream: BinaryIO) -> Iterator[pd.DataFrame]:
    # Not by pandas, which takes "007" for a number, and "date" for a date.
    while lines := list(islice(stream, _PIECE)):
        yield pd.DataFrame.from_records([json.loads(line) for line in lines])


def _of_csv(stream: BinaryIO) -> Iterator[pd.DataFrame]:
    options = {"dtype": str, "keep_default_na": False, "na_values": [""]}
    with pd.read_csv(stream, chunksize=_PIECE, **options) as pieces:
        yield from pieces


def _check_columns(wanted: Sequence[str] | None, there: Sequence[str], file: Path) -> None:
    missing = [name for name in wanted or () if name not in there]
    if missing:
        raise InputError(
            f"{file} has no column {', '.join(map(repr, missing))}; should be one of "
            f"{', '.join(there)}"
        )


def _typed(table: str, piece: pd.DataFrame) -> pd.DataFrame:
    """Give numbers the types of numbers, which CSV does not have and JSON guesses from the first rows."""
    types = _TYPES[table]
    for name in piece.columns:
        if types.get(name) in _NUMBERS:
            piece[name] = pd.to_numeric(piece[name]).astype(types[name])
        elif types.get(name) == "boolean":
            piece[name] = piece[name].astype(object).map(_TRUTH).astype("boolean")
    return piece
