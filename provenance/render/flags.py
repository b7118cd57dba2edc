"""Where the findings of the standards rules stand in an article, and the words they are about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from provenance.render.marks import Segment

if TYPE_CHECKING:
    from provenance.document import Span
    from provenance.scoring.scores import ArticleScore


class Finding(Protocol):
    """What a page needs to know of a finding; those of the desk's standards are such."""

    rule: str
    severity: str
    span: Span
    message: str
    advice: str
    reference: str
    related: Span | None


class Flag(NamedTuple):
    """A finding in its article.

    Attributes
    ----------
    number : int
        From 1, in the order of the text.
    finding : Finding
    sentence : int or None
        The index of the sentence that it begins in, or the one before where it stands between two;
        None where the article has no sentence.
    related : int or None
        The sentence of the other place that the finding rests on, if it rests on any.
    first : int
        The number of the first finding by the same rule, which has the rule's reference beside it.
    """

    number: int
    finding: Finding
    sentence: int | None
    related: int | None = None
    first: int = 0


def flags_of(article: ArticleScore, findings: Iterable[Finding]) -> list[Flag]:
    """Number the findings in the order of the text, and find the sentence of each."""
    ordered = sorted(findings, key=lambda finding: (*finding.span, finding.rule))
    starts = [sentence.span.start for sentence in article]

    def place(span: Span | None) -> int | None:
        return max(0, bisect_right(starts, span[0]) - 1) if starts and span is not None else None

    first: dict[str, int] = {}
    return [
        Flag(
            number,
            finding,
            place(finding.span),
            place(finding.related),
            first.setdefault(finding.rule, number),
        )
        for number, finding in enumerate(ordered, start=1)
    ]


def flagged(parts: Sequence[Segment], start: int, flags: Iterable[Flag]) -> list[Segment]:
    """Cut a sentence's segments further, where the words of findings begin and end.

    Parameters
    ----------
    parts : sequence of Segment
    start : int
        Where the sentence stands in its article.
    flags : iterable of Flag
        Those that are about words of the sentence; one may begin before it or end behind it.

    Returns
    -------
    list of Segment
        Their texts, joined, are the sentence as before.
    """
    end = start + sum(len(part.text) for part in parts)
    found = [(*flag.finding.span, flag.number) for flag in flags]
    found = [(a, b, number) for a, b, number in found if max(a, start) < min(b, end)]
    if not found:
        return list(parts)
    cuts = {max(start, a) for a, _, _ in found} | {min(end, b) for _, b, _ in found}
    result: list[Segment] = []
    for part in parts:
        stop = start + len(part.text)
        bounds = sorted({start, stop, *(cut for cut in cuts if start < cut < stop)})
        for first, last in pairwise(bounds):
            covering = [item for item in found if item[0] <= first < item[1]]
            result.append(
                part._replace(
                    text=part.text[first - start : last - start],
                    opens=part.opens if first == start else (),
                    closes=part.closes if last == stop else (),
                    flags=tuple(number for _, _, number in covering),
                    first_flagged=any(a == first for a, _, _ in covering),
                    # Where a finding goes on in the next sentence, its number stands there.
                    flags_end=tuple(number for _, b, number in covering if b == last),
                )
            )
        start = stop
    return result


def by_sentence(article: ArticleScore, flags: Iterable[Flag]) -> dict[int, list[Flag]]:
    """Return, for each sentence with words that a finding is about, these findings."""
    starts = [sentence.span.start for sentence in article]
    found: dict[int, list[Flag]] = {}
    for flag in flags:
        if flag.sentence is not None:
            behind = bisect_left(starts, flag.finding.span[1])
            for index in range(flag.sentence, max(behind, flag.sentence + 1)):
                found.setdefault(index, []).append(flag)
    return found
