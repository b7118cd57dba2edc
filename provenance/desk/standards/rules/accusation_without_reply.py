"""An accusation of somebody who is named, and no word of theirs.

"Okafor **accused Ruiz of** hiding the report", and nowhere what Ruiz, or anybody for her, says to that, or
that she was asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from provenance.desk.standards.accused import accusations
from provenance.desk.standards.draft import Draft
from provenance.desk.standards.replies import replies
from provenance.desk.standards.rule import Hit, Rule


def find(draft: Draft) -> Iterator[Hit]:
    """Yield the first accusation of each person or body that has no say in the article."""
    told: set[str] = set()
    heard = replies(draft)
    for accusation in accusations(draft):
        key = accusation.key
        if key in told:
            continue
        told.add(key)
        if not heard.hold(draft, accusation):
            yield Hit(accusation.span, {"accused": accusation.name})


RULE = Rule("accusation-without-reply", find)
