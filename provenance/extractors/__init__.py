"""The second floor: a document in, evidence with its spans out."""

from provenance.extractors.evidence import Evidence, Kind
from provenance.extractors.extraction import EXTRACTORS, Extraction, extract
from provenance.extractors.sources import Link, source_type

__all__ = ["EXTRACTORS", "Evidence", "Extraction", "Kind", "Link", "extract", "source_type"]
