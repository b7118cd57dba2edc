"""Minimal pairs: of two wordings of one claim, does the better sourced one score higher?

The idea is that of behavioural tests (Ribeiro et al. 2020, "Beyond Accuracy: Behavioral Testing of
NLP Models with CheckList"): small sets, each for one ability, and the share that a model gets right.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from provenance.errors import DatasetError
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.resources import folder
from provenance.scoring import Scorer

TASK = "minimal pairs"


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim in two wordings, of which the codebook grades one higher.

    Attributes
    ----------
    id : str
    phenomenon : str
        What tells the two apart: ``passive hedge``, ``pronoun`` ...
    stronger, weaker : str
        The two texts, with what context they need.
    sentence : int
        Which sentence is judged, from 0; the same in both.
    stronger_class, weaker_class : str
        Their sourcing classes.
    """

    id: str
    phenomenon: str
    stronger: str
    weaker: str
    sentence: int
    stronger_class: str
    weaker_class: str


def behaviour_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of ``datasets/behaviour/<name>.csv``."""
    path = folder("datasets") / "behaviour" / f"{name}.csv"
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def load_pairs() -> list[Pair]:
    """Return the shipped minimal pairs."""
    return [Pair(**{**row, "sentence": int(row["sentence"])}) for row in behaviour_rows("pairs")]


def sentence_score(scorer: Scorer, text: str, sentence: int) -> float:
    """Return the score of one sentence of a text.

    Raises
    ------
    DatasetError
        When the text has no such sentence.
    """
    report = scorer.score(text)
    if sentence >= len(report):
        raise DatasetError(
            f"sentence is {sentence} in {text!r}; should be below {len(report)}, "
            "the number of its sentences"
        )
    return report[sentence].score


def margins(scorer: Scorer, pairs: Sequence[Pair]) -> np.ndarray:
    """Return by how much the stronger wording of each pair outscores the weaker.

    Parameters
    ----------
    scorer : Scorer
    pairs : sequence of Pair

    Returns
    -------
    ndarray of shape (n_pairs,)
        In [-1, 1], above 0 where the order is right; NaN where a wording is taken to claim nothing.

    Examples
    --------
    >>> import provenance
    >>> pair = Pair("a", "adverb", "Ana Ruiz said so.", "It was reportedly so.", 0, "named", "hedged")
    >>> bool(margins(provenance.load(), [pair])[0] > 0)
    True
    """
    return np.array(
        [
            sentence_score(scorer, pair.stronger, pair.sentence)
            - sentence_score(scorer, pair.weaker, pair.sentence)
            for pair in pairs
        ]
    )


def minimal_pairs(setting: Setting) -> list[Outcome]:
    """Measure the share of minimal pairs in the codebook's order, over all and by phenomenon.

    A pair counts as right where the stronger wording scores higher. It counts as wrong where the
    two score the same, and where either is taken to claim nothing.
    """
    pairs = load_pairs()
    right = margins(setting.scorer, pairs) > 0
    phenomena = np.array([pair.phenomenon for pair in pairs])
    shares = {
        "in order": right.mean(),
        **{
            f"in order: {name}": right[phenomena == name].mean()
            for name in dict.fromkeys(phenomena.tolist())
        },
    }
    return [Outcome(TASK, name, "provenance", float(share)) for name, share in shares.items()]
