"""Read a user's labels: a table of sentences in which each row names its article and its class.

The form is what pandas or a spreadsheet writes: CSV, TSV, or JSON lines, compressed or not. A row is
a sentence; the rows of an article stand in its order. Every complaint names the line.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import hashlib
import json
import lzma
import math
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from provenance.codebook import CLASSES
from provenance.data.labels import PARTS, Label, LabelledArticle
from provenance.document import read
from provenance.errors import DatasetError

# Where no column says which articles to test on, this share of them is.
TEST_SHARE = 0.2
_UNMARKED = -1
_OPENERS: dict[str, Callable[..., IO[str]]] = {
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
}
_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_OTHER_DELIMITERS = (";", "\t", "|", ",")
_JSON_LINES = (".jsonl", ".ndjson")
FORMS = "a .csv, .tsv or .jsonl file, which .gz, .bz2 or .xz may follow"
_DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError)
_MARKS = {"1": 1, "true": 1, "1.0": 1, "0": 0, "false": 0, "0.0": 0, "": _UNMARKED}


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns; one of the last three that is ``None`` is used where it is there.

    Attributes
    ----------
    text, article, sourcing : str
        The sentence, the id of its article, and its class.
    checkable, part, paragraph : str or None
        The mark, the part of the article, and anything that changes where a paragraph begins.
    """

    text: str = "text"
    article: str = "article"
    sourcing: str = "sourcing"
    checkable: str | None = None
    part: str | None = None
    paragraph: str | None = None


COLUMNS = Columns()


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    text: str
    article: str
    label: Label
    part: str | None
    paragraph: Any


# The column of each role, and a row: its line, its cells by column, and those columns.
_Names = dict[str, str | None]
_Record = tuple[int, dict[str, Any], _Names]


def is_label_file(name: str) -> bool:
    """Return whether a file of this name can be read as labels.

    Examples
    --------
    >>> is_label_file("labels.csv.gz"), is_label_file("labels.xlsx")
    (True, False)
    """
    return _ending(Path(name)) in (*_DELIMITERS, *_JSON_LINES)


def load_own(path: Path, columns: Columns = COLUMNS) -> list[LabelledArticle]:
    """Read labelled articles from a user's file.

    Parameters
    ----------
    path : Path
        A table in UTF-8, a sentence a row.
    columns : Columns
        What its columns are called.

    Returns
    -------
    list of LabelledArticle
        In the order in which they first occur. An article's text is its sentences with a blank
        between them, or an empty line where its paragraph changes. ``checkable`` is -1 where it is
        not labelled. Without a part, :func:`draw_test_part` draws the test part.

    Raises
    ------
    DatasetError
        When the file cannot be read, or a row of it is none of a table of labels.
    """
    if not is_label_file(path.name):
        raise DatasetError(f"{path} is of no known form; should be {FORMS}")
    rows = list(_rows(path, columns))
    if not rows:
        raise DatasetError(f"{path} holds no labelled sentence; should hold one a row")
    by_article: dict[str, list[_Row]] = {}
    for before, row in zip([None, *rows], rows, strict=False):
        group = by_article.setdefault(row.article, [])
        if group and before is not group[-1]:
            raise DatasetError(
                f"{path}, line {row.line}: a row of article {row.article!r} stands apart from its others, "
                f"which end at line {group[-1].line}; should stand with them, in the article's order"
            )
        group.append(row)
    if rows[0].part is None:
        test = draw_test_part(list(by_article))
        parts = {id: "test" if id in test else "train" for id in by_article}
    else:
        parts = {id: _part_of(path, group) for id, group in by_article.items()}
    return [_article(id, group, parts[id]) for id, group in by_article.items()]


def draw_test_part(articles: list[str], share: float = TEST_SHARE) -> set[str]:
    """Draw articles to test on by a hash of their ids, so that the draw is the same every time.

    Parameters
    ----------
    articles : list of str
        The ids.
    share : float
        Of how many, rounded down: of four articles or fewer, none.

    Examples
    --------
    >>> ids = [f"article {number}" for number in range(10)]
    >>> draw_test_part(ids) == draw_test_part(ids[::-1])
    True
    >>> len(draw_test_part(ids))
    2
    """
    ranked = sorted(
        articles, key=lambda id: hashlib.sha256(id.encode("utf-8", "surrogatepass")).digest()
    )
    return set(ranked[: math.floor(share * len(ranked) + 1e-9)])


def _ending(path: Path) -> str:
    name = path.with_suffix("") if path.suffix.lower() in _OPENERS else path
    return name.suffix.lower()


def _rows(path: Path, columns: Columns) -> Iterator[_Row]:
    opener = _OPENERS.get(path.suffix.lower(), open)
    records = _json_records if _ending(path) in _JSON_LINES else _table_records
    try:
        with opener(path, "rt", encoding="utf-8-sig", newline="") as stream:
            for line, record, names in records(stream, path, columns):
                yield _row(path, line, record, names)
    except FileNotFoundError:
        raise DatasetError(f"{path} does not exist; should be {FORMS}") from None
    except UnicodeDecodeError as error:
        raise DatasetError(
            f"{path} is not UTF-8 (byte 0x{error.object[error.start]:02x}); should be: save it as "
            "UTF-8, or convert it with iconv"
        ) from None
    except _DAMAGE as error:
        reason = getattr(error, "strerror", None) or error
        raise DatasetError(f"{path} cannot be read: {reason}; should be {FORMS}") from None


