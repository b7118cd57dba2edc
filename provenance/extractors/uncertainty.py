"""The writer's own uncertainty: "may", "is likely to", "appears", kept apart from hedges.

"The bridge **may** close" says how sure the writer is, not that somebody else said so.
"""

from provenance.extractors.evidence import Kind
from provenance.extractors.listed import ListExtractor

extract = ListExtractor(Kind.UNCERTAINTY, "uncertainty")
