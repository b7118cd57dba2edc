"""Score texts with a model: the floors below, run in their order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from provenance.attribution import Attributed, Attribution, Basis, further_attributions
from provenance.classifier.model import LinearModel
from provenance.classifier.model_file import load_model
from provenance.codebook import GRADES
from provenance.document import Document, read
from provenance.features import SparseRows, analyse, rows
from provenance.scoring.explanation import Contribution
from provenance.scoring.scores import ArticleScore, SentenceScore

if TYPE_CHECKING:
    import pandas as pd

# A source carried over from another sentence is only reported where the model believes in one.
_SOURCELESS = frozenset({"unattributed", "no_claim", "hedged"})


class Scorer:
    """Scores articles with one model.

    Parameters
    ----------
    model : LinearModel

    Examples
    --------
    >>> import provenance
    >>> provenance.load().score("Police reportedly closed the bridge.")[0].sourcing
    'hedged'
    """

    def __init__(self, model: LinearModel):
        self.model = model

    def __repr__(self) -> str:
        return f"<Scorer: {len(self.model.space)} features, {len(self.classes)} classes>"

    @property
    def classes(self) -> tuple[str, ...]:
        """The sourcing classes."""
        return self.model.classes

    @cached_property
    def _grades(self) -> np.ndarray:
        return np.array([GRADES.get(name, 0.0) for name in self.classes])

    @cached_property
    def _has_risk(self) -> bool:
        from provenance.scoring.risk import goes_with

        return goes_with(self.model.path)

    def _goes_with_risk(self) -> bool:
        """Whether the risk indicator was trained with this model; told once it is asked for."""
        return self._has_risk

    def score(self, text: str) -> ArticleScore:
        """Score every sentence of an article.

        Parameters
        ----------
        text : str
            An article as plain text.

        Returns
        -------
        ArticleScore
            Empty, with a score of NaN, when the text is blank.

        Raises
        ------
        InputError
            When ``text`` is not a string.
        """
        return self.score_document(read(text))

    def score_document(self, document: Document) -> ArticleScore:
        """Score a document that has been read, with the sentences it was read with."""
        if not len(document):
            return ArticleScore(document.text, ())
        analysis = analyse(document)
        found = self.model.space.sparse(rows(analysis))
        probabilities, checkable = self.model.predict(*found)
        no_claim = self.classes.index("no_claim")
        claims = 1.0 - probabilities[:, no_claim]
        scores = (probabilities @ self._grades) / np.maximum(claims, 1e-12)
        best = probabilities.argmax(axis=1)
        scores[best == no_claim] = np.nan
        texts = document.sentence_texts
        classes = self.classes
        sentences = tuple(
            SentenceScore(
                index,
                document.sentences[index],
                texts[index],
                score,
                classes[choice],
                dict(zip(classes, row, strict=True)),
                check,
                _reported(attributed, classes[choice]),
                tuple(evidence),
                partial(self._contributions, found, index),
                partial(further_attributions, analysis.extraction, attributed)
                if attributed.linked is not None
                else tuple,
            )
            for index, (score, choice, row, check, attributed, evidence) in enumerate(
                zip(
                    np.clip(scores, 0.0, 1.0).tolist(),
                    best.tolist(),
                    probabilities.tolist(),
                    checkable.tolist(),
                    analysis.attributed,
                    analysis.extraction.evidence,
                    strict=True,
                )
            )
        )
        return ArticleScore(document.text, sentences, self._goes_with_risk)

    def score_frame(
        self,
        articles: pd.DataFrame | pd.Series,
        text: str = "text",
        id: str | None = None,
        n_jobs: int | None = 1,
        errors: str = "raise",
        progress: bool = False,
        carry: str | Sequence[str] = (),
    ) -> pd.DataFrame:
        """Score a data frame of articles, sentence by sentence.

        Parameters
        ----------
        articles : DataFrame or Series
            A row an article; a Series holds the texts themselves.
        text : str, default="text"
            The column that holds the article.
        id : str, optional
            The column that names it; the index by default.
        n_jobs : int, default=1
            Processes, as joblib counts them: -1 for all cores.
        errors : {"raise", "set_aside"}, default="raise"
            What to do with a row whose text is no string, or blank. ``set_aside`` leaves it out of the
            result and lists it, with the reason, in ``result.attrs["set_aside"]``.
        progress : bool, default=False
            Whether to show a progress bar on standard error.
        carry : str or sequence of str, optional
            Columns of ``articles`` to repeat beside each sentence, before the others, such as
            ``["publisher", "date"]``.

        Returns
        -------
        DataFrame
            A row a sentence: see :meth:`ArticleScore.to_frame`. The index holds the article's id and
            the sentence's number, in the order of ``articles``, whatever ``n_jobs``.

        Raises
        ------
        InputError
            When a column is missing or carried under a name that the result has itself, or, unless
            ``errors="set_aside"``, at the first row that cannot be scored.
        """
        from provenance.scoring.frame import Running, score_frame

        return score_frame(self, articles, text, id, carry, Running(n_jobs, errors, progress))

    def article_frame(
        self,
        articles: pd.DataFrame | pd.Series,
        text: str = "text",
        id: str | None = None,
        n_jobs: int | None = 1,
        errors: str = "raise",
        progress: bool = False,
        carry: str | Sequence[str] = (),
    ) -> pd.DataFrame:
        """Score a data frame of articles, a row an article.

        Parameters
        ----------
        articles, text, n_jobs, errors, progress, carry
            As :meth:`score_frame` takes them.
        id : str, optional
            The column that names an article, which becomes the index; by default the index of
            ``articles`` is kept, so that ``articles.join`` takes the result.

        Returns
        -------
        DataFrame
            A row an article, in the order of ``articles``, whatever ``n_jobs``: the carried columns,
            then ``characters``, ``sentences``, ``claims`` (sentences that claim something), ``score``,
            the number of sentences of each class (``n_named`` ... ``n_no_claim``), ``sources``,
            ``unnamed_sources``, and ``risk``, which is NaN where there is none.

        Raises
        ------
        InputError
            As :meth:`score_frame` does.

        Examples
        --------
        >>> import pandas as pd, provenance
        >>> articles = pd.DataFrame({"text": ["Ana Ruiz said so. It fell."], "outlet": ["Post"]})
        >>> frame = provenance.load().article_frame(articles, carry="outlet")
        >>> frame[["outlet", "claims", "n_named"]]
          outlet  claims  n_named
        0   Post       2        1
        """
        from provenance.scoring.frame import Running, articles_frame

        return articles_frame(self, articles, text, id, carry, Running(n_jobs, errors, progress))

    def _contributions(self, rows: SparseRows, index: int) -> list[Contribution]:
        """What each feature of a row added for its best class against the second best."""
        space, weights = self.model.space, self.model.weights
        indices, values, starts = rows.row(index)
        probabilities, _ = self.model.predict(indices, values, starts)
        runner_up, best = np.argsort(probabilities[0])[-2:]
        added = values * (weights[indices, best] - weights[indices, runner_up])
        sums: dict[int, tuple[float, float]] = {}
        for index, value, change in zip(
            indices.tolist(), values.tolist(), added.tolist(), strict=True
        ):
            before = sums.get(index, (0.0, 0.0))
            sums[index] = (before[0] + value, before[1] + change)
        found = [Contribution(space.names[index], *total) for index, total in sums.items()]
        return sorted(found, key=lambda c: (-abs(c.added), c.feature))


def _reported(attributed: Attributed, sourcing: str) -> Attribution | None:
    attribution = attributed.attribution
    if attribution is None:
        return None
    if attribution.basis is not Basis.STATED and sourcing in _SOURCELESS:
        return None
    return attribution


def load(name: str | os.PathLike | None = None) -> Scorer:
    """Load a model.

    Parameters
    ----------
    name : str or path, optional
        A model file; the shipped English model by default.

    Returns
    -------
    Scorer

    Raises
    ------
    ModelFileError
        When there is no such file, or it is damaged or of another version.
    """
    return Scorer(load_model(name))


@lru_cache(maxsize=1)
def _shipped() -> Scorer:
    return load()


def score(text: str) -> ArticleScore:
    """Score every sentence of an article with the shipped model.

    Parameters
    ----------
    text : str
        An article as plain text.

    Returns
    -------
    ArticleScore

    Raises
    ------
    InputError
        When ``text`` is not a string.

    Examples
    --------
    >>> import provenance
    >>> report = provenance.score("Ana Ruiz, the mayor, said the bridge was safe.")
    >>> report[0].sourcing
    'named'
    """
    return _shipped().score(text)
