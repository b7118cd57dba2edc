"""The project's labels: pointers into corpora, and its own articles with their text."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from provenance.codebook import CLASSES
from provenance.data.corpora import read_texts
from provenance.document import Document, Sentence, Span, read
from provenance.errors import DatasetError
from provenance.resources import folder

HASH_LENGTH = 12
PARTS = ("train", "dev", "test")
SPANS = ("source", "cue", "content")


class Label(NamedTuple):
    """What was decided about a sentence, under the codebook.

    Attributes
    ----------
    sourcing : str
        Who is answerable for the main claim: one of the sourcing classes.
    checkable : int
        Whether the main claim can be checked; -1 where that is not labelled.
    alternative : str
        A second class that could be defended, or empty.
    second_hand : int
        Whether another outlet or person relays the claim.
    polarity : str
        What the source does with the claim, ``asserts``, ``denies`` ...; empty where there is no source.
    source, cue, content : Span or None
        Where they stand in this sentence, as offsets into the article's text.
    """

    sourcing: str
    checkable: int
    alternative: str = ""
    second_hand: int = 0
    polarity: str = ""
    source: Span | None = None
    cue: Span | None = None
    content: Span | None = None


@dataclass(frozen=True)
class LabelledArticle:
    """An article with a label for every sentence.

    Attributes
    ----------
    id : str
        Corpus and document id, ``polnear/...``.
    document : Document
        Split as it was when it was labelled.
    labels : tuple of Label
    part : str
        ``train``, ``dev`` or ``test``.
    """

    id: str
    document: Document
    labels: tuple[Label, ...]
    part: str = "train"

    @cached_property
    def sourcing(self) -> tuple[str, ...]:
        """The sourcing class of each sentence."""
        return tuple(label.sourcing for label in self.labels)

    @cached_property
    def checkable(self) -> tuple[int, ...]:
        """The mark ``checkable`` of each sentence."""
        return tuple(label.checkable for label in self.labels)

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


def load_labelled(
    corpora: Path, parts: Iterable[str] = PARTS, name: str = "sourcing"
) -> list[LabelledArticle]:
    """Join shipped labels to the text that they point into.

    Parameters
    ----------
    corpora : Path
        The folder that holds the corpora.
    parts : iterable of str
        Of which parts to return the articles.
    name : str
        Which labels: ``sourcing``, ``first_pass`` or ``second_pass``.

    Raises
    ------
    DatasetError
        When a document is missing, or a sentence is not the one that was labelled.
    """
    parts = set(parts)
    rows = [row for row in label_rows(name) if row["part"] in parts]
    wanted = {(row["corpus"], row["document"]) for row in rows}
    texts = read_texts(wanted, corpora)
    joined = []
    for key, group in groupby(rows, key=lambda row: (row["corpus"], row["document"])):
        if key not in texts:
            raise DatasetError(f"document {key[1]!r} is not in the corpus {key[0]!r} at {corpora}")
        joined.append(joined_article("/".join(key), texts[key], list(group)))
    return joined


def load_examples(parts: Iterable[str] = PARTS) -> list[LabelledArticle]:
    """Return the labelled articles of the project's own writing."""
    parts = set(parts)
    root = folder("datasets") / "examples"
    rows = csv.DictReader(io.StringIO((root / "labels.csv").read_text(encoding="utf-8")))
    articles = []
    for name, group in groupby(rows, key=lambda row: row["article"]):
        labels = list(group)
        if labels[0]["part"] not in parts:
            continue
        text = (root / f"{name}.txt").read_text(encoding="utf-8")
        articles.append(joined_article(f"examples/{name}", text, labels))
    return articles


def joined_article(id: str, text: str, rows: list[dict[str, str]]) -> LabelledArticle:
    """Join the rows of one article to its text.

    Raises
    ------
    DatasetError
        When a sentence is not the one that was labelled, or a class is none of the codebook's.
    """
    spans = [(int(row["start"]), int(row["end"])) for row in rows]
    for row, (start, end) in zip(rows, spans, strict=True):
        if sentence_hash(text[start:end]) != row["hash"]:
            raise DatasetError(
                f"{id}: the text at {start}-{end} is not the sentence that was labelled; "
                "should be the corpus at the commit that datasets/README.md names"
            )
        if row["sourcing"] not in CLASSES:
            raise DatasetError(f"{id}: {row['sourcing']!r} is no sourcing class")
    labels = tuple(map(_label, rows))
    return LabelledArticle(id, read(text, spans), labels, rows[0]["part"])


def _label(row: dict[str, str]) -> Label:
    return Label(
        row["sourcing"],
        int(row["checkable"]),
        row["alternative"],
        int(row["second_hand"]),
        row["polarity"],
        *(span_of(row, name) for name in SPANS),
    )


def span_of(row: Mapping[str, str], name: str) -> Span | None:
    """Return where a row of labels places its ``source``, ``cue`` or ``content``, if it does."""
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return Span(int(start), int(end)) if start else None
