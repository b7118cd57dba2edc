"""PolNeAR: does the library find who said what, attribution by attribution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from provenance.attribution import Attribution, Basis, Source
from provenance.data.corpora import Article, GoldAttribution, read_corpus
from provenance.document import Span, read
from provenance.evaluation.outcome import Outcome
from provenance.evaluation.overlap import characters, figures, matched, shared
from provenance.evaluation.setting import Setting
from provenance.lexicon import grammar
from provenance.scoring import ArticleScore, Scorer
from provenance.scoring.scores import SentenceScore

CORPUS = "polnear"
TASK = "polnear attributions"
_QUOTATION_MARKS = ('"', "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb", "''", "``")


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution that a system found in an article.

    Attributes
    ----------
    content : frozenset of int
        The places of its characters, blanks left out.
    sources : tuple of Span
        Where its source is mentioned: in the sentence, and where a carried-over one comes from.
    name : str or None
        The name that its source resolves to.
    """

    content: frozenset[int]
    sources: tuple[Span, ...]
    name: str | None = None


@dataclass(slots=True)
class Tally:
    """Counts over articles."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    indirect: int = 0
    found_indirect: int = 0
    with_source: int = 0
    source_right: int = 0


def attributions(setting: Setting) -> list[Outcome]:
    """Measure attributions on PolNeAR's dev part: see :func:`tally` for what is counted."""
    articles = gold_articles(setting.corpora)
    found = [library_attributions(setting.scorer, article) for article in articles]
    return outcomes("provenance", tally(zip(articles, found, strict=True)))


def gold_articles(folder: Path, part: str = "dev") -> list[Article]:
    """Return the articles of a part of PolNeAR."""
    return [article for article in read_corpus(CORPUS, folder) if article.split == part]


def tally(articles: Iterable[tuple[Article, Sequence[Found]]], at_least: float = 0.5) -> Tally:
    """Count the attributions that a system found.

    Parameters
    ----------
    articles : iterable of (Article, sequence of Found)
        Each article with what the system found there.
    at_least : float
        How much of their union a found and a marked content must share.

    Returns
    -------
    Tally
        Every attribution with content that the corpus marks counts, states of mind ("he wants")
        included. It is ``found`` where one that the system found, and that matches no other one,
        has content that shares half or more of their union with it: intersection over union, as
        for the rationales of DeYoung et al. (2020), which neither a whole paragraph nor a single
        word passes. Content is compared by its characters without blanks; where it stands in
        pieces, their sum counts. It is ``indirect`` where no quotation mark stands in the marked
        content.

        The source is right where a mention of the found one overlaps the marked one, where that is
        a relative pronoun behind such a mention ("Ruiz, who"), or where the marked one ends with
        the surname that the found one resolves to. Only attributions that were found and whose
        source the corpus marks are asked for it.
    """
    counts = Tally()
    for article, found in articles:
        gold = [item for item in article.attributions if item.content]
        places = [characters(article.text, item.content) for item in gold]
        indirect = [is_indirect(article.text, item) for item in gold]
        pairs = matched(places, [item.content for item in found], at_least)
        counts.gold += len(gold)
        counts.predicted += len(found)
        counts.found += len(pairs)
        counts.indirect += sum(indirect)
        counts.found_indirect += sum(indirect[number] for number, _ in pairs)
        for number, other in pairs:
            if gold[number].source:
                counts.with_source += 1
                counts.source_right += is_source(article.text, gold[number], found[other])
    return counts


def outcomes(system: str, counts: Tally) -> list[Outcome]:
    """Return the figures that counts come to."""
    found = figures(counts.found, counts.predicted, counts.gold)
    values = {
        "precision": found.precision,
        "recall": found.recall,
        "F1": found.f1,
        "recall, indirect": figures(counts.found_indirect, 0, counts.indirect).recall,
        "source right, given found": figures(counts.source_right, 0, counts.with_source).recall,
    }
    return [Outcome(TASK, measure, system, value) for measure, value in values.items()]


