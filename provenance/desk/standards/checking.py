"""``provenance.check``: the findings in one article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.desk.article import DeskArticle
from provenance.desk.standards.choosing import standards
from provenance.desk.standards.finding import Finding
from provenance.errors import InputError
from provenance.scoring.scores import ArticleScore

if TYPE_CHECKING:
    from provenance.scoring import Scorer


def check(
    article: str | ArticleScore | DeskArticle,
    *,
    title: str | None = None,
    captions: Sequence[str] = (),
    packs: Sequence[str] | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    severity: dict[str, str] | None = None,
    scorer: Scorer | None = None,
) -> tuple[Finding, ...]:
    """Look in an article for what newsroom handbooks ask of its sourcing.

    Parameters
    ----------
    article : str, ArticleScore or DeskArticle
        A text, which is scored, or an article that was.
    title : str, optional
        Its headline, where that is no part of the text.
    captions : sequence of str, optional
        The words below its pictures, where they are no part of the text.
    packs, select, ignore, severity
        Which rules, as :func:`provenance.desk.standards.standards` takes them.
    scorer : Scorer, optional
        The shipped model's by default.

    Returns
    -------
    tuple of Finding
        In order of place. A finding is about how a claim is sourced, and never about whether it is true.

    Raises
    ------
    InputError
        When there is no such pack or rule, or ``article`` is nothing of the kind, such as the name of
        a file in place of its text.

    Examples
    --------
    >>> for finding in check("The mine will close in May, a source close to the owners said."):
    ...     print(finding.rule, finding.span, finding.message)
    anonymous-without-reason Span(start=28, end=56) “a source close to the owners” is not named, and the article does not say why.
    """
    chosen = standards(packs, select, ignore, severity)
    return chosen.check(_article(article, title, tuple(captions), scorer))


def _article(
    article: str | ArticleScore | DeskArticle,
    title: str | None,
    captions: tuple[str, ...],
    scorer: Scorer | None,
) -> DeskArticle:
    if isinstance(article, DeskArticle):
        return article
    if isinstance(article, str):
        if _names_a_file(article):
            raise InputError(
                f"article is {article!r}, which is the name of a file; should be its text, such as "
                f"pathlib.Path({article!r}).read_text(encoding='utf-8')"
            )
        import provenance

        article = (scorer or provenance).score(article)
    if not isinstance(article, ArticleScore):
        raise InputError(
            f"article is {type(article).__name__}; should be a text, or an article that was scored"
        )
    return DeskArticle("-", article, title, captions=captions)


def _names_a_file(text: str) -> bool:
    if not text.strip() or "\n" in text:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or no name at all
        return False
