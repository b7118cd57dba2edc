"""PolNeAR: an article is a text file, a brat file of attributions, and a file of CoreNLP's sentences.

Files stand in ``data/<part>/text``, ``attributions`` and ``corenlp``; ``data/metadata.tsv`` has the
titles. The corpus is described by Newell, Margolin and Ruths, *An Attribution Relations Corpus for
Political News*, LREC 2018.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

# The test part is for the publisher's own measures, and no label points into it.
_ARTICLE = re.compile(r"data/(train|dev)/(text|attributions|corenlp)/[^/]+\.(txt|ann|xml)")
_METADATA = "data/metadata.tsv"
_ROLES = ("Source", "Cue", "Content")

Spans = list[list[int]]


def wanted(path: str) -> bool:
    """Return whether a file of the publisher's is needed."""
    return path == _METADATA or _ARTICLE.fullmatch(path) is not None


def convert(files: Iterable[tuple[str, bytes]], ids: Container[str]) -> Iterator[dict[str, Any]]:
    """Yield the articles.

    An article that several people annotated has the attributions of the first by name.
    """
    texts: dict[str, tuple[str, str]] = {}
    annotations: dict[str, dict[str, str]] = defaultdict(dict)
    sentences: dict[str, Spans] = {}
    metadata: dict[str, dict[str, str]] = {}
    for path, content in files:
        name = path.rpartition("/")[2]
        if path == _METADATA:
            metadata = _metadata(content)
        elif "/text/" in path:
            part = path.split("/")[1]
            texts[name.removesuffix(".txt")] = part, content.decode("utf-8", "replace")
        elif "/attributions/" in path:
            article, _, annotator = name.removesuffix(".ann").rpartition("_")
            annotations[article][annotator] = content.decode("utf-8", "replace")
        else:
            sentences[name.removesuffix(".txt.xml")] = sentence_spans(content)
    for id, (part, text) in texts.items():
        if id not in ids:
            continue
        told = metadata.get(id, {})
        by_annotator = sorted(annotations[id].items())
        yield {
            "corpus": "polnear",
            "doc_id": id,
            "split": part,
            "publisher": told.get("publisher", id.partition("_")[0]),
            "date": told.get("publication_date", ""),
            "title": told.get("title", ""),
            "text": text,
            "sentences": sentences.get(id, []),
            "attributions": attributions(by_annotator[0][1]) if by_annotator else [],
        }


def attributions(annotation: str) -> list[dict[str, Spans]]:
    """Return the attributions of a brat file, by where their cue stands.

    Examples
    --------
    >>> lines = ["T1\\tSource 9 12\\tAna", "T2\\tCue 13 17\\tsaid", "T3\\tContent 0 7\\tIt fell"]
    >>> attributions("\\n".join([*lines, "E1\\tAttribution:T2 Cue:T2 Source:T1 Content:T3"]))
    [{'source': [[9, 12]], 'cue': [[13, 17]], 'content': [[0, 7]]}]
    """
    spans: dict[str, Spans] = {}
    events = []
    for line in annotation.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            _, _, offsets = rest.partition("\t")[0].partition(" ")
            # "0 5;9 12" are two pieces, in the order in which they were marked.
            pieces = (piece.split() for piece in offsets.split(";"))
            spans[key] = [[int(start), int(end)] for start, end in pieces]
        elif key.startswith("E"):
            events.append([argument.split(":", 1) for argument in rest.split()])
    return sorted((_attribution(event, spans) for event in events), key=_place)


def _attribution(event: list[list[str]], spans: dict[str, Spans]) -> dict[str, Spans]:
    # A role that occurs twice is numbered: "Content2".
    return {
        role.lower(): sorted(
            span
            for named, key in event
            if named.rstrip("0123456789") == role
            for span in spans.get(key, ())
        )
        for role in _ROLES
    }


def _place(attribution: dict[str, Spans]) -> list[int]:
    return next((spans[0] for spans in (attribution["cue"], attribution["content"]) if spans), [])


def sentence_spans(annotated: bytes) -> Spans:
    """Return the sentences of a CoreNLP file: from the first token's start to the last one's end."""
    spans: Spans = []
    for _, element in ElementTree.iterparse(io.BytesIO(annotated)):
        if element.tag == "sentence":
            starts = element.findall(".//CharacterOffsetBegin")
            ends = element.findall(".//CharacterOffsetEnd")
            if starts and ends:
                spans.append([int(starts[0].text or 0), int(ends[-1].text or 0)])
            element.clear()
    return spans


def _metadata(content: bytes) -> dict[str, dict[str, str]]:
    lines = io.StringIO(content.decode("utf-8", "replace"), newline="")
    rows = csv.DictReader(lines, delimiter="\t")
    return {row["filename"]: row for row in rows if row.get("filename")}
