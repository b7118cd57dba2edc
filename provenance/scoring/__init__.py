"""The library's answer: texts in, scores out."""

from provenance.scoring.explanation import Contribution, Explanation
from provenance.scoring.ledger import SourceTally
from provenance.scoring.risk import Driver, Risk
from provenance.scoring.scorer import Scorer, load, score
from provenance.scoring.scores import ArticleScore, SentenceScore

__all__ = [
    "ArticleScore",
    "Contribution",
    "Driver",
    "Explanation",
    "Risk",
    "Scorer",
    "SentenceScore",
    "SourceTally",
    "load",
    "score",
]
