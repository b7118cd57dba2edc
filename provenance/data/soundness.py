"""Tell whether a corpus on disk is the one that labels point into."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from provenance.data.catalogue import Corpus, text_digest
from provenance.data.corpora import read_corpus
from provenance.errors import DatasetError

NAMED = 5
"""How many documents a message names before it counts the others."""


@dataclass(frozen=True, slots=True)
class Soundness:
    """How a corpus compares with the one that was labelled.

    Attributes
    ----------
    expected, matched : int
        How many documents it should hold, and how many of them it holds with the right text.
    changed : tuple of str
        Documents with another text.
    missing : tuple of str
        Documents that are not there.
    """

    expected: int
    matched: int
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether every document is there with the right text; others may stand beside them."""
        return self.matched == self.expected

    @property
    def told(self) -> str:
        """What is wrong, in words; empty where nothing is."""
        parts = []
        if self.changed:
            parts.append(f"{len(self.changed)} of {self.expected} documents have another text")
            parts[-1] += f" ({listed(self.changed)})"
        if self.missing:
            parts.append(f"{len(self.missing)} of {self.expected} documents are missing")
            parts[-1] += f" ({listed(self.missing)})"
        return ", ".join(parts)


def listed(names: Sequence[str]) -> str:
    """Return some names, in a line.

    Examples
    --------
    >>> listed(["a", "b"]), listed(list("abcdefgh"))
    ('a, b', 'a, b, c, d, e and 3 more')
    """
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def examine(corpus: Corpus, folder: Path) -> Soundness:
    """Compare the corpus's file in a folder with what it should be.

    Raises
    ------
    DatasetError
        When there is no such file, or it cannot be read.
    """
    path = folder / corpus.file
    count = len(corpus.digests)
    try:
        with path.open("rb") as stream:
            whole = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        reason = error.strerror or error
        raise DatasetError(
            f"{path} cannot be read: {reason}; should be the corpus {corpus.name!r}"
        ) from None
    if whole == corpus.sha256:
        return Soundness(count, count)
    found = {article.id: text_digest(article.text) for article in read_corpus(corpus.name, folder)}
    return compare(corpus, found)


def compare(corpus: Corpus, found: dict[str, str]) -> Soundness:
    """Compare digests of documents with those of a corpus."""
    missing = tuple(id for id in corpus.digests if id not in found)
    changed = tuple(id for id, digest in corpus.digests.items() if found.get(id, digest) != digest)
    count = len(corpus.digests)
    return Soundness(count, count - len(missing) - len(changed), changed, missing)
