"""Hand a scorer to processes once, instead of with every piece of work.

The scorer is written to a temporary file, which each worker reads when it is first asked for. A worker
that is kept for the next call keeps its scorer with it, and reads no file where that is the same.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from provenance.scoring.scorer import Scorer

# The joblib backends whose workers are processes on this machine, which can read a file of it.
_PROCESSES = frozenset({"LokyBackend", "MultiprocessingBackend"})

_loaded: dict[str, Scorer] = {}  # the last scorer that this process read, by its digest


class Handed(Protocol):
    """What a piece of work gets its scorer from."""

    def scorer(self) -> Scorer:
        """Return the scorer."""


@dataclass(frozen=True, slots=True)
class _InHand:
    held: Scorer

    def scorer(self) -> Scorer:
        return self.held


@dataclass(frozen=True, slots=True)
class _InFile:
    path: Path
    digest: str

    def scorer(self) -> Scorer:
        if self.digest not in _loaded:
            # The file was written by the process that asks, so that unpickling it is safe.
            found = pickle.loads(self.path.read_bytes())
            _loaded.clear()
            _loaded[self.digest] = found
        return _loaded[self.digest]


@contextmanager
def handed_out(scorer: Scorer, n_jobs: int | None) -> Iterator[Handed]:
    """Yield a small value that gives the workers of joblib the scorer.

    Parameters
    ----------
    scorer : Scorer
    n_jobs : int or None
        As joblib counts processes.
    """
    from joblib import effective_n_jobs
    from joblib.parallel import get_active_backend

    backend = type(get_active_backend()[0]).__name__
    if effective_n_jobs(n_jobs) == 1 or backend not in _PROCESSES:
        yield _InHand(scorer)
        return
    written = pickle.dumps(scorer, protocol=pickle.HIGHEST_PROTOCOL)
    with TemporaryDirectory(prefix="provenance-") as folder:
        path = Path(folder) / "scorer.pickle"
        path.write_bytes(written)
        yield _InFile(path, hashlib.sha256(written).hexdigest())
