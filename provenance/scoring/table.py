"""Scores as columns: the one place that says what a row about a sentence or an article holds.

Data frames, files and Spark's tables are all made from these, so that a column means the same in each.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from provenance.codebook import CLASSES

if TYPE_CHECKING:
    from provenance.scoring.scores import ArticleScore

# The columns about a sentence, in order, with the types they have in a data frame.
SENTENCE_TYPES: dict[str, str] = {
    "start": "int64",
    "end": "int64",
    "text": "object",
    "score": "float64",
    "sourcing": "object",
    "checkable": "float64",
    "source": "object",
    "source_type": "object",
    "source_name": "object",
    "cue": "object",
    "basis": "object",
    "polarity": "object",
    "second_hand": "boolean",
    **{f"p_{name}": "float64" for name in CLASSES},
}

# The columns about an article.
ARTICLE_TYPES: dict[str, str] = {
    "characters": "int64",
    "sentences": "int64",
    "claims": "int64",
    "score": "float64",
    **{f"n_{name}": "int64" for name in CLASSES},
    "sources": "int64",
    "unnamed_sources": "int64",
    "risk": "float64",
}

_ATTRIBUTED = ("source", "source_type", "source_name", "cue", "basis", "polarity", "second_hand")


def sentence_columns(article: ArticleScore) -> dict[str, list]:
    """Return the rows about an article's sentences, column by column.

    Parameters
    ----------
    article : ArticleScore

    Returns
    -------
    dict of str to list
        A list of ``len(article)`` plain values for each of ``SENTENCE_TYPES``, in their order. A number
        that is missing is NaN, anything else that is missing is None.

    Examples
    --------
    >>> import provenance
    >>> columns = sentence_columns(provenance.score("Ana Ruiz said so. It fell."))
    >>> columns["start"], columns["source"]
    ([0, 18], ['Ana Ruiz', None])
    """
    sentences = article.sentences
    spans = [sentence.span for sentence in sentences]
    probabilities = [sentence.probabilities for sentence in sentences]
    columns: dict[str, list] = {
        "start": [span.start for span in spans],
        "end": [span.end for span in spans],
        "text": [sentence.text for sentence in sentences],
        "score": [sentence.score for sentence in sentences],
        "sourcing": [sentence.sourcing for sentence in sentences],
        "checkable": [sentence.checkable for sentence in sentences],
        **_attributed(article),
    }
    for name in CLASSES:
        columns[f"p_{name}"] = [found[name] for found in probabilities]
    return columns


def _attributed(article: ArticleScore) -> dict[str, list]:
    """Return the columns about the sentences' attributions, of which most sentences have none."""
    size, text = len(article.sentences), article.text
    columns: dict[str, list] = {name: [None] * size for name in _ATTRIBUTED}
    source_texts, types, names = columns["source"], columns["source_type"], columns["source_name"]
    cues, bases = columns["cue"], columns["basis"]
    polarities, second_hand = columns["polarity"], columns["second_hand"]
    for row, sentence in enumerate(article.sentences):
        attribution = sentence.attribution
        if attribution is None:
            continue
        source, cue = attribution.source, attribution.cue
        if source is not None:
            source_texts[row] = source.text
            types[row] = source.type.value
            names[row] = source.name
        if cue is not None:
            cues[row] = text[cue.start : cue.end]
        bases[row] = attribution.basis.value
        polarities[row] = attribution.polarity.value
        second_hand[row] = attribution.second_hand
    return columns


def article_row(article: ArticleScore, risk: bool = True) -> dict[str, Any]:
    """Return the row about an article.

    Parameters
    ----------
    article : ArticleScore
    risk : bool, default=True
        Whether to measure the risk indicator, which is most of the work of a row; without, it is NaN.

    Returns
    -------
    dict of str to int or float
        A value for each of ``ARTICLE_TYPES``, in their order; NaN where there is none.

    Examples
    --------
    >>> import provenance
    >>> row = article_row(provenance.score("Ana Ruiz said so. Critics say it fell."))
    >>> row["sentences"], row["n_named"], row["unnamed_sources"], row["risk"]
    (2, 1, 1, nan)
    """
    counts = Counter(sentence.sourcing for sentence in article.sentences)
    sources = article.sources
    found = article.risk if risk else None
    return {
        "characters": len(article.text),
        "sentences": len(article),
        "claims": len(article) - counts["no_claim"],
        "score": article.score,
        **{f"n_{name}": counts[name] for name in CLASSES},
        "sources": len(sources),
        "unnamed_sources": sum(not source.named for source in sources),
        "risk": math.nan if found is None else found.value,
    }
