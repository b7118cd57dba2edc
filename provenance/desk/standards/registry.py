"""The rules, in the order in which they are listed."""

from __future__ import annotations

from provenance.desk.standards.rule import Rule
from provenance.desk.standards.rules import (
    accusation_without_reply,
    anonymous_opinion,
    anonymous_without_reason,
    boilerplate_reason,
    declined_and_quoted,
    dropped_hedge,
    late_attribution,
    passive_hand_off,
    plural_sources,
    single_unnamed_source,
)

# To add a rule, write its file, name it here, and tell of it in datasets/standards and docs/standards.md.
RULES: tuple[Rule, ...] = (
    anonymous_without_reason.RULE,
    boilerplate_reason.RULE,
    plural_sources.RULE,
    late_attribution.RULE,
    dropped_hedge.RULE,
    accusation_without_reply.RULE,
    declined_and_quoted.RULE,
    single_unnamed_source.RULE,
    passive_hand_off.RULE,
    anonymous_opinion.RULE,
)

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
