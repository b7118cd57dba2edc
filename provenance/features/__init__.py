"""The fourth floor: attributed sentences in, one row of named numbers each out."""

from provenance.features.analysis import Analysis, analyse
from provenance.features.rows import GROUPS, Row, rows
from provenance.features.space import FeatureSpace, SparseRows

__all__ = ["GROUPS", "Analysis", "FeatureSpace", "Row", "SparseRows", "analyse", "rows"]
