"""Named features of what stands around a sentence: its neighbours and its article."""

from __future__ import annotations

from provenance.extractors import Kind
from provenance.features.analysis import Analysis
from provenance.features.sentence import own_signature, share_name

_STEPS = (-2, -1, 1, 2)
_LEVELS = (0.05, 0.15, 0.3, 0.5, 0.7)
_VOICE = frozenset({"i", "my", "we", "our", "me"})


def signatures(analysis: Analysis) -> list[str]:
    """Sum up each sentence for its neighbours: its stated source, its quoted share."""
    result = []
    for attributed in analysis.attributed:
        share = share_name(attributed.quoted.share)
        result.append(f"{own_signature(attributed)}/{'quoted' if share in ('most', 'all') else 'plain'}")
    return result


def context_features(
    analysis: Analysis, around: list[str], article: list[str], index: int
) -> list[str]:
    """Return the names of the features that a sentence's surroundings give it.

    Parameters
    ----------
    analysis : Analysis
    around : list of str
        :func:`signatures` of the document.
    article : list of str
        :func:`article_features` of the document.
    index : int
    """
    paragraph_of = analysis.document.paragraph_of
    names = list(article)
    count = len(around)
    for step in _STEPS:
        at = index + step
        if not 0 <= at < count:
            names.append(f"{step:+d}:edge")
            continue
        same = "same" if paragraph_of[at] == paragraph_of[index] else "other"
        names += [f"{step:+d}:{around[at]}", f"{step:+d}:{around[at]}&{same}"]
        if abs(step) == 1:
            names.append(f"{step:+d}:{around[at]}&own:{around[index]}")
    if 0 < index < count - 1:
        names.append(f"between:{around[index - 1]}&{around[index + 1]}&own:{around[index]}")
    for step in (-1, 1):
        at = index + step
        if 0 <= at < count:
            kinds = {
                f"{step:+d}:{item.kind.value}"
                for item in analysis.extraction.evidence[at]
                if item.kind in (Kind.HEDGE, Kind.ANONYMITY, Kind.FURNITURE, Kind.QUESTION)
            }
            names += sorted(kinds)
    return names


def article_features(analysis: Analysis, around: list[str]) -> list[str]:
    """Return the features that all sentences of an article share: how much of it is sourced."""
    count = max(1, len(around))
    stated = sum(not signature.startswith("none") for signature in around) / count
    quoted = sum(signature.endswith("quoted") for signature in around) / count
    bounds, forms = analysis.document.token_bounds, analysis.document.tokens.forms
    own_voice = sum(
        not _VOICE.isdisjoint(forms[bounds[i] : bounds[i + 1]])
        for i, attributed in enumerate(analysis.attributed)
        if not attributed.quoted.groups
    )
    return [
        f"article:stated={_level(stated)}",
        f"article:quoted={_level(quoted)}",
        f"article:first person={_level(own_voice / count)}",
    ]


def _level(share: float) -> str:
    for edge in _LEVELS:
        if share <= edge:
            return f"<={edge}"
    return f">{_LEVELS[-1]}"
