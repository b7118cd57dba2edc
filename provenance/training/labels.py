"""The project's labels: pointers into corpora, and its own articles with their text."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from provenance.codebook import CLASSES
from provenance.document import Document, Sentence, read
from provenance.errors import DatasetError
from provenance.resources import folder
from provenance.training.corpora import read_corpus

HASH_LENGTH = 12


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article with a label for every sentence.

    Attributes
    ----------
    id : str
        Corpus and document id, ``polnear/...``.
    document : Document
        Split as it was when it was labelled.
    sourcing : tuple of str
    checkable : tuple of int
    """

    id: str
    document: Document
    sourcing: tuple[str, ...]
    checkable: tuple[int, ...]

    @property
    def sentences(self) -> list[Sentence]:
        """The article's sentences, each in its article."""
        return list(self.document)


def sentence_hash(text: str) -> str:
    """Return the fingerprint that a label keeps of its sentence."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:HASH_LENGTH]


def label_rows(name: str = "sourcing") -> list[dict[str, str]]:
    """Return the rows of ``datasets/labels/<name>.csv``."""
    path = folder("datasets") / "labels" / f"{name}.csv"
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def load_labelled(corpora: Path) -> list[LabelledArticle]:
    """Join the shipped labels to the text that they point into.

    Raises
    ------
    DatasetError
        When a document is missing, or a sentence is not the one that was labelled.
    """
    rows = label_rows()
    wanted = {(row["corpus"], row["document"]) for row in rows}
    texts = {
        (article.corpus, article.id): article.text
        for corpus in sorted({corpus for corpus, _ in wanted})
        for article in read_corpus(corpus, corpora)
        if (article.corpus, article.id) in wanted
    }
    joined = []
    for key, group in groupby(rows, key=lambda row: (row["corpus"], row["document"])):
        if key not in texts:
            raise DatasetError(f"document {key[1]!r} is not in the corpus {key[0]!r} at {corpora}")
        joined.append(_joined("/".join(key), texts[key], list(group)))
    return joined


def load_examples() -> list[LabelledArticle]:
    """Return the labelled articles of the project's own writing."""
    root = folder("datasets") / "examples"
    rows = csv.DictReader(io.StringIO((root / "labels.csv").read_text(encoding="utf-8")))
    articles = []
    for name, group in groupby(rows, key=lambda row: row["article"]):
        text = (root / f"{name}.txt").read_text(encoding="utf-8")
        labels = list(group)
        position = 0
        for label in labels:
            start = text.find(label["text"], position)
            if start < 0:
                raise DatasetError(f"examples/{name}.txt does not hold {label['text'][:40]!r}")
            position = start + len(label["text"])
            label["start"], label["end"] = str(start), str(position)
            label["hash"] = sentence_hash(label["text"])
        articles.append(_joined(f"examples/{name}", text, labels))
    return articles


def _joined(id: str, text: str, rows: Iterable[dict[str, str]]) -> LabelledArticle:
    rows = list(rows)
    spans = [(int(row["start"]), int(row["end"])) for row in rows]
    for row, (start, end) in zip(rows, spans, strict=True):
        if sentence_hash(text[start:end]) != row["hash"]:
            raise DatasetError(
                f"{id}: the text at {start}-{end} is not the sentence that was labelled; "
                "should be the corpus at the commit that datasets/README.md names"
            )
        if row["sourcing"] not in CLASSES:
            raise DatasetError(f"{id}: {row['sourcing']!r} is no sourcing class")
    return LabelledArticle(
        id,
        read(text, spans),
        tuple(row["sourcing"] for row in rows),
        tuple(int(row["checkable"]) for row in rows),
    )
