"""The article's risk indicator: how like its sourcing is to that of outlets rated low or mixed.

It is a likeness in sourcing, and no verdict on truth, on the article or on its outlet. It is a logistic
regression over the sourcing profile, read from ``models/risk.json``, which ``provenance train-risk``
writes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provenance.classifier.model_file import file_hash, locate
from provenance.errors import InputError, ModelFileError
from provenance.resources import folder
from provenance.scoring.profile import FEATURES, measure

if TYPE_CHECKING:
    from provenance.scoring.scores import SentenceScore

# What the indicator is called wherever it is shown.
LIKENESS = "likeness in sourcing to outlets rated low or mixed for factual reporting"
CAUTION = "no verdict on truth"
# Articles of fewer claims are too short to have a profile, and next to none were learnt from.
FEWEST_CLAIMS = 10
FORMAT = 1
_DRIVERS = 5
_LEAST = 0.05
_BY_NAME = {feature.name: feature for feature in FEATURES}


@dataclass(frozen=True, slots=True)
class Driver:
    """A number of the sourcing profile that moved the indicator.

    Attributes
    ----------
    feature : str
        Its name in the profile.
    words : str
        What it is, for a reader.
    value : float
        What it is here, as it is shown to a reader: a count, where the profile has its logarithm.
    typical : float
        Its median over the articles that were learnt from, shown likewise.
    contribution : float
        What the difference added to the log-odds: above 0 towards the low- and mixed-rated.
    """

    feature: str
    words: str
    value: float
    typical: float
    contribution: float

    @property
    def sign(self) -> str:
        """``+`` where it moved the indicator up, else ``-``."""
        return "+" if self.contribution > 0 else "-"

    def __str__(self) -> str:
        unit = _BY_NAME[self.feature].unit if self.feature in _BY_NAME else ""
        words = f"{self.words} in 1,000 words" if unit == "rate" else self.words
        return f"{words} {_shown(self.value, unit)} (typical {_shown(self.typical, unit)})"


@dataclass(frozen=True, slots=True)
class Risk:
    """How like an article's sourcing is to that of outlets rated low or mixed; no verdict on truth.

    Attributes
    ----------
    value : float
        In [0, 1]. At 0.5 the sourcing is as like that of the one kind of outlet as of the other; it is
        no probability that anything is wrong.
    drivers : tuple of Driver
        What moved it most, heaviest first.
    """

    value: float
    drivers: tuple[Driver, ...]

    def __str__(self) -> str:
        return f"{self.value:.2f}, a {LIKENESS}; {CAUTION}"

    def to_dict(self) -> dict[str, Any]:
        """Return the indicator as plain values, with what it means."""
        drivers = [
            {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(driver).items()}
            for driver in self.drivers
        ]
        meaning = f"{LIKENESS}; {CAUTION}"
        return {"value": round(self.value, 4), "meaning": meaning, "drivers": drivers}


@dataclass(frozen=True, slots=True)
class Term:
    """How one number of the profile counts.

    Attributes
    ----------
    name : str
    weight : float
        What a difference of ``scale`` adds to the log-odds.
    typical, scale : float
        Median and standard deviation over the articles that were learnt from.
    low, high : float
        Values beyond these count as these.
    """

    name: str
    weight: float
    typical: float
    scale: float
    low: float
    high: float

    def contribution(self, value: float) -> float:
        """Return what a value adds to the log-odds; nothing where it is NaN."""
        if math.isnan(value):
            return 0.0
        return self.weight * (min(max(value, self.low), self.high) - self.typical) / self.scale


@dataclass(frozen=True, slots=True)
class Indicator:
    """A trained indicator.

    Attributes
    ----------
    intercept : float
        The log-odds of an article that is typical in everything.
    terms : tuple of Term
    shown : bool
        Whether it held up on unseen outlets, so that it is shown without being asked for.
    card : dict
        On what it was trained.
    """

    intercept: float
    terms: tuple[Term, ...]
    shown: bool = False
    card: Mapping[str, Any] | None = None

    def value(self, profile: Mapping[str, float]) -> float:
        """Return the indicator for a sourcing profile."""
        odds = self.intercept + sum(t.contribution(profile[t.name]) for t in self.terms)
        return 1.0 / (1.0 + math.exp(-min(max(odds, -30.0), 30.0)))

    def drivers(self, profile: Mapping[str, float]) -> tuple[Driver, ...]:
        """Return what moved the indicator most, heaviest first."""
        found = [
            _driver(t, profile[t.name], added)
            for t in self.terms
            if abs(added := t.contribution(profile[t.name])) >= _LEAST
        ]
        return tuple(sorted(found, key=lambda d: (-abs(d.contribution), d.feature))[:_DRIVERS])

    def to_json(self) -> str:
        """Return the indicator as the text of its file."""
        record = {
            "format": FORMAT,
            "meaning": f"{LIKENESS}; {CAUTION}",
            "shown": self.shown,
            "card": dict(self.card or {}),
            "intercept": self.intercept,
            "terms": [asdict(term) for term in self.terms],
        }
        return json.dumps(record, indent=1, allow_nan=False) + "\n"


def parse_indicator(text: str, name: str = "the risk indicator") -> Indicator:
    """Read an indicator from the text of its file.

    Raises
    ------
    ModelFileError
        When it is damaged, or was written for other code than this.
    """
    try:
        record = json.loads(text)
        if record["format"] != FORMAT:
            raise ModelFileError(f"{name} has format {record['format']!r}; should be {FORMAT}")
        terms = tuple(
            Term(str(term.pop("name")), **{key: float(v) for key, v in term.items()})
            for term in record["terms"]
        )
        numbers = [float(record["intercept"])]
        numbers += [n for t in terms for n in (t.weight, t.typical, t.scale, t.low, t.high)]
        if not all(map(math.isfinite, numbers)) or not all(t.scale > 0 for t in terms):
            raise ValueError("a number is not finite, or a scale is not above 0")
        indicator = Indicator(numbers[0], terms, bool(record["shown"]), dict(record["card"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, ModelFileError):
            raise
        raise ModelFileError(
            f"{name} is damaged ({type(error).__name__}: {error}); "
            "should be what 'provenance train-risk' wrote"
        ) from error
    unknown = [term.name for term in terms if term.name not in _BY_NAME]
    if unknown:
        raise ModelFileError(
            f"{name} has the features {unknown}, which are none of the profile's; "
            "should be trained anew with 'provenance train-risk'"
        )
    return indicator


@lru_cache(maxsize=1)
def load_indicator() -> Indicator:
    """Read the shipped indicator; raises what :func:`parse_indicator` does."""
    try:
        text = _file().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelFileError(
            f"the shipped risk indicator cannot be read ({error}); should be restored by "
            "reinstalling provenance-score, or written by 'provenance train-risk'"
        ) from error
    return parse_indicator(text, "the shipped risk indicator")


def indicator_hash() -> str:
    """Return the SHA-256 of the shipped indicator's file."""
    return file_hash(_file())


