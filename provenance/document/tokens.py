"""Words and marks, once for a whole article, in arrays side by side.

Every later floor reads these arrays instead of the text, so the text is scanned once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

# A word keeps inner apostrophes, hyphens and full stops ("didn't", "long-time", "U.S."); any
# other visible character is a token of its own. A possessive ending stands alone, so that
# "Reuters's" and "Reuters" are one name, and so does a word glued on behind a lost space
# ("it.The").
_MARKS = "\u0300-\u036f"
# Most words are plain letters before a space: the first branch takes those and looks no further.
_TOKEN = re.compile(
    r"([A-Za-z]++(?=[ ,\n])"
    rf"|\w+[{_MARKS}]*(?:(?:['\u2019](?!s\b)|\.(?![A-Z][a-z])|[\-&@\u2010\u2011{_MARKS}])\w+)*"
    r"(?:(?<=\.[A-Z])\.)?"
    r"|['\u2019]s\b|\.\.\.|--|\S)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of an article.

    Attributes
    ----------
    words : list of str
        Each token as it stands in the plain text.
    forms : list of str
        Lower-cased, apostrophes straightened: what cue lists are matched against.
    starts, ends : list of int
        Half-open code-point offsets into the plain text.
    """

    words: list[str]
    forms: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokenize(text: str) -> Tokens:
    """Split a plain text into tokens.

    Examples
    --------
    >>> tokenize("The U.S. didn't reply.").forms
    ['the', 'u.s.', "didn't", 'reply', '.']
    """
    # Gaps and tokens alternate, so running lengths give every offset without a loop of our own.
    parts = _TOKEN.split(text)
    edges = list(accumulate(map(len, parts)))
    words = parts[1::2]
    forms = "\n".join(words).lower().replace("\u2019", "'").split("\n") if words else []
    return Tokens(words, forms, edges[0:-1:2], edges[1::2])
