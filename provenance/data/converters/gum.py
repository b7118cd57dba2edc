"""GUM: an article is a CoNLL-U file, whose comments give each sentence's text and the paragraphs.

Only text, sentences, genre and split are taken; attributions, which come from discourse trees, are
not. Zeldes, *The GUM Corpus*, Language Resources and Evaluation 51, 2017.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

_ARTICLE = re.compile(r"dep/(GUM_([a-z]+)_[^/]+)\.conllu")
_SPLITS = "splits.md"
_TEXT = "# text = "


def wanted(path: str) -> bool:
    """Return whether a file of the publisher's is needed."""
    return path == _SPLITS or _ARTICLE.fullmatch(path) is not None


def convert(files: Iterable[tuple[str, bytes]], ids: Container[str]) -> Iterator[dict[str, Any]]:
    """Yield the articles."""
    splits: dict[str, str] = {}
    articles = {}
    for path, content in files:
        match = _ARTICLE.fullmatch(path)
        if match is None:
            splits = split_list(content.decode("utf-8", "replace"))
        elif match[1] in ids:
            articles[match[1]] = match[2], joined(content.decode("utf-8", "replace"))
    for id, (genre, (text, sentences)) in articles.items():
        yield {
            "corpus": "gum",
            "doc_id": id,
            "split": splits.get(id, ""),
            "genre": genre,
            "text": text,
            "sentences": sentences,
        }


def joined(conllu: str) -> tuple[str, list[list[int]]]:
    """Return the text of a CoNLL-U file and the offsets of its sentences.

    A blank and a line break end a sentence; one more line break stands before a paragraph.

    Examples
    --------
    >>> joined("# newpar\\n# text = A heading\\n\\n# newpar\\n# text = It fell.\\n")
    ('A heading \\n\\nIt fell. ', [[0, 9], [12, 20]])
    """
    text, sentences, paragraph = "", [], False
    for line in conllu.split("\n"):
        if line.rstrip() == "# newpar":
            paragraph = True
        elif line.startswith(_TEXT):
            if sentences:
                text += "\n\n" if paragraph else "\n"
            sentence = line.removeprefix(_TEXT).rstrip("\r")
            sentences.append([len(text), len(text) + len(sentence)])
            text += f"{sentence} "
            paragraph = False
    return text, sentences


def split_list(markdown: str) -> dict[str, str]:
    """Return the part that each article belongs to, by the publisher's list."""
    splits, part = {}, ""
    for line in markdown.splitlines():
        if line.startswith("## "):
            part = line.removeprefix("## ").strip()
        elif line.strip().startswith("* "):
            splits[line.strip().removeprefix("* ")] = part
    return splits
