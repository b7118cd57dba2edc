"""The sources of an article and how much of it each answers for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provenance.codebook import SOURCED

if TYPE_CHECKING:
    from provenance.scoring.scores import SentenceScore


@dataclass(frozen=True, slots=True)
class SourceTally:
    """One source of an article.

    Attributes
    ----------
    label : str
        Its name, or the words that describe it.
    type : str
        The sourcing class of most of its sentences, as far as it fits what its words name.
    named : bool
        Whether a reader could find it: a person, document or organisation.
    sentences : tuple of int
        The sentences it answers for.
    share : float
        Its share of the article's sourced sentences.
    """

    label: str
    type: str
    named: bool
    sentences: tuple[int, ...]
    share: float

    def to_dict(self) -> dict[str, Any]:
        """Return the tally as plain values."""
        return {
            "label": self.label,
            "type": self.type,
            "named": self.named,
            "sentences": list(self.sentences),
            "share": round(self.share, 4),
        }


def source_key(label: str) -> str:
    """Return what is the same for every mention of a source by one name or description.

    Examples
    --------
    >>> source_key("The Harbour Board")
    'harbour board'
    """
    return label.casefold().removeprefix("the ")


def tally_sources(sentences: Iterable[SentenceScore]) -> tuple[SourceTally, ...]:
    """Count the sentences of each source, most used first."""
    places: dict[str, list[SentenceScore]] = {}
    labels: dict[str, str] = {}
    by_role: dict[str, str] = {}  # "the official" is the official described before
    for sentence in sentences:
        source = sentence.attribution.source if sentence.attribution else None
        if source is None or sentence.sourcing not in SOURCED:
            continue
        label = source.name or source.text
        key = source_key(label)
        if source.name is None and source.role is not None:
            described = source.role.casefold().removesuffix("s")
            if source.text.casefold() == f"the {source.role}".casefold():
                key = by_role.get(described, key)
            else:
                by_role.setdefault(described, key)
        labels.setdefault(key, label)
        places.setdefault(key, []).append(sentence)
    total = sum(map(len, places.values()))
    tallies = []
    for key, group in places.items():
        # Where the model judged a sentence otherwise than its words name the source, these decide.
        kinds = [sentence.attribution.source.type.value for sentence in group]
        classes = [k for k, s in zip(kinds, group, strict=True) if k == s.sourcing] or kinds
        type = max(dict.fromkeys(classes), key=classes.count)
        tallies.append(
            SourceTally(
                labels[key],
                type,
                type in ("named", "document", "organisation"),
                tuple(sentence.index for sentence in group),
                len(group) / total,
            )
        )
    return tuple(sorted(tallies, key=lambda tally: -len(tally.sentences)))
