"""Readers of articles, one a format, all yielding the same two values."""

from provenance.corpus.readers.options import CARRIED, ReadOptions
from provenance.corpus.readers.reading import FORMATS, describe, read_records
from provenance.corpus.readers.telling import Told

__all__ = ["CARRIED", "FORMATS", "ReadOptions", "Told", "describe", "read_records"]
