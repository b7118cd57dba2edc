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
    "Scorer": "provenance.scoring",
    "Sentence": "provenance.document",
    "SentenceScore": "provenance.scoring",
    "SourcingClassifier": "provenance.classifier.estimator",
    "SourcingFeatures": "provenance.features.transformer",
    "load": "provenance.scoring",
    "read": "provenance.document",
    "score": "provenance.scoring",
}

__all__ = [
    "ArticleScore",
    "Document",
    "InputError",
    "ModelFileError",
    "ProvenanceError",
    "Scorer",
    "Sentence",
    "SentenceScore",
    "SourcingClassifier",
    "SourcingFeatures",
    "load",
    "read",
    "score",
]


def __getattr__(name: str):
    if name not in _HOMES:
        raise AttributeError(f"module 'provenance' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
