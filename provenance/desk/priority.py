"""How urgent a claim is to check.

    priority = weakness * checkable * repetition * outlet * topic * freshness

- *weakness*, in [0, 1]: the probability of each sourcing class times the weight of that class, summed;
  what claims nothing has none.
- *checkable*, in [0, 1]: the probability that the claim is a specific one that could turn out false.
- *repetition*, 1 or more: ``1 + step * log2(articles)``, at most ``most``.
- *outlet*: the weight of the outlet.
- *topic*: the weights of the topics that the claim has a word of, multiplied.
- *freshness*, from ``floor`` to 1: ``floor + (1 - floor) * 0.5 ** (age / half_life_days)``. An article
  without a date has the mean of those with one, so that a missing date moves it neither up nor down,
  and 1 where none has one; ``undated`` sets another weight.

It rises with each part while the others stay. The parts are multiplied so that a claim which one of them
rules out, such as one that nobody could check, is ruled out. A claim weakly sourced is not one that is
false, and the risk indicator of an article has no part in this.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from provenance.codebook import CLASSES

if TYPE_CHECKING:
    from provenance.desk.claims import Claims
    from provenance.desk.weights import Weights

PARTS = ("weakness", "checkable", "repetition", "outlet", "topic", "freshness")


def weigh(claims: Claims, weights: Weights, today: date | None = None) -> pd.DataFrame:
    """Return the parts of each claim's priority but repetition, a row a claim.

    Parameters
    ----------
    claims : Claims
    weights : Weights
    today : date, optional
        The day that ages count from; that of the newest article by default.

    Returns
    -------
    DataFrame
        ``weakness``, ``checkable``, ``outlet``, ``topic``, ``freshness``, and ``topics``, the topics
        that the claim has a word of.
    """
    rows, article = claims.claims, claims.claims["article"].to_numpy(dtype=np.int64)
    topics, topic = topic_weights(rows["text"], weights)
    return pd.DataFrame(
        {
            "weakness": weakness(rows, weights),
            "checkable": rows["checkable"].to_numpy(dtype=float),
            "outlet": outlet_weights(claims.articles["publisher"], weights)[article],
            "topic": topic,
            "freshness": freshness(claims.articles["day"], weights, today)[article],
            "topics": pd.Series(topics, dtype=object),
        }
    )


def weakness(probabilities: pd.DataFrame, weights: Weights) -> np.ndarray:
    """Return how weakly sentences are sourced, in [0, 1], from their columns ``p_<class>``."""
    total = np.zeros(len(probabilities))
    for name in CLASSES:
        weight = weights.weakness.get(name, 0.0)
        if weight:
            total += weight * np.nan_to_num(probabilities[f"p_{name}"].to_numpy(dtype=float))
    return np.clip(total, 0.0, 1.0)


def repetition(articles: np.ndarray, weights: Weights) -> np.ndarray:
    """Return the factor for claims that so many articles have, 1 or more each.

    Examples
    --------
    >>> from provenance.desk.weights import load_weights
    >>> repetition(np.array([1, 2, 4]), load_weights()).tolist()
    [1.0, 1.5, 2.0]
    """
    grown = 1.0 + weights.repetition_step * np.log2(np.maximum(articles, 1))
    return np.maximum(np.minimum(grown, weights.repetition_most), 1.0)


def outlet_weights(outlets: pd.Series, weights: Weights) -> np.ndarray:
    """Return the weight of each outlet."""
    known = {name.casefold().strip(): weight for name, weight in weights.outlets.items()}
    names = outlets.fillna("").astype(str).str.casefold().str.strip()
    return names.map(known).astype(float).fillna(weights.other_outlet).to_numpy()


def topic_weights(texts: pd.Series, weights: Weights) -> tuple[list[tuple[str, ...]], np.ndarray]:
    """Return, for each text, the topics that it has a word of, and their weights multiplied."""
    found: list[tuple[str, ...]] = [()] * len(texts)
    factor = np.ones(len(texts))
    if not weights.topics:
        return found, factor
    from provenance.desk.wording import stems

    wanted = {topic: f" {' '.join(stems(topic))} " for topic in weights.topics}
    for row, text in enumerate(texts):
        told = f" {' '.join(stems(text))} "
        met = tuple(topic for topic, words in wanted.items() if words.strip() and words in told)
        if met:
            found[row] = met
            factor[row] = np.prod([weights.topics[topic] for topic in met])
    return found, factor


def freshness(days: pd.Series, weights: Weights, today: date | None = None) -> np.ndarray:
    """Return the factor for articles of so many days; a date ahead of ``today`` counts as today's."""
    dated = days.notna().to_numpy()
    if not weights.half_life_days or not dated.any():
        return np.ones(len(days))
    newest = days.max() if today is None else pd.Timestamp(today)
    ages = (newest - days).dt.days.to_numpy(dtype=float).clip(min=0)
    fresh = weights.floor + (1 - weights.floor) * 0.5 ** (ages / weights.half_life_days)
    undated = fresh[dated].mean() if weights.undated is None else weights.undated
    return np.where(dated, fresh, undated)
