"""Marks of an unnamed source: the condition, the reason, and how the source knows.

"spoke **on condition of anonymity**", "because she was **not authorised to speak**", "people
**familiar with the talks**". Handbooks ask that the reason be given; this finds whether it is.
"""

from provenance.extractors.evidence import Kind
from provenance.extractors.listed import ListExtractor

extract = ListExtractor(Kind.ANONYMITY, "anonymity")
