"""Source mentions: the words that name who answers for a claim, found from its reporting cue.

"**A senior officer** said", "said **Ms Ruiz**", "according to **two people briefed on the talks**",
"**Ruiz**, who leads the clinic, said". A noun that could be a source is one only with a cue:
"many researchers like tea" names nobody.
"""

from __future__ import annotations

from typing import NamedTuple

from provenance.extractors.evidence import Evidence, Kind
from provenance.extractors.nominals import Nominal
from provenance.extractors.phrase import Phrase
from provenance.extractors.phrases import Phrases
from provenance.extractors.reading import Reading
from provenance.extractors.reporting import ReportingCue
from provenance.lexicon import grammar

KIND = Kind.SOURCE
LEXICONS = ("people", "organisations", "outlets", "documents", "titles")

_QUOTES = frozenset("\"\u201c\u201d\u2018\u2019'\u00bb``") | {"''"}
_DASHES = frozenset("-\u2013\u2014") | {"--"}
_CLOSES_ASIDE = _QUOTES | _DASHES | {",", "?", "!", ")"}
_NEVER_INVERTED = frozenset("told tells tell telling asked".split())
_BEHIND_INVERSION = frozenset(".,;:()") | _QUOTES | _DASHES
_BEHIND_INVERSION |= frozenset(
    "who in on at of during after before as last this when while and to from".split()
)
_INVERTING = frozenset({"say", "act", "think", "show", "denial", "confirmation"})
_ASIDE_REACH = 30
_BY_REACH = 8
_CLAUSE_REACH = 16
_BARE_DOCUMENTS = frozenset({"report", "poll"})


class Link(NamedTuple):
    """A reporting cue and the phrase that it makes a source.

    Attributes
    ----------
    cue : ReportingCue
    phrase : Phrase or None
        ``None`` where the sentence names no source for the cue.
    side : str
        Where the source stands: ``before`` or ``after`` the cue, ``inherited`` from another cue of
        the sentence, or ``""``.
    subordinate : bool
        Whether the cue's clause is a subordinate one: "after Ruiz said so".
    """

    cue: ReportingCue
    phrase: Phrase | None
    side: str
    subordinate: bool = False


def link(reading: Reading, cues: list[ReportingCue], phrases: Phrases) -> list[Link]:
    """Find the source of every reporting cue of a document."""
    linker = _Linker(reading, phrases)
    links: list[Link] = []
    for cue in cues:
        previous = links[-1] if links and links[-1].cue.sentence == cue.sentence else None
        found = linker.link(cue, previous)
        links.append(_speaker(found) if cue.cue.type == "label" else found)
    return links


def _speaker(linked: Link) -> Link:
    """Take the name of a speaker's label for a person's, though in capitals: "RUIZ: Thank you"."""
    phrase = linked.phrase
    if phrase is None or linked.side != "before" or phrase.head.kind != "name":
        return linked
    if phrase.head.type not in ("organisation", "unknown"):
        return linked
    person = phrase.head._replace(type="person")
    return linked._replace(phrase=phrase._replace(head=person, name=person))


def extract(reading: Reading, links: list[Link]) -> list[Evidence]:
    """Report every linked phrase with the type it has by itself."""
    found: dict[tuple[int, int], Evidence] = {}
    for linked in links:
        phrase = linked.phrase
        if phrase is not None and linked.side != "inherited":
            where = (phrase.first, phrase.last)
            found[where] = reading.evidence(*where, KIND, "sources/phrase", source_type(phrase))
    return list(found.values())


def source_type(phrase: Phrase) -> str:
    """Return what kind of source a phrase names by itself, without its article.

    Returns
    -------
    str
        ``person``, ``organisation``, ``document``, ``anonymous``, ``vague`` or ``pronoun``.
    """
    head = phrase.head
    if head.kind == "pronoun":
        return "pronoun"
    if phrase.name is not None or head.kind == "title":
        return "person"
    if head.kind == "name":
        if head.type == "party":
            return "vague" if phrase.plural else "organisation"  # "Tories", "Labour"
        return "vague" if head.type == "nationality" else "organisation"
    if head.kind == "organisation":
        return "organisation"
    if head.kind == "common":
        return "anonymous" if phrase.affiliated or phrase.determiner == "count" else "vague"
    if head.kind == "document":
        bare = phrase.plural and not phrase.determiner and not phrase.affiliated
        return "vague" if bare and head.type in _BARE_DOCUMENTS else "document"
    return _unnamed_person(phrase)


def _unnamed_person(phrase: Phrase) -> str:
    kind = phrase.head.type
    if kind == "spokesperson":
        return "organisation"
    if kind in ("crowd", "quantifier"):
        return "anonymous" if phrase.relation else "vague"
    if phrase.relation or phrase.affiliated:
        return "anonymous"
    if phrase.determiner == "count" or (kind == "relation" and not phrase.plural):
        return "anonymous"
    if not phrase.plural and phrase.determiner in ("definite", "indefinite") and kind == "role":
        return "anonymous" if phrase.head.first - phrase.first > 1 else "vague"
    return "vague"


