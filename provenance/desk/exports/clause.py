"""Whether words cut out of a sentence can stand by themselves as a claim.

"The bridge had failed two inspections" can; "any connection", "to close the bridge" and "the man who was
warned" cannot. Without a parser it is told from function words and endings, and where they leave it open
the answer is no: the whole sentence is never wrong.
"""

from __future__ import annotations

import tomllib
from calendar import day_name
from functools import cache

from provenance.document.tokens import tokenize
from provenance.lexicon import grammar
from provenance.resources import folder

_FEWEST = 4  # words
_NOT_FINITE = frozenset(("be", "been", "being", "having", "'s"))


def is_clause(text: str) -> bool:
    """Return whether words are a clause, with a subject and a verb of its own.

    Examples
    --------
    >>> is_clause("the bridge had failed two inspections"), is_clause("a ban on ferries in May")
    (True, False)
    """
    forms = _forms(text)
    if len(text.split()) < _FEWEST or not forms or not _can_open(forms[0]):
        return False
    classes = grammar()
    for form, following in zip(forms[1:], [*forms[2:], ""], strict=True):
        if form in classes["relatives"] or form in classes["subordinators"]:
            return False  # the verb behind it would be that of another clause
        if form in classes["auxiliaries"] and form not in _NOT_FINITE or form in settings("pasts"):
            return True
        # "A ban proposed in May" ends like "a bridge failed in May".
        if form.endswith("ed") and following not in classes["prepositions"]:
            return True
    return False


@cache
def settings(name: str) -> frozenset[str]:
    """Return a list of ``datasets/desk/claimreview.toml``."""
    path = folder("datasets") / "desk" / "claimreview.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(next(table[name] for table in tables.values() if name in table))


def _forms(text: str) -> list[str]:
    """The words in lower case but for names, so that the month is no verb."""
    tokens = tokenize(text)
    told = zip(tokens.words, tokens.forms, strict=True)
    found = [(word, form) for word, form in told if form[0].isalnum() or form[0] == "'"]
    return [form if n == 0 or word == form else word for n, (word, form) in enumerate(found)]


def _can_open(form: str) -> bool:
    """Whether a subject may begin with a word."""
    classes = grammar()
    names = ("prepositions", "conjunctions", "auxiliaries", "modals", "subordinators")
    if any(form in classes[name] for name in names) or form in ("who", "which", "whom", "whose"):
        return False
    if form.capitalize() in day_name:
        return False  # "said Sunday the bridge had failed"
    return not form.endswith(("ing", "ed", "ly")) and form not in settings("pasts")
