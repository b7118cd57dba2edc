"""Context features: what stands around a sentence, its neighbours and its article."""

from __future__ import annotations

from provenance.extractors import Kind
from provenance.features.analysis import Analysis
from provenance.features.bundles import Bundle, own_signature, remembered

_STEPS = (-2, -1, 1, 2)
_LEVELS = (0.05, 0.15, 0.3, 0.5, 0.7)
_QUOTED_SHARE = 0.6
_VOICE = frozenset({"i", "my", "we", "our", "me"})
_TOLD = (Kind.HEDGE, Kind.ANONYMITY, Kind.FURNITURE, Kind.QUESTION)


def context_features(analysis: Analysis) -> list[list[Bundle]]:
    """Return the context features of every sentence of a document."""
    around = _signatures(analysis)
    marks = _marks(analysis)
    article = _article_features(analysis, around)
    paragraph_of = analysis.document.paragraph_of
    count = len(around)
    result = []
    for index in range(count):
        own = around[index]
        bundles = [article]
        for step in _STEPS:
            at = index + step
            if 0 <= at < count:
                same = paragraph_of[at] == paragraph_of[index]
                bundles.append(_neighbour(step, around[at], same, own))
                if marks[at] and -2 < step < 2:
                    bundles.append(_neighbour_marks(step, marks[at]))
            else:
                bundles.append(_edge(step))
        if 0 < index < count - 1:
            bundles.append(_between(around[index - 1], around[index + 1], own))
        result.append(bundles)
    return result


def _signatures(analysis: Analysis) -> list[str]:
    """Sum up each sentence for its neighbours: its stated source, and whether it is quoted."""
    return [
        _signature(own_signature(attributed), attributed.quoted.share > _QUOTED_SHARE)
        for attributed in analysis.attributed
    ]


@remembered
def _signature(stated: str, quoted: bool) -> str:
    return f"{stated}/{'quoted' if quoted else 'plain'}"


def _marks(analysis: Analysis) -> list[tuple[str, ...]]:
    """The kinds of evidence in each sentence that say something about its neighbours."""
    return [
        tuple(kind.value for kind in _TOLD if any(item.kind is kind for item in items))
        if items
        else ()
        for items in analysis.extraction.evidence
    ]


@remembered
def _neighbour(step: int, signature: str, same: bool, own: str) -> Bundle:
    place = f"{step:+d}:{signature}"
    names = [place, f"{place}&{'same' if same else 'other'}"]
    if abs(step) == 1:
        names.append(f"{place}&own:{own}")
    return tuple(names)


@remembered
def _neighbour_marks(step: int, kinds: tuple[str, ...]) -> Bundle:
    return tuple(f"{step:+d}:{kind}" for kind in kinds)


@remembered
def _edge(step: int) -> Bundle:
    return (f"{step:+d}:edge",)


@remembered
def _between(before: str, after: str, own: str) -> Bundle:
    return (f"between:{before}&{after}&own:{own}",)


def _article_features(analysis: Analysis, around: list[str]) -> Bundle:
    """What all sentences of an article share: how much of it is sourced, and in whose voice."""
    count = max(1, len(around))
    stated = sum(not signature.startswith("none") for signature in around) / count
    quoted = sum(signature.endswith("quoted") for signature in around) / count
    bounds, forms = analysis.document.token_bounds, analysis.document.tokens.forms
    own_voice = sum(
        not _VOICE.isdisjoint(forms[bounds[index] : bounds[index + 1]])
        for index, attributed in enumerate(analysis.attributed)
        if not attributed.quoted.groups
    )
    return (
        f"article:stated={_level(stated)}",
        f"article:quoted={_level(quoted)}",
        f"article:first person={_level(own_voice / count)}",
    )


def _level(share: float) -> str:
    for edge in _LEVELS:
        if share <= edge:
            return f"<={edge}"
    return f">{_LEVELS[-1]}"
