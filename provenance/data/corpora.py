"""Read the public corpora that labels point into, from files the user has.

The project ships no corpus text. A corpora folder holds ``polnear.jsonl``, ``newsdiscourse.jsonl``,
``gum.jsonl`` and ``allsides.jsonl.gz``: one JSON object a line with ``doc_id``, ``text`` and, by
corpus, ``split``, ``sentences``, ``attributions`` or ``speech``; offsets are code points.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
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


Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """An attribution as a corpus marks it; each part may stand in several pieces, or nowhere.

    Attributes
    ----------
    source, cue, content : tuple of (int, int)
        Half-open code-point offsets into the article's text.
    """

    source: Spans
    cue: Spans
    content: Spans


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
    attributions : tuple of GoldAttribution
        What the corpus marks as somebody's words, if it does.
    outlet, factuality : str
        Who published it, and how that outlet is rated for factual reporting: ``high``, ``mixed`` or
        ``low``; both empty where the corpus does not say. A rating says nothing about an article.
    lean : str
        Where that outlet is rated to lean, ``left`` to ``right``, or empty.
    title : str
        The headline, where the corpus keeps it apart from the text, else empty.
    """

    corpus: str
    id: str
    text: str
    split: str
    sentences: tuple[tuple[int, int], ...] = ()
    marks: tuple[int, ...] = ()
    attributions: tuple[GoldAttribution, ...] = ()
    outlet: str = ""
    factuality: str = ""
    lean: str = ""
    title: str = ""


def cache_folder() -> Path | None:
    """Return the user's own folder for corpora, or None where platformdirs is not installed."""
    try:
        from platformdirs import user_cache_path
    except ImportError:
        return None
    return user_cache_path("provenance-score", appauthor=False) / "corpora"


def corpora_folder(given: str | os.PathLike | None = None) -> Path:
    """Return the folder that holds the corpora.

    It is the one given, or that of the environment, or the user's cache if corpora were fetched there.

    Raises
    ------
    DatasetError
        When there is none of these.
    """
    named = given or os.environ.get(ENVIRONMENT_VARIABLE)
    cache = cache_folder()
    if not named and (
        cache is None or not any((cache / file).is_file() for file in FILES.values())
    ):
        raise DatasetError(
            "the corpora are needed and are not there; should be fetched by 'provenance datasets "
            "fetch all', or be in a folder named by --corpora FOLDER or by the environment variable "
            f"{ENVIRONMENT_VARIABLE}"
        )
    folder = Path(named or cache)
    if not folder.is_dir():
        raise DatasetError(
            f"the corpora folder {folder} is not there; should hold {FILES['polnear']}"
        )
    return folder


def read_corpus(name: str, folder: Path) -> Iterator[Article]:
    """Yield the articles of a corpus, in file order."""
    path = folder / FILES[name]
    if not path.is_file():
        raise DatasetError(
            f"{path} is missing; should be the corpus {name!r}, one article a line: fetch it by "
            f"'provenance datasets fetch {name}'"
        )
    opener = gzip.open if path.suffix == ".gz" else open
    seen: Counter[str] = Counter()
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    record = json.loads(line)
                    seen[record["doc_id"]] += 1
                    article = _article(name, record, seen[record["doc_id"]])
                except (ValueError, KeyError, TypeError, RecursionError) as error:
                    raise DatasetError(
                        f"{path}, line {number} is not an article: {error!r}"
                    ) from error
                yield article
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DatasetError(
            f"{path} is damaged ({error}); should be the corpus {name!r} in UTF-8"
            f"{', compressed by gzip' if path.suffix == '.gz' else ''}"
        ) from error


def read_texts(wanted: Collection[tuple[str, str]], folder: Path) -> dict[tuple[str, str], str]:
    """Return the texts of documents, by corpus and id; one that is in no corpus is left out.

    Parameters
    ----------
    wanted : collection of (str, str)
        Corpora and ids.
    folder : Path
        The corpora folder, which holds every corpus that is wanted.
    """
    return {
        (article.corpus, article.id): article.text
        for corpus in sorted({corpus for corpus, _ in wanted})
        for article in read_corpus(corpus, folder)
        if (article.corpus, article.id) in wanted
    }


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
    attributions = tuple(map(_attribution, record.get("attributions", ())))
    outlet = record.get("publisher") or ""
    ratings = record.get("labels") or {}
    factuality, lean = (ratings.get(f"outlet_{name}") or "" for name in ("factuality", "bias"))
    return Article(
        corpus,
        id,
        record["text"],
        split,
        sentences,
        marks,
        attributions,
        outlet,
        factuality,
        lean,
        record.get("title") or "",
    )


def _attribution(item: dict) -> GoldAttribution:
    parts = (item.get("source", ()), item.get("cue", ()), item["content"])
    return GoldAttribution(*(tuple((start, end) for start, end in part) for part in parts))


def _content_marks(
    sentences: tuple[tuple[int, int], ...], attributions: list[dict]
) -> tuple[int, ...]:
    contents = [tuple(span) for item in attributions for span in item["content"]]
    return tuple(
        int(any(start < stop and begin < end for begin, stop in contents))
        for start, end in sentences
    )
