"""What each kind of feature, and each way of using context, is worth: all by cross-validation."""

from __future__ import annotations

from sklearn.metrics import accuracy_score, f1_score

from provenance.evaluation import sequences
from provenance.evaluation.folds import cross_validate
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.setting import Setting
from provenance.features import GROUPS
from provenance.training import recipe

TASK = "ablation, folds"
# By name, the groups of features that are left.
LEFT = {
    "all features": GROUPS,
    "without context": ("core", "detail", "ngrams"),
    "without n-grams": ("core", "detail", "context"),
    "without evidence": ("context", "ngrams"),
    "lexicons and rules only": ("core", "detail"),
    "core only": ("core",),
    "n-grams only": ("ngrams",),
}


def ablation(setting: Setting) -> list[Outcome]:
    """Measure with groups of features left out, and with other ways of using context added."""
    articles = setting.training
    _, y, _, groups = recipe.flatten(articles)
    found = []
    for name, left in LEFT.items():
        setting.tell(f"  {name}")
        predicted = cross_validate(articles, left, setting.n_folds, setting.n_jobs)
        found += _figures(name, y, predicted.y_pred)
        if left == GROUPS:
            decoded = sequences.decoded(predicted, groups, setting.n_folds)
            twice = sequences.second_pass(predicted, groups, setting.n_folds)
            found += _figures("all, then a decoder", y, decoded)
            found += _figures("all, then a second pass", y, twice)
    return found


def _figures(name: str, y, predicted) -> list[Outcome]:
    return [
        Outcome(TASK, f"macro-F1, {name}", "provenance", f1_score(y, predicted, average="macro")),
        Outcome(TASK, f"accuracy, {name}", "provenance", accuracy_score(y, predicted)),
    ]
