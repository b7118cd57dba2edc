"""A bounded bag of words and word pairs, with names and numbers taken out.

Who is written about must not move a score, so names stand as ``<name>``, places and nationalities
as ``<place>``, numbers as ``<number>``; what is left is how the sentence speaks.
"""

from __future__ import annotations

from provenance.document import Document
from provenance.extractors.nominals import Nominal

_PLACEHOLDERS = {"place": "<place>", "nationality": "<place>", "party": "<party>"}
START = "<s>"


def delexicalise(document: Document, nominals: list[Nominal]) -> list[str]:
    """Return the token forms of a document with names and numbers replaced by placeholders."""
    forms = list(document.tokens.forms)
    for nominal in nominals:
        if nominal.kind == "name":
            shown = _PLACEHOLDERS.get(nominal.type, "<name>")
        elif nominal.type in ("metonym", "outlet"):
            shown = f"<{nominal.type}>"
        else:
            continue
        forms[nominal.first] = shown
        for token in range(nominal.first + 1, nominal.last):
            forms[token] = ""
    for token in [i for i, form in enumerate(forms) if form and form[0].isdigit()]:
        forms[token] = "<number>"
    return forms


def ngrams(document: Document, nominals: list[Nominal]) -> list[list[str]]:
    """Return the words and word pairs of every sentence, its start included, each once."""
    forms = delexicalise(document, nominals)
    bounds = document.token_bounds
    result = []
    for index in range(len(document)):
        words = [form for form in forms[bounds[index] : bounds[index + 1]] if form]
        pairs = map(" ".join, zip((START, *words), words, strict=False))
        result.append(list(dict.fromkeys((*words, *pairs))))
    return result
