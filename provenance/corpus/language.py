"""Whether a text is in English, which is what the model knows; where in doubt, it is.

A look at a few words from inside the text settles nearly every English article in microseconds, a
second look at more of them most others. What they do not settle is judged by py3langid [1]_, piece by piece, so that an English article with
quotations in another language stays one.

References
----------
.. [1] M. Lui and T. Baldwin, "langid.py: An Off-the-shelf Language Identification Tool", ACL 2012;
   py3langid is its maintained successor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from provenance.errors import InputError
from provenance.extras import install

ENGLISH, ANY = "en", "any"
LANGUAGES = (ENGLISH, ANY)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a text is taken for English; set so that of 6,900 English news articles none is not.

    Attributes
    ----------
    glances, glance : int
        Pieces looked at first, and characters in each.
    words, pieces_with_words : int
        English at first sight: so many of :data:`PLAIN_WORDS`, in so many pieces or more.
    look, share : int, float
        English at a second look: with such a share of plain words among those of so many characters.
    pieces, piece : int
        Pieces that py3langid judges, and characters in each.
    letters : int
        A text of fewer letters in those pieces is too short, or too full of figures, to judge.
    english : float
        Mean probability of English over the pieces, from which on the text is English.
    other : float
        Mean probability that another language must have for the text to be in that one.
    """

    glances: int = 3
    glance: int = 160
    words: int = 4
    pieces_with_words: int = 2
    look: int = 20_000
    share: float = 0.06
    pieces: int = 5
    piece: int = 300
    letters: int = 40
    english: float = 0.3
    other: float = 0.4


THRESHOLDS = Thresholds()

# Common in English prose, and rare or no words in other languages of its script.
PLAIN_WORDS = (
    *("the", "and", "that", "with", "from", "this", "which", "they", "their", "were", "would"),
    *("about", "said", "who", "has", "after", "when"),
)
# Languages that grew out of English: the detector takes headlinese and slang for them.
_ENGLISH_TOO = ("pcm", "sco", "jam")

_NAMES = {
    **{"af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan"},
    **{"cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek"},
    **{"es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish"},
    **{"fr": "French", "ga": "Irish", "gl": "Galician", "he": "Hebrew", "hi": "Hindi"},
    **{"hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese"},
    **{"ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian"},
    **{"nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian"},
    **{"ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish"},
    **{"sw": "Swahili", "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish"},
    **{"uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese"},
}
_PLAIN = re.compile(rf"\b(?:{'|'.join(PLAIN_WORDS)})\b")


def check_language(language: str) -> None:
    """Check that a setting is one of :data:`LANGUAGES`, and that it can be followed here.

    Raises
    ------
    InputError
        When it is none, or py3langid, which tells languages apart, is not installed.
    """
    if language not in LANGUAGES:
        raise InputError(f"language is {language!r}; should be one of {', '.join(LANGUAGES)}")
    if language != ANY and find_spec("py3langid") is None:
        raise InputError(
            "py3langid, which finds articles in other languages, is not installed; should be: "
            f"{install('batch')}; or leave it out by the language 'any'"
        )


def other_language(text: str, thresholds: Thresholds = THRESHOLDS) -> str | None:
    """Return the language of a text that is not in English, or None.

    Parameters
    ----------
    text : str
    thresholds : Thresholds, optional

    Returns
    -------
    str or None
        The language's name, or its ISO 639 code where this module has no name for it.

    Examples
    --------
    >>> other_language("Die Brücke über den Fluss wurde gestern nach dem Unglück gesperrt.")
    'German'
    >>> other_language("The bridge over the river was closed after the accident.")
    """
    if _is_plainly_english(text, thresholds):
        return None
    pieces = _pieces(" ".join(text.split()), thresholds.pieces, thresholds.piece)
    if sum(map(str.isalpha, "".join(pieces))) < thresholds.letters:
        return None
    chances: dict[str, float] = {}
    for piece in pieces:
        for language, chance in _identifier().rank(piece):
            chances[language] = chances.get(language, 0.0) + chance / len(pieces)
    if sum(chances.pop(name, 0.0) for name in (ENGLISH, *_ENGLISH_TOO)) >= thresholds.english:
        return None
    best = max(chances, key=chances.__getitem__)
    return _NAMES.get(best, best) if chances[best] >= thresholds.other else None


def _is_plainly_english(text: str, thresholds: Thresholds) -> bool:
    found = [
        len(_PLAIN.findall(piece.lower()))
        for piece in _pieces(text, thresholds.glances, thresholds.glance)
    ]
    least = min(thresholds.pieces_with_words, len(found))
    if sum(found) >= thresholds.words and sum(map(bool, found)) >= least:
        return True
    look = text[: thresholds.look].lower()
    plain = len(_PLAIN.findall(look))
    return plain >= thresholds.words and plain >= thresholds.share * len(look.split())


def _pieces(text: str, count: int, size: int) -> list[str]:
    """Return pieces from the middle of equal parts of a text; the whole where it is short."""
    if len(text) <= count * size:
        return [text]
    part = len(text) / count
    starts = [int(part * number + (part - size) / 2) for number in range(count)]
    return [text[start : start + size] for start in starts]


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
