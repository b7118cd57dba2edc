"""The sets of labels that models are trained and measured on, by the names that the commands take."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from provenance.data.corpora import corpora_folder
from provenance.data.labels import PARTS, LabelledArticle, load_examples, load_labelled
from provenance.data.own_labels import COLUMNS, FORMS, Columns, is_label_file, load_own
from provenance.errors import DatasetError, InputError

SHIPPED, EXAMPLES, OWN = "shipped", "examples", "own"
TRAINING = ("train", "dev")
# Of fewer, hardly a feature occurs often enough to be learnt; a model of use needs far more.
FEWEST_ARTICLES, FEWEST_SENTENCES = 2, 20


@dataclass(frozen=True)
class LabelSet:
    """Labelled articles, in parts.

    Attributes
    ----------
    kind : str
        ``shipped``, the project's labels of public corpora; ``examples``, of its own articles; or
        ``own``, a user's.
    name : str
        What to call it: its kind, or the name of the file.
    articles : tuple of LabelledArticle
    """

    kind: str
    name: str
    articles: tuple[LabelledArticle, ...]

    def of(self, parts: Iterable[str] = PARTS) -> list[LabelledArticle]:
        """Return the articles of some parts."""
        wanted = set(parts)
        return [article for article in self.articles if article.part in wanted]

    @property
    def training(self) -> list[LabelledArticle]:
        """The articles that a model may learn from: the train and dev parts."""
        return self.of(TRAINING)

    @property
    def test(self) -> list[LabelledArticle]:
        """The articles that no model of the project learns from."""
        return self.of(("test",))


def load_labels(
    labels: str = SHIPPED, corpora: str | os.PathLike | None = None, columns: Columns = COLUMNS
) -> LabelSet:
    """Load a set of labels.

    Parameters
    ----------
    labels : str
        ``shipped``, ``examples``, or the name of a user's file.
    corpora : str or path, optional
        The folder of the corpora that shipped labels point into.
    columns : Columns
        What the columns of a user's file are called.

    Raises
    ------
    InputError
        When ``labels`` is none of these.
    DatasetError
        When the corpora or the labels are missing or damaged.

    Examples
    --------
    >>> examples = load_labels("examples")
    >>> {article.part for article in examples.test}
    {'test'}
    """
    if labels == SHIPPED:
        return LabelSet(SHIPPED, SHIPPED, tuple(load_labelled(corpora_folder(corpora))))
    if labels == EXAMPLES:
        return LabelSet(EXAMPLES, EXAMPLES, tuple(load_examples()))
    path = Path(labels)
    if not is_label_file(path.name):
        raise InputError(f"--labels is {labels!r}; should be {SHIPPED!r}, {EXAMPLES!r}, or {FORMS}")
    return LabelSet(OWN, path.name, tuple(load_own(path, columns)))


def check_trainable(labels: LabelSet) -> None:
    """Check that a model can be trained on labels, and measured.

    Raises
    ------
    DatasetError
        When there are too few articles, sentences or classes, or the mark ``checkable`` never varies.
    """
    training = labels.training
    told = f"the train and dev parts of {labels.name!r}"
    sentences = sum(len(article.labels) for article in training)
    if len(training) < FEWEST_ARTICLES or sentences < FEWEST_SENTENCES:
        raise DatasetError(
            f"{told} hold {len(training)} article(s) and {sentences} labelled sentence(s); should "
            f"hold {FEWEST_ARTICLES} articles or more, so that the model can be measured on ones it "
            f"has not seen, and {FEWEST_SENTENCES} sentences or more: a few hundred are the least "
            "that is of use"
        )
    classes = {label for article in training for label in article.sourcing}
    if len(classes) < 2:
        raise DatasetError(f"{told} hold one class, {min(classes)!r}; should hold two or more")
    marks = {mark for article in training for mark in article.checkable if mark >= 0}
    if len(marks) == 1:
        raise DatasetError(
            f"checkable is {min(marks)} wherever {told} have it; should vary, or be left out"
        )
