"""Label Studio tasks: an article each, its classes and evidence as predictions to correct.

A region's ``start`` and ``end`` are code points of the task's text, which is what Label Studio counts by
now (its first releases counted UTF-16 units); a carriage return is one, too. The labeling config goes with the tasks: import it first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from provenance.desk.article import DeskArticle
from provenance.desk.exports.spans import SOFTWARE, encodable, evidence_of
from provenance.document import Span
from provenance.render.palette import CLASS_LOOKS, KIND_LOOKS
from provenance.scoring.scores import SentenceScore

SOURCING, EVIDENCE, TEXT = "sourcing", "evidence", "text"
_KEEP_BLANKS = ".htx-text { white-space: pre-wrap; }"


def task(article: DeskArticle) -> dict[str, Any]:
    """Return an article as a task with one prediction.

    Parameters
    ----------
    article : DeskArticle

    Returns
    -------
    dict
        ``data`` and ``predictions``. The prediction's score is the mean probability of the sentences'
        classes, so that a project can be sorted by what the model is least sure of.

    Examples
    --------
    >>> import provenance
    >>> found = task(DeskArticle("a", provenance.score("The port reportedly refused to pay.")))
    >>> [region["value"]["labels"] for region in found["predictions"][0]["result"]]
    [['hedged'], ['hedge']]
    """
    text = encodable(article.text)
    known = {"url": article.url, "date": article.date, "publisher": article.publisher}
    data = {"id": article.id, "title": article.headline or article.id, "text": text}
    data |= {name: value for name, value in known.items() if value}
    result = [region for sentence in article.score for region in _regions(text, sentence)]
    sure = [max(sentence.probabilities.values()) for sentence in article.score]
    prediction: dict[str, Any] = {"model_version": SOFTWARE, "result": result}
    if sure:
        prediction["score"] = round(sum(sure) / len(sure), 4)
    return {
        "data": {name: encodable(value) for name, value in data.items()},
        "predictions": [prediction],
    }


def _regions(text: str, sentence: SentenceScore) -> list[dict[str, Any]]:
    regions = [_region(text, sentence.span, SOURCING, sentence.sourcing)]
    regions[0]["score"] = round(sentence.probabilities[sentence.sourcing], 4)
    for mark in evidence_of(sentence):
        regions.append(_region(text, mark.span, EVIDENCE, mark.kind.value))
        regions[-1]["meta"] = {"text": list(mark.rules)}
    return regions


def _region(text: str, span: Span, control: str, label: str) -> dict[str, Any]:
    return {
        "id": f"{control}-{span.start}-{span.end}-{label}",
        "from_name": control,
        "to_name": TEXT,
        "type": "labels",
        "value": {
            "start": span.start,
            "end": span.end,
            "text": text[span.start : span.end],
            "labels": [label],
        },
    }


def labeling_config() -> str:
    """Return the labeling config that the tasks go with, as XML.

    Examples
    --------
    >>> labeling_config().count("<Labels")
    2
    """
    view = ElementTree.Element("View")
    ElementTree.SubElement(view, "Style").text = _KEEP_BLANKS
    ElementTree.SubElement(view, "Header", value="$title")
    _labels(view, SOURCING, {name: look.light for name, look in CLASS_LOOKS.items()})
    _labels(view, EVIDENCE, {kind.value: look.light for kind, look in KIND_LOOKS.items()})
    ElementTree.SubElement(view, "Text", name=TEXT, value="$text")
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def _labels(view: ElementTree.Element, name: str, colours: Mapping[str, str]) -> None:
    labels = ElementTree.SubElement(view, "Labels", name=name, toName=TEXT)
    for value, colour in colours.items():
        ElementTree.SubElement(labels, "Label", value=value, background=colour)
