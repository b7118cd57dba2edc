"""Read noun phrases that can be sources, outwards from their heads.

A phrase is read only where a cue asks for one: the phrase that ends before a verb, or begins
behind "according to". Without a parser the reading is a few rules on closed classes of words;
what it misses of a long phrase's modifiers does not change who the source is.
"""

from __future__ import annotations

from provenance.extractors.nominals import Nominal, find_nominals
from provenance.extractors.phrase import Phrase
from provenance.extractors.reading import Reading
from provenance.lexicon import grammar

_MAX_MODIFIERS = 6
_MAX_DEPTH = 5
_POSTMODIFIED = frozenset({"person", "document"})
_PLACED = frozenset({"city", "state", "town", "county", "province", "municipality"})
_PARTICIPLES = frozenset("shown seen written given sent made held known".split())
_OPENS_CLAUSE = frozenset({"which", "what", "that"})


class Phrases:
    """The noun phrases of a document, read on demand."""

    def __init__(self, reading: Reading):
        self.reading = reading
        self.nominals = find_nominals(reading)
        self._forms = reading.document.tokens.forms
        self._words = reading.document.tokens.words
        self.starting = {nominal.first: nominal for nominal in self.nominals}
        self.ending = {nominal.last: nominal for nominal in self.nominals}
        self._relations = {
            hit.last: hit.first
            for hit in reading.hits["anonymity"]
            if hit.cue.type in ("relation", "condition")
        }
        self._relation_starts = {first: last for last, first in self._relations.items()}
        self.verbs = {
            token for hit in reading.hits["reporting_verbs"] for token in range(hit.first, hit.last)
        }
        # Words of names of bodies, which alone stand for one: "the board".
        self._bodies = {
            hit.last - 1 for hit in reading.hits["organisations"] if hit.cue.type == "marker"
        }
        words = grammar()
        self._determiners = words["determiners"]
        self._definite = words["definite"]
        self._indefinite = words["indefinite"]
        self._possessive = words["possessive"]
        self._counts = words["counts"]
        self._quantifiers = words["quantifiers"]
        self._attaching = words["attaching"]
        self._affiliating, self._unplacing = words["affiliating"], words["unplacing"]
        self._time_nouns, self._time_openers = words["time_nouns"], words["time_openers"]
        self._closed = words["prepositions"] | words["auxiliaries"] | words["conjunctions"]
        self._subjects = words["subject_pronouns"] | words["relatives"] | words["auxiliaries"]
        self._closed |= words["relatives"] | words["subject_pronouns"] | words["negations"]

    # -- leftwards -------------------------------------------------------------------------

    def ending_at(self, last: int, low: int, depth: int = 0) -> Phrase | None:
        """Return the phrase whose last token is ``last - 1``, not reaching below ``low``."""
        if last <= low or depth > _MAX_DEPTH:
            return None
        relation = self._relations.get(last)
        if relation is not None:
            phrase = self.ending_at(relation, low, depth + 1)
            if phrase is not None:
                return phrase._replace(last=last, affiliated=True, relation=True)
        head = self.ending.get(last)
        if head is None:
            timeless = self._before_time(last, low)
            if timeless < last:
                return self.ending_at(timeless, low, depth + 1)
            for read in (
                self._behind_relation,
                self._before_participle,
                self._around_unknown,
                self._unknown_noun,
            ):
                phrase = read(last, low, depth)
                if phrase is not None:
                    return phrase
            return None
        phrase = self._leftwards(head, low)
        return self._climbed(phrase, low, depth)

    def _before_time(self, last: int, low: int) -> int:
        """Where a phrase ends that "earlier this month" stands behind."""
        token = last
        while token > low + 1 and self._forms[token - 1] in self._time_nouns:
            token -= 1
            while token > low + 1 and self._forms[token - 1] in self._time_openers:
                token -= 1
        return token

    def _behind_relation(self, last: int, low: int, depth: int) -> Phrase | None:
        """The sources in "two sources familiar with his thinking"."""
        for first in range(last - 1, max(low, last - _MAX_MODIFIERS), -1):
            if first in self._relations:
                outer = self.ending_at(self._relations[first], low, depth + 1)
                if outer is not None:
                    return outer._replace(last=last, affiliated=True, relation=True)
            if not self._forms[first - 1][0].isalnum():
                break
        return None

    def _before_participle(self, last: int, low: int, depth: int) -> Phrase | None:
        """The poll in "a poll released", the officials in "officials investigating the fires"."""
        for token in range(last - 1, max(low, last - _MAX_MODIFIERS - 1), -1):
            form = self._forms[token]
            head = self.ending.get(token)
            participle = form.endswith(("ed", "ing")) or form in _PARTICIPLES
            if participle and head is not None and head.kind in _POSTMODIFIED:
                phrase = self._climbed(self._leftwards(head, low), low, depth + 1)
                return phrase._replace(last=last, affiliated=True)
            if not form[0].isalnum() or form in self._subjects:
                return None
        return None

    def _around_unknown(self, last: int, low: int, depth: int) -> Phrase | None:
        """A phrase that ends in a word no list knows: only as the object of a preposition."""
        token = last - 1
        for _ in range(_MAX_MODIFIERS):
            if token <= low or not self._forms[token][0].isalnum() or token in self.verbs:
                return None
            if self._forms[token] in self._attaching:
                outer = self.ending_at(token, low, depth + 1)
                if outer is None or outer.head.kind == "pronoun":
                    return None
                return outer._replace(last=last, affiliated=True)
            if self._forms[token] in self._closed and self._forms[token] not in self._definite:
                return None
            token -= 1
        return None

    def _unknown_noun(self, last: int, low: int, depth: int) -> Phrase | None:
        """A phrase headed by a common noun that no list knows: "two former fitters"."""
        form = self._forms[last - 1]
        body = last - 1 in self._bodies and self._words[last - 1] == form
        if (
            (depth and not body)
            or not form.isalpha()
            or form in self._closed
            or form in self._determiners
        ):
            return None
        if last - 1 in self.verbs or len(form) < 4 or form.endswith(("ly", "ing")):
            return None
        if body:
            return self._leftwards(Nominal(last - 1, last, "organisation", "body"), low)
        return self._leftwards(Nominal(last - 1, last, "common", "unknown"), low)

    def _determined_noun(self, last: int, low: int) -> Phrase | None:
        """A clerk in "a clerk at the ministry": an unknown noun right behind its article."""
        phrase = self._unknown_noun(last, low, 0)
        opens = (
            phrase is not None and phrase.determiner == "indefinite" and phrase.first == last - 2
        )
        return phrase if opens else None

    def _climbed(self, phrase: Phrase, low: int, depth: int) -> Phrase:
        """Widen "Madrid" to "the head of the agency in Madrid"."""
        relation = self._relations.get(phrase.first)
        if relation is not None:
            outer = self.ending_at(relation, low, depth + 1)
            if outer is not None:
                return outer._replace(last=phrase.last, affiliated=True, relation=True)
        if self._forms[max(low, phrase.first - 2) : phrase.first] == ["close", "to"]:
            outer = self.ending_at(phrase.first - 2, low, depth + 1)
            if outer is not None and outer.head.kind == "person":
                return outer._replace(last=phrase.last, affiliated=True, relation=True)
        preposition = phrase.first - 1
        if preposition <= low or self._forms[preposition] not in self._attaching:
            return phrase
        outer = self.ending_at(preposition, low, depth + 1)
        if outer is None and self._forms[preposition] in ("at", "from", "with", "for"):
            outer = self._determined_noun(preposition, low)
        if outer is None or outer.head.kind == "pronoun":
            return phrase
        if self._publishes(phrase.head, outer.head):
            return phrase._replace(first=outer.first)
        if phrase.head.kind == "name" and self._forms[outer.head.last - 1] in _PLACED:
            return outer._replace(last=phrase.last)
        if self._holds_office(outer, phrase):
            return outer._replace(last=phrase.last, affiliated=True, name=phrase.name)
        return outer._replace(last=phrase.last, affiliated=True)

    def _publishes(self, inner: Nominal, outer: Nominal) -> bool:
        """Whether an outlet speaks through its report: "a report by the Gazette"."""
        return inner.type == "outlet" and outer.type == "report" and outer.kind == "document"

    def _holds_office(self, outer: Phrase, inner: Phrase) -> bool:
        """Whether a name ends the office it holds: "Secretary of Defence Ana Ruiz"."""
        if outer.role is None or outer.name is not None or outer.plural or inner.role is not None:
            return False
        name = inner.name
        if name is None or name.last - name.first < 2:
            return False
        opening = inner.first + (self._forms[inner.first] in self._definite)
        return opening < name.first and (name.type == "person" or not outer.determiner)

    def _leftwards(self, head: Nominal, low: int) -> Phrase:
        first, name, role, affiliated = head.first, None, None, False
        if head.kind == "name" and head.type in ("person", "unknown"):
            name = head
        elif head.kind == "person":
            role = head
        if head.kind == "pronoun":
            return Phrase(head.first, head.last, head)
        determiner = ""
        token, kept = first, first
        for _ in range(_MAX_MODIFIERS):
            if token <= low:
                break
            before = self.ending.get(token)
            if before is not None and before.type == "quantifier":
                counted = self._forms[before.first] in self._counts
                determiner = determiner or ("count" if counted else "quantifier")
                kept = before.first
                break
            if before is not None and before.first >= low and before.kind != "pronoun":
                if before.kind == "person" and name is not None and role is None:
                    role = before
                elif before.kind != "title":
                    affiliated = True
                elif head.kind == "name" and token >= first - 1:
                    name = head  # "Mr Houston"
                token = kept = before.first
                continue
            form = self._forms[token - 1]
            if form == "'s" or (form == "'" and self._forms[token - 2][-1:] == "s"):
                affiliated, determiner = True, "possessive"
                token = kept = token - 1
                continue
            if form in _OPENS_CLAUSE and (
                form != "that" or head.kind == "name" or self._plural(head)
            ):
                break  # "documents which prosecutors say", "said that officials said"
            if form in self._indefinite and self._plural(head) and token < first:
                return Phrase(
                    head.first, head.last, head, name, role, "", True, affiliated, clause=True
                )
            if form in self._determiners:
                determiner = determiner or self._determiner(form)
                token = kept = token - 1
                if determiner in ("count", "quantifier") and self._forms[token - 1] in (
                    "the",
                    "of",
                ):
                    continue
                break
            if form in self._closed or token - 1 in self.verbs or not form[0].isalnum():
                break
            if form in self._affiliating or (
                token == first and head.type == "role" and self._places(form)
            ):
                affiliated = True
            token -= 1
        if role is not None and role.last - role.first > 1:
            within = self._forms[role.first : role.last - 1]
            affiliated = affiliated or any(self._places(form) for form in within)
        if determiner == "possessive":
            affiliated = True
        return Phrase(kept, head.last, head, name, role, determiner, self._plural(head), affiliated)

    def _places(self, form: str) -> bool:
        """Whether a word before a role says where the person stands: "wildlife officials"."""
        return (
            (form.isalpha() or "." in form)
            and form not in self._unplacing
            and (not form.endswith(("ed", "ing")))
        )

    def _determiner(self, form: str) -> str:
        if form in self._definite:
            return "definite"
        if form in self._indefinite:
            return "indefinite"
        if form in self._possessive:
            return "possessive"
        if form in self._counts:
            return "count"
        return "quantifier" if form in self._quantifiers else ""

    def _plural(self, head: Nominal) -> bool:
        if head.kind == "name" and head.type not in ("nationality", "party"):
            return False  # "Ms Jones"
        form = self._forms[head.last - 1]
        return (
            form in ("people", "police", "they")
            or (form.endswith("s") and not form.endswith(("ss", "us", "is")))
            or form.endswith("men")
        )

    # -- rightwards ------------------------------------------------------------------------

    def starting_at(self, first: int, high: int) -> Phrase | None:
        """Return the phrase whose first token is ``first``, not reaching ``high``."""
        head = self._head_from(first, high)
        if head is None:
            return None
        phrase = self._leftwards(head, first)
        name = self._apposed_name(phrase, high)
        if name is not None:
            phrase = phrase._replace(last=name.last, name=name)
        return self._extended(phrase._replace(first=first), high)

    def _head_from(self, first: int, high: int) -> Nominal | None:
        """The last nominal of the group that begins at ``first``."""
        head = None
        token = first
        unknown = 0
        while token < high:
            nominal = self.starting.get(token)
            if nominal is not None:
                if head is not None and nominal.kind == "pronoun":
                    break
                head = nominal
                token = nominal.last
                continue
            form = self._forms[token]
            if form == "'s":
                token += 1
                head = None
                continue
            if token in self.verbs or form in self._closed or not form[0].isalnum():
                break
            if form in self._determiners and token > first and head is not None:
                break
            if form not in self._determiners:
                if head is not None:
                    break
                unknown += 1
                if unknown > _MAX_MODIFIERS:
                    break
            token += 1
        return head

    def _apposed_name(self, phrase: Phrase, high: int) -> Nominal | None:
        """The name in "his lawyer, Ana Ruiz"."""
        if phrase.head.kind != "person" or phrase.last + 1 >= high:
            return None
        if self._forms[phrase.last] != ",":
            return None
        nominal = self.starting.get(phrase.last + 1)
        if nominal is not None and nominal.kind == "name" and nominal.type in ("person", "unknown"):
            return nominal
        return None

    def _extended(self, phrase: Phrase, high: int) -> Phrase:
        """Take in "of the agency", "familiar with the talks"."""
        for _ in range(_MAX_DEPTH):
            token = phrase.last
            relation = self._relation_starts.get(token)
            if relation is not None:
                phrase = phrase._replace(last=relation, affiliated=True, relation=True)
                continue
            if token >= high or self._forms[token] not in self._attaching:
                break
            inner = self._head_from(token + 1, high)
            if inner is None:
                break
            if self._publishes(inner, phrase.head):
                return phrase._replace(last=inner.last, head=inner)
            phrase = phrase._replace(last=inner.last, affiliated=True)
        return phrase
