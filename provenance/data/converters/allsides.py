"""AllSides: an article is a JSON file; a second repository rates the outlets.

Articles and their split by outlet are Baly and others', *We Can Detect Your Bias*, EMNLP 2020;
the ratings, of Media Bias/Fact Check, *What Was Written vs. Who Read It*, ACL 2020. A rating is of an
outlet, and says nothing about an article.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

_ARTICLE = re.compile(r"data/jsons/[^/]+\.json")
_SPLIT = re.compile(r"data/splits/media/(train|valid|test)\.tsv")
_RATINGS = "data/acl2020/corpus.tsv"
_RELIABLE = {"high": 1, "mixed": 0.5, "low": 0}


def wanted(path: str) -> bool:
    """Return whether a file of the publishers' is needed."""
    return path == _RATINGS or any(form.fullmatch(path) for form in (_ARTICLE, _SPLIT))


def convert(files: Iterable[tuple[str, bytes]], ids: Container[str]) -> Iterator[dict[str, Any]]:
    """Yield the articles, of outlets that are rated."""
    ratings: dict[str, dict[str, str]] = {}
    splits: dict[str, str] = {}
    articles = []
    for path, content in files:
        split = _SPLIT.fullmatch(path)
        if path == _RATINGS:
            rows = _rows(content)
            ratings = {row["source_url_normalized"]: row for row in rows}
        elif split:
            splits |= {row["ID"]: split[1] for row in _rows(content)}
        elif path.rpartition("/")[2].removesuffix(".json") in ids:
            articles.append(_kept(json.loads(content)))
    for article in articles:
        rating = ratings.get(article["publisher"])
        if rating is not None:
            yield _article(article, splits.get(article["doc_id"], "none"), rating)


def outlet(url: str) -> str:
    """Return an outlet's address as the ratings have it.

    Examples
    --------
    >>> outlet("https://www.courier.example/news"), outlet("www.courier.example")
    ('courier.example', 'courier.example')
    """
    return url.strip().lower().rpartition("://")[2].partition("/")[0].removeprefix("www.")


def _kept(record: dict[str, Any]) -> dict[str, Any]:
    # An article's file holds its text twice, and waits until the ratings are read.
    return {
        "doc_id": record["ID"],
        "publisher": outlet(record["source_url"]),
        "title": record["title"],
        "date": record["date"],
        "author": record["authors"],
        "topic": record["topic"],
        "text": record["content_original"],
        "bias": record["bias_text"],
    }


def _article(kept: dict[str, Any], split: str, rating: dict[str, str]) -> dict[str, Any]:
    bias = kept.pop("bias")
    labels = {
        "outlet_factuality": rating["fact"],
        "outlet_bias": rating["bias"],
        "article_bias": bias,
        "reliable": _RELIABLE.get(rating["fact"]),
    }
    id = kept.pop("doc_id")
    return {"corpus": "allsides", "doc_id": id, "split": split, **kept, "labels": labels}


def _rows(content: bytes) -> list[dict[str, str]]:
    lines = io.StringIO(content.decode("utf-8", "replace"), newline="")
    return list(csv.DictReader(lines, delimiter="\t"))
