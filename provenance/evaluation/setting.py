"""What a measured part of the evaluation is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from provenance.data.labels import LabelledArticle, load_examples, load_labelled
from provenance.scoring import Scorer, load


@dataclass(frozen=True)
class Setting:
    """Where to find what is measured, and on what.

    Attributes
    ----------
    corpora : Path or None
        The folder of the public corpora; ``None`` where they are not there.
    model : str or None
        The model file to measure; the shipped model by default.
    tell : callable
        Takes a line of progress.
    n_folds : int or None
        Of cross-validation.
    n_jobs : int
        Processes of cross-validation; no figure depends on it.
    """

    corpora: Path | None = None
    model: str | None = None
    tell: Callable[[str], None] = field(default=lambda line: None, compare=False)
    n_folds: int | None = None
    n_jobs: int | None = 1

    @cached_property
    def scorer(self) -> Scorer:
        """The model that is measured."""
        return load(self.model)

    @cached_property
    def training(self) -> list[LabelledArticle]:
        """The articles that models may learn from: the train and dev parts of the labels."""
        return load_labelled(self.corpora, ("train", "dev"))

    @cached_property
    def test(self) -> list[LabelledArticle]:
        """The test part: outlets that stand in no other part."""
        return load_labelled(self.corpora, ("test",))

    @cached_property
    def examples(self) -> list[LabelledArticle]:
        """The articles of the project's own writing."""
        return load_examples()
