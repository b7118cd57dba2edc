"""What each kind of feature is worth: cross-validation without it, and with it alone."""

from __future__ import annotations

from itertools import combinations

from sklearn.metrics import f1_score

from provenance.evaluation.folds import cross_validate
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.features import GROUPS


def ablation(setting: Setting) -> list[Outcome]:
    """Measure with each group of features left out, and alone."""
    found = []
    for groups in [g for n in (1, 3, 4) for g in combinations(GROUPS, n)]:
        result = cross_validate(setting.training, groups, setting.n_folds, setting.n_jobs)
        value = f1_score(result.y_true, result.y_pred, average="macro")
        found.append(Outcome("features", " + ".join(groups), "provenance", value))
    return found
