"""The third floor: evidence in, an attribution for every sentence out."""

from provenance.attribution.attribute import Attributed, attribute
from provenance.attribution.further import further_attributions
from provenance.attribution.model import Attribution, Basis, Polarity, Source, SourceType
from provenance.attribution.quoting import Quoted

__all__ = [
    "Attributed",
    "Attribution",
    "Basis",
    "Polarity",
    "Quoted",
    "Source",
    "SourceType",
    "attribute",
    "further_attributions",
]
