"""Sentence boundaries: nupunkt's, corrected where news text quotes.

Splitting is left to `nupunkt <https://pypi.org/project/nupunkt/>`_, an implementation of Punkt
(Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection"), with the
abbreviations of news: its own list was learnt from law reports and holds words that end sentences
("day", "tax"). Two things are added here: a paragraph always ends a sentence, and a quoted question
or exclamation stays with the words that attribute it ("'Why now?' Mr Ortega asked").
"""

from __future__ import annotations

import re
from functools import cache

from nupunkt import PunktParameters, PunktSentenceTokenizer, load_default_model

from provenance.document.spans import Span, trimmed
from provenance.resources import folder

_ENDS_SENTENCE = re.compile("[.?!\u2026]")
_CLOSING_MARKS = "\"\u201d\u2019'"
_NOTHING_MORE = ("", *_CLOSING_MARKS)
# No sentence begins with these: what does was cut off behind an abbreviation, "(D-Nev.".
_TAILS = ")]},;\u201d\u00bb"
# A quotation ended with ? or ! and the next piece is nothing but who said it.
_WHO_SAID_IT = re.compile(
    r"(?:[A-Z][\w.'\u2019-]*\s+){1,4}"
    r"(?:said|says|asked|asks|added|adds|told|wrote|writes|tweeted|replied|shouted|cried|wondered"
    r"|continued|recalled|exclaimed|declared|responded|demanded|remarked|quipped|joked)\b"
)
# No word is this long. nupunkt looks ahead to the next blank from every mark, so that its time grows
# with the square of such a stretch; it is shown one without marks instead.
_ENDLESS = 2000
_ENDLESS_WORD = re.compile(rf"\S{{{_ENDLESS},}}")
# Boundaries that a lost space hides ("it.The next"), and those between two quoted sentences.
_MISSED = re.compile('[.?!](?:(?=[A-Z][a-z]+ )|["\u201d]\\s*(?=["\u201cA-Z]))')

# Abbreviations of states that in small letters are words: "he had been ill. Others".
_WORDS_THAT_END = re.compile(r"\b(?:ill|ind|mass|miss|ore|wash)[.][\"\u201d]?\s+(?=[\"\u201cA-Z])")
# "the N.S.C. that", "former U.S. Ambassador": letters with full stops, and no new sentence behind.
_ABBREVIATION = 12
_ABBREVIATED = re.compile(r"(?:^|[^\w.])(?:[A-Z]\.(?:&?[A-Z]\.)+|Inc\.|Corp\.|Co\.|Ltd\.)$")
_GOES_ON = re.compile(
    r"[a-z0-9]|(?:Ambassador|Attorney|Senat|House|Supreme|Department|District|Army|Navy|Air|Marine"
    r"|President|Rep\b|Sen\b|Gov\b|Gen\b|Congress|Secretary|Treasury|Embassy|Capitol|Bureau|Justice"
    r"|Customs|Immigration|Citizenship|Border|Security|General|Special|Constitution|Court|Census)"
)
_NUMBERED = re.compile(r"\b(?:Nos?|Prop|Art|Fig|Vol|[A-Z]\.&[A-Z])\.$")
_TITLED = re.compile(r"[\"\u201c\u2018'(](?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Prof)\.$")


def split_sentences(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the sentences of a plain text, trimmed, in order; none crosses a paragraph.

    Examples
    --------
    >>> text = "Dr. Ruiz left at 5 p.m. on Monday. She was tired."
    >>> [span.of(text) for span in split_sentences(text, (Span(0, len(text)),))]
    ['Dr. Ruiz left at 5 p.m. on Monday.', 'She was tired.']
    """
    sentences: list[Span] = []
    for paragraph in paragraphs:
        sentences += _in_paragraph(text, paragraph)
    return tuple(sentences)


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    learnt = load_default_model().parameters
    path = folder("datasets") / "abbreviations" / "en.txt"
    lines = path.read_text(encoding="utf-8").split("\n")
    parameters = PunktParameters(
        abbrev_types={line for line in lines if line and not line.startswith("#")},
        sent_starters=set(learnt.sent_starters),
        ortho_context=dict(learnt.ortho_context),
    )
    return PunktSentenceTokenizer(parameters, include_common_abbrevs=False)


def _in_paragraph(text: str, paragraph: Span) -> list[Span]:
    offset, stop = paragraph
    ending = _ENDS_SENTENCE.search(text, offset, stop)
    if ending is None or text[ending.end() : stop] in _NOTHING_MORE:
        return [paragraph]
    piece = text[offset:stop]
    shown = piece if len(piece) < _ENDLESS else _ENDLESS_WORD.sub(_blotted, piece)
    ends = [start for start, _ in _tokenizer().span_tokenize(shown)][1:]
    ends.append(len(piece))
    spans: list[Span] = []
    start = offset
    for end in _with_missed(piece, ends):
        span = trimmed(text, start, offset + end)
        start = offset + end
        if span is None:
            continue
        if spans and _belongs_before(text, spans[-1], span):
            span = Span(spans.pop().start, span.end)
        spans.append(span)
    return spans


def _blotted(word: re.Match[str]) -> str:
    return "x" * len(word.group())


def _with_missed(piece: str, ends: list[int]) -> list[int]:
    missed = []
    for match in _MISSED.finditer(piece):
        start, end = match.span()
        before = piece[max(0, start - 2) : start]
        known = before.isalpha() and before.islower() if end - start > 1 else before[-1:].isalnum()
        if known and not before[-1:].isupper():
            missed.append(end)
    missed += [match.end() for match in _WORDS_THAT_END.finditer(piece)]
    return sorted({*ends, *missed}) if missed else ends


def _belongs_before(text: str, previous: Span, span: Span) -> bool:
    """Whether a piece is the tail of the sentence before it."""
    if text[span.start] in _TAILS:
        return True
    if _ABBREVIATED.search(text, max(previous.start, previous.end - _ABBREVIATION), previous.end):
        return _GOES_ON.match(text, span.start, span.end) is not None
    if _NUMBERED.search(text, max(previous.start, previous.end - _ABBREVIATION), previous.end):
        return text[span.start].isdigit()
    if _TITLED.search(text, max(previous.start, previous.end - _ABBREVIATION), previous.end):
        return True
    last = previous.end - 1
    if text[last] not in _CLOSING_MARKS or last == previous.start or text[last - 1] not in "?!":
        return False
    return _WHO_SAID_IT.match(text, span.start, span.end) is not None
