"""The tables of a scored corpus: their columns, in order, with the types they are stored in.

Names, types and order are public. ``docs/output.md`` says what each column means, and a test holds it
to this file.
"""

from __future__ import annotations

from dataclasses import dataclass

from provenance.scoring.table import ARTICLE_TYPES, SENTENCE_TYPES

TABLES = ("sentences", "articles", "set_aside")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name : str
    type : {"string", "int32", "int64", "float32", "bool"}
    missing : bool
        Whether a value may be missing.
    repeated : bool
        Whether its values come back often, so that a dictionary of them saves room.
    """

    name: str
    type: str
    missing: bool = False
    repeated: bool = False


# Single precision tells more of a probability than it means, in half the room.
_STORED = {"int64": "int64", "float64": "float32", "object": "string", "boolean": "bool"}
# What not every sentence or article has.
_MAYBE = frozenset(
    "score source source_type source_name cue basis polarity second_hand risk".split()
)


def _stored(types: dict[str, str]) -> tuple[Column, ...]:
    return tuple(
        Column(name, _STORED[type], name in _MAYBE, type == "object" and name != "text")
        for name, type in types.items()
    )


_PLACE = (
    Column("record", "int64"),
    Column("file", "string", repeated=True),
    Column("line", "int64"),
)

SENTENCES: tuple[Column, ...] = (
    Column("article", "string", repeated=True),
    Column("sentence", "int32"),
    *_stored(SENTENCE_TYPES),
)

# What the input carries along to the table of articles stands between these two.
ARTICLES: tuple[Column, ...] = (Column("article", "string"), *_PLACE)
MEASURED: tuple[Column, ...] = _stored(ARTICLE_TYPES)

SET_ASIDE: tuple[Column, ...] = (
    *_PLACE,
    Column("article", "string", missing=True),
    Column("code", "string", repeated=True),
    Column("reason", "string"),
)
