"""The fourth floor: attributed sentences in, one row of named numbers each out."""

from provenance.features.analysis import Analysis, analyse
from provenance.features.rows import GROUPS, Row, rows
from provenance.features.space import FeatureSpace

__all__ = ["GROUPS", "Analysis", "FeatureSpace", "Row", "analyse", "rows"]
