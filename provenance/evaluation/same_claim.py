"""The same claim in other words: pairs of sentences of the project's own, told apart or put together."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from provenance.desk.grouping import same_claim
from provenance.desk.wording import Wording, word_claim
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.resources import folder
from provenance.scoring import Scorer
from provenance.scoring.table import sentence_columns

TASK = "same claim, test half"


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """Two sentences.

    Attributes
    ----------
    id : str
    kind : str
        ``paraphrase``, ``short form``, ``other facts`` (the same words about other people, places or
        numbers, or denied), ``other claim`` (on the same topic).
    part : {"tune", "test"}
        Limits were chosen on the one, and are measured on the other.
    same : bool
        Whether they make the same claim.
    first, second : str
    """

    id: str
    kind: str
    part: str
    same: bool
    first: str
    second: str


def load_claim_pairs(part: str | None = None) -> list[ClaimPair]:
    """Return the shipped pairs, ``datasets/desk/claim_pairs.csv``, of one part or of both."""
    path = folder("datasets") / "desk" / "claim_pairs.csv"
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    pairs = [ClaimPair(**{**row, "same": row["same"] == "1"}) for row in rows]
    return [pair for pair in pairs if part in (None, pair.part)]


def same_claims(setting: Setting) -> list[Outcome]:
    """Measure the grouping of claims on the test half, beside the cosine of TF-IDF vectors.

    Precision is the share of pairs put together that make the same claim, recall the share of pairs that
    make the same claim that are put together. The cosine's limit is the one that is best, by F1, on the
    tune half.
    """
    pairs = load_claim_pairs("test")
    found = np.array([found_same(setting.scorer, pair) for pair in pairs])
    outcomes = _figures("provenance", pairs, found)
    outcomes += _figures("tf-idf", pairs, _by_cosine(load_claim_pairs("tune"), pairs))
    kinds = np.array([pair.kind for pair in pairs])
    truth = np.array([pair.same for pair in pairs])
    for kind in dict.fromkeys(kinds.tolist()):
        right = (found == truth)[kinds == kind].mean()
        outcomes.append(Outcome(TASK, f"right: {kind}", "provenance", float(right)))
    return outcomes


def found_same(scorer: Scorer, pair: ClaimPair) -> bool:
    """Return whether the grouping takes a pair for the same claim."""
    return same_claim(_worded(scorer, pair.first), _worded(scorer, pair.second))


def _worded(scorer: Scorer, text: str) -> Wording:
    columns = sentence_columns(scorer.score(text))
    source, cue, polarity = (columns[name][0] for name in ("source", "cue", "polarity"))
    return word_claim(text, source, cue, polarity == "denies")


def _by_cosine(tune: Sequence[ClaimPair], test: Sequence[ClaimPair]) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    vectorizer.fit([text for pair in tune for text in (pair.first, pair.second)])

    def cosines(pairs: Sequence[ClaimPair]) -> np.ndarray:
        first, second = (
            vectorizer.transform([getattr(pair, side) for pair in pairs])
            for side in ("first", "second")
        )
        return np.asarray(first.multiply(second).sum(axis=1)).ravel()

    known, truth = cosines(tune), np.array([pair.same for pair in tune])
    limit = max(np.unique(known), key=lambda value: _rates(truth, known >= value)[2])
    return cosines(test) >= limit


def _figures(system: str, pairs: Sequence[ClaimPair], found: np.ndarray) -> list[Outcome]:
    rates = _rates(np.array([pair.same for pair in pairs]), found)
    names = ("precision", "recall", "F1")
    return [Outcome(TASK, name, system, rate) for name, rate in zip(names, rates, strict=True)]


def _rates(truth: np.ndarray, found: np.ndarray) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    right = float((truth & found).sum())
    precision = right / max(found.sum(), 1)
    recall = right / max(truth.sum(), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
