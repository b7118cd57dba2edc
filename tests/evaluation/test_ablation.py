"""What is left of the features is measured, on a few of the project's own articles."""

import pytest

from provenance.evaluation import ablation as module
from provenance.evaluation import folds
from provenance.evaluation.setting import Setting


@pytest.mark.filterwarnings("ignore:the probabilities are not calibrated")
def test_ablation(corpora, monkeypatch):
    kept = ("all features", "core only")
    monkeypatch.setattr(module, "LEFT", {name: module.LEFT[name] for name in kept})
    asked, real = [], folds.article_folds

    def article_folds(sentences, y, groups, count):
        asked.append(count)
        return real(sentences, y, groups, count)

    monkeypatch.setattr(folds, "article_folds", article_folds)
    told = []
    found = module.ablation(Setting(corpora, tell=told.append, n_folds=2))
    assert asked == [2, 2]
    assert told == ["  all features", "  core only"]
    assert {(o.task, o.system) for o in found} == {(module.TASK, "provenance")}
    names = ("all features", "all, then a decoder", "all, then a second pass", "core only")
    measures = [f"{figure}, {name}" for name in names for figure in ("macro-F1", "accuracy")]
    assert [o.measure for o in found] == measures
    assert all(0.0 <= o.value <= 1.0 for o in found)
