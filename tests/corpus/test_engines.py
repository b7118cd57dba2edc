"""Tasks over processes: order, how many are under way, and what goes wrong."""

import os
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest

from provenance.corpus import engines
from provenance.corpus.engines import DaskEngine, JoblibEngine, count_jobs, make_engine
from provenance.errors import InputError, ProvenanceError

HERE = os.getpid()


def slower_first(number):
    time.sleep(0.05 if number % 4 == 0 else 0)
    return number * number


def where(_):
    return os.getpid()


def die(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse(number):
    if number == 3:
        raise InputError("3 is odd; should be even")
    return number


@pytest.fixture(autouse=True)
def this_file_in_workers(monkeypatch):
    """Let workers import this file, whose functions they are handed by name."""
    monkeypatch.syspath_prepend(Path(__file__).parents[2])


@pytest.fixture
def dask():
    pytest.importorskip("distributed")
    with warnings.catch_warnings():
        # Dask's and its event loop's own affairs.
        warnings.simplefilter("ignore")
        yield DaskEngine(n_workers=2)


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_results_come_in_the_order_of_tasks(n_jobs):
    numbers = list(range(40))
    assert list(JoblibEngine(n_jobs).map(slower_first, numbers)) == [n * n for n in numbers]


def test_no_task_gives_no_result():
    assert list(JoblibEngine(1).map(slower_first, [])) == []
    assert list(JoblibEngine(2).map(slower_first, [])) == []


def test_one_process_is_this_one_and_two_are_others():
    assert set(JoblibEngine(1).map(where, range(3))) == {HERE}
    assert HERE not in set(JoblibEngine(2).map(where, range(8)))


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_tasks_are_taken_only_when_there_is_room(n_jobs):
    taken = []
    results = JoblibEngine(n_jobs).map(slower_first, (taken.append(n) or n for n in range(100)))
    for done, _ in enumerate(results, 1):
        assert len(taken) <= done + n_jobs * engines._AHEAD
    assert len(taken) == 100


def test_a_broken_off_run_ends_its_processes():
    results = JoblibEngine(2).map(where, range(1000))
    worker = next(results)
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_a_worker_that_is_killed():
    with pytest.raises(ProvenanceError, match="a worker process was killed.*should be given more"):
        list(JoblibEngine(2).map(die, range(8)))


def test_an_error_in_a_worker_is_raised_here():
    with pytest.raises(InputError, match="3 is odd"):
        list(JoblibEngine(2).map(refuse, range(8)))


def test_an_error_in_reading_the_tasks_is_raised_here():
    def tasks():
        yield 1
        raise InputError("the file is broken; should be whole")

    for n_jobs in (1, 2):
        with pytest.raises(InputError, match="broken"):
            list(JoblibEngine(n_jobs).map(slower_first, tasks()))


def test_dask_gives_the_same_in_the_same_order(dask):
    numbers = list(range(40))
    taken = []
    results = []
    for done, result in enumerate(
        dask.map(slower_first, (taken.append(n) or n for n in numbers)), 1
    ):
        results.append(result)
        assert len(taken) <= done + 2 * engines._AHEAD
    assert results == [n * n for n in numbers]


def test_dask_raises_a_workers_error_here(dask):
    with pytest.raises(InputError, match="3 is odd"):
        list(dask.map(refuse, range(8)))


def test_a_scheduler_that_is_not_there(dask, monkeypatch):
    monkeypatch.setattr(engines, "_CONNECT_SECONDS", 0.5)
    for address in ("tcp://127.0.0.1:9", "nowhere", "://"):
        with pytest.raises(InputError, match="no Dask scheduler at.*should be the address"):
            list(DaskEngine(address).map(slower_first, [1]))


def test_a_cluster_that_stands(dask):
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        engine = make_engine("dask", scheduler=cluster.scheduler_address)
        assert list(engine.map(slower_first, range(5))) == [0, 1, 4, 9, 16]


def test_wrong_settings(monkeypatch):
    for n_jobs in (0, 1.5, "2", True):
        with pytest.raises(InputError, match="n_jobs is .*should be a number of processes"):
            count_jobs(n_jobs)
    assert count_jobs(None) == 1
    assert count_jobs(-1) >= 1
    with pytest.raises(InputError, match="engine is 'ray'; should be one of joblib, dask"):
        make_engine("ray")
    with pytest.raises(InputError, match="scheduler is 'tcp://a:1', which is Dask's"):
        make_engine("joblib", scheduler="tcp://a:1")
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"distributed is not installed.*provenance-score\[dask\]"):
        make_engine("dask")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_workers_end_when_the_main_process_is_killed():
    code = (
        "import os, sys\n"
        "from provenance.corpus.engines import JoblibEngine\n"
        "results = JoblibEngine(2).map(sum, ([n] for n in range(10**9)))\n"
        "next(results)\n"
        "from pathlib import Path\n"
        "print(*Path(f'/proc/{os.getpid()}/task/{os.getpid()}/children').read_text().split())\n"
        "sys.stdout.flush()\n"
        "os.kill(os.getpid(), 9)\n"
    )
    if not os.path.exists("/proc/self/task"):
        pytest.skip("children are found by /proc")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    children = [int(number) for number in done.stdout.split()]
    assert len(children) >= 2
    deadline = time.monotonic() + 15
    while any(map(alive, children)):
        assert time.monotonic() < deadline, "workers should end with the process that began them"
        time.sleep(0.05)


def alive(process):
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
