"""Where a mention ends: "Ana Ruiz, **the mayor**, said", "a neighbour **who knew him** said"."""

from __future__ import annotations

from provenance.attribution.mention_place import (
    ABBREVIATED,
    CIRCUMSTANCES,
    DANGLING,
    DESCRIBING,
    MARKS,
    MAX_ASIDE,
    MAX_BRACKET,
    MAX_NOUNS,
    NOT_DESCRIBING,
    PARTY_PREFIXES,
    QUOTES,
    RELATIVES,
    VENUES,
    Place,
    closed,
)
from provenance.lexicon import grammar

_VENUE_REACH = 3


class Ending:
    """The end of a mention.

    Parameters
    ----------
    place : Place
    """

    def __init__(self, place: Place):
        self._place, self._phrase = place, place.phrase
        self._forms, self._high = place.forms, place.high
        self._cue = place.linked.cue

    def last(self) -> int:
        """Return the token behind the last one."""
        last = self._cut()
        if self._place.linked.side == "after":
            return self._behind_inverted(last)
        if last > self._cue.first:
            return last
        return self._behind_subject(last)

    # -- what a phrase has too much ---------------------------------------------------------

    def _cut(self) -> int:
        """Cut a clause that was taken for a modifier, and the occasion: "Ruiz in a speech"."""
        phrase, forms, head = self._phrase, self._forms, self._phrase.head.last
        if phrase.last <= head:
            return phrase.last
        before = self._place.linked.side == "before"
        if before and forms[phrase.last - 1] in DANGLING:
            return head
        if phrase.head.kind == "document":
            return phrase.last
        verb = head + 1 < phrase.last and forms[head].endswith("ed")
        if before and verb and forms[head + 1] not in grammar()["prepositions"]:
            return head  # "officials issued a notice"
        for token in range(head, phrase.last - 1):
            if forms[token] in MARKS:
                break
            if self._is_occasion(token):
                return token
        return phrase.last

    def _is_occasion(self, token: int) -> bool:
        """Whether "in 2014" or "in a speech" begins at a token."""
        if self._forms[token] not in ("in", "on", "at"):
            return False
        following = self._forms[token + 1]
        if following.isdigit() or following in ("recent", "late", "early"):
            return True
        inside = self._forms[token + 1 : self._phrase.last]
        return self._forms[token] == "in" and any(form in VENUES for form in inside)

    # -- before its cue ----------------------------------------------------------------------

    def _behind_subject(self, last: int) -> int:
        forms, cue = self._forms, self._cue.first
        if last < cue and forms[last] == "." and forms[last - 1] in ABBREVIATED:
            last += 1
        end = self._subject_end(last)
        if self._phrase.head.kind == "document" and forms[last - 1].endswith("ed"):
            return cue if end == last and "," not in forms[last:cue] else last  # "released Monday"
        if end <= last or end - last > MAX_ASIDE:
            return last
        last = self._behind_bracket(last, end)
        if last < end and forms[last] == "," and forms[end - 1] == ",":
            return self._described(last, end - 1)
        if last < end and forms[last] not in MARKS:
            return self._run_on(last, end)
        return last

    def _subject_end(self, last: int) -> int:
        """Where the subject ends: before "has also", before "on Monday"."""
        forms, words, token = self._forms, grammar(), self._cue.first
        while token > last:
            form = forms[token - 1]
            if form in words["time_nouns"]:
                token -= 1
                while token > last and forms[token - 1] in words["time_openers"]:
                    token -= 1
            elif form in words["auxiliaries"] or form in words["verb_adverbs"] or form == "n't":
                token -= 1
            elif form.endswith("ly") and len(form) > 4:
                token -= 1
            else:
                break
        return token

    def _behind_bracket(self, last: int, end: int) -> int:
        """Behind "(R-Ohio)"."""
        if last < end and self._forms[last] == "(":
            for token in range(last + 1, min(end, last + MAX_BRACKET)):
                if self._forms[token] == ")":
                    return token + 1
        return last

    def _described(self, comma: int, end: int) -> int:
        """Behind ", the mayor of Corrin" in "Ana Ruiz, the mayor of Corrin, said"."""
        forms = self._forms
        if not self._describes(comma + 1, end) or self._has_verb(comma + 1, end):
            return comma
        for token in range(comma + 1, end):
            if forms[token] in RELATIVES and token > comma + 2:
                return self._undangled(comma, token)
            if forms[token] == "," and forms[token + 1].endswith("ing"):
                return token
        return end

    def _describes(self, first: int, end: int) -> bool:
        """Whether what stands behind a comma tells who somebody is."""
        if first >= end:
            return False
        form = self._forms[first]
        if form.startswith(PARTY_PREFIXES) and len(form) > 2:
            return True
        if form in RELATIVES or form in NOT_DESCRIBING or form[0].isdigit() or form in QUOTES:
            return False
        if form in grammar()["determiners"] or form in DESCRIBING or self._place.is_capital(first):
            return True
        nominal = self._place.phrases.starting.get(first)
        return nominal is not None and nominal.kind in ("person", "title")

    def _has_verb(self, first: int, end: int) -> bool:
        """Whether a finite verb stands in what should be a description."""
        for form in self._forms[first:end]:
            if form in RELATIVES or form == "that":
                return False
            if form in grammar()["auxiliaries"] and form != "'s":
                return True
        return False

    def _undangled(self, comma: int, end: int) -> int:
        """Cut "and" before "who", and all of "a copy of" before "which"."""
        while end > comma and self._forms[end - 1] in ("and", "or", ","):
            end -= 1
        return comma if self._forms[end - 1] in grammar()["prepositions"] else end

    def _run_on(self, last: int, end: int) -> int:
        """Behind what goes on up to the cue: "Mrs. May", "a neighbour who knew him"."""
        stretch = self._forms[last:end]
        if stretch[0] in ("who", "that", "whose"):
            return (
                end if len(stretch) > 1 and "," not in stretch and not self._place.named else last
            )
        if stretch[0] in ("and", "or"):
            return last if "," in stretch else end
        if len(stretch) <= MAX_NOUNS and all(
            form[0].isalnum() and form not in closed() for form in stretch
        ):
            return end
        return self._cue.first if self._is_released(stretch) else last

    def _is_released(self, stretch: list[str]) -> bool:
        """Whether "released by the council" goes on about a document."""
        if self._phrase.head.kind != "document" or not stretch[0].endswith("ed"):
            return False
        words = grammar()
        return len(stretch) == 1 or any(
            stretch[1] in words[name] for name in ("prepositions", "time_nouns", "time_openers")
        )

    # -- behind its cue ----------------------------------------------------------------------

    def _behind_inverted(self, last: int) -> int:
        """Behind what goes on after "said Ana Ruiz", "according to officials"."""
        forms = self._forms
        last = self._behind_name(self._behind_bracket(last, self._high))
        if last >= self._high:
            return last
        opens = self._cue.first - self._place.low <= 2
        if self._cue.cue.type == "according" and not opens and forms[last] not in MARKS:
            end = self._until_mark(last)
            return last if forms[end - 1] in DANGLING else end
        if not self._place.named:
            document = self._phrase.head.kind == "document" and forms[last].endswith("ed")
            told = forms[last] == "who" or forms[last - 1] in ("of", "with", "to")
            return self._until_mark(last) if document or told else last
        if opens or forms[last] != "," or not self._describes(last + 1, self._high):
            return last
        end = self._until_mark(last + 1)
        if self._has_verb(last + 1, end):
            return last
        relative = (token for token in range(last + 2, end) if forms[token] in RELATIVES)
        return self._undangled(last, next(relative, end))

    def _behind_name(self, last: int) -> int:
        """Behind "A. Orlins" in "said Stephen A. Orlins", behind "." in "Verdery Jr."."""
        forms, place = self._forms, self._place
        for _ in range(MAX_ASIDE):
            if last >= self._high or not place.is_capital(last - 1):
                break
            if forms[last] == ".":
                if forms[last - 1] in ABBREVIATED:
                    return last + 1
                initial = len(forms[last - 1]) == 1 and last + 1 < self._high
                if not initial or not place.is_capital(last + 1):
                    break
                last += 2
            elif place.is_capital(last) and forms[last] not in grammar()["time_nouns"]:
                last += 1
            else:
                break
        return last

    def _until_mark(self, first: int) -> int:
        """The next mark, or what tells when and where it was said."""
        forms, reach = self._forms, min(self._high, first + MAX_ASIDE)
        for token in range(first, reach):
            form = forms[token]
            if token > first and form in CIRCUMSTANCES:
                return token
            if form in ("in", "at", "on") and token + 2 < self._high and self._tells_where(token):
                return token
            if form not in MARKS or form in "()":
                continue
            inside = form == "." and token + 1 < self._high  # "D.C."
            if not inside and not (form == "," and self._is_state(token)):
                return token
        return reach

    def _tells_where(self, token: int) -> bool:
        following = self._forms[token + 1 : token + 1 + _VENUE_REACH]
        return any(form in VENUES for form in following) or following[0] in grammar()["time_nouns"]

    def _is_state(self, comma: int) -> bool:
        """Whether a comma stands in "Corrin, Ohio"."""
        behind = comma + 2
        if behind > self._high or not self._place.is_capital(comma + 1):
            return False
        return behind == self._high or self._forms[behind] in (".", ",")
