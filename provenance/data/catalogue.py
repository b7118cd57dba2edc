"""The public corpora that can be fetched: publishers, pinned commits, terms, checksums.

All of it is data, in ``datasets/corpora.toml`` and ``datasets/corpora/``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from dataclasses import dataclass

from provenance.data.corpora import FILES
from provenance.errors import DatasetError
from provenance.resources import folder

DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Source:
    """An archive of a publisher's repository.

    Attributes
    ----------
    repository : str
        ``owner/name``.
    commit : str
        All 40 digits.
    url : str
    sha256 : str or None
        Of the archive, where it is known.
    """

    repository: str
    commit: str
    url: str
    sha256: str | None = None

    @property
    def told(self) -> str:
        """What to call it."""
        return f"{self.repository} at {self.commit[:8]}"


@dataclass(frozen=True)
class Corpus:
    """A public corpus that labels point into.

    Attributes
    ----------
    name, title : str
    holds : str
        What it is, in a line.
    terms : str
        As its publisher states them.
    sha256 : str
        Of the converted file that the labels were made on.
    sources : tuple of Source
    digests : dict of str to str
        For each document, in order, the :func:`text_digest` of its text.
    """

    name: str
    title: str
    holds: str
    terms: str
    sha256: str
    sources: tuple[Source, ...]
    digests: dict[str, str]

    @property
    def file(self) -> str:
        """The name of the corpus's file in a corpora folder."""
        return FILES[self.name]


def text_digest(text: str) -> str:
    """Return the fingerprint by which a document is known.

    Examples
    --------
    >>> text_digest("It fell.")
    'be7a87e7f8a7a009'
    """
    # A lone surrogate is no text of any corpus, but must not stop a comparison.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def catalogue() -> dict[str, Corpus]:
    """Return the corpora by name.

    Examples
    --------
    >>> list(catalogue())
    ['polnear', 'newsdiscourse', 'gum', 'allsides']
    """
    tables = tomllib.loads((folder("datasets") / "corpora.toml").read_text(encoding="utf-8"))
    return {
        name: Corpus(
            name,
            table["title"],
            table["holds"],
            table["terms"],
            table["sha256"],
            tuple(Source(**source) for source in table["sources"]),
            _digests(name),
        )
        for name, table in tables.items()
    }


def chosen(names: list[str]) -> list[Corpus]:
    """Return the corpora of these names, each once; ``all`` stands for every one.

    Raises
    ------
    DatasetError
        When there is no corpus of a name.
    """
    corpora = catalogue()
    for name in names:
        if name not in corpora and name != "all":
            raise DatasetError(
                f"{name!r} is no corpus; should be 'all' or one of {', '.join(corpora)}"
            )
    return [corpus for corpus in corpora.values() if corpus.name in names or "all" in names]


def _digests(name: str) -> dict[str, str]:
    path = folder("datasets") / "corpora" / f"{name}.csv"
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    return {row["document"]: row["digest"] for row in rows}
