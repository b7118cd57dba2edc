"""Files that outlast a power cut: written, brought to the disk, and only then given their names.

What a program wrote may stand in memory for seconds. ``fsync`` of a file brings its content to the
disk, ``fsync`` of a folder the names in it; a name may otherwise be there before its content is.
(T. S. Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014.)
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from provenance.errors import InputError

# A file system that has no fsync of folders says so by one of these.
_NOT_POSSIBLE = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}


def create(path: Path) -> BinaryIO:
    """Open a file for writing, empty, whatever stood there."""
    return path.open("wb")


def reopen(path: Path, length: int) -> BinaryIO:
    """Open a file for writing after its first bytes; what stood beyond them is dropped."""
    file = path.open("r+b" if path.exists() else "wb")
    file.truncate(length)
    file.seek(length)
    return file


def sync(file: BinaryIO) -> None:
    """Bring a file's content to the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk.

    Windows cannot do this for a folder. NTFS keeps a journal of names, so that after a power cut the
    last of them may be missing, but none leads to another file.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_POSSIBLE:
            raise
    finally:
        os.close(handle)


def rename(source: Path, target: Path) -> None:
    """Give a file or folder that is on the disk another name, and bring that name to the disk.

    A file of that name is replaced, in one step.
    """
    os.replace(source, target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def make_folder(folder: Path) -> None:
    """Make a folder, unless it is there, and bring its name to the disk."""
    if not folder.is_dir():
        os.mkdir(folder)
        sync_folder(folder.parent)


@contextmanager
def telling(folder: Path) -> Iterator[None]:
    """Tell of files that cannot be written in the project's own words."""
    try:
        yield
    except OSError as error:
        raise unwritable(folder, error.strerror or str(error)) from error


def unwritable(folder: Path, reason: str) -> InputError:
    """Return the complaint that the output cannot be written."""
    return InputError(
        f"{folder} cannot be written: {reason}; should be a folder with room that you may write to: "
        "what is committed is kept, and the same run goes on from there"
    )
