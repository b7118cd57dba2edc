"""An unnamed source who judges instead of telling something.

"'It is **a disgrace**,' a former aide said." Anonymity is for information: nobody is to give an opinion,
or attack somebody, from behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.desk.standards.draft import Draft
from provenance.desk.standards.rule import Hit, Rule
from provenance.desk.standards.voices import Voice, grouped
from provenance.desk.standards.words import words
from provenance.document import Span
from provenance.extractors import Kind

# Below this probability of being checkable, what was said is an opinion.
_OPINION = 0.2
_FEWEST_WORDS = 5


def find(draft: Draft) -> Iterator[Hit]:
    """Yield the quoted opinions of unnamed sources, once a sentence."""
    told: set[int] = set()
    relayed = {id(voice) for group in grouped(draft.voices) if group[0].relayed for voice in group}
    for voice in draft.voices:
        index = voice.sentence
        if id(voice) in relayed:
            continue
        sentence = draft.sentences[index]
        if index in told or voice.relayed or sentence.sourcing not in ("anonymous", "vague"):
            continue
        if not (voice.number in ("one", "counted", "definite") or voice.head == "source"):
            continue
        if voice.head in words("loose_heads") and not voice.knows:
            continue
        quoted = _quoted(draft, voice)
        if quoted is None:
            continue
        attack = bool(draft.matched_within("attacks", quoted.start, quoted.end))
        opinion = sentence.checkable < _OPINION and _whole(quoted.of(draft.text))
        if attack or (opinion and not _intends(draft, quoted)):
            told.add(index)
            yield Hit(quoted, {"source": voice.text, "words": quoted.of(draft.text)}, voice.span)


def _intends(draft: Draft, quoted: Span) -> bool:
    """Whether a quotation tells what the source's own side wants, plans or did, which is information."""
    return bool(draft.matched_within("intentions", quoted.start, quoted.end))


def _whole(quoted: str) -> bool:
    """Whether a quotation is a sentence, and no piece of one."""
    words = quoted.lstrip("\"\u201c\u2018'[(\u2026. ").split()
    return len(words) >= _FEWEST_WORDS and words[0][:1].isupper() and words[0] != "To"


def _quoted(draft: Draft, voice: Voice) -> Span | None:
    """The words of a source, quoted in its sentence, if there are any."""
    span = draft.sentences[voice.sentence].span
    found = [
        item.span
        for item in draft.sentences[voice.sentence].evidence
        if item.kind is Kind.QUOTATION and item.type != "scare"
    ]
    for item in found:
        inside = Span(max(item.start, span.start), min(item.end, span.end))
        if inside.start < inside.end:
            return inside
    return None


RULE = Rule("anonymous-opinion", find)
