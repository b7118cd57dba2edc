"""What is wrong with a whole file: it is damaged, or its columns are not those that are needed."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib

from provenance.errors import InputError

DAMAGE = (
    OSError,
    EOFError,
    UnicodeDecodeError,
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading raises over bytes that are not what they should be, or the beginning of it."""


class UnusableFile(InputError):
    """A file cannot be read, or not further, though others beside it may be.

    What is no fault of the file, such as a library that is missing, is another ``InputError``.

    Parameters
    ----------
    reason : str
        What is wrong and what would be right.
    code : str, default="unreadable"
        A key of :data:`provenance.corpus.record.CODES`.
    """

    def __init__(self, reason: str, code: str = "unreadable"):
        super().__init__(reason)
        self.code = code


def damaged(file: str, after: str, error: Exception) -> str:
    """Say that a file is damaged.

    Examples
    --------
    >>> damaged("news.csv.gz", "", EOFError("it ends early"))
    'news.csv.gz is damaged: it ends early; should be whole'
    """
    where = f"{file} is damaged" + (f" after {after}" if after else "")
    told = str(error).partition("\n")[0].rstrip(":") or type(error).__name__
    return f"{where}: {told}; should be whole"
