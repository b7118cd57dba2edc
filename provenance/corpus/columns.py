"""Which column of a corpus is what: by option, or guessed from its plain name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.corpus.damage import UnusableFile

if TYPE_CHECKING:
    from provenance.corpus.readers.options import ReadOptions

PLAIN_NAMES: dict[str, list[str]] = {
    "text": (
        "text body content article articletext articlebody articlecontent fulltext maintext "
        "bodytext textbody plaintext rawtext cleantext story storytext document"
    ).split(),
    "id": "id docid documentid articleid storyid newsid recordid uuid guid".split(),
    "title": "title headline articletitle heading pagetitle".split(),
    "date": (
        "date published publishdate publisheddate publicationdate pubdate datepublished "
        "datepublish publishedat publishedon publishtime articledate datetime timestamp"
    ).split(),
    "publisher": (
        "publisher outlet source publication newspaper sourcename sitename site sourcedomain domain"
    ).split(),
    "url": "url link articleurl articlelink sourceurl canonicalurl permalink uri href".split(),
}
"""Names that say what a column is, the preferred first, compared without case, spaces and punctuation.

Of several, the preferred one is taken, passing over those that less than half as many records have as
have the most common of them.
"""

_SHOWN = 12  # columns listed in a message


@dataclass(frozen=True, slots=True)
class ColumnsTaken:
    """Which columns of a file were taken for what; ``str()`` of it says so.

    Attributes
    ----------
    file : str
        The file.
    text, id, title, date, publisher, url : str or None
        The column of each, None where there is none.
    keep : tuple of str
        The columns kept besides.
    others : tuple of str
        Columns that could have been the text as well, by their names, and were not taken.

    Examples
    --------
    >>> from provenance.corpus.readers import ReadOptions
    >>> print(choose_columns("news.csv", ["url", "Body", "summary"], ReadOptions()))
    text from 'Body', id from 'url', url from 'url'
    """

    file: str
    text: str | None
    id: str | None
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    keep: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def __str__(self) -> str:
        roles = ("text", "id", "title", "date", "publisher", "url")
        taken = {role: getattr(self, role) for role in roles}
        taken["id"] = self.id or self.url
        told = [f"{role} from {column!r}" for role, column in taken.items() if column is not None]
        told += [f"{column!r} kept" for column in self.keep if column not in taken]
        return ", ".join(told) or "no columns"

    def carried(self) -> dict[str, str]:
        """Return what a record carries and the column it comes from, where there is one."""
        columns = {name: name for name in self.keep}
        for role in ("title", "date", "publisher", "url"):
            column = getattr(self, role)
            if column is not None:
                columns[role] = column
        return columns


def choose_columns(
    file: str, names: Iterable[str] | Mapping[str, int], options: ReadOptions
) -> ColumnsTaken:
    """Choose the columns of a file.

    Parameters
    ----------
    file : str
        What to call the file.
    names : iterable of str, or mapping of str to int
        The columns in their order, or how many records have each.
    options : ReadOptions
        A column named there is taken whether or not it is in ``names``; see :func:`check_columns`.
    """
    counts = dict(names) if isinstance(names, Mapping) else dict.fromkeys(names, 1)
    taken: dict[str, str | None] = {}
    others: tuple[str, ...] = ()
    for role, plain in PLAIN_NAMES.items():
        asked = getattr(options, role)
        if asked is None and role in options.keep:
            asked = role  # keeping "title" says that this column is the title
        if asked is not None:
            taken[role] = _as_written(asked, counts)
            continue
        guesses = _by_preference(counts, plain)
        taken[role] = guesses[0] if guesses else None
        if role == "text":
            others = tuple(guesses[1:])
    return ColumnsTaken(file, keep=options.keep, others=others, **taken)


def _by_preference(counts: Mapping[str, int], plain: list[str]) -> list[str]:
    named = [name for name in counts if _bare(name) in plain]
    most = max((counts[name] for name in named), default=0)
    return sorted(named, key=lambda name: (2 * counts[name] < most, plain.index(_bare(name))))


def check_columns(
    taken: ColumnsTaken, names: Iterable[str], options: ReadOptions, where: str = "its columns"
) -> None:
    """Check that the columns named by the options are there, and one that holds the text.

    Raises
    ------
    UnusableFile
        When one is missing; the message lists the columns and the nearest name.
    """
    there = list(names)
    for role in PLAIN_NAMES:
        column = getattr(taken, role)
        if column is not None and column not in there:
            told = _missing(f"{role} is {column!r}", column, taken.file, there, where)
            raise UnusableFile(told, "no_text" if role == "text" else "unreadable")
    for column in options.keep:
        if column not in there and column not in PLAIN_NAMES:
            raise UnusableFile(_missing(f"keep is {column!r}", column, taken.file, there, where))
    if taken.text is None:
        raise UnusableFile(
            f"{taken.file} has no column with a plain name for the text, such as 'text' or 'body'; "
            f"should be named as the text column: one of {where}, {_listed(there)}",
            "no_text",
        )


def _missing(told: str, column: str, file: str, there: list[str], where: str) -> str:
    near = difflib.get_close_matches(column, there, n=1, cutoff=0.6)
    hint = f" (perhaps {near[0]!r})" if near else ""
    return f"{told}, which {file} has not; should be one of {where}{hint}: {_listed(there)}"


def _listed(names: list[str]) -> str:
    shown = ", ".join(repr(name) for name in names[:_SHOWN])
    rest = len(names) - _SHOWN
    return (shown or "there are none") + (f" and {rest} more" if rest > 0 else "")


def _as_written(asked: str, names: Mapping[str, int]) -> str:
    """Return the column that was asked for, forgiving white space around its name in the file."""
    if asked in names:
        return asked
    return next((name for name in names if name.strip() == asked.strip()), asked)


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
