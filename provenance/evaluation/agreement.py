"""How well two independent passes of labelling agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from provenance.codebook import CLASSES
from provenance.data.labels import SPANS, label_rows, span_of
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.overlap import span_figures
from provenance.evaluation.setting import Setting

TASK = "agreement of two passes"
PASSES = ("first_pass", "second_pass")
_SYSTEM = "provenance"
_SOURCELESS = ("unattributed", "no_claim")
_POINTER = ("corpus", "document", "start", "end")

Row = dict[str, str]


class Pair(NamedTuple):
    """One sentence as two passes labelled it."""

    first: Row
    second: Row

    def marks(self, column: str) -> tuple[str, str]:
        """Return what either pass put into a column."""
        return self.first[column], self.second[column]


def agreement(setting: Setting) -> list[Outcome]:
    """Measure how well the second pass agrees with the first: see :func:`measure`."""
    first, second = (label_rows(name) for name in PASSES)
    return measure(paired(first, second))


def paired(first: Sequence[Row], second: Sequence[Row]) -> list[Pair]:
    """Pair the rows of two passes that point at the same sentence, in the order of the second."""
    known = {_pointer(row): row for row in first}
    return [Pair(known[_pointer(row)], row) for row in second if _pointer(row) in known]


def measure(pairs: Sequence[Pair]) -> list[Outcome]:
    """Measure the agreement of two passes.

    Parameters
    ----------
    pairs : sequence of Pair

    Returns
    -------
    list of Outcome
        The sentences; the share of them with the same class, and with a class that the other pass
        has as its class or its alternative; Cohen's kappa (1960) over all classes, of each class
        against the rest, of the marks ``checkable`` and ``second_hand``, and of ``polarity`` over
        the sentences where both passes record one; F1 of the spans, the second pass against the
        first, where both call the sentence sourced or hedged, content only where both record it;
        and each confusion with its count, the first pass's class in front. A kappa is left out
        where neither pass makes a difference between sentences, as it is undefined there.
    """
    if not pairs:
        return []
    sourcing = [pair.marks("sourcing") for pair in pairs]
    figures: dict[str, float | None] = {
        "sentences": len(pairs),
        "same class": _share([a == b for a, b in sourcing]),
        "same class, alternatives allowed": _share([_compatible(pair) for pair in pairs]),
        "kappa": kappa(sourcing),
    }
    for name in CLASSES:
        figures[f"kappa {name}"] = kappa([(a == name, b == name) for a, b in sourcing])
    for name in ("checkable", "second_hand"):
        figures[f"kappa {name}"] = kappa([pair.marks(name) for pair in pairs])
    recorded = [pair for pair in pairs if all(pair.marks("polarity"))]
    figures["sentences with polarity"] = len(recorded)
    figures["kappa polarity"] = kappa([pair.marks("polarity") for pair in recorded])
    figures |= _spans(pairs, recorded)
    confusions = Counter((a, b) for a, b in sourcing if a != b)
    for (a, b), count in sorted(confusions.items(), key=lambda item: (-item[1], item[0])):
        figures[f"{a} / {b}"] = count
    return [
        Outcome(TASK, name, _SYSTEM, value) for name, value in figures.items() if value is not None
    ]


def kappa(pairs: Sequence[tuple]) -> float | None:
    """Return Cohen's kappa of pairs of labels; ``None`` where all labels are one and the same.

    Examples
    --------
    >>> kappa([(1, 1), (0, 0), (1, 0), (0, 1)])
    0.0
    """
    from sklearn.metrics import cohen_kappa_score

    if len({label for pair in pairs for label in pair}) < 2:
        return None
    first, second = zip(*pairs, strict=True)
    return float(cohen_kappa_score(first, second))


def _spans(pairs: Sequence[Pair], recorded: Sequence[Pair]) -> dict[str, float | None]:
    claimed = [p for p in pairs if not any(c in _SOURCELESS for c in p.marks("sourcing"))]
    figures: dict[str, float | None] = {}
    for name in SPANS:
        spans = [
            (span_of(pair.first, name), span_of(pair.second, name))
            for pair in (recorded if name == "content" else claimed)
        ]
        found = span_figures([a for a, _ in spans], [b for _, b in spans])
        for how in ("exact", "overlap"):
            figures[f"{name}, {how} F1"] = found[how].f1 if spans else None
    return figures


def _compatible(pair: Pair) -> bool:
    (a, b), (other_a, other_b) = pair.marks("sourcing"), pair.marks("alternative")
    return a == b or a == other_b or b == other_a


def _share(marks: Sequence[bool]) -> float:
    return sum(marks) / len(marks)


def _pointer(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in _POINTER)
