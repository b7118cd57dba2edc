"""One run of training or measuring: what the card of a model and the report are written from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from provenance.classifier.model import LinearModel
from provenance.data.label_sets import EXAMPLES, SHIPPED, TRAINING, LabelSet
from provenance.data.labels import PARTS, LabelledArticle
from provenance.evaluation import own
from provenance.evaluation.folds import DUPLICATE_LENGTH, FOLDS, cross_validate
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.predicted import Predicted, outcomes, predict
from provenance.scoring import Scorer


@dataclass(frozen=True, eq=False)
class Measured:
    """Labelled articles, and what was predicted for them.

    Attributes
    ----------
    task : str
        What the figures are called: ``own test part`` ...
    how : str
        In words, on what and how it was measured.
    articles : sequence of LabelledArticle
    predicted : Predicted
        A row a sentence, in the order of the articles.
    outcomes : tuple of Outcome
        The figures, those of the baselines too where there are any.
    repeated : int
        Long sentences that also stand in an article that the model learnt from.
    """

    task: str
    how: str
    articles: Sequence[LabelledArticle]
    predicted: Predicted
    outcomes: tuple[Outcome, ...]
    repeated: int = 0

    @property
    def figures(self) -> dict[str, float]:
        """The project's own figures by measure."""
        return {o.measure: o.value for o in self.outcomes if o.system == "provenance"}

    @property
    def baselines(self) -> list[Outcome]:
        """The baselines' figures."""
        return [outcome for outcome in self.outcomes if outcome.system != "provenance"]


@dataclass(frozen=True, eq=False)
class Run:
    """What a run did and found.

    Attributes
    ----------
    command : str
        ``train`` or ``evaluate``.
    settings : dict
        As they were asked for.
    labels : LabelSet
    model_name, model_hash : str
        What the model is called, and the SHA-256 of its file.
    model_size : dict of str to int
        How many named features and n-grams it has.
    measured : Measured
        What the report shows.
    folded : Measured or None
        The same by cross-validation, where both were done.
    """

    command: str
    settings: dict[str, Any]
    labels: LabelSet
    model_name: str
    model_hash: str
    model_size: dict[str, int]
    measured: Measured
    folded: Measured | None = None

    @property
    def inspected(self) -> Measured:
        """Whose errors are shown: the folds', where there are any.

        Whoever mends a model by the errors of its test part has no test part any more.
        """
        return self.folded or self.measured


def measure_part(scorer: Scorer, labels: LabelSet, parts: Sequence[str] = ("test",)) -> Measured:
    """Measure a model on parts of a set of labels, beside baselines fitted to the other ones."""
    articles = labels.of(parts)
    learnt_from = [] if set(parts) & set(TRAINING) else labels.training
    task = _task(labels, parts)
    predicted = predict(scorer, articles)
    found = outcomes(task, predicted)
    if len({label for article in learnt_from for label in article.sourcing}) > 1:
        found += own.baseline_measures(task, learnt_from, articles)
    told = "every article" if set(parts) == set(PARTS) else f"the {' and '.join(parts)} part"
    how = f"{told}: {_counted(articles)}"
    return Measured(task, how, articles, predicted, tuple(found), _repeated(learnt_from, articles))


def measure_folds(
    labels: LabelSet,
    n_folds: int | None = None,
    n_jobs: int | None = 1,
    advance: Callable[[], None] = lambda: None,
) -> Measured:
    """Measure the recipe by cross-validation over the train and dev parts."""
    articles = labels.training
    predicted = cross_validate(articles, n_folds=n_folds, n_jobs=n_jobs, advance=advance)
    count = fold_count(labels, n_folds)
    task = own.FOLDED if labels.kind == SHIPPED else f"{labels.name}, folds"
    how = f"{count} folds of the train and dev parts: {_counted(articles)}"
    return Measured(task, how, articles, predicted, tuple(outcomes(task, predicted)))


def fold_count(labels: LabelSet, n_folds: int | None = None) -> int:
    """Return the number of folds, no more than there are articles to learn from."""
    return min(n_folds or FOLDS, len(labels.training))


def _task(labels: LabelSet, parts: Sequence[str]) -> str:
    if labels.kind == SHIPPED and tuple(parts) == ("test",):
        return own.TEST
    if labels.kind == EXAMPLES and set(parts) == set(PARTS):
        return own.EXAMPLES
    return labels.name if set(parts) == set(PARTS) else f"{labels.name}, {' and '.join(parts)} part"


def _counted(articles: Sequence[LabelledArticle]) -> str:
    sentences = sum(len(article.labels) for article in articles)
    return (
        f"{len(articles):,} article{'' if len(articles) == 1 else 's'}, "
        f"{sentences:,} sentence{'' if sentences == 1 else 's'}"
    )


def _repeated(training: Sequence[LabelledArticle], articles: Sequence[LabelledArticle]) -> int:
    seen = {text for article in training for text in article.document.sentence_texts}
    return sum(
        len(text) >= DUPLICATE_LENGTH and text in seen
        for article in articles
        for text in article.document.sentence_texts
    )


def model_size(model: LinearModel) -> dict[str, int]:
    """Return how many features a model has, of either kind."""
    ngrams = len(model.space.names_by_group["ngrams"])
    return {"named features": len(model.space) - ngrams, "words and word pairs": ngrams}
