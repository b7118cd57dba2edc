"""The exports, by the names that ``provenance export --to`` takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from provenance.codebook import CHECKABLE
from provenance.desk.article import DeskArticle
from provenance.desk.exports import brat, claimreview, label_studio, web_annotation
from provenance.errors import InputError


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What can be chosen of an export.

    Attributes
    ----------
    checkable : float
        Claims below this probability of being checkable are left out of a ClaimReview.
    """

    checkable: float = CHECKABLE


class File(NamedTuple):
    """A file of an export.

    Attributes
    ----------
    name : str
        A file's name; a name that begins with a dot is the suffix that takes the place of the output's.
    text : str
    """

    name: str
    text: str


Build = Callable[[Iterable[DeskArticle], ExportOptions], Iterator[File]]


@dataclass(frozen=True, slots=True)
class Export:
    """One form of export.

    Attributes
    ----------
    name : str
    summary : str
        What it is, for the command's help.
    build : callable
        Takes articles and options, yields the files; of a form that is no folder, the main one first.
    folder : bool
        Whether it is a folder of files.
    beside : bool
        Whether a second file goes beside the main one.
    """

    name: str
    summary: str
    build: Build
    folder: bool = False
    beside: bool = False


def _claimreview(articles: Iterable[DeskArticle], options: ExportOptions) -> Iterator[File]:
    yield File(".jsonld", _json(claimreview.claim_reviews(articles, options.checkable)))


def _web_annotation(articles: Iterable[DeskArticle], options: ExportOptions) -> Iterator[File]:
    yield File(".jsonld", _json(web_annotation.annotation_collection(articles)))


def _label_studio(articles: Iterable[DeskArticle], options: ExportOptions) -> Iterator[File]:
    yield File(".json", _json([label_studio.task(article) for article in articles]))
    yield File(".xml", label_studio.labeling_config())


def _brat(articles: Iterable[DeskArticle], options: ExportOptions) -> Iterator[File]:
    yield File("annotation.conf", brat.annotation_conf())
    for number, article in enumerate(articles, start=1):
        standoff = brat.standoff(article)
        name = brat.file_name(number, article.id)
        yield File(f"{name}.txt", standoff.text)
        yield File(f"{name}.ann", standoff.annotations)


# To add an export, write its file and name it here.
EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export("claimreview", "schema.org ClaimReview stubs, a checkable claim each", _claimreview),
        Export("web-annotation", "W3C Web Annotations, an evidence span each", _web_annotation),
        Export(
            "label-studio",
            "Label Studio tasks with predictions, and their labeling config",
            _label_studio,
            beside=True,
        ),
        Export("brat", "brat standoff: a folder of .txt and .ann files", _brat, folder=True),
    )
}


def export_files(
    articles: Iterable[DeskArticle], to: str, options: ExportOptions | None = None
) -> Iterator[File]:
    """Yield the files of an export.

    Parameters
    ----------
    articles : iterable of DeskArticle
    to : str
        A key of :data:`EXPORTS`.
    options : ExportOptions, optional

    Raises
    ------
    InputError
        When there is no such export.

    Examples
    --------
    >>> import provenance
    >>> from provenance.desk.article import DeskArticle
    >>> article = DeskArticle("a", provenance.score("The port reportedly refused to pay."))
    >>> [file.name for file in export_files([article], "brat")]
    ['annotation.conf', '0001-a.txt', '0001-a.ann']
    """
    if to not in EXPORTS:
        raise InputError(f"the export is {to!r}; should be one of {', '.join(EXPORTS)}")
    yield from EXPORTS[to].build(articles, options or ExportOptions())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
