"""What a reader hands on: an article, or a record set aside and why."""

from __future__ import annotations

from dataclasses import dataclass

CODES: dict[str, str] = {
    "not_json": "the line is no JSON object",
    "bad_row": "the row has too few or too many fields, or a quote or an id that cannot be right",
    "no_text": "the record or its file has no text column, or the page no main text",
    "null": "the text is missing",
    "not_text": "the text is a number, a list or something else that is no string",
    "blank": "the text holds nothing but white space",
    "encoding": "the bytes are no text in the encoding that was named",
    "too_long": "the text is longer than the limit",
    "duplicate_id": "an earlier record has the same id",
    "language": "the text is in a language that the model does not know",
    "unreadable": "the file cannot be read, or not further, or the article cannot be scored",
}
"""Why a record can be set aside: code and meaning."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands in the input.

    Attributes
    ----------
    file : str
        The file as given, or its path in the folder that was given, with forward slashes; ``"-"``
        for standard input.
    line : int
        From 1: the line in JSON lines, the record's first line in CSV, the row in Parquet, the record
        in a WARC; 1 in a file that is one article.
    """

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Record:
    """An article to score.

    Attributes
    ----------
    place : Place
        Where it stands.
    id : str
        From the id column, else the url, else ``FILE:LINE``, or ``FILE`` for a file that is one article.
    text : str
        The text, untouched.
    carried : dict of str to str or None
        What goes along to the output, always with the same keys in the same order: those of
        :attr:`provenance.corpus.readers.ReadOptions.carried`.
    """

    place: Place
    id: str
    text: str
    carried: dict[str, str | None]

    @property
    def blank(self) -> bool:
        """Whether the text holds nothing but white space."""
        return not self.text or self.text.isspace()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that cannot be scored.

    Attributes
    ----------
    place : Place
        Where it stands.
    id : str or None
        Its id, where that could be read.
    code : str
        A key of :data:`CODES`.
    reason : str
        What is wrong and what would be right, for a person.
    """

    place: Place
    id: str | None
    code: str
    reason: str
