"""Where the claim stands in its sentence, once its cue and source are known."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.document import Document, Span
from provenance.extractors.sources import Link
from provenance.lexicon import grammar

_OPENING = frozenset({"\u201c", "``"})
_CLOSING = frozenset({"\u201d", "''", '"'})
_EITHER = frozenset({'"', "''"})
_SINGLE = frozenset({"\u2018", "\u2019", "'"})
_QUOTES = _OPENING | _CLOSING | _SINGLE
_DASHES = frozenset({"-", "\u2013", "\u2014", "--"})
_EDGES = frozenset(",.;:!?") | _DASHES | {"that", "and"}
_ENDS_CLAIM = frozenset(",?!\u2019'") | _CLOSING | _DASHES
_OPENS_CLAIM = _OPENING | {'"', ":", "that", "whether", "if"}
_BEHIND_PASSIVE = frozenset("that to of as for with".split())
_QUESTIONED = frozenset("asked told reminded pressed".split())
# What follows "said" where the claim stands in front: when, where, of whom and to whom it was said.
_CIRCUMSTANCES = frozenset(
    "in at on of about during after before as while when from to through via with by amid outside "
    "inside following earlier later last this yesterday today tonight again recently then too".split()
)
# What opens a sentence with the occasion of what was said: "Asked about the pier, Ruiz said".
_OCCASIONS = frozenset(
    "in on at during after before as while when from to through via with by amid despite following "
    "asked speaking writing for if although though since because earlier last this under later given "
    "until unlike like without instead of responding referring citing now".split()
)
_CONJUNCTIONS = frozenset({"but", "and", "so", "yet"})
# What a source does next, behind the claim: "said the pier was safe, adding that it was cheap".
_NEXT_ACTS = frozenset(
    "saying adding noting calling citing referring telling claiming arguing insisting suggesting warning "
    "describing accusing urging declaring predicting comparing blaming asking writing stressing said "
    "says".split()
)
_NEXT_VERBS = frozenset(
    "said called told asked added urged warned accused criticized criticised praised promised vowed noted "
    "wrote blamed denied insisted argued suggested acknowledged declined says calls tells asks adds urges "
    "warns accuses promises vows notes writes insists argues suggests".split()
)
# What goes on behind "said Ruiz," about Ruiz: "the mayor", "who leads the clinic".
_APPOSITIONS = frozenset("who whose which where a an the and but or though although".split())
_RELATIVES = frozenset("who whose which where though although".split())
_FEW = 3
_HEARER_TOKENS = 12
_HEARER_ENDS = frozenset(",.;")
_REOPENING_TOKENS = 30


def content_span(document: Document, linked: Link) -> Span | None:
    """Return the span of what a source is said to have said.

    The claim is what stands on the other side of the cue: behind it in "Ruiz said the bridge was
    safe", before it in "the bridge was safe, said Ruiz", on both sides of a cue in parenthesis.
    The occasion, "in a letter", is no part of it, nor is what the source does next, ", adding that".
    """
    cue, phrase = linked.cue, linked.phrase
    low, high = document.token_bounds[cue.sentence], document.token_bounds[cue.sentence + 1]
    left, right = cue.first, cue.last
    if phrase is not None and linked.side != "inherited":
        left, right = min(left, phrase.first), max(right, phrase.last)
    if document.tokens.forms[cue.first] in grammar()["telling"]:
        right = _behind_hearer(document, low, left, right, high)
    side = _Sides(document, linked, low, high, left, right).side()
    if side == "before":
        return _trimmed(document, low, left)
    if side == "both":
        return _trimmed(document, low, _end(document, linked, right + 1, high))
    first = _behind_occasion(document, right, high)
    return _trimmed(document, first, _end(document, linked, first, high))


class _Sides:
    """The two sides of a cue and its source, tokens ``low`` to ``left`` and ``right`` to ``high``."""

    def __init__(
        self, document: Document, linked: Link, low: int, high: int, left: int, right: int
    ):
        self._document, self._forms, self._linked = document, document.tokens.forms, linked
        self._low, self._high, self._left, self._right = low, high, left, right

    def side(self) -> str:
        """Return where the claim stands: ``before``, ``after`` or ``both``."""
        linked, right = self._linked, self._right
        before, after = self._words(self._low, self._left), self._words(right, self._high)
        if not before or (after and linked.side == "inherited"):
            return "after"
        if not after:
            return "before"
        follows, voice = self._forms[right], linked.cue.voice
        if voice == "noun" or (voice == "passive" and follows in _BEHIND_PASSIVE):
            return "after"
        if linked.side == "after":
            return self._inverted(after)
        if linked.phrase is None:
            questioned = self._forms[linked.cue.first] in _QUESTIONED
            return "after" if questioned or after > _FEW or before <= _FEW else "before"
        return self._behind_subject(after)

    def _inverted(self, after: int) -> str:
        """The side of "said Ruiz" and of "according to the audit"."""
        aside = self._goes_on(after, _APPOSITIONS) and self._forms[self._left - 1] == ","
        return "both" if aside or self._reopens() else "before"

    def _behind_subject(self, after: int) -> str:
        """The side of "Ruiz said"."""
        forms, left, right = self._forms, self._left, self._right
        if forms[left - 1] in _CLOSING:
            return "both" if self._reopens() else "before"
        if forms[left - 1] not in _ENDS_CLAIM:
            return "before" if after <= _FEW and forms[right] in _CIRCUMSTANCES else "after"
        if forms[right] == ",":
            return "both" if self._goes_on(after, _RELATIVES) else "before"
        if forms[right] in _OPENS_CLAIM or self._opens_with_occasion():
            return "after"
        if after <= _FEW:
            return "before"
        hearer = forms[self._linked.cue.first] in grammar()["telling"]
        if hearer or forms[right] in _CIRCUMSTANCES:
            found = _behind_occasion(self._document, right, self._high) > right
            return "after" if found else "before"
        return "after"

    def _opens_with_occasion(self) -> bool:
        forms, first = self._forms, self._low
        while first < self._left and (forms[first] in _QUOTES or forms[first] in _CONJUNCTIONS):
            first += 1
        return forms[self._left - 1] == "," and forms[first] in _OCCASIONS

    def _goes_on(self, after: int, breaks: frozenset[str]) -> bool:
        """Whether the claim goes on behind a parenthesis: "the fare, Ruiz said, will rise"."""
        forms, right = self._forms, self._right
        if after <= _FEW or forms[right] != ",":
            return False
        form = forms[right + 1]
        return not (form in breaks or form in _CIRCUMSTANCES or form.endswith("ing"))

    def _reopens(self) -> bool:
        """Whether a quotation goes on: "“We go,” said Ruiz, “at dawn.”"."""
        forms, right = self._forms, self._right
        reach = min(self._high - 1, right + _REOPENING_TOKENS)
        if forms[right] != "," or forms[right + 1] in _NEXT_ACTS:
            return False
        return any(form in _OPENING or form in _EITHER for form in forms[right:reach])

    def _words(self, first: int, last: int) -> int:
        return sum(form[0].isalnum() for form in self._forms[first:last])


def _behind_hearer(document: Document, low: int, left: int, right: int, high: int) -> int:
    """Behind "the BBC" in "the fare, the minister told the BBC, will rise"."""
    forms = document.tokens.forms
    if left > low and forms[left - 1] in _ENDS_CLAIM:
        for token in range(right, min(high, right + _HEARER_TOKENS)):
            if forms[token] == "that" or forms[token] in _OPENING:
                break
            if forms[token] in _HEARER_ENDS:
                return token
    return right


def _behind_occasion(document: Document, right: int, high: int) -> int:
    """Behind "Reuters that" in "told Reuters that the pier was safe", "on Monday" in "said on Monday that"."""
    forms = document.tokens.forms
    if right >= high or (
        forms[right] not in _CIRCUMSTANCES and forms[right - 1] not in grammar()["telling"]
    ):
        return right
    for token in range(right, min(high, right + _HEARER_TOKENS)):
        if forms[token] in ("that", ":"):
            return token + 1
        if forms[token] in _OPENING:
            return token
        if forms[token] in _HEARER_ENDS:
            return right
    return right


def _end(document: Document, linked: Link, first: int, high: int) -> int:
    """Where a claim behind its cue ends: at what the source does next, or with its clause."""
    forms = document.tokens.forms
    clause_only = linked.subordinate or (
        linked.cue.cue.type == "act" and forms[first - 1 : first] != ["that"]
    )
    for token in _unquoted(forms, first, high - 1):
        form, follows = forms[token], forms[token + 1]
        if token == first:
            continue
        if form == "," and (clause_only or follows in _NEXT_ACTS or follows == "but"):
            return token
        if form == ";":
            return token
        if form in ("and", "but") and follows in _NEXT_VERBS:
            return token
    return high


def _unquoted(forms: list[str], first: int, last: int) -> Iterator[int]:
    quoted = False
    for token in range(first, last):
        form = forms[token]
        if form in _OPENING:
            quoted = True
        elif form in _EITHER:
            quoted = not quoted
        elif form in _CLOSING:
            quoted = False
        elif not quoted:
            yield token


def _trimmed(document: Document, first: int, last: int) -> Span | None:
    tokens = document.tokens
    while first < last and tokens.forms[first] in _EDGES:
        first += 1
    while first < last and tokens.forms[last - 1] in _EDGES:
        last -= 1
    if first >= last:
        return None
    return Span(tokens.starts[first], tokens.ends[last - 1])
