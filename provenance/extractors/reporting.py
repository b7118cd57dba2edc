"""Reporting cues: the verbs, phrases and nouns that hand a claim to a source.

"Lopez **said** the bridge was safe", "the bridge was safe, **according to** the audit",
"Lopez's **claim that** the bridge was safe". A word that can report is no cue where it stands as a
noun or adjective ("the reported incident"), which its neighbours tell.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from provenance.extractors.evidence import Evidence, Kind
from provenance.extractors.matcher import Hit
from provenance.extractors.nominals import Nominal
from provenance.extractors.reading import Reading
from provenance.lexicon import Cue, grammar

KIND = Kind.REPORTING
LEXICONS = ("reporting_verbs", "reporting_phrases", "reporting_nouns", "polarity")

_NO_NOUN_MARKS = frozenset("that which what all both some most many others few several".split())
_IRREGULAR = frozenset(
    "said told wrote found shown seen thought written taken known held heard made put sworn".split()
)
_PASSIVE_FOLLOWERS = {"of", "by", "as"}
_BEHIND_REDUCED = frozenset({"online", "on", "in", "by", "at"})
_REACH = 4
# A speaker's label is at most so long, and what it labels at least so.
_LABEL_TOKENS = 5
_LABELLED_TOKENS = 4


class ReportingCue(NamedTuple):
    """A reporting cue in its sentence.

    Attributes
    ----------
    first, last : int
        Half-open token range.
    sentence : int
    cue : Cue
        The cue-list entry.
    voice : str
        ``active``, ``passive``, ``participle`` ("adding that"), ``infinitive``, ``phrase`` or ``noun``.
    negated : bool
        Whether a negation stands before the verb: "did not say".
    modal : bool
        Whether a modal does: "would say".
    """

    first: int
    last: int
    sentence: int
    cue: Cue
    voice: str
    negated: bool = False
    modal: bool = False


def find_cues(reading: Reading, nominals: dict[int, Nominal]) -> list[ReportingCue]:
    """Return the reporting cues of a document, in order of place.

    Parameters
    ----------
    reading : Reading
    nominals : dict of int to Nominal
        By the token behind each.
    """
    verbs = [
        *reading.hits["reporting_verbs"],
        *(hit for hit in reading.hits["polarity"] if hit.cue.type != "silence"),
    ]
    cues = [
        found
        for hit in verbs
        if (found := _verb(reading, nominals, hit.first, hit.last, hit.cue)) is not None
    ]
    bounds = reading.document.token_bounds
    starting = {nominal.first: nominal for nominal in nominals.values()}
    for hit in reading.hits["reporting_phrases"]:
        sentence = reading.sentence_of[hit.first]
        if hit.cue.type == "label":
            side = _label_side(
                reading, hit, bounds[sentence], bounds[sentence + 1], nominals, starting
            )
            if side is not None:
                cue = replace(hit.cue, source=side)
                cues.append(ReportingCue(hit.first, hit.last, sentence, cue, "phrase"))
            continue
        cues.append(ReportingCue(hit.first, hit.last, sentence, hit.cue, "phrase"))
    for hit in reading.hits["relays"]:
        if hit.cue.type == "quoted":
            sentence = reading.sentence_of[hit.first]
            cues.append(ReportingCue(hit.first, hit.last, sentence, hit.cue, "phrase"))
    taken = {cue.first for cue in cues}
    for hit in reading.hits["reporting_nouns"]:
        if hit.first not in taken:
            sentence = reading.sentence_of[hit.first]
            cues.append(ReportingCue(hit.first, hit.last, sentence, hit.cue, "noun"))
    cues.sort(key=lambda cue: cue.first)
    return cues


def _label_side(
    reading: Reading,
    hit: Hit,
    low: int,
    high: int,
    nominals: dict[int, Nominal],
    starting: dict[int, Nominal],
) -> str | None:
    """On which side a speaker stands: "MATTHEWS: Well, ...", "... until spring: sources"."""
    forms = reading.document.tokens.forms
    speaker = nominals.get(hit.first)
    if forms[hit.first] == ":" and speaker is not None and speaker.kind in ("name", "person"):
        opens = speaker.first - low <= 2 and hit.first - low <= _LABEL_TOKENS
        words = reading.document.tokens.words[speaker.first : speaker.last]
        if opens and (high - hit.last >= _LABELLED_TOKENS or all(map(str.isupper, words))):
            return "before"  # in capitals, a transcript's speaker, however little is said
    behind = high - hit.last
    tag = hit.last in starting and starting[hit.last].type == "outlet"  # "... - Reuters"
    if (
        1 <= behind <= _LABEL_TOKENS
        and hit.last in starting
        and not tag
        and hit.first - low >= _LABELLED_TOKENS
    ):
        ends_open = forms[high - 1][0].isalpha()
        return "after" if ends_open else None
    return None


def extract(reading: Reading, cues: list[ReportingCue]) -> list[Evidence]:
    """Report every cue with its cue-list type."""
    return [
        reading.evidence(cue.first, cue.last, KIND, cue.cue.name, cue.cue.type, cue.cue.strength)
        for cue in cues
    ]


def _verb(
    reading: Reading, nominals: dict[int, Nominal], first: int, last: int, cue: Cue
) -> ReportingCue | None:
    words = grammar()
    forms = reading.document.tokens.forms
    sentence = reading.sentence_of[first]
    low = reading.document.token_bounds[sentence]
    form = forms[first]
    before = forms[first - 1] if first > low else ""
    if _stands_as_noun(before, form, words):
        return None
    if (
        last - first == 1
        and _may_be_noun(form)
        and _ends_noun_phrase(forms, first, low, nominals, words)
    ):
        return None
    voice, negated, modal = "active", False, False
    passive = False
    token = first - 1
    for _ in range(_REACH):
        if token < low:
            break
        earlier = forms[token]
        if earlier in words["negations"]:
            negated = True
        elif earlier in words["be"]:
            passive = True
        elif earlier in words["modals"]:
            modal = True
            if earlier == "to":
                voice = "infinitive"
        elif earlier not in words["auxiliaries"] and not _is_adverb(earlier, words):
            break
        token -= 1
    participle = form.endswith("ing")
    past = form.endswith("ed") or form in _IRREGULAR
    following = forms[last] if last < len(forms) else ""
    online = before == "," and following in _BEHIND_REDUCED and form in ("posted", "published")
    if past and (
        passive
        or online
        or (following in _PASSIVE_FOLLOWERS and _is_reduced(before, following, form))
    ):
        voice = "passive"
    elif participle and not passive:
        voice = "participle"
    return ReportingCue(first, last, sentence, cue, voice, negated, modal)


def _stands_as_noun(before: str, form: str, words: dict[str, frozenset[str]]) -> bool:
    if before == "'s":
        return form not in _IRREGULAR and not form.endswith("ing")
    if before in _NO_NOUN_MARKS:
        return False
    if before in words["determiners"]:
        return True
    return before in ("of", "in", "on", "with", "for", "from", "about") and not form.endswith("ing")


def _may_be_noun(form: str) -> bool:
    return form not in _IRREGULAR and (form == "warning" or not form.endswith(("ed", "ing")))


def _ends_noun_phrase(
    forms: list[str],
    first: int,
    low: int,
    nominals: dict[int, Nominal],
    words: dict[str, frozenset[str]],
) -> bool:
    """Whether "report" ends "a new report", or "claims" ends "Republican claims"."""
    form = forms[first]
    if first <= low:
        return False
    nominal = nominals.get(first)
    if nominal is not None:
        if nominal.kind == "pronoun":
            return False
        ahead = nominal.first - 1
        if ahead > low and forms[ahead - (forms[ahead] == "the")] == "by":
            return False  # "records obtained by the Gazette show"
        bare = forms[nominal.first - 1] not in words["determiners"] if nominal.first > low else True
        if nominal.type in ("nationality", "party") and not forms[first - 1].endswith("s") and bare:
            return True
        # A base form agrees with no singular subject.
        people = nominal.kind != "name" or nominal.type in ("nationality", "party")
        plural = people and (
            forms[first - 1].endswith("s")
            or forms[first - 1] in ("people", "police", "men", "women")
        )
        return not plural and not form.endswith("s") and nominal.type != "quantifier"
    for token in range(first - 1, max(low - 1, first - 4), -1):
        earlier = forms[token]
        if earlier in words["determiners"] and earlier not in _NO_NOUN_MARKS and token < first - 1:
            return not (forms[first - 1].endswith("s") ^ form.endswith("s"))
        if not earlier.isalpha() or earlier in words["auxiliaries"] or _is_adverb(earlier, words):
            break
        if earlier in words["prepositions"] or earlier in words["conjunctions"]:
            break
        if token + 1 in nominals:
            break
    # "sent lurid tweets": a singular noun would need a determiner to be the subject
    return _is_modifier(forms[first - 1], words) and forms[first - 1].islower()


def _is_modifier(form: str, words: dict[str, frozenset[str]]) -> bool:
    closed = (
        "prepositions",
        "conjunctions",
        "auxiliaries",
        "relatives",
        "determiners",
        "subject_pronouns",
    )
    if not form.isalpha() or form.endswith(("s", "ly")) or form in words["verb_adverbs"]:
        return False
    return not any(form in words[name] for name in closed)


def _is_reduced(before: str, following: str, form: str) -> bool:
    """Whether "accused of" stands behind its noun: "a man accused of theft"."""
    if before in ("he", "she", "they", "who", "i", "we"):
        return False
    return following == "by" or form in ("accused", "convicted", "suspected", "described")


def _is_adverb(form: str, words: dict[str, frozenset[str]]) -> bool:
    return form in words["verb_adverbs"] or (form.endswith("ly") and len(form) > 4)
