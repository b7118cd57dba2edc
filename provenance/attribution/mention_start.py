"""Where a mention begins: "**former** officials", "**one of** the aides", "**Tell and** Ruiz"."""

from __future__ import annotations

from provenance.attribution.mention_place import (
    COUNTING,
    GROUPS,
    HEADING,
    HEADS,
    JOINED_NAMES,
    MARKS,
    MAX_ASIDE,
    MAX_HEAD,
    MAX_LIST,
    MAX_MODIFIERS,
    NO_MODIFIERS,
    OPENS_CLAUSE,
    PARTICLES,
    QUOTES,
    RELATIVES,
    Place,
    closed,
    opening,
    placing,
)
from provenance.lexicon import grammar

_NO_DETERMINER = RELATIVES | {"what", "that"}
_JOINING = frozenset({"of", "and", "for", "&"})


class Beginning:
    """The first token of a mention.

    Parameters
    ----------
    place : Place
    """

    def __init__(self, place: Place):
        self._place = place
        self._forms, self._low = place.forms, place.low

    def first(self) -> int:
        """Return the first token."""
        first = self._place.phrase.first
        if first == self._low:
            return first
        first = self._modified(self._whole_name(first))
        return self._titled(self._headed(self._joined(self.counted(first))))

    def _whole_name(self, first: int) -> int:
        """Before "E." in "E. Jean Carroll", before "Secretary of" in "Secretary of State Ruiz"."""
        place, forms = self._place, self._forms
        if first > self._low and forms[first - 1] in PARTICLES and place.is_capital(first):
            return first - 1
        if first - 2 < self._low:
            return first
        if forms[first - 1] == "." and len(forms[first - 2]) == 1:
            return first - 2
        capitals = place.is_capital(first) and place.is_capital(first - 2)
        if forms[first - 1] not in _JOINING or not capitals:
            return first
        if forms[first - 1] == "and" and forms[first] not in JOINED_NAMES:
            return first
        token, floor = first - 2, max(self._low, first - MAX_ASIDE)
        while token > floor and place.is_capital(token - 1):
            token -= 1
        determined = token > self._low and forms[token - 1] in grammar()["determiners"]
        return token - 1 if determined else token

    def _modified(self, first: int) -> int:
        """Before "former" and "tax" in "former tax officials", if they open the clause."""
        forms, words = self._forms, grammar()
        determined = forms[first] in words["determiners"] and forms[first] != "other"
        if determined and forms[first] not in words["quantifiers"]:
            return first
        token = kept = first
        while token > self._low and first - token <= MAX_MODIFIERS:
            form = forms[token - 1]
            if form in MARKS or form in OPENS_CLAUSE or form in _NO_DETERMINER:
                return token
            if form in words["determiners"]:
                return token - 1
            if form in words["prepositions"]:
                return token
            if not self._modifies(token - 1):
                return kept
            token -= 1
            if kept == token + 1 and form in placing():
                kept = token
        return token if token == self._low else kept

    def _modifies(self, token: int) -> bool:
        """Whether a word can stand before a head: not "quotes" in "the paper quotes officials"."""
        form, place = self._forms[token], self._place
        if form in closed() or form in grammar()["verb_adverbs"] or token in place.phrases.verbs:
            return False
        if not form[0].isalnum() or form.endswith("ly") or form in NO_MODIFIERS:
            return False
        if form in placing() or place.is_capital(token):
            return True
        if place.named:
            nominal = place.phrases.ending.get(token + 1)
            return nominal is not None and nominal.kind in ("person", "title")
        if form.endswith("ed"):
            return token == self._low or self._forms[token - 1] in MARKS
        return not form.endswith("s") or form.endswith(("ss", "us", "ics"))

    def counted(self, first: int) -> int:
        """Return the token before "one of" in "one of the officials"."""
        forms = self._forms
        if first - 2 < self._low or forms[first - 1] != "of" or forms[first - 2] not in COUNTING:
            return first
        token = first - 2
        return token - 1 if token > self._low and forms[token - 1] in ("a", "the") else token

    def _joined(self, first: int) -> int:
        """Before "Tell and" in "Tell and Ruiz said", where the list opens its clause."""
        start = first
        for _ in range(MAX_LIST):
            end = self._list_end(start, first)
            earlier = self._place.phrases.ending_at(end, self._low) if end is not None else None
            if earlier is None or earlier.head.kind == "pronoun":
                break
            if self._forms[earlier.head.last - 1] in opening():
                break
            start = self.counted(self._modified(earlier.first))
            before = self._forms[start - 1]
            if start == self._low or before in QUOTES or before == "that":
                return start
        return first

    def _list_end(self, start: int, first: int) -> int | None:
        """Where the part of a list ends that stands before one of its parts."""
        before = self._forms[start - 1] if start > self._low else ""
        if before in ("and", "or"):
            end = start - 1
            return end - (end > self._low and self._forms[end - 1] == ",")
        return start - 1 if before == "," and start != first else None

    def _headed(self, first: int) -> int:
        """Before "Defenders of" in "Defenders of the law said", where they open the sentence."""
        forms, low = self._forms, self._low
        if not 2 <= first - low <= MAX_HEAD or forms[first - 1] not in HEADING:
            return first
        countable = grammar()["quantifiers"] | HEADS
        if forms[low] in closed() or forms[low] in opening() - countable - GROUPS:
            return first
        if any(self._breaks(token) for token in range(low, first - 1)):
            return first
        return low

    def _breaks(self, token: int) -> bool:
        """Whether a word stands in no phrase of nouns and prepositions."""
        form, words = self._forms[token], grammar()
        if form in MARKS or form in OPENS_CLAUSE or form.endswith("ly"):
            return True
        if form in words["auxiliaries"] or form in words["verb_adverbs"]:
            return True
        return token in self._place.phrases.verbs and token > self._low

    def _titled(self, first: int) -> int:
        """Before "his lawyer," in "his lawyer, Ana Ruiz, said"."""
        name, forms = self._place.phrase.name, self._forms
        if name is None or first != name.first or name.last - name.first < 2:
            return first
        if first - 2 < self._low or forms[first - 1] != ",":
            return first
        earlier = self._place.phrases.ending_at(first - 1, self._low)
        if earlier is None or earlier.role is None or earlier.name is not None or earlier.plural:
            return first
        before = forms[earlier.first - 1]
        opens = earlier.first == self._low or before in MARKS or before in OPENS_CLAUSE
        return earlier.first if opens and earlier.determiner else first
