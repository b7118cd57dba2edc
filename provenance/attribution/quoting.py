"""How much of each sentence is quoted, and which sentences share a quotation."""

from __future__ import annotations

from typing import NamedTuple

from provenance.extractors import Extraction, Kind

# From this share of its tokens on, a sentence is its speaker's and not the writer's.
QUOTED_SHARE = 0.75


class Quoted(NamedTuple):
    """The quoted part of one sentence.

    Attributes
    ----------
    share : float
        Share of its tokens inside speech quotations; scare quotes do not count.
    groups : tuple of int
        The quotations it touches, by number. Sentences of one quotation share a number, and so do
        the paragraphs that a long quotation runs over.
    enters, leaves : bool
        Whether it begins, and whether it ends, inside a quotation begun before or going on after.
    """

    share: float
    groups: tuple[int, ...]
    enters: bool
    leaves: bool


NOT_QUOTED = Quoted(0.0, (), False, False)


def measure_quotations(extraction: Extraction) -> list[Quoted]:
    """Return the quoted part of every sentence of a document."""
    document = extraction.document
    if not document.quotations:
        return [NOT_QUOTED] * len(document)
    bounds = document.token_bounds
    tokens_in = [0] * len(document)
    groups: list[list[int]] = [[] for _ in tokens_in]
    enters, leaves = set(), set()
    group, continues = 0, False
    continued = {quotation.span for quotation in document.quotations if quotation.continued}
    for items in extraction.evidence:
        for item in items:
            if item.kind is not Kind.QUOTATION or item.type == "scare":
                continue
            if not continues:
                group += 1
            continues = item.span in continued
            sentence = item.sentence
            while sentence < len(document) and bounds[sentence] < item.last:
                first, last = (
                    max(item.first, bounds[sentence]),
                    min(item.last, bounds[sentence + 1]),
                )
                tokens_in[sentence] += max(0, last - first)
                groups[sentence].append(group)
                if item.first < bounds[sentence]:
                    enters.add(sentence)
                if item.last > bounds[sentence + 1]:
                    leaves.add(sentence)
                sentence += 1
    return [
        NOT_QUOTED
        if not groups[i]
        else Quoted(
            min(1.0, tokens_in[i] / max(1, bounds[i + 1] - bounds[i])),
            tuple(dict.fromkeys(groups[i])),
            i in enters,
            i in leaves,
        )
        for i in range(len(document))
    ]
