"""Draft diff: what became better or worse sourced between two versions of an article."""

from provenance.desk.diff.change import Change, Side
from provenance.desk.diff.compare import diff
from provenance.desk.diff.result import Diff

__all__ = ["Change", "Diff", "Side", "diff"]
