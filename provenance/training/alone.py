"""Sentences without their article: a model must also judge one that it is given alone.

Features of neighbours and article are part of every labelled sentence. A model that never saw a
sentence without them judges such a one poorly, so some learn a second time, as articles of one
sentence. Only those do whose label does not rest on their article: what names the source, or hedges,
stands in the sentence, and the rules find the same kind of source there.
"""

from __future__ import annotations

from collections.abc import Sequence

from provenance.codebook import SOURCED, Sourcing
from provenance.data.labels import Label
from provenance.document import Sentence, read
from provenance.features import analyse
from provenance.features.facts import gather

_SHORTEST = 25  # characters; less is mostly furniture
# Of the sentences in the outlet's own voice, which are by far the most, one of so many.
_EVERY = 3
_QUOTES = frozenset('"\u201c\u201d')


def standing_alone(
    sentences: Sequence[Sentence], labels: Sequence[Label]
) -> tuple[list[int], list[Sentence]]:
    """Return which sentences can be judged alone, and each as an article of its own.

    Parameters
    ----------
    sentences : sequence of Sentence
    labels : sequence of Label
        Of each sentence. Where none says which words are the cue, no sentence is returned.
    """
    if not any(label.cue for label in labels):
        return [], []
    places, alone, own_voice = [], [], 0
    for place, (sentence, label) in enumerate(zip(sentences, labels, strict=True)):
        text = str(sentence)
        if len(text) < _SHORTEST:
            continue
        if label.sourcing == Sourcing.UNATTRIBUTED:
            own_voice += 1
            if own_voice % _EVERY or not _QUOTES.isdisjoint(text):
                continue
        elif not label.cue or (label.sourcing in SOURCED and not label.source):
            continue
        document = read(text, [(0, len(text))])
        if label.sourcing in SOURCED and gather(analyse(document)).stated[0] != label.sourcing:
            continue
        places.append(place)
        alone.append(Sentence(document, 0))
    return places, alone
