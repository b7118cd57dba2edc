"""News in the publication's own voice that is given to a source only further down.

"The mine will close in May." And five sentences later: "The mine will close in May, **the union said**."
The attribution stands with the first mention. An opening sentence whose source follows at once is a
summary, and as news is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.codebook import SOURCED
from provenance.desk.standards.claims import attributed_claim, claim_keys, own_claim
from provenance.desk.standards.draft import Draft
from provenance.desk.standards.matching import rarities, weight
from provenance.desk.standards.rule import Hit, Rule
from provenance.scoring.scores import SentenceScore

# Sentences of the body, of those that claim something, that tell the article's news.
_OPENING = 8
# Sentences between claim and attribution; nearer ones are one passage, and its summary.
_GAP = 3
# Words of the claim that a sourced sentence in that passage has where it goes on with it.
_GOES_ON = 2
# Words that both must share, and the weight they must have in the first and in the later one.
_SHARED, _SAME, _BACK = 4, 0.5, 0.4
_REACH = 40  # sentences, so that time stays linear


def find(draft: Draft) -> Iterator[Hit]:
    """Yield the first claim that stands unattributed before it stands attributed."""
    claims = {s.index: claim_keys(draft, s) for s in draft.sentences if s.index in draft.body}
    weights = rarities(list(claims.values()))
    opening = [i for i in claims if draft.sentences[i].sourcing != "no_claim"][:_OPENING]
    for index in opening:
        own = claims[index]
        if len(own) < _SHARED or not own_claim(draft, draft.sentences[index]):
            continue
        if _sourced_at_once(draft, index, claims):
            continue
        for later in draft.sentences[index + _GAP : index + _REACH]:
            shared = own & claims[later.index]
            if len(shared) < _SHARED or not attributed_claim(later):
                continue
            if _about(draft, index, later):
                continue
            both = (weight(own, weights), weight(claims[later.index], weights))
            if weight(shared, weights) >= max(_SAME * both[0], _BACK * both[1]):
                source = later.attribution.source
                span = draft.sentences[index].span
                yield Hit(span, {"source": source.text}, source.span)
                return


def _sourced_at_once(draft: Draft, index: int, claims: dict[int, frozenset[str]]) -> bool:
    """Whether the sentences right before or behind give the claim to a source."""
    around = (*range(index - _GAP + 1, index), *range(index + 1, index + _GAP))
    return any(
        near in claims
        and draft.sentences[near].sourcing in SOURCED
        and len(claims[near] & claims[index]) >= _GOES_ON
        for near in around
    )


def _about(draft: Draft, index: int, later: SentenceScore) -> bool:
    """Whether a claim is about its later source, which then only speaks of what it did."""
    source = later.attribution.source
    name = (source.name or source.text).split()
    return name[-1].lower() in draft.forms(index)


RULE = Rule("late-attribution", find)
