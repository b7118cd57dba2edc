"""Questions, which assert nothing: "**Who will pay?**".

A question inside a quotation is reported as quoted, since it is its speaker's.
"""

from __future__ import annotations

from provenance.extractors.evidence import Evidence, Kind
from provenance.extractors.reading import Reading

KIND = Kind.QUESTION
_CLOSERS = frozenset("\"\u201d\u2019')")


def extract(reading: Reading) -> list[Evidence]:
    """Report the question mark that ends a sentence, with ``quoted`` or ``asked`` as its type."""
    document = reading.document
    forms, bounds = document.tokens.forms, document.token_bounds
    found = []
    for index in range(len(document)):
        low, token = bounds[index], bounds[index + 1] - 1
        quoted = False
        while token > low and forms[token] in _CLOSERS:
            quoted = True
            token -= 1
        if token >= low and forms[token] == "?":
            type = "quoted" if quoted else "asked"
            found.append(reading.evidence(token, token + 1, KIND, "questions/?", type))
    return found
