"""How a corpus is to be read."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from provenance.errors import InputError

ROLES = ("text", "id", "title", "date", "publisher", "url")
"""What a column can be, beside being kept."""

CARRIED = ("title", "date", "publisher", "url")
"""The roles that go along to the output under their own names."""

_TABS = ("\\t", "tab")  # what is easy to type in a shell


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a corpus is to be read.

    Attributes
    ----------
    format : str or None
        A key of ``FORMATS``; None goes by the file's suffix.
    text, id, title, date, publisher, url : str or None
        The column of each; None takes one with a plain name, see :mod:`provenance.corpus.columns`.
    keep : tuple of str
        Further columns to carry to the output under their own names.
    encoding : str
        Of JSON lines, CSV and plain text. A byte order mark overrules ``utf-8``.
    max_chars : int
        Longer texts are set aside.
    separator : str or None
        Between the fields of a row of CSV; None is a comma, or a tab in a file of tabs.

    Raises
    ------
    InputError
        When an option cannot be used.
    """

    format: str | None = None
    text: str | None = None
    id: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    keep: tuple[str, ...] = ()
    encoding: str = "utf-8"
    max_chars: int = 1_000_000
    separator: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "keep", tuple(self.keep))
        if self.separator in _TABS:
            object.__setattr__(self, "separator", "\t")
        self._check_columns()
        self._check_encoding()
        if isinstance(self.max_chars, bool) or not isinstance(self.max_chars, int):
            raise InputError(f"max_chars is {self.max_chars!r}; should be a whole number")
        if self.max_chars < 1:
            raise InputError(f"max_chars is {self.max_chars}; should be at least 1")
        if self.separator is not None and (len(self.separator) != 1 or self.separator in '"\r\n'):
            raise InputError(
                f"separator is {self.separator!r}; should be one character, such as ',', ';' or '\\t'"
            )

    @property
    def carried(self) -> tuple[str, ...]:
        """The names of what every record carries: title, date, publisher, url, and those kept."""
        return CARRIED + tuple(name for name in self.keep if name not in CARRIED)

    def _check_columns(self) -> None:
        for name in (*(getattr(self, role) for role in ROLES), *self.keep):
            if name is not None and (not isinstance(name, str) or not name):
                raise InputError(f"a column is called {name!r}; should be a name")
        doubled = sorted({name for name in self.keep if self.keep.count(name) > 1})
        if doubled:
            raise InputError(f"keep names {doubled} more than once; should name each column once")
        for role in CARRIED:
            column = getattr(self, role)
            if role in self.keep and column not in (None, role):
                raise InputError(
                    f"keep names {role!r} and {role} is {column!r}, and both would be the output's "
                    f"{role!r}; should be one of them"
                )

    def _check_encoding(self) -> None:
        try:
            codecs.lookup(self.encoding)
            "".encode(self.encoding)  # refuses what is no encoding of text, such as base64
        except (LookupError, TypeError, ValueError):
            raise InputError(
                f"encoding is {self.encoding!r}; should be one that Python knows, "
                "such as 'utf-8', 'cp1252' or 'utf-16'"
            ) from None
