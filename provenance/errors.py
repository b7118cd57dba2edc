"""Every exception the project raises on purpose.

All of them derive from :class:`ProvenanceError`, so one ``except`` catches what the
library has to say, and each also derives from the built-in a caller would expect.
Messages have one form: what was wrong, then what would be right.
"""

__all__ = [
    "DatasetError",
    "InputError",
    "LexiconError",
    "ModelFileError",
    "ProvenanceError",
]


class ProvenanceError(Exception):
    """Base class of the project's exceptions."""


class InputError(ProvenanceError, ValueError):
    """The text, frame or option handed in cannot be used as it is."""


class ModelFileError(ProvenanceError, ValueError):
    """A model file is missing, damaged, or written for other code than this."""


class LexiconError(ProvenanceError, ValueError):
    """A cue list under ``datasets/lexicons`` breaks the format of cue lists."""


class DatasetError(ProvenanceError, ValueError):
    """A corpus or label file is missing or is not what its labels point into."""
