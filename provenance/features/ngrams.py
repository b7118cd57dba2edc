"""A bounded bag of words and word pairs, with names and numbers taken out.

Who is written about must not move a score, so names stand as ``<name>``, places and nationalities
as ``<place>``, numbers as ``<number>``; what is left is how the sentence speaks.
"""

from __future__ import annotations

from itertools import chain, pairwise, repeat

import numpy as np

from provenance.document import Document
from provenance.extractors.names import INNER_WORDS
from provenance.extractors.nominals import Nominal
from provenance.lexicon import load_gazetteer

START = "<s>"
_PLACEHOLDERS = {"place": "<place>", "nationality": "<place>", "party": "<party>"}


def delexicalise(document: Document, nominals: list[Nominal]) -> list[str]:
    """Return the token forms of a document with names and numbers replaced by placeholders.

    What follows the first token of a name is left empty. A name is also what is one elsewhere in the
    article: in a headline, where all words have capitals, or inside "the Obama administration".
    """
    words = document.tokens.words
    forms = ["<number>" if form[0].isdigit() else form for form in document.tokens.forms]
    parties = load_gazetteer("parties")
    names: set[str] = set()
    for first, last, kind, type in nominals:
        if kind == "name":
            if type not in _PLACEHOLDERS:
                names.update(document.tokens.forms[first:last])
            forms[first] = _PLACEHOLDERS.get(type, "<name>")
        elif type == "metonym" or type == "outlet":
            forms[first] = f"<{type}>"
        elif type == "crowd" and forms[last - 1] in parties:
            forms[first] = "<party>"
        else:
            if kind == "organisation":
                for token in range(first, last):
                    if words[token][0].isupper() and token > first:
                        forms[token] = "<name>"
            continue
        for token in range(first + 1, last):
            forms[token] = ""
    names -= INNER_WORDS
    for token, form in enumerate(forms):
        if form in names and words[token][0].isupper():
            forms[token] = "<name>"
        elif form == "@":
            forms[token] = "<name>"
            if token + 1 < len(forms):
                forms[token + 1] = ""
    return forms


def plain_words(document: Document, nominals: list[Nominal]) -> list[list[str]]:
    """Return the words of every sentence behind a mark for its start, without names and numbers."""
    forms = delexicalise(document, nominals)
    return [
        [START, *filter(None, forms[low:high])] for low, high in pairwise(document.token_bounds)
    ]


def ngram_names(words: list[str]) -> list[str]:
    """Name the words and the pairs of neighbours of one sentence, its start only in a pair.

    Examples
    --------
    >>> ngram_names(["<s>", "say", "so"])
    ['say', 'so', '<s> say', 'say so']
    """
    return words[1:] + list(map(" ".join, pairwise(words)))


class NgramColumns:
    """The columns of n-grams, for whole documents at once.

    A word is looked up once and is a number from then on, and a pair of numbers is one number, so
    that a document's pairs are found without making their names.

    Parameters
    ----------
    names : tuple of str
        The n-grams, as :func:`ngram_names` names them.
    first : int
        The column of the first one; the others follow.
    """

    def __init__(self, names: tuple[str, ...], first: int):
        ngrams = [name.split(" ", 1) for name in names]
        codes: dict[str, int] = {}
        for word in chain.from_iterable(ngrams):
            codes.setdefault(word, len(codes))
        # One more code stands for all unknown words.
        self._codes, self._size = codes, len(codes) + 1
        self._words = np.full(self._size, -1)
        pairs: dict[int, int] = {}
        for column, (word, *second) in enumerate(ngrams, start=first):
            if second:
                pairs[codes[word] * self._size + codes[second[0]]] = column
            else:
                self._words[codes[word]] = column
        # What no pair has ends the keys, so that a search always finds a place.
        self._keys = np.array([*sorted(pairs), self._size**2])
        self._pairs = np.array([*(pairs[key] for key in sorted(pairs)), -1])

    def find(self, sentences: list[list[str]]) -> tuple[np.ndarray, np.ndarray]:
        """Find the n-grams of sentences.

        Parameters
        ----------
        sentences : list of list of str
            As :func:`plain_words` gives them.

        Returns
        -------
        columns : ndarray of int
            Of each sentence in turn, first its words, then its pairs, each once.
        counts : ndarray of int
            How many of them are each sentence's.
        """
        words = list(chain.from_iterable(sentences))
        unknown = self._size - 1
        codes = np.fromiter(map(self._codes.get, words, repeat(unknown)), np.int64, len(words))
        # No pair of the vocabulary ends in a start, so none is found across two sentences.
        pairs = codes[:-1] * self._size + codes[1:]
        places = self._keys.searchsorted(pairs)
        columns = np.concatenate(
            (self._words[codes], np.where(self._keys[places] == pairs, self._pairs[places], -1))
        )
        lengths = np.fromiter(map(len, sentences), np.int64, len(sentences))
        sentence_of = np.arange(len(sentences)).repeat(lengths)
        sentence_of = np.concatenate((sentence_of, sentence_of[:-1]))
        known = np.flatnonzero(columns >= 0)
        columns, sentence_of = columns[known], sentence_of[known]
        _, once = np.unique(sentence_of * (columns.max(initial=0) + 1) + columns, return_index=True)
        once.sort()
        columns, sentence_of = columns[once], sentence_of[once]
        by_sentence = sentence_of.argsort(kind="stable")
        return columns[by_sentence], np.bincount(sentence_of, minlength=len(sentences))
