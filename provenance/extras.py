"""How to install what the core install leaves out."""

from __future__ import annotations


def install(extra: str) -> str:
    """Return the command that installs an extra, from a clone or by the package's name.

    Examples
    --------
    >>> install("report")
    "pip install '.[report]' from a clone, or pip install 'provenance-score[report]'"
    """
    return f"pip install '.[{extra}]' from a clone, or pip install 'provenance-score[{extra}]'"
