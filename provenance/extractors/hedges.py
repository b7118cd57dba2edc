"""Evidential hedges: wording that hands a claim on without saying whose it is.

"The bridge **reportedly** failed an inspection", "She **is said to** have signed", "**amid reports
that** the talks had stalled". The writer's own caution ("may", "likely") is another thing and has
its own extractor; the difference is evidentiality against epistemic modality (Aikhenvald 2004).
"""

from provenance.extractors.evidence import Kind
from provenance.extractors.listed import ListExtractor

extract = ListExtractor(Kind.HEDGE, "hedges")
