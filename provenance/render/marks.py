"""A scored article, cut into what a face shows: paragraphs, marked stretches, safe characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from provenance.document import read
from provenance.extractors import Evidence, Kind
from provenance.scoring.scores import ArticleScore, SentenceScore

_SPACE = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")
# What could command a terminal, reorder the text, or not be encoded: C0, DEL, C1, bidi
# embeddings, overrides and isolates, lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Segment(NamedTuple):
    """A stretch of a sentence that is covered by the same kinds of evidence throughout.

    Attributes
    ----------
    text : str
    kinds : tuple of Kind
        What covers it, the widest first; empty for plain words.
    opens : tuple of Kind
        What begins with it, the widest first.
    closes : tuple of Kind
        What ends with it, the narrowest first.
    rules : tuple of str
        The rules that fired here.
    flags : tuple of int
        The numbers of the findings about it.
    first_flagged : bool
        Whether a finding's words begin with it.
    flags_end : tuple of int
        The numbers of the findings whose words end with it.
    """

    text: str
    kinds: tuple[Kind, ...]
    opens: tuple[Kind, ...]
    closes: tuple[Kind, ...]
    rules: tuple[str, ...]
    flags: tuple[int, ...] = ()
    first_flagged: bool = False
    flags_end: tuple[int, ...] = ()


class _Run(NamedTuple):
    start: int
    end: int
    kind: Kind
    rules: tuple[str, ...]


def segments(text: str, evidence: Iterable[Evidence], offset: int = 0) -> list[Segment]:
    """Cut a text where the evidence in it begins and ends.

    Parameters
    ----------
    text : str
        A sentence.
    evidence : iterable of Evidence
        In any order; may overlap, and reach beyond the text.
    offset : int
        Where the text stands in its article, which is what the evidence's spans count from.

    Returns
    -------
    list of Segment
        Their texts, joined, are the text.

    Examples
    --------
    >>> from provenance.document import Span
    >>> said = Evidence(Span(3, 7), Kind.REPORTING, "reporting/say", "say", 1.0, 0, 1, 2)
    >>> [(part.text, list(map(str, part.kinds))) for part in segments("He said so", [said])]
    [('He ', []), ('said', ['reporting']), (' so', [])]
    """
    runs = _runs(text, evidence, offset)
    bounds = sorted({0, len(text), *(run.start for run in runs), *(run.end for run in runs)})
    found: list[Segment] = []
    active: list[_Run] = []
    waiting = iter(runs)
    coming = next(waiting, None)
    for start, end in pairwise(bounds):
        active = [run for run in active if run.end > start]
        while coming is not None and coming.start == start:
            active.append(coming)
            coming = next(waiting, None)
        widest_first = sorted(active, key=lambda run: run.start - run.end)
        found.append(
            Segment(
                text[start:end],
                tuple(run.kind for run in widest_first),
                tuple(run.kind for run in widest_first if run.start == start),
                tuple(run.kind for run in reversed(widest_first) if run.end == end),
                tuple(dict.fromkeys(rule for run in active for rule in run.rules)),
            )
        )
    return found


def _runs(text: str, evidence: Iterable[Evidence], offset: int) -> list[_Run]:
    """Clip the evidence to the text, and make one run of what overlaps its own kind."""
    latest: dict[Kind, _Run] = {}
    runs: list[_Run] = []
    for item in sorted(evidence, key=lambda item: (item.span, item.kind, item.rule)):
        start, end = max(0, item.span.start - offset), min(len(text), item.span.end - offset)
        if start >= end:
            continue
        last = latest.get(item.kind)
        if last is not None and start < last.end:
            latest[item.kind] = last._replace(
                end=max(last.end, end), rules=(*last.rules, item.rule)
            )
            continue
        if last is not None:
            runs.append(last)
        latest[item.kind] = _Run(start, end, item.kind, (item.rule,))
    return sorted([*runs, *latest.values()])


def paragraphs(article: ArticleScore) -> list[list[SentenceScore]]:
    """Group an article's sentences by the paragraph they stand in."""
    groups: dict[int, list[SentenceScore]] = {}
    document = read(article.text, [sentence.span for sentence in article])
    for sentence, paragraph in zip(article, document.paragraph_of, strict=True):
        groups.setdefault(paragraph, []).append(sentence)
    return list(groups.values())


def visible(text: str) -> str:
    r"""Return a text that is safe to show: on one line, and unsafe characters escaped.

    Examples
    --------
    >>> print(visible("Read\nthis\x1b[2J"))
    Read this\x1b[2J
    """
    return _UNSAFE.sub(_escaped, _SPACE.sub(" ", text))


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
