"""Score how well each sentence of a news article is sourced.

>>> import provenance
>>> report = provenance.score("Ana Ruiz said the bridge was safe. It reportedly was not.")
>>> [sentence.sourcing for sentence in report]
['named', 'hedged']

Weak sourcing is not falsehood: a score says who answers for a claim, not whether it is true.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.classifier.estimator import SourcingClassifier
    from provenance.corpus.frames import score_batches, score_partition
    from provenance.corpus.output import read_output
    from provenance.corpus.plot import plot_summary
    from provenance.corpus.score import score_corpus
    from provenance.corpus.sources import source_ledger
    from provenance.corpus.summaries import summarise
    from provenance.corpus.summary import RunSummary
    from provenance.desk.diff import diff
    from provenance.desk.queue import triage
    from provenance.desk.standards.checking import check
    from provenance.document import Document, Sentence, read
    from provenance.errors import InputError, ModelFileError, ProvenanceError
    from provenance.features.transformer import SourcingFeatures
    from provenance.scoring import ArticleScore, Scorer, SentenceScore, load, score

__version__ = "0.1.0"

# Where each public name lives; imported when first used, so that "import provenance" stays quick.
_HOMES = {
    "ArticleScore": "provenance.scoring",
    "Document": "provenance.document",
    "InputError": "provenance.errors",
    "ModelFileError": "provenance.errors",
    "ProvenanceError": "provenance.errors",
    "RunSummary": "provenance.corpus.summary",
    "Scorer": "provenance.scoring",
    "Sentence": "provenance.document",
    "SentenceScore": "provenance.scoring",
    "SourcingClassifier": "provenance.classifier.estimator",
    "SourcingFeatures": "provenance.features.transformer",
    "check": "provenance.desk.standards.checking",
    "diff": "provenance.desk.diff",
    "load": "provenance.scoring",
    "plot_summary": "provenance.corpus.plot",
    "read": "provenance.document",
    "read_output": "provenance.corpus.output",
    "score": "provenance.scoring",
    "score_batches": "provenance.corpus.frames",
    "score_corpus": "provenance.corpus.score",
    "score_partition": "provenance.corpus.frames",
    "source_ledger": "provenance.corpus.sources",
    "summarise": "provenance.corpus.summaries",
    "triage": "provenance.desk.queue",
}

__all__ = [
    "ArticleScore",
    "Document",
    "InputError",
    "ModelFileError",
    "ProvenanceError",
    "RunSummary",
    "Scorer",
    "Sentence",
    "SentenceScore",
    "SourcingClassifier",
    "SourcingFeatures",
    "check",
    "diff",
    "load",
    "plot_summary",
    "read",
    "read_output",
    "score",
    "score_batches",
    "score_corpus",
    "score_partition",
    "source_ledger",
    "summarise",
    "triage",
]


def __getattr__(name: str):
    if name not in _HOMES:
        raise AttributeError(f"module 'provenance' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
