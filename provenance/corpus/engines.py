"""Where the work is done: in this process, in several by joblib's executor, or by Dask.

An engine maps a function over tasks. It takes a task only when there is room for it, so that a
corpus of any length needs no more memory than a few tasks do, and gives results in the order of the
tasks, whichever was done first.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, Protocol, TypeVar

from provenance.errors import InputError, ProvenanceError
from provenance.extras import install

Task = TypeVar("Task")
Result = TypeVar("Result")

ENGINES = ("joblib", "dask")
# Tasks under way for each worker: enough that none waits while results are being written.
_AHEAD = 4
_CONNECT_SECONDS = 10
# How often a worker looks whether the process that began it is still there.
_LOOK_SECONDS = 0.5
# A worker has one core, so the libraries below it need no threads of their own.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_REMEDY = (
    "should be given more memory, or less work at a time, by fewer processes or smaller batches; "
    "what was committed is kept, and the same call goes on from there"
)


class Engine(Protocol):
    """What maps a function over tasks."""

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results in the order of the tasks, which are taken as there is room."""
        ...


class JoblibEngine:
    """Works in this process, or in several on this machine.

    Parameters
    ----------
    n_jobs : int, default=1
        Processes, as joblib counts them: -1 for all cores.
    """

    def __init__(self, n_jobs: int = 1):
        self.n_jobs = count_jobs(n_jobs)

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results in the order of the tasks, which are taken as there is room."""
        if self.n_jobs == 1:
            yield from map(function, tasks)
            return
        from joblib.externals.loky import ProcessPoolExecutor
        from joblib.externals.loky.process_executor import BrokenProcessPool

        executor = ProcessPoolExecutor(
            self.n_jobs, initializer=_start_worker, initargs=(os.getpid(),), env=_ONE_THREAD
        )
        try:
            submit = _submitter(executor.submit, function)
            yield from _in_order(submit, tasks, self.n_jobs * _AHEAD)
        except BrokenProcessPool as error:
            raise ProvenanceError(f"a worker process was killed or crashed; {_REMEDY}") from error
        finally:
            executor.shutdown()


class DaskEngine:
    """Works on a Dask cluster: a local one by default, or one that stands.

    Parameters
    ----------
    address : str, optional
        The scheduler of a cluster, such as ``tcp://10.0.0.1:8786``. Its workers should have the same
        release of this package, and the model at the same path.
    n_workers : int, default=1
        Processes of the local cluster, as joblib counts them; of no meaning with ``address``.
    """

    def __init__(self, address: str | None = None, n_workers: int = 1):
        if find_spec("distributed") is None:
            raise InputError(f"dask.distributed is not installed; should be: {install('dask')}")
        self.address = address
        self.n_workers = count_jobs(n_workers)

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results in the order of the tasks, which are taken as there is room."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        with self._client() as client:
            workers = sum(client.nthreads().values()) or self.n_workers
            submit = _submitter(client.submit, function, pure=False)
            try:
                yield from _in_order(submit, tasks, max(workers, 1) * _AHEAD)
            except KilledWorker as error:
                raise ProvenanceError(f"a Dask worker was killed or crashed; {_REMEDY}") from error
            except FutureCancelledError as error:
                raise ProvenanceError(
                    f"the Dask scheduler {self.address or ''} went away; should stand until the end: "
                    "what was committed is kept, and the same call goes on from there"
                ) from error

    @contextmanager
    def _client(self) -> Iterator[Any]:
        import dask
        from distributed import Client, LocalCluster

        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
            if self.address is not None:
                with _connected(Client, self.address) as client:
                    yield client
                return
            with _interrupts_ignored():
                cluster = LocalCluster(
                    n_workers=self.n_workers,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
            with cluster, Client(cluster) as client:
                yield client


def make_engine(name: str, n_jobs: int = 1, scheduler: str | None = None) -> Engine:
    """Return an engine.

    Parameters
    ----------
    name : {"joblib", "dask"}
    n_jobs : int, default=1
        Processes, as joblib counts them.
    scheduler : str, optional
        The address of a Dask scheduler.

    Raises
    ------
    InputError
        When there is no such engine, it is not installed, or it has no use for a scheduler.
    """
    if name not in ENGINES:
        raise InputError(f"engine is {name!r}; should be one of {', '.join(ENGINES)}")
    if name == "dask":
        return DaskEngine(scheduler, n_jobs)
    if scheduler is not None:
        raise InputError(
            f"scheduler is {scheduler!r}, which is Dask's; should be with engine 'dask'"
        )
    return JoblibEngine(n_jobs)


def count_jobs(n_jobs: int | None) -> int:
    """Return a number of processes, counted as joblib does: -1 for all cores."""
    from joblib import effective_n_jobs

    if n_jobs is None:
        return 1
    if not isinstance(n_jobs, int) or isinstance(n_jobs, bool) or n_jobs == 0:
        raise InputError(
            f"n_jobs is {n_jobs!r}; should be a number of processes, or -1 for all cores"
        )
    return effective_n_jobs(n_jobs)


def _submitter(
    submit: Callable[..., Any], function: Callable[[Task], Result], **options: Any
) -> Callable[[Task], Any]:
    return lambda task: submit(function, task, **options)


def _in_order(submit: Callable[[Task], Any], tasks: Iterable[Task], ahead: int) -> Iterator[Any]:
    """Yield the results of futures in order, with at most so many under way."""
    under_way: deque[Any] = deque()
    try:
        for task in tasks:
            under_way.append(submit(task))
            if len(under_way) >= ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:  # where the run was broken off
            future.cancel()


@contextmanager
def _connected(client_class: Any, address: str) -> Iterator[Any]:
    try:
        client = client_class(address, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            f"there is no Dask scheduler at {address!r} ({error}); should be the address of one "
            "that stands, such as tcp://10.0.0.1:8786"
        ) from None
    with client:
        yield client


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Have the processes that are begun inside leave interruptions to this one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start_worker(parent: int) -> None:
    """Leave interruptions to the process that hands out the work, and end when it has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name == "posix":  # elsewhere a process keeps the number of the one that began it
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os._exit(1)
