"""Articles as a desk has them: scored, with their headline, date, outlet, address and captions."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import InputError

if TYPE_CHECKING:
    from provenance.corpus.readers import ReadOptions
    from provenance.corpus.record import Record, SetAside
    from provenance.scoring import ArticleScore, Scorer

STDIN = "-"
CAPTIONS = "captions"
"""The column that holds an article's captions: a list of strings, or a string with a caption a line."""

_HEADLINE_LENGTH = 150  # characters; a longer first paragraph is the story's first
_SENTENCE_ENDS = (".", "!", ":", ";")  # a headline may ask, or end in a quotation


@dataclass(frozen=True, eq=False)
class DeskArticle:
    """A scored article, and what else a desk knows of it.

    Attributes
    ----------
    id : str
    score : ArticleScore
    title, date, publisher, url : str or None
        As the input has them.
    captions : tuple of str
        The words below its pictures, where they are no part of the text.

    Examples
    --------
    >>> import provenance
    >>> article = DeskArticle("a", provenance.score("Bridge closed\\n\\nPolice closed the bridge."))
    >>> article.headline
    'Bridge closed'
    """

    id: str
    score: ArticleScore
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    captions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The article as given; the spans of its sentences count from its beginning."""
        return self.score.text

    @property
    def headline(self) -> str | None:
        """The title, or else the first paragraph where it is short and does not end as a sentence."""
        return self.title or opening_headline(self.text)


def opening_headline(text: str) -> str | None:
    """Return an article's first paragraph, where it looks like a headline.

    Examples
    --------
    >>> opening_headline("Bridge closed\\n\\nPolice closed the bridge.")
    'Bridge closed'
    >>> opening_headline("Police closed the bridge.") is None
    True
    """
    first, _, rest = text.lstrip().partition("\n")
    first = first.rstrip()
    if not rest.strip() or len(first) > _HEADLINE_LENGTH or first.endswith(_SENTENCE_ENDS):
        return None
    return first or None


def read_articles(
    source: str | Path | Sequence[str | Path],
    scorer: Scorer | None = None,
    options: ReadOptions | None = None,
    set_aside: Callable[[SetAside], None] | None = None,
) -> Iterator[DeskArticle]:
    """Read articles and score them, one by one.

    Parameters
    ----------
    source : str, path, or sequence of them
        A file that is one article, a file or folder of many, in any format that
        :func:`provenance.corpus.readers.read_records` knows; ``"-"`` is standard input, which is taken
        for JSON lines where it begins with a brace and for one article where it does not.
    scorer : Scorer, optional
        The shipped model's by default.
    options : ReadOptions, optional
        Which columns to take, and so on.
    set_aside : callable, optional
        Is called with each record that cannot be scored. Without it, such a record is an error.

    Yields
    ------
    DeskArticle

    Raises
    ------
    InputError
        When a source cannot be read, or a record cannot be scored and there is no ``set_aside``.
    """
    for record in read_desk_records(source, options, set_aside):
        yield scored_article(record, scorer)


def read_desk_records(
    source: str | Path | Sequence[str | Path],
    options: ReadOptions | None = None,
    set_aside: Callable[[SetAside], None] | None = None,
) -> Iterator[Record]:
    """Yield the records of sources, blank ones set aside; see :func:`read_articles`."""
    from provenance.corpus.readers import ReadOptions, read_records
    from provenance.corpus.record import SetAside

    sources = [source] if isinstance(source, str | Path) else list(source)
    for name in map(str, sources):
        asked = _with_captions(name, _with_format(name, options or ReadOptions()))
        for found in read_records(name, asked):
            if not isinstance(found, SetAside) and not found.text.strip():
                reason = "the text is blank; should hold a sentence"
                found = SetAside(found.place, found.id, "blank", reason)
            if not isinstance(found, SetAside):
                yield found
            elif set_aside is not None:
                set_aside(found)
            else:
                raise InputError(f"{found.place}: {found.reason}")


def scored_article(record: Record, scorer: Scorer | None = None) -> DeskArticle:
    """Score a record."""
    import provenance

    score = provenance.score if scorer is None else scorer.score
    carried = record.carried
    known = {role: carried.get(role) for role in ("title", "date", "publisher", "url")}
    return DeskArticle(record.id, score(record.text), **known, captions=captions_of(record))


def captions_of(record: Record) -> tuple[str, ...]:
    """Return a record's captions, from a list in JSON or from lines."""
    told = record.carried.get(CAPTIONS)
    if not told:
        return ()
    try:
        found = json.loads(told)
    except ValueError:
        found = None
    if not isinstance(found, list):
        found = told.splitlines()
    return tuple(line.strip() for line in found if isinstance(line, str) and line.strip())


def _with_format(name: str, options: ReadOptions) -> ReadOptions:
    """Say what standard input holds, where nobody did."""
    if name != STDIN or options.format is not None:
        return options
    first = sys.stdin.buffer.peek(1).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return replace(options, format="jsonl" if first == b"{" else "txt")


def _with_captions(name: str, options: ReadOptions) -> ReadOptions:
    """Ask for captions, where a file has them. Standard input, which is read once, is not asked."""
    from provenance.corpus.readers import describe

    if CAPTIONS in options.keep or name == STDIN:
        return options
    asking = replace(options, keep=(*options.keep, CAPTIONS))
    try:
        describe(name, asking)
    except InputError:  # what else is wrong is told when the file is read
        return options
    return asking
