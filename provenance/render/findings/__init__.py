"""The forms in which findings are told: one file a form, each with ``render(results, standards)``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from provenance.desk.standards.checked import Checked
from provenance.desk.standards.choosing import Standards
from provenance.render.findings import github, plain_json, sarif, text

# To add a form, write its file and name it here.
FORMATS: dict[str, Callable[[Sequence[Checked], Standards], str]] = {
    "text": text.render,
    "json": plain_json.render,
    "sarif": sarif.render,
    "github": github.render,
}

__all__ = ["FORMATS"]
