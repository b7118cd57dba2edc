"""Download a publisher's archive: whole and checked, or not at all.

Pooch (https://www.fatiando.org/pooch) writes to a temporary file, compares its SHA-256 where one is
known, and only then gives it its name. What broke off is begun anew.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from provenance.data.catalogue import Source
from provenance.errors import DatasetError
from provenance.extras import install

TIMEOUT = 30
"""Seconds that a server may be silent."""
_CHUNK = 1 << 16


class Bar:
    """A progress bar of rich with the face that Pooch expects of one.

    Parameters
    ----------
    progress : rich.progress.Progress
    description : str
    """

    def __init__(self, progress: Any, description: str) -> None:
        self._progress = progress
        self._task = progress.add_task(description, total=None)

    @property
    def total(self) -> float | None:
        """How many bytes there are, or None where the server does not say."""
        return self._progress.tasks[self._progress.task_ids.index(self._task)].total

    @total.setter
    def total(self, total: float | None) -> None:
        self._progress.update(self._task, total=total or None)

    def update(self, count: int) -> None:
        """Count bytes that have come."""
        self._progress.update(self._task, advance=count)

    def reset(self) -> None:
        """Begin to count anew, which Pooch does to fill the bar at the end."""
        if self.total is not None:
            self._progress.update(self._task, completed=0)

    def close(self) -> None:
        """Leave the bar as it is."""


def download(source: Source, folder: Path, bar: Bar | None = None) -> Path:
    """Download an archive into a folder, unless it is there and of the right checksum.

    Parameters
    ----------
    source : Source
    folder : Path
        Made if it is not there.
    bar : Bar, optional

    Returns
    -------
    Path
        The archive.

    Raises
    ------
    DatasetError
        When Pooch is not installed, the server is out of reach or has no such file, the connection
        broke off, the checksum is another, or the folder cannot be written.
    """
    try:
        import pooch
        from requests import exceptions
    except ImportError:
        raise DatasetError(
            f"pooch is not installed, and downloads need it; should be: {install('datasets')}; "
            f"or download {source.url} yourself and name the file by --from"
        ) from None
    # Pooch tells each step by itself, and a checksum that means little where none is known.
    pooch.get_logger().setLevel(logging.WARNING)
    name = f"{source.repository.replace('/', '-')}-{source.commit}.tar.gz"
    known = f"sha256:{source.sha256}" if source.sha256 else None
    fetcher = pooch.HTTPDownloader(progressbar=bar or False, chunk_size=_CHUNK, timeout=TIMEOUT)
    try:
        return Path(pooch.retrieve(source.url, known, name, folder, downloader=fetcher))
    except exceptions.HTTPError as error:
        raise DatasetError(
            f"{source.url} was not given: {error}; should be an archive of {source.told}"
        ) from error
    except exceptions.ChunkedEncodingError as error:
        raise DatasetError(
            f"the download of {source.url} broke off ({error}); should run to its end: nothing of "
            "it was kept, run the command again"
        ) from error
    except exceptions.RequestException as error:
        raise DatasetError(
            f"{source.url} cannot be reached ({_reason(error)}); should be reachable: without a "
            "network, download it elsewhere and name the file by --from"
        ) from error
    except ValueError as error:
        raise DatasetError(
            f"{source.url} is another file than the one that is known ({error}); should have the "
            "SHA-256 that datasets/corpora.toml gives: nothing of it was kept"
        ) from error
    except OSError as error:
        raise unwritable(folder, error) from error


def _reason(error: Exception) -> str:
    # What urllib3 says is inside, below a note on retries that were never asked for.
    inner = error.args[0] if error.args else error
    return str(getattr(inner, "reason", None) or inner)


def unwritable(folder: Path, error: OSError) -> DatasetError:
    """Return the complaint that a folder cannot be written."""
    return DatasetError(
        f"{folder} cannot be written: {error.strerror or error}; should be a folder that you may "
        "write to: name another by --corpora or in PROVENANCE_CORPORA"
    )
