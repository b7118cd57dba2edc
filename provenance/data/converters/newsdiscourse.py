"""NewsDiscourse: archives in the repository, of articles with a sentence a line and brat files.

``data/train``, ``data/validation`` and ``data/test`` are each a ``.zip`` or ``.tar.gz``. In a text
file a line begins with ``URL``, ``DATE/``, ``H`` (the headline) or a sentence's number, ``S1``, and an
empty line ends a paragraph; its ``.ann`` gives labels to the numbers, ``Speech`` among them. Choubey,
Lee, Huang and Wang, *Discourse as a Function of Event*, ACL 2020.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

from provenance.data.archives import read_members

# The test part is for the publisher's own measures, and no label points into it.
_SPLITS = {"train": "train", "validation": "dev"}
_ARCHIVE = re.compile(r"data/(train|validation)\.(zip|tar\.gz)")
_SENTENCE = re.compile(r"S\d+")
_PUBLISHERS = {"Xinhua": "xinhua", "Reuters": "reuters"}
_PARAGRAPH = "\n\n"


def wanted(path: str) -> bool:
    """Return whether a file of the publisher's is needed."""
    return _ARCHIVE.fullmatch(path) is not None


def convert(files: Iterable[tuple[str, bytes]], ids: Container[str]) -> Iterator[dict[str, Any]]:
    """Yield the articles. Some ids occur more than once: files of one name in two folders."""
    for path, content in files:
        match = _ARCHIVE.fullmatch(path)
        if match:
            members = dict(read_members(content, _is_article))
            yield from _part(_SPLITS[match[1]], members, ids)


def _is_article(path: str) -> bool:
    # macOS puts a file of its own beside each one in an archive.
    name = path.rpartition("/")[2]
    return name.endswith((".txt", ".ann")) and not name.startswith("._")


def _part(split: str, members: dict[str, bytes], ids: Container[str]) -> Iterator[dict[str, Any]]:
    for path in sorted(members):
        id = path.rpartition("/")[2].removesuffix(".txt")
        if path.endswith(".txt") and id in ids:
            annotation = members.get(path.removesuffix(".txt") + ".ann", b"")
            yield _article(split, id, members[path], annotation)


def _article(split: str, id: str, content: bytes, annotation: bytes) -> dict[str, Any]:
    spoken = speech_numbers(annotation.decode("utf-8", "replace"))
    text, sentences, speech = "", [], []
    for number, sentence, after in numbered(content.decode("utf-8", "replace")):
        sentences.append([len(text), len(text) + len(sentence)])
        speech.append(None if number == "H" else number in spoken)
        text += sentence + after
    return {
        "corpus": "newsdiscourse",
        "doc_id": id,
        "split": split,
        "publisher": next((told for name, told in _PUBLISHERS.items() if name in id), "nyt"),
        "text": text,
        "sentences": sentences,
        "speech": speech,
    }


def numbered(content: str) -> list[tuple[str, str, str]]:
    """Return the number of each sentence (``H`` for the headline), its text, and what follows it.

    Examples
    --------
    >>> numbered("URL\\thttps://a.example\\nH A bridge fell\\n\\nS1 It fell.\\nS2 It was old.\\n")
    [('H', 'A bridge fell', '\\n\\n'), ('S1', 'It fell.', ' '), ('S2', 'It was old.', '\\n\\n')]
    """
    found: list[tuple[str, str, str]] = []

    def end_paragraph() -> None:
        if found:
            found[-1] = (*found[-1][:2], _PARAGRAPH)

    for line in content.splitlines():
        number, _, rest = line.strip().replace("\t", " ").partition(" ")
        if not number:
            end_paragraph()
        elif number == "H":
            found.append((number, rest.strip(), _PARAGRAPH))
        elif _SENTENCE.fullmatch(number) and rest.strip():
            found.append((number, rest.strip(), " "))
    end_paragraph()
    return found


def speech_numbers(annotation: str) -> set[str]:
    """Return the numbers of the sentences that report speech."""
    rows = (line.strip().split("\t") for line in annotation.splitlines())
    return {row[2] for row in rows if len(row) == 3 and row[1].split(" ")[0] == "Speech"}
