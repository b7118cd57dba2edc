"""Match every cue list at once, on tokens, the longest phrase first.

One trie holds all wordings of all lists, so an article is walked once, whatever the number of
cues, and the cost of a step is bounded by the longest phrase. A pseudo phrase silences the cues of
its own list that it covers, and no others.

The trie grows as texts are read. The lists stand for tens of thousands of wordings, of which one
article meets a few hundred, so a node keeps the phrases that go on behind it and grows its branches
when it is first reached. What is found does not depend on what was read before.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import count, islice
from threading import Lock
from typing import NamedTuple

from provenance.lexicon import Cue, fillings, lexicon_names, load_lexicon, slots


class Hit(NamedTuple):
    """A wording found: tokens ``first`` to ``last - 1`` read as one entry of a cue list."""

    first: int
    last: int
    cue: Cue


class _Phrase(NamedTuple):
    """A pattern of a cue; ``pseudo`` when it is one of those that are no cue."""

    slots: list[str]
    language: str
    cue: Cue
    pseudo: bool


class _Node(dict):
    """The nodes that follow this one, by token, and what a wording that ends here means.

    Attributes
    ----------
    cues : tuple of Cue
        Whose wording ends here.
    silenced : tuple of str
        The lists of the pseudo phrases that end here.
    waiting : list of (tuple of str, _Phrase, int)
        What has yet to grow from here: the tokens left of the slot being filled, the phrase, and
        the slot after it.
    passage : bool
        Whether it has grown and no wording ends here, as at most nodes that a text passes.
    """

    __slots__ = ("cues", "passage", "silenced", "waiting")

    def __init__(self) -> None:
        self.cues: tuple[Cue, ...] = ()
        self.silenced: tuple[str, ...] = ()
        self.waiting: list[tuple[tuple[str, ...], _Phrase, int]] = []
        self.passage = False

    def grow(self) -> None:
        """Make the next nodes of every phrase that waits here."""
        for rest, phrase, slot in self.waiting:
            if rest:
                self._wait(rest, phrase, slot)
            else:
                self._go_on(phrase, slot)
        self.waiting = []
        self.passage = not (self.cues or self.silenced)

    def _wait(self, tokens: tuple[str, ...], phrase: _Phrase, slot: int) -> None:
        following = self.get(tokens[0])
        if following is None:
            following = self[tokens[0]] = _Node()
        following.waiting.append((tokens[1:], phrase, slot))

    def _go_on(self, phrase: _Phrase, slot: int) -> None:
        if slot == len(phrase.slots):
            if not phrase.pseudo and phrase.cue not in self.cues:
                self.cues += (phrase.cue,)
            elif phrase.pseudo and phrase.cue.lexicon not in self.silenced:
                self.silenced += (phrase.cue.lexicon,)
            return
        for tokens in fillings(phrase.slots[slot], phrase.language):
            if tokens:
                self._wait(tokens, phrase, slot + 1)
            else:
                self._go_on(phrase, slot + 1)


# Two threads must not grow a node at once, nor one read it while another does.
_GROWING = Lock()


class PhraseMatcher:
    """A trie of wordings.

    Parameters
    ----------
    cues : iterable of Cue
        Entries of any number of lists; where two share a wording, both are reported.
    language : str
        The language whose word classes their phrases name.
    """

    def __init__(self, cues: Iterable[Cue], language: str = "en"):
        self._root = _Node()
        for cue in cues:
            for pseudo, patterns in ((False, cue.patterns), (True, cue.pseudo)):
                for pattern in patterns:
                    phrase = _Phrase(slots(pattern), language, cue, pseudo)
                    self._root.waiting.append(((), phrase, 0))
        self._root.grow()

    def find(self, forms: list[str]) -> list[Hit]:
        """Return the leftmost longest matches among token forms, in order, not overlapping."""
        hits: list[Hit] = []
        silent: dict[str, int] = {}  # by list, the end of the pseudo phrase last seen
        done = 0
        padded = [*forms, ""]  # no wording holds an empty token, so a walk ends there at the latest
        # Most words open some wording, but few with what stands behind them, which tells at once.
        openings = [
            (first, node)
            for first, node, following in zip(
                count(), map(self._root.get, forms), islice(padded, 1, None)
            )
            if node is not None and (following in node or not node.passage)
        ]
        for first, node in openings:
            if first < done:
                continue
            ends: list[tuple[int, _Node]] = []
            position = first
            while node is not None:
                position += 1
                if not node.passage:
                    if node.waiting:
                        _grow(node)
                    if not node.passage:
                        ends.append((position, node))
                node = node.get(padded[position])
            for end, node in ends:
                for lexicon in node.silenced:
                    silent[lexicon] = max(end, silent.get(lexicon, 0))
            for end, node in reversed(ends):
                loud = [cue for cue in node.cues if silent.get(cue.lexicon, 0) < end]
                if loud:
                    hits += [Hit(first, end, cue) for cue in loud]
                    done = end
                    break
        return hits


def _grow(node: _Node) -> None:
    with _GROWING:
        node.grow()


@cache
def shipped_matcher(language: str = "en") -> PhraseMatcher:
    """Return the matcher of all shipped cue lists of a language."""
    lists = (load_lexicon(name, language) for name in lexicon_names(language))
    return PhraseMatcher((cue for cues in lists for cue in cues), language)
