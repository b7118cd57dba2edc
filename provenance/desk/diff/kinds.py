"""Which kinds of change lie between two readings of one claim.

A class that changes with no change in the words that source the claim is the model's own wavering,
and no change. Each rule treats both versions alike, so that what it finds has its mirror.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from provenance.attribution import Basis, Polarity
from provenance.desk.diff.claims import claim_words, words
from provenance.desk.diff.reading import IDENTIFIED, Reading
from provenance.desk.diff.settings import settings

_EXACTNESS = {"named": 2, "document": 1, "organisation": 1, "anonymous": 2, "vague": 1}
AGAINST = frozenset({Polarity.DENIES, Polarity.WITHHOLDS})


def kinds_between(old: Reading, new: Reading, part: bool = False) -> list[str]:
    """Return the names of the kinds of change from one reading to another.

    Parameters
    ----------
    old, new : Reading
        Two readings of one claim.
    part : bool, default=False
        Whether one of them is a part of the other's sentence. Then only its source is compared: what
        else the whole sentence tells may belong to its other part.
    """
    if old.told == new.told and not (old.cautions or new.cautions):
        return []
    found = list(_source(old, new))
    if part:
        return found
    if not {"source-dropped", "source-added"} & set(found):
        found += _hedge(old, new)
    if old.sourced and new.sourced:
        found += _telling(old, new)
    elif not (old.sourced or new.sourced or found) and _same_claim(old, new):
        found += _dropped("caution", old.cautions, new.cautions)
    return found


def same_source(a: Reading, b: Reading) -> bool:
    """Say whether two readings may have the same source."""
    if a.names and b.names:
        return bool(a.names & b.names)
    smaller = min(len(a.source_words), len(b.source_words))
    return 2 * len(a.source_words & b.source_words) >= max(1, smaller)


def _source(old: Reading, new: Reading) -> Iterator[str]:
    if old.told == new.told:
        return
    moved = new.score - old.score
    if old.sourced != new.sourced:
        if _moves(-moved if old.sourced else moved) and _lost(*_ordered(old, new, old.sourced)):
            yield "source-dropped" if old.sourced else "source-added"
        return
    if not old.sourced:
        if abs(moved) >= settings().comparison["large_move"]:
            yield "source-dropped" if moved < 0 else "source-added"
        return
    if old.source_words == new.source_words:
        return  # "she" is who she was; that her name went from the article is told apart
    yield from _exactness(old, new, moved)


def _exactness(old: Reading, new: Reading, moved: float) -> Iterator[str]:
    """Compare how exactly two sources are told, and whether they are one."""
    was, now = old.sourcing in IDENTIFIED, new.sourcing in IDENTIFIED
    if was == now and old.type and new.type:
        # The model may lift "officials" by what else the article says of them.
        was, now = old.type in IDENTIFIED, new.type in IDENTIFIED
    if was != now:
        if _moves(-moved if was else moved) and _lost(*_ordered(old, new, was)):
            yield "named-to-unnamed" if was else "unnamed-to-named"
        return
    less = _EXACTNESS[old.sourcing] - _EXACTNESS[new.sourcing]
    if less and _moves(-moved if less > 0 else moved):
        if _lost(*_ordered(old, new, less > 0)):
            yield "source-vaguer" if less > 0 else "source-clearer"
    elif _replaced(old, new):
        yield "source-replaced"


def _ordered(old: Reading, new: Reading, old_first: bool) -> tuple[Reading, Reading]:
    return (old, new) if old_first else (new, old)


def _lost(better: Reading, worse: Reading) -> bool:
    """Say whether the words that source the better side are gone from the other.

    Where they all still stand there, only the model's view of them changed. Where it had none to go by,
    its view must have changed much.
    """
    if not better.own_words:
        return abs(better.score - worse.score) >= settings().comparison["large_move"]
    return not better.own_words <= set(words(worse.sentence.text))


def _moves(by: float) -> bool:
    return not math.isnan(by) and by >= settings().comparison["least_move"]


def _replaced(old: Reading, new: Reading) -> bool:
    if not (old.names and new.names) or old.names & new.names:
        return False
    kept = old.names <= set(words(new.sentence.text)) and new.names <= set(words(old.sentence.text))
    return not kept


def _telling(old: Reading, new: Reading) -> Iterator[str]:
    """Compare how sources tell what they answer for."""
    stated = all(side.attribution and side.attribution.basis is Basis.STATED for side in (old, new))
    if stated and (old.polarity in AGAINST) != (new.polarity in AGAINST):
        yield "stance-changed"
    elif stated and old.cue and new.cue and old.colour != new.colour:
        if old.colour and new.colour:
            yield "verb-recoloured"
        else:
            yield "verb-neutralised" if old.colour else "verb-coloured"
    if old.attribution and new.attribution:
        if old.attribution.second_hand != new.attribution.second_hand:
            late = new.attribution.second_hand
            yield "first-to-second-hand" if late else "second-to-first-hand"
        if old.quoted != new.quoted:
            yield "quotation-to-paraphrase" if old.quoted else "paraphrase-to-quotation"
    reasons = [_reason(side) for side in (old, new)]
    if None not in reasons and reasons[0] != reasons[1]:
        yield "reason-dropped" if reasons[0] else "reason-added"


def _reason(side: Reading) -> bool | None:
    """Say whether an unnamed source comes with a reason; None for a named one."""
    source = side.attribution.source if side.attribution else None
    if source is None or side.sourcing in IDENTIFIED:
        return None
    return source.anonymity is not None


def _hedge(old: Reading, new: Reading) -> Iterator[str]:
    """Compare the hedges: of a claim that nobody answers for, or of what a source says.

    The first makes a claim more honest. The second takes away from who answers for it.
    """
    if bool(old.hedges) == bool(new.hedges):
        return
    if (old.sourced or old.handed_on) and (new.sourced or new.handed_on):
        if old.sourced or new.sourced:
            yield "source-unhedged" if old.hedges else "source-hedged"
    elif not (old.sourced or new.sourced):
        yield "hedge-dropped" if old.hedges else "hedge-added"


def _dropped(what: str, old: tuple, new: tuple) -> Iterator[str]:
    if bool(old) != bool(new):
        yield f"{what}-dropped" if old else f"{what}-added"


def _same_claim(old: Reading, new: Reading) -> bool:
    a, b = set(claim_words(old.sentence)), set(claim_words(new.sentence))
    return len(a & b) >= settings().comparison["same_claim"] * len(a | b) > 0