class _Linker:
    def __init__(self, reading: Reading, phrases: Phrases):
        self._reading = reading
        self._phrases = phrases
        self._forms = reading.document.tokens.forms
        self._bounds = reading.document.token_bounds
        self._venues = {
            hit.last: hit.first
            for hit in reading.hits["reporting_phrases"]
            if hit.cue.source == "none"
        }
        words = grammar()
        self._skippable = words["verb_adverbs"] | words["auxiliaries"] | words["negations"]
        self._coordinators = words["coordinators"]
        self._relatives = words["relatives"]
        self._time_nouns, self._time_openers = words["time_nouns"], words["time_openers"]
        self._clause_openers = words["clause_openers"]
        self._subordinators = words["subordinators"]

    def link(self, cue: ReportingCue, previous: Link | None) -> Link:
        low, high = self._bounds[cue.sentence], self._bounds[cue.sentence + 1]
        if cue.voice == "noun":
            return self._noun(cue, low, high)
        if cue.voice == "passive":
            return Link(cue, self._behind_by(cue, high), "after")
        if cue.cue.source == "none":
            return Link(cue, None, "")
        if cue.cue.source == "after":
            return Link(cue, self._phrases.starting_at(cue.last, high), "after")
        if cue.voice == "participle" and previous is not None and previous.phrase is not None:
            return Link(cue, previous.phrase, "inherited")
        return self._verb(cue, previous, low, high)

    def _verb(self, cue: ReportingCue, previous: Link | None, low: int, high: int) -> Link:
        before = self._forms[cue.first - 1] if cue.first > low else ","
        if before in _CLOSES_ASIDE and cue.cue.type in _INVERTING and cue.voice == "active":
            phrase = self._inverted(cue, low, high)
            if phrase is not None:
                return Link(cue, phrase, "after")
        if before == "'s" and (shop := self._shop(cue.first - 1, low)) is not None:
            return Link(cue, shop, "before", self._is_subordinate(shop.first, low))
        token = self._behind_subject(cue.first, low)
        phrase = self._coordinated(self._subject(token, low), low)
        if phrase is not None:
            subordinate = (
                phrase.clause
                or self._is_subordinate(phrase.first, low)
                or self._is_restrictive(token, low)
            )
            return Link(cue, phrase, "before", subordinate)
        if previous is not None and previous.phrase is not None:
            return Link(cue, previous.phrase, "inherited")
        phrase = self._first_nominal(cue.first, low)
        return Link(cue, phrase, "before" if phrase is not None else "")

    def _shop(self, last: int, low: int) -> Phrase | None:
        """The body in "Harlan's said", whose name ends like an owner's."""
        nominal = self._phrases.ending.get(last)
        if nominal is None or nominal.kind != "name" or nominal.last - nominal.first > 1:
            return None
        if nominal.type not in ("person", "unknown") or nominal.first < low:
            return None
        body = nominal._replace(last=last + 1, type="organisation")
        return Phrase(body.first, body.last, body)

    def _coordinated(self, phrase: Phrase | None, low: int) -> Phrase | None:
        """Of "Governor Cole and other governors", the one with a name."""
        if phrase is None or phrase.name is not None or phrase.first - 1 <= low:
            return phrase
        if self._forms[phrase.first - 1] != "and" or phrase.head.kind == "pronoun":
            return phrase
        end = phrase.first - 1
        earlier = self._phrases.ending_at(end - (self._forms[end - 1] == ","), low)
        if earlier is None or earlier.name is None:
            return phrase
        return earlier._replace(last=phrase.last)

    def _is_restrictive(self, token: int, low: int) -> bool:
        """Whether a verb stands in "men who complained", which only says which men are meant."""
        if token - 2 <= low or self._forms[token - 1] not in ("who", "that"):
            return False
        return self._forms[token - 2][0].isalnum()

    def _is_subordinate(self, first: int, low: int) -> bool:
        """Whether the clause that begins at a phrase is opened by a subordinator in mid-sentence."""
        before = first - 1
        if before < low or self._forms[before] not in self._clause_openers:
            return False
        return before > low or self._forms[before] != "as"

    def _inverted(self, cue: ReportingCue, low: int, high: int) -> Phrase | None:
        """The source of '..., said Ms Ruiz'; not of 'Ruiz, a doctor, said the clinic is open'."""
        form = self._forms[cue.first]
        if form.endswith("ing") or form in _NEVER_INVERTED:
            return None
        phrase = self._phrases.starting_at(cue.last, high)
        if (
            phrase is None
            or self._forms[cue.last] in ("he", "she", "they", "it", "i", "we")
            and (self._forms[cue.first - 1] == ",")
        ):
            return None
        if phrase.head.kind == "pronoun" and phrase.head.type == "it":
            return None
        quoted = cue.first - 1 >= low and self._forms[cue.first - 1] in _QUOTES
        closed = phrase.last >= high or self._forms[phrase.last] in _BEHIND_INVERSION
        return phrase if quoted or closed else None

    def _behind_subject(self, token: int, low: int) -> int:
        """Step back over adverbs, auxiliaries and where or when it was said."""
        while token > low:
            form = self._forms[token - 1]
            venue = self._venues.get(token)
            if venue is not None and venue > low:
                token = venue
            elif form in self._time_nouns:
                token -= 1
                while token > low and self._forms[token - 1] in self._time_openers:
                    token -= 1
            elif form in self._skippable or (form.endswith("ly") and len(form) > 4):
                token -= 1
            else:
                break
        return token

    def _subject(self, token: int, low: int) -> Phrase | None:
        if token <= low:
            return None
        before = self._forms[token - 1]
        if before in self._relatives:
            token -= 1
            if token > low and self._forms[token - 1] == ",":
                token -= 1
            return self._apposed(self._phrases.ending_at(token, low), low)
        if before == "," or before in _DASHES or before == ")":
            return self._before_aside(token - 1, low)
        return self._before_clause(self._phrases.ending_at(token, low), low)

    def _before_clause(self, phrase: Phrase | None, low: int) -> Phrase | None:
        """The fitters in "two fitters who gave statements said", not the statements."""
        if phrase is None or phrase.head.kind == "pronoun":
            return phrase
        for token in range(phrase.first - 1, max(low, phrase.first - _CLAUSE_REACH), -1):
            form = self._forms[token]
            if form == "who":
                return self._phrases.ending_at(token, low) or phrase
            if not form[0].isalnum() or form in self._subordinators:
                break
        return phrase

    def _before_aside(self, comma: int, low: int) -> Phrase | None:
        """The source of "Ruiz, who leads the clinic, said" and of "Ruiz, 43, said"."""
        token = comma - 1
        floor = max(low, comma - _ASIDE_REACH)
        opener = "(" if self._forms[comma] == ")" else self._forms[comma]
        while token > floor and self._forms[token] != opener:
            if self._forms[token] in _QUOTES:
                return None
            token -= 1
        if token <= floor:
            return None
        phrase = self._phrases.ending_at(token, low)
        if phrase is None or phrase.head.kind == "pronoun":
            return None
        if self._forms[phrase.first - 1] in ("including", "like") and phrase.first - 1 > low:
            end = phrase.first - 1
            return self._phrases.ending_at(end - (self._forms[end - 1] == ","), low)
        named = self._apposed(phrase, low)
        if named is not phrase:
            return named
        if phrase.head.kind in ("person", "common") and phrase.name is None:
            aside = self._phrases.ending_at(comma, token)
            if aside is not None and aside.name is not None:
                return phrase._replace(last=aside.last, name=aside.name)
        return phrase

    def _apposed(self, phrase: Phrase | None, low: int) -> Phrase | None:
        """The name in "Ana Ruiz, a former clerk, ...", where the phrase is the clerk."""
        if phrase is None or phrase.name is not None or phrase.first - 1 <= low:
            return phrase
        if self._forms[phrase.first - 1] != ",":
            return phrase
        named = self._phrases.ending_at(phrase.first - 1, low)
        return phrase if named is None or named.name is None else named

    def _first_nominal(self, token: int, low: int) -> Phrase | None:
        """The subject, taken to be the first phrase, where something long stands behind it."""
        for first in range(low, min(token, low + 6)):
            nominal = self._phrases.starting.get(first)
            if nominal is not None and nominal.kind != "document":
                return self._phrases.starting_at(low if first - low <= 2 else first, token)
        return None

    def _behind_by(self, cue: ReportingCue, high: int) -> Phrase | None:
        for token in range(cue.last, min(high - 1, cue.last + _BY_REACH)):
            if self._forms[token] == "by":
                return self._phrases.starting_at(token + 1, high)
        return None

    def _noun(self, cue: ReportingCue, low: int, high: int) -> Link:
        """The owner of a claim: "Ruiz's claim that", "a claim by Ruiz"."""
        inside = self._forms[cue.first : cue.last]
        if inside[-1] in ("by", "from"):
            return Link(cue, self._phrases.starting_at(cue.last, high), "after")
        phrase = self._behind_by(cue, min(high, cue.last + 3))
        if phrase is not None:
            return Link(cue, phrase, "after")
        for token in range(min(cue.first + 2, cue.last), max(low, cue.first - 4), -1):
            form = self._forms[token - 1]
            if form == "'s" or (form == "'" and token - 1 > low):
                return Link(cue, self._phrases.ending_at(token - 1, low), "before")
            if form in ("his", "her", "their", "its", "my", "our"):
                nominal = _PRONOUN_OF[form]
                return Link(cue, _pronoun(token - 1, nominal), "before")
            if form in (",", ".", ";"):
                break
        return Link(cue, None, "")


_PRONOUN_OF = {"his": "he", "her": "she", "their": "they", "its": "it", "my": "i", "our": "we"}


def _pronoun(token: int, pronoun: str) -> Phrase:
    return Phrase(token, token + 1, Nominal(token, token + 1, "pronoun", pronoun))