def _file() -> Traversable:
    return folder("models") / "risk.json"


def assess(sentences: Sequence[SentenceScore], indicator: Indicator | None = None) -> Risk:
    """Return the risk indicator of an article, whether or not it is shown by default.

    Parameters
    ----------
    sentences : sequence of SentenceScore
        An :class:`ArticleScore` is one. It should be scored by the shipped model, which the indicator
        was trained with.
    indicator : Indicator, optional
        The shipped one by default.

    Raises
    ------
    InputError
        When the article has too few claims.

    Examples
    --------
    >>> import provenance
    >>> risk = assess(provenance.score("Critics say the bridge reportedly moved. " * 12))
    >>> 0 <= risk.value <= 1
    True
    """
    claims = sum(sentence.sourcing != "no_claim" for sentence in sentences)
    if claims < FEWEST_CLAIMS:
        raise InputError(
            f"the article has {claims} claim{'' if claims == 1 else 's'}; should have "
            f"{FEWEST_CLAIMS} or more for its sourcing to be likened to others'"
        )
    indicator = indicator or load_indicator()
    profile = measure(sentences)
    return Risk(indicator.value(profile), indicator.drivers(profile))


def goes_with(model: Path | Traversable | None) -> bool:
    """Return whether the shipped indicator was trained with a model.

    Parameters
    ----------
    model : path or None
        The model's file; None where it was read from none.
    """
    if model is None:
        return False
    if model == locate():  # a test holds the two shipped files together, so it is not hashed
        return True
    try:
        return file_hash(model) == (load_indicator().card or {}).get("model_sha256")
    except OSError:  # the file is gone
        return False


def assess_if_shown(
    sentences: Sequence[SentenceScore], fits: Callable[[], bool]
) -> tuple[Risk | None, str | None]:
    """Return the indicator, or None and the reason why there is none.

    Parameters
    ----------
    sentences : sequence of SentenceScore
    fits : callable
        Takes nothing, returns whether the indicator was trained with the model that scored them.
    """
    if not load_indicator().shown:
        return None, "the indicator did not hold up on unseen outlets; models/risk.md says how"
    if sentences and not fits():
        return None, (
            "the article was scored by another model than the one that the indicator was trained "
            "with; should be the shipped one"
        )
    try:
        return assess(sentences), None
    except InputError as error:
        return None, str(error)


def _driver(term: Term, value: float, added: float) -> Driver:
    feature = _BY_NAME[term.name]
    return Driver(
        term.name, feature.words, feature.shown(value), feature.shown(term.typical), added
    )


def _shown(value: float, unit: str) -> str:
    if unit == "share":
        return f"{value:.0%}"
    return f"{value:.1f}" if unit in ("rate", "count") else f"{value:.2f}"
