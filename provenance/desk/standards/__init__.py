"""Standards: what newsroom handbooks ask of sourcing, looked for in a draft."""

from provenance.desk.standards.checking import check
from provenance.desk.standards.choosing import Standard, Standards, standards
from provenance.desk.standards.finding import SEVERITIES, Finding
from provenance.desk.standards.packs import Pack, load_pack, pack_names

__all__ = [
    "SEVERITIES",
    "Finding",
    "Pack",
    "Standard",
    "Standards",
    "check",
    "load_pack",
    "pack_names",
    "standards",
]
