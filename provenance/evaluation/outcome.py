"""One figure of the table of measures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """One figure of the table.

    Attributes
    ----------
    task : str
        What is measured: ``own test part``, ``polnear`` ...
    measure : str
    system : str
        Whose figure it is: ``provenance``, or one of the baselines.
    value : float
    """

    task: str
    measure: str
    system: str
    value: float
