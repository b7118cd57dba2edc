"""Join the text of the corpora to the labels that point into it, and count what matched.

A label matches where its document is there and the words at its offsets have its hash. The others
are left out and counted, with the reason.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provenance.data import labels as shipped
from provenance.data.corpora import FILES, read_texts
from provenance.data.replacing import replacing
from provenance.errors import DatasetError, InputError

if TYPE_CHECKING:
    import pandas as pd

_MARKS = ("checkable", "second_hand")
_ARTICLE = ("corpus", "document", "part")


@dataclass(frozen=True, slots=True)
class Match:
    """How many labels of a corpus found their text.

    Attributes
    ----------
    corpus : str
    labels, matched : int
    articles, whole : int
        How many articles are labelled, and of how many every label matched.
    absent : bool
        Whether the corpus's file is not there.
    missing : dict of str to int
        For each document that is not in the corpus, how many labels it has.
    changed : dict of str to int
        For each document, how many of its labels point at other words than they were made on.
    """

    corpus: str
    labels: int
    matched: int
    articles: int
    whole: int
    absent: bool
    missing: dict[str, int]
    changed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Hydrated:
    """Labels with their text.

    Attributes
    ----------
    rows : tuple of dict
        The labels that matched, in their order, with ``text`` last. Offsets and marks are integers,
        and None where there are none.
    texts : dict
        The text of each article, by corpus and document.
    matches : tuple of Match
        What became of each corpus's labels.
    """

    rows: tuple[dict[str, Any], ...]
    texts: dict[tuple[str, str], str]
    matches: tuple[Match, ...]

    @property
    def articles(self) -> tuple[dict[str, Any], ...]:
        """A row an article: ``corpus``, ``document``, ``part``, ``text``, and a list ``sentences``."""
        labels: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows:
            kept = {key: row[key] for key in row if key not in (*_ARTICLE, "text")}
            labels[tuple(row[key] for key in _ARTICLE)].append(kept)
        return tuple(
            {
                **dict(zip(_ARTICLE, key, strict=True)),
                "text": self.texts[key[0], key[1]],
                "sentences": sentences,
            }
            for key, sentences in labels.items()
        )

    def to_frame(self, *, articles: bool = False) -> pd.DataFrame:
        """Return a data frame, a row a sentence or, with ``articles``, a row an article."""
        import pandas as pd

        if articles:
            return pd.DataFrame(list(self.articles))
        frame = pd.DataFrame(list(self.rows))
        return frame.astype({name: "Int64" for name in frame if _is_number(str(name))})


def hydrate(folder: Path, name: str = "sourcing") -> Hydrated:
    """Join text to labels.

    Parameters
    ----------
    folder : Path
        The corpora folder; corpora that are not there are counted, not complained of.
    name : str
        Which labels: ``sourcing``, ``first_pass`` or ``second_pass``.

    Raises
    ------
    DatasetError
        When a corpus is damaged.
    """
    labels = shipped.label_rows(name)
    counts = Counter((row["corpus"], row["document"]) for row in labels)
    present = {corpus for corpus in FILES if (folder / FILES[corpus]).is_file()}
    texts = read_texts({key for key in counts if key[0] in present}, folder)
    rows = []
    changed: Counter[tuple[str, str]] = Counter()
    for row in labels:
        key = row["corpus"], row["document"]
        if key not in texts:
            continue
        text = texts[key][int(row["start"]) : int(row["end"])]
        if shipped.sentence_hash(text) == row["hash"]:
            rows.append({**{column: _typed(column, row[column]) for column in row}, "text": text})
        else:
            changed[key] += 1
    matches = tuple(
        _match(corpus, counts, changed, texts, corpus not in present)
        for corpus in FILES
        if any(key[0] == corpus for key in counts)
    )
    return Hydrated(tuple(rows), texts, matches)


def _match(
    corpus: str,
    counts: Counter[tuple[str, str]],
    changed: Counter[tuple[str, str]],
    texts: dict[tuple[str, str], str],
    absent: bool,
) -> Match:
    documents = {key[1]: count for key, count in counts.items() if key[0] == corpus}
    missing = {id: count for id, count in documents.items() if (corpus, id) not in texts}
    other = {id: changed[corpus, id] for id in documents if changed[corpus, id]}
    return Match(
        corpus,
        sum(documents.values()),
        sum(documents.values()) - sum(missing.values()) - sum(other.values()),
        len(documents),
        len(documents) - len(missing) - len(other),
        absent,
        missing,
        other,
    )


def _is_number(column: str) -> bool:
    return column in _MARKS or column.split("_")[-1] in ("start", "end")


def _typed(column: str, value: str) -> str | int | None:
    if not _is_number(column):
        return value
    return int(value) if value else None


def check_output(path: Path) -> None:
    """Check, before any work is done, that :func:`write` can write a file.

    Raises
    ------
    InputError
        When its ending is none that is known, or its folder is not there.
    DatasetError
        When it is a Parquet file and pyarrow is not installed.
    """
    if path.suffix not in _WRITERS:
        raise InputError(
            f"{path} ends in {path.suffix!r}; should end in one of {', '.join(_WRITERS)}"
        )
    if not path.parent.is_dir() or path.is_dir():
        reason = "it is a folder" if path.is_dir() else f"there is no folder {path.parent}"
        raise InputError(
            f"{path} cannot be written: {reason}; should be a file name in a folder that exists"
        )
    if path.suffix == ".parquet":
        _check_pyarrow()


def write(frame: pd.DataFrame, path: Path) -> None:
    """Write a data frame as ``.csv``, ``.jsonl`` or ``.parquet``, by the file's ending.

    In a CSV file, a column of lists is JSON.

    Raises
    ------
    InputError
        When the ending is another, or the file cannot be written.
    DatasetError
        When it is a Parquet file and pyarrow is not installed.
    """
    check_output(path)
    try:
        with replacing(path) as part:
            _WRITERS[path.suffix](frame, part)
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"{path} cannot be written: {reason}; should be a file name") from error


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    if "sentences" in frame:
        told = [json.dumps(sentences, ensure_ascii=False) for sentences in frame["sentences"]]
        frame = frame.assign(sentences=told)
    frame.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _write_jsonl(frame: pd.DataFrame, path: Path) -> None:
    frame.to_json(path, orient="records", lines=True, force_ascii=False)


def _check_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise DatasetError(
            "pyarrow is not installed, and Parquet files need it; should be: pip install pyarrow; "
            "or name a .csv or .jsonl file"
        ) from None


def _write_parquet(frame: pd.DataFrame, path: Path) -> None:
    frame.to_parquet(path, index=False)


_WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
    ".parquet": _write_parquet,
}
