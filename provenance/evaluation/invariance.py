"""Invariance: a score should not turn on whose name, gender, nationality, party, outlet or place it is.

Five hundred sentences with slots (:mod:`provenance.evaluation.templates`) are filled from groups of
fillers: names by origin and form, women and men, nationalities and places by region, parties by wing,
outlets by kind. A *swap* changes one facet of one filler and nothing else: another name of the same
gender, a name of the same origin for the other gender with its pronouns, another nationality ...
The idea is that of counterfactual tests for social groups (Garg et al. 2019, "Counterfactual Fairness
in Text Classification through Robustness").

Nothing is drawn at random. The sentence at place *i* of the set takes the filler at place *i* of each
group, counted round, so every group fills every sentence that has a slot for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from provenance.evaluation.behaviour import sentence_score
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.evaluation.templates import (
    Group,
    Template,
    load_substitutes,
    load_templates,
)
from provenance.scoring import Scorer

TASK = "invariance"
# A score that moves by no more than this under a swap has held.
TOLERANCE = 0.05


@dataclass(frozen=True, eq=False)
class Filled:
    """Scores of templates under every group of one kind of filler.

    Attributes
    ----------
    groups : tuple of Group
    templates : tuple of Template
        Those that have a slot of this kind.
    texts : tuple of tuple of str, n_templates by n_groups
    scores : ndarray of shape (n_templates, n_groups)
        NaN where the sentence is taken to claim nothing.
    """

    groups: tuple[Group, ...]
    templates: tuple[Template, ...]
    texts: tuple[tuple[str, ...], ...]
    scores: np.ndarray

    @property
    def facets(self) -> tuple[str, ...]:
        """What a swap can change: ``("name", "gender")`` for people."""
        return tuple(self.groups[0].facets)

    def swaps(self, facet: str) -> list[tuple[int, int]]:
        """Return the pairs of groups that differ in one facet and no other."""
        return [
            (a, b)
            for a, b in combinations(range(len(self.groups)), 2)
            if _differing(self.groups[a], self.groups[b]) == [facet]
        ]

    def moves(self, facet: str) -> np.ndarray:
        """Return how far each score moves under each swap of a facet.

        Returns
        -------
        ndarray of shape (n_templates, n_swaps)
            In [0, 1]. 0 where both fillings are taken to claim nothing; infinite where one is.
        """
        first, second = np.array(self.swaps(facet)).T
        a, b = self.scores[:, first], self.scores[:, second]
        silent = np.isnan(a).astype(int) + np.isnan(b)
        return np.where(silent == 0, np.abs(a - b), np.where(silent == 2, 0.0, math.inf))

    def mean_moves(self, facet: str) -> dict[str, float]:
        """Return how far the mean score of each group of a facet lies from the pooled mean.

        Both means are over the same templates, each filled by every group. A template that some
        filling turns into no claim is left out.

        Returns
        -------
        dict of str to float
            In [-1, 1]; above 0 where the group's fillers are scored higher.
        """
        scores = self.scores[~np.isnan(self.scores).any(axis=1)]
        if not len(scores):
            return {}
        values = np.array([group.facets[facet] for group in self.groups])
        return {
            value: float(scores[:, values == value].mean() - scores.mean())
            for value in dict.fromkeys(values.tolist())
        }


def _differing(a: Group, b: Group) -> list[str]:
    return [facet for facet in a.facets if a.facets[facet] != b.facets[facet]]


def fill_all(
    scorer: Scorer,
    templates: Sequence[Template],
    substitutes: Mapping[str, tuple[Group, ...]],
) -> list[Filled]:
    """Fill and score every template by every group of each kind it has a slot for.

    While one kind is swapped, the slots of the others keep their words.

    Parameters
    ----------
    scorer : Scorer
    templates : sequence of Template
    substitutes : mapping of str to tuple of Group
        Groups by kind. All groups of a kind fill the same slots.

    Returns
    -------
    list of Filled
        One a kind, in the order of ``substitutes``, without kinds that no template has a slot for.

    Raises
    ------
    DatasetError
        When a template has a slot that nothing fills, or judges a sentence that it does not have.
    """
    found = []
    for kind, groups in substitutes.items():
        chosen, texts = [], []
        for number, template in enumerate(templates):
            if template.slots & groups[0].fillers[0].keys():
                chosen.append(template)
                texts.append(fillings(template, number, kind, substitutes))
        if chosen:
            scores = [
                [sentence_score(scorer, text, template.sentence) for text in row]
                for template, row in zip(chosen, texts, strict=True)
            ]
            found.append(Filled(groups, tuple(chosen), tuple(texts), np.array(scores)))
    return found


def fillings(
    template: Template, number: int, kind: str, substitutes: Mapping[str, tuple[Group, ...]]
) -> tuple[str, ...]:
    """Return a template's text for each group of one kind; ``number`` is its place in the set."""
    held: dict[str, str] = {}
    for groups in substitutes.values():
        fillers = groups[number % len(groups)].fillers
        held.update(fillers[number % len(fillers)])
    return tuple(
        template.fill({**held, **group.fillers[number % len(group.fillers)]})
        for group in substitutes[kind]
    )


def invariance(setting: Setting) -> list[Outcome]:
    """Measure how scores hold when names and other fillers are swapped.

    The figures are

    - *scores that hold*: the share of swaps that move the score by no more than
      :data:`TOLERANCE`; every sentence counts once for each facet that can be swapped in it,
      however many swaps it has;
    - *sentences that always hold*: the share of sentences that no swap moves further;
    - *largest mean move*: how far the mean score of any group lies from the mean of all groups of its
      kind, over the same sentences;

    and the first and the third of them for each facet.
    """
    filled = fill_all(setting.scorer, load_templates(), load_substitutes())
    return outcomes(filled)


def outcomes(filled: Sequence[Filled]) -> list[Outcome]:
    """Return the figures that :func:`invariance` describes."""
    shares: list[np.ndarray] = []
    moved: set[str] = set()
    seen: set[str] = set()
    figures: dict[str, float] = {}
    largest: list[float] = []
    for part in filled:
        seen.update(template.id for template in part.templates)
        for facet in part.facets:
            held = part.moves(facet) <= TOLERANCE
            shares.append(held.mean(axis=1))
            figures[f"scores that hold: {facet}"] = held.mean()
            means = [abs(move) for move in part.mean_moves(facet).values()]
            largest += means
            figures[f"largest mean move: {facet}"] = max(means, default=math.nan)
            moved.update(
                template.id
                for template, all_held in zip(part.templates, held.all(axis=1), strict=True)
                if not all_held
            )
    head = {
        "scores that hold": np.concatenate(shares).mean(),
        "largest mean move": max(largest, default=math.nan),
        "sentences that always hold": 1 - len(moved) / len(seen),
    }
    return [
        Outcome(TASK, name, "provenance", float(value))
        for name, value in {**head, **figures}.items()
    ]
