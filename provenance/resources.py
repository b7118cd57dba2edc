"""Where the project's data files are, installed or in a checkout."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from provenance.errors import ProvenanceError

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Traversable:
    """Return the data folder ``name`` (``"models"`` or ``"datasets"``).

    In a wheel it stands inside the package; in a checkout beside it, next to ``setup.cfg``.
    """
    inside = resources.files("provenance") / name
    if inside.is_dir():
        return inside
    beside = _PACKAGE.parent / name
    if beside.is_dir() and (_PACKAGE.parent / "setup.cfg").is_file():
        return beside
    raise ProvenanceError(
        f"the {name} folder is missing from this installation; should be inside the package: "
        "reinstall it with 'pip install --force-reinstall provenance-score'"
    )
