"""What was not said: silence, refusals and denials, kept apart from statements.

"The ministry **declined to comment**", "He **did not say whether** he would stand", "She **denied
that** she had signed". A source is mentioned, but no claim of its own is reported, or the opposite.
"""

from provenance.extractors.evidence import Kind
from provenance.extractors.listed import ListExtractor

extract = ListExtractor(Kind.POLARITY, "polarity")