def _table_records(stream: IO[str], path: Path, columns: Columns) -> Iterator[_Record]:
    reader = csv.reader(stream, delimiter=_DELIMITERS[_ending(path)], strict=True)
    header: list[str] | None = None
    names: _Names = {}
    before = 0
    try:
        for cells in reader:
            # A quoted cell may hold line breaks: the row is named by its first line.
            line, before = before + 1, reader.line_num
            if not cells:
                continue
            if header is None:
                header = _header(path, line, cells)
                names = _found_columns(path, line, header, columns)
                continue
            if len(cells) != len(header):
                raise DatasetError(
                    f"{path}, line {line}: the row has {len(cells)} cells; should have "
                    f"{len(header)}, as the header has"
                )
            yield line, dict(zip(header, cells, strict=True)), names
    except csv.Error as error:
        raise DatasetError(
            f"{path}, line {before + 1}: the row cannot be read ({error}); should have every "
            "quotation mark inside a quoted cell doubled"
        ) from None


def _header(path: Path, line: int, cells: list[str]) -> list[str]:
    header = [cell.strip() for cell in cells]
    other = next((mark for mark in _OTHER_DELIMITERS if mark in header[0]), None)
    if len(header) == 1 and other is not None:
        raise DatasetError(
            f"{path}, line {line}: the header is one cell, {header[0]!r}, and its delimiter looks to "
            f"be {other!r}; should be {_DELIMITERS[_ending(path)]!r} in a {_ending(path)} file"
        )
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        raise DatasetError(f"{path}: several columns are called {doubled[0]!r}; should be one")
    return header


def _json_records(stream: IO[str], path: Path, columns: Columns) -> Iterator[_Record]:
    names: _Names | None = None
    for line, content in enumerate(stream, start=1):
        if not content.strip():
            continue
        try:
            record = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise DatasetError(
                f"{path}, line {line}: not JSON ({error}); should be an object a line"
            ) from None
        if not isinstance(record, dict):
            raise DatasetError(
                f"{path}, line {line}: the line is {type(record).__name__}; should be an object"
            )
        # A column that the first row lacks is not looked for in the others.
        if names is None:
            names = _found_columns(path, line, record, columns)
        yield line, record, names


def _found_columns(path: Path, line: int, header: Collection[str], columns: Columns) -> _Names:
    found: _Names = {}
    for role in ("text", "article", "sourcing", "checkable", "part", "paragraph"):
        asked = getattr(columns, role)
        name = role if asked is None else asked
        if name in header:
            found[role] = name
        elif asked is None:
            found[role] = None
        else:
            raise DatasetError(
                f"{path}, line {line}: there is no column {name!r}; should be one of "
                f"{', '.join(map(repr, header))}: name it by --{role}-column"
            )
    return found


def _row(path: Path, line: int, record: dict[str, Any], names: _Names) -> _Row:
    def cell(role: str) -> Any:
        name = names[role]
        if name is not None and name not in record:
            raise DatasetError(
                f"{path}, line {line}: the row has no {name!r}; should have it, as the first has"
            )
        return None if name is None else record[name]

    def refused(role: str, value: Any, right: str) -> DatasetError:
        return DatasetError(f"{path}, line {line}: {names[role]} is {value!r}; should be {right}")

    text, article, sourcing = cell("text"), cell("article"), cell("sourcing")
    if not isinstance(text, str) or not text.strip():
        raise refused("text", text, "a sentence")
    if isinstance(article, bool) or not isinstance(article, str | int) or not str(article).strip():
        raise refused("article", article, "the id of its article")
    if not isinstance(sourcing, str) or sourcing.strip() not in CLASSES:
        raise refused("sourcing", sourcing, f"one of {', '.join(CLASSES)}")
    checkable, part = cell("checkable"), cell("part")
    mark = _MARKS.get("" if checkable is None else str(checkable).strip().lower())
    if mark is None:
        raise refused("checkable", checkable, "1, 0, or empty where it is not labelled")
    if names["part"] is not None and (not isinstance(part, str) or part.strip() not in PARTS):
        raise refused("part", part, f"one of {', '.join(PARTS)}")
    return _Row(
        line,
        # A line break would begin a paragraph inside the sentence.
        " ".join(text.splitlines()).strip(),
        str(article).strip(),
        Label(sourcing.strip(), mark),
        part.strip() if isinstance(part, str) else None,
        cell("paragraph"),
    )


def _part_of(path: Path, group: list[_Row]) -> str:
    for row in group:
        if row.part != group[0].part:
            raise DatasetError(
                f"{path}, line {row.line}: article {row.article!r} is in the part {row.part!r} and, "
                f"by line {group[0].line}, in {group[0].part!r}; should be in one"
            )
    return str(group[0].part)


def _article(id: str, group: list[_Row], part: str) -> LabelledArticle:
    text, spans = "", []
    for before, row in zip([None, *group], group, strict=False):
        if before is not None:
            text += " " if before.paragraph == row.paragraph else "\n\n"
        spans.append((len(text), len(text) + len(row.text)))
        text += row.text
    return LabelledArticle(id, read(text, spans), tuple(row.label for row in group), part)
