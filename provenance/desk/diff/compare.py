"""Compare two versions of an article, and put the changes in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.desk.diff.change import Change
from provenance.desk.diff.result import Diff
from provenance.desk.diff.versions import Versions
from provenance.scoring.scores import ArticleScore

if TYPE_CHECKING:
    from provenance.scoring import Scorer


def diff(old: str | ArticleScore, new: str | ArticleScore, scorer: Scorer | None = None) -> Diff:
    """Say what became better or worse sourced between two versions of an article.

    Parameters
    ----------
    old, new : str or ArticleScore
        The versions, as text or already scored.
    scorer : Scorer, optional
        What texts are scored with; the shipped model's by default.

    Returns
    -------
    Diff
        Empty where the sentences are the same, in whatever order, and where only words changed that
        have nothing to do with sourcing.

    Raises
    ------
    InputError
        When a version is neither, or rapidfuzz is not installed.

    Examples
    --------
    >>> import provenance
    >>> found = diff(
    ...     "The bridge was unsafe, said Ana Ruiz, the county engineer.",
    ...     "The bridge was unsafe, a county official said.",
    ... )
    >>> found[0].words, found[0].effect
    ('named source to unnamed', 'worse')
    """
    versions = Versions(_scored(old, scorer), _scored(new, scorer))
    changes = sorted(versions.changes(), key=_order)
    return Diff(versions.old, versions.new, tuple(changes))


def _scored(version: str | ArticleScore, scorer: Scorer | None) -> ArticleScore:
    if isinstance(version, ArticleScore):
        return version
    if scorer is None:
        import provenance

        return provenance.score(version)
    return scorer.score(version)


def _order(change: Change) -> tuple:
    first = change.new or change.old
    return (-change.weight, first.index, change.new is None)
