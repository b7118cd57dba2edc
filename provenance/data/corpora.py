"""Read the public corpora that labels point into, from files the user has.

The project ships no corpus text. A corpora folder holds ``polnear.jsonl``, ``newsdiscourse.jsonl``,
``gum.jsonl`` and ``allsides.jsonl.gz``: one JSON object a line with ``doc_id``, ``text`` and, by
corpus, ``split``, ``sentences``, ``attributions`` or ``speech``; offsets are code points.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from provenance.errors import DatasetError

ENVIRONMENT_VARIABLE = "PROVENANCE_CORPORA"
FILES = {
    "polnear": "polnear.jsonl",
    "newsdiscourse": "newsdiscourse.jsonl",
    "gum": "gum.jsonl",
    "allsides": "allsides.jsonl.gz",
}


@dataclass(frozen=True, slots=True)
class Article:
    """One document of a corpus.

    Attributes
    ----------
    corpus, id : str
    text : str
    split : str
        ``train``, ``dev`` or ``test`` where the corpus has parts, else ``""``.
    sentences : tuple of (int, int)
        The corpus's own sentence offsets, if it has any.
    marks : tuple of int
        For each of those, 1 where the corpus says that somebody's words stand in it, 0 where not,
        -1 where it does not say.
    """

    corpus: str
    id: str
    text: str
    split: str
    sentences: tuple[tuple[int, int], ...] = ()
    marks: tuple[int, ...] = ()


def corpora_folder(given: str | os.PathLike | None = None) -> Path:
    """Return the folder that holds the corpora: the one given, or that of the environment.

    Raises
    ------
    DatasetError
        When neither names a folder.
    """
    named = given or os.environ.get(ENVIRONMENT_VARIABLE)
    if not named:
        raise DatasetError(
            "the corpora are needed and no folder was named; should be given by --corpora FOLDER "
            f"or by the environment variable {ENVIRONMENT_VARIABLE}"
        )
    folder = Path(named)
    if not folder.is_dir():
        raise DatasetError(
            f"the corpora folder {folder} is not there; should hold {FILES['polnear']}"
        )
    return folder


def read_corpus(name: str, folder: Path) -> Iterator[Article]:
    """Yield the articles of a corpus, in file order."""
    path = folder / FILES[name]
    if not path.is_file():
        raise DatasetError(f"{path} is missing; should be the corpus {name!r}, one article a line")
    opener = gzip.open if path.suffix == ".gz" else open
    seen: Counter[str] = Counter()
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                seen[record["doc_id"]] += 1
                yield _article(name, record, seen[record["doc_id"]])
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise DatasetError(f"{path}, line {number} is not an article: {error!r}") from error


def _article(corpus: str, record: dict, occurrence: int) -> Article:
    # NewsDiscourse numbers some articles alike; the later ones are told apart as "Reuters_22#2".
    id = record["doc_id"] if occurrence == 1 else f"{record['doc_id']}#{occurrence}"
    sentences = tuple((start, end) for start, end in record.get("sentences", ()))
    marks: tuple[int, ...] = ()
    if corpus == "polnear":
        marks = _content_marks(sentences, record["attributions"])
    elif corpus == "newsdiscourse":
        marks = tuple(-1 if speech is None else int(bool(speech)) for speech in record["speech"])
    split = record.get("split") or ""
    return Article(corpus, id, record["text"], split, sentences, marks)


def _content_marks(
    sentences: tuple[tuple[int, int], ...], attributions: list[dict]
) -> tuple[int, ...]:
    contents = [tuple(span) for item in attributions for span in item["content"]]
    return tuple(
        int(any(start < stop and begin < end for begin, stop in contents))
        for start, end in sentences
    )