def is_indirect(text: str, gold: GoldAttribution) -> bool:
    """Whether no quotation mark stands in the content."""
    words = "\n".join(text[start:end] for start, end in gold.content)
    return not any(mark in words for mark in _QUOTATION_MARKS)


def is_source(text: str, gold: GoldAttribution, found: Found) -> bool:
    """Whether a found attribution has the source that was marked: see :func:`tally`."""
    marked = [Span(start, end) for start, end in gold.source]
    if any(shared(span, mention) for span in marked for mention in found.sources):
        return True
    for span in marked:
        words = span.of(text).lower()
        if words in grammar()["relatives"] and any(
            text[mention.end : span.start].strip(", ") == "" and mention.end <= span.start
            for mention in found.sources
        ):
            return True
    surname = found.name.split()[-1].lower() if found.name else None
    return surname is not None and any(
        span.of(text).lower().rstrip(".,").endswith(surname) for span in marked
    )


def library_attributions(scorer: Scorer, article: Article) -> list[Found]:
    """Return the attributions that the library reports in an article, in order of place.

    They are those of the sentences' scores, all of each, whatever the sentence's class, as read in
    the corpus's own sentences. Where the source is stated, the content is the attribution's, without
    the cue and source in its midst; where it is carried over, the sentence. Neighbouring sentences
    that one quotation carries over to the same source are one attribution with the sentence that
    says whose it is, as the corpus marks a quotation as one content however long it is.
    """
    document = read(article.text, article.sentences)
    found = _joined(scorer.score_document(document))
    return sorted(found, key=lambda item: min(item.content))


def _joined(report: ArticleScore) -> Iterator[Found]:
    origins = _origins(report)
    current: Found | None = None
    last: Source | None = None
    open_quotation = False
    for sentence in report:
        main = sentence.attribution
        for other in sentence.attributions:
            content = _content(report.text, sentence, other) if other is not main else None
            if content:
                yield Found(content, _mentions(other, origins), _name(other))
        content = frozenset() if main is None else _content(report.text, sentence, main)
        if not content:
            if current is not None:
                yield current
            current, last, open_quotation = None, None, False
            continue
        key = _without_place(main.source)
        quoted = main.basis is Basis.QUOTATION
        goes_on = current is not None and key == last and (quoted or open_quotation)
        open_quotation = quoted and not sentence.text.rstrip().endswith(_QUOTATION_MARKS)
        if goes_on:
            current = Found(current.content | content, current.sources, current.name)
            continue
        if current is not None:
            yield current
        current, last = Found(content, _mentions(main, origins), _name(main)), key
    if current is not None:
        yield current


def _content(text: str, sentence: SentenceScore, attribution: Attribution) -> frozenset[int]:
    if attribution.content is None:
        carried = attribution.basis is not Basis.STATED
        return characters(text, [sentence.span]) if carried else frozenset()
    source = attribution.source.span if attribution.source is not None else None
    between = [span for span in (attribution.cue, source) if span is not None]
    return characters(text, [attribution.content]) - characters(text, between)


def _origins(report: ArticleScore) -> dict[Source, list[Span]]:
    """The mentions of each source that a sentence of the article states."""
    origins: dict[Source, list[Span]] = {}
    for sentence in report:
        source = sentence.attribution.source if sentence.attribution is not None else None
        if source is not None and source.span is not None:
            origins.setdefault(_without_place(source), []).append(source.span)
    return origins


def _mentions(attribution: Attribution, origins: dict[Source, list[Span]]) -> tuple[Span, ...]:
    source = attribution.source
    if source is None:
        return ()
    if source.span is not None:
        return (source.span,)
    return tuple(origins.get(_without_place(source), ()))


def _without_place(source: Source | None) -> Source | None:
    return None if source is None else source._replace(span=None)


def _name(attribution: Attribution) -> str | None:
    return attribution.source.name if attribution.source is not None else None
