"""Killed at every point, short of room at every point: what is there is whole, and the run goes on."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from provenance.corpus import durable, folder, state
from provenance.corpus.formats import FORMATS
from provenance.corpus.schema import Layout
from provenance.corpus.store import Store
from provenance.errors import InputError

ROOT = Path(__file__).parents[3]
PARTS = 2
LAYOUTS = [Layout(), Layout("jsonl"), Layout("csv", "gzip")]

# Without fork, and with threads of other tests about, a kill at each point would take a process each.
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


def run(out, layout, rows, restart=False):
    """Write a small corpus, or go on writing it; a table has rows in its first part alone."""
    format = FORMATS[layout.format]
    with Store.open(out, {"a": 1}, lambda where: format.Writer(where, layout), restart) as store:
        for number in range(store.committed, PARTS):
            assert all(store.new_ids([f"{number} a", f"{number} b"], number))
            for table, columns in rows.items():
                if table != "set_aside" or not number:
                    payload = format.encode(table, columns, layout)
                    store.append(table, payload)
            store.commit({"records": 2}, str(number))
        store.finish()


class Point:
    """Counts the points at which a run touches the disk, and acts at one of them."""

    def __init__(self, at, act):
        self.seen, self._at, self._act = 0, at, act

    def __call__(self):
        self.seen += 1
        if self.seen == self._at:
            self._act()


class HalfWritten:
    """A file of which a write may end in the middle."""

    def __init__(self, file, point):
        self._file, self._point, self._writes = file, point, 0

    def write(self, data):
        data = bytes(data)
        self._writes += 1
        self._file.write(data[: len(data) // 2])
        if self._writes % 50 == 1:  # Parquet is written in many small pieces
            self._file.flush()
            self._point()
        self._file.write(data[len(data) // 2 :])
        return len(data)

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()


def watch(patch, point, transactions=("begin", "note", "forget", "commit")):
    """Let a point see each call that touches the disk, those of SQLite's transactions included."""

    def before(call):
        def called(*args, **options):
            point()
            return call(*args, **options)

        return called

    def after(call):
        def called(*args, **options):
            result = call(*args, **options)
            point()
            return result

        return called

    for name in ("mkdir", "replace", "fsync", "unlink", "rmdir"):
        patch.setattr(os, name, before(getattr(os, name)))
    for name in ("create", "reopen"):
        opened = getattr(durable, name)
        patch.setattr(durable, name, lambda *args, opened=opened: HalfWritten(opened(*args), point))
    for name in transactions:
        patch.setattr(state.State, name, before(after(getattr(state.State, name))))


def without_syncing(patch):
    """Spare the disk where it is a kill that is tried, which what the system holds outlasts."""
    patch.setattr(os, "fsync", lambda handle: None)
    pragmas = [p for p in state._PRAGMAS if "synchronous" not in p]
    patch.setattr(state, "_PRAGMAS", [*pragmas, "PRAGMA synchronous=OFF"])


def trees(path):
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }


def check_nothing_is_half_written(out, whole):
    """Check that what stands under a final name is as it will be."""
    if not out.exists():
        return
    for name, data in trees(out).items():
        place = name.removeprefix(f"{folder.WORK}/")
        if name == place or (place.endswith(".parquet") and "/." not in place):
            assert data == whole[place], name
    if (out / folder.RUN).exists():
        assert {name for name in trees(out) if not name.startswith(folder.WORK)} == set(whole)


# Runs as a program of its own: it has one thread, so that it can fork a process for each kill.
KILLS = """
import importlib.util, json, os, shutil, sys, traceback
from pathlib import Path

spec = importlib.util.spec_from_file_location("kills", sys.argv[1])
kills = importlib.util.module_from_spec(spec)
spec.loader.exec_module(kills)
import pandas, pyarrow.parquet  # once, and not in each process anew
import pytest
from provenance.errors import InputError

folder, layout = Path(sys.argv[2]), kills.Layout(*json.loads(sys.argv[3]))
rows, before = json.loads(Path(sys.argv[4]).read_text()), sys.argv[5]

kills.without_syncing(pytest.MonkeyPatch())

def child(work):
    pid = os.fork()
    if not pid:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def prepare(out):
    if before != "nothing":
        kills.run(out, kills.Layout(before), rows)

def killed(out, at):
    with pytest.MonkeyPatch.context() as patch:
        point = kills.Point(at, lambda: os._exit(137))
        kills.watch(patch, point, ("begin", "note", "forget", "commit", "close"))
        kills.run(out, layout, rows, restart=before != "nothing")

def resume(out):
    try:
        kills.run(out, layout, rows)
    except InputError as error:
        finished = "holds a finished run" in str(error)
        begun = (out / "run.json").exists() and kills.trees(out) == whole
        assert finished and (begun or before != "nothing"), error
        if not begun:
            kills.run(out, layout, rows, restart=True)

assert child(lambda: kills.run(folder / "whole", layout, rows)) == 0
whole, points = kills.trees(folder / "whole"), 0
if before != "nothing":
    assert child(lambda: prepare(folder / "before")) == 0
while True:
    points += 1
    out = folder / "out"
    if before != "nothing":
        shutil.copytree(folder / "before", out)
    code = child(lambda: killed(out, points))
    assert code in (0, 137), (points, code)
    if before == "nothing":
        kills.check_nothing_is_half_written(out, whole)
    if code == 137:
        assert child(lambda: resume(out)) == 0, points
    assert kills.trees(out) == whole, points
    assert not (out / "_unfinished").exists(), points
    shutil.rmtree(out)
    if not code:
        break
print(points - 1)
"""


@needs_fork
@pytest.mark.parametrize(
    ("layout", "before"),
    [(layout, "nothing") for layout in LAYOUTS] + [(Layout(), "csv"), (Layout("jsonl"), "parquet")],
    ids=lambda value: getattr(value, "format", f"over {value}"),
)
def test_killed_at_every_point_the_run_goes_on(layout, before, tmp_path, make_rows):
    pytest.importorskip("pyarrow")
    rows = json.dumps(make_rows(layout, 0, 2))
    (tmp_path / "rows.json").write_text(rows)
    layout = json.dumps([layout.format, layout.compression])
    found = subprocess.run(
        [sys.executable, "-c", KILLS, __file__, tmp_path, layout, tmp_path / "rows.json", before],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert found.returncode == 0, found.stderr
    assert int(found.stdout) > 30  # points there were


SLOW_RUN = """
import importlib.util, json, sys
from pathlib import Path

spec = importlib.util.spec_from_file_location("kills", sys.argv[1])
kills = importlib.util.module_from_spec(spec)
spec.loader.exec_module(kills)
kills.PARTS = 30
rows = json.loads(Path(sys.argv[3]).read_text())
print("begun", flush=True)
kills.run(Path(sys.argv[2]), kills.Layout(), rows)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such kill here")
def test_killed_at_any_time_the_run_goes_on(tmp_path, make_rows, monkeypatch):
    pytest.importorskip("pyarrow")
    rows = make_rows(Layout(), 0, 2)
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    out = tmp_path / "out"
    for wait in (0.02, 0.11, 0.05, 0.17):
        command = [sys.executable, "-c", SLOW_RUN, __file__, out, tmp_path / "rows.json"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(wait)
            process.kill()
    monkeypatch.setitem(globals(), "PARTS", 30)
    if not (out / folder.RUN).exists() or (out / folder.WORK).exists():
        run(out, Layout(), rows)
    run(tmp_path / "whole", Layout(), rows)
    assert trees(out) == trees(tmp_path / "whole")


def no_room():
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.format)
def test_without_room_at_any_point_the_run_ends_clearly_and_goes_on(
    layout, tmp_path, make_rows, monkeypatch
):
    pytest.importorskip("pyarrow")
    without_syncing(monkeypatch)
    rows = make_rows(layout, 0, 2)
    run(tmp_path / "whole", layout, rows)
    whole = trees(tmp_path / "whole")
    at = 0
    while True:
        at += 1
        out = tmp_path / f"out{at}"
        point = Point(at, no_room)
        with pytest.MonkeyPatch.context() as patch:
            watch(patch, point)
            try:
                run(out, layout, rows)
            except InputError as error:
                assert "cannot be written: No space left on device; should be" in str(error)
        check_nothing_is_half_written(out, whole)
        if point.seen < at:
            break
        if not (out / folder.RUN).exists() or (out / folder.WORK / folder.STATE).exists():
            run(out, layout, rows)
        assert trees(out) == whole, at
    assert at > 30


def test_no_room_for_the_state_is_told(tmp_path, make_rows):
    out = tmp_path / "out"
    layout = LAYOUTS[1]
    opened = Store.open(out, {}, lambda where: FORMATS["jsonl"].Writer(where, layout))
    with opened as store:
        pages = store._state._db.execute("PRAGMA page_count").fetchone()[0]
        store._state._db.execute(f"PRAGMA max_page_count={pages}")
        store.new_ids([str(number) for number in range(5_000)], 0)
        with pytest.raises(InputError, match="cannot be written: database or disk is full; should"):
            store.commit({"records": 5_000}, "")
        with pytest.raises(InputError, match="an error broke it off; should be opened anew"):
            store.commit({"records": 5_000}, "")
    with Store.open(out, {}, lambda where: FORMATS["jsonl"].Writer(where, layout)) as store:
        assert store.committed == 0
        assert store.new_ids(["7"], 0) == [True]


def paths_of_handles(patch):
    """Remember the paths that handles were opened for."""
    found = {}
    opened = os.open

    def remember(path, *args, **options):
        handle = opened(path, *args, **options)
        found[handle] = Path(path)
        return handle

    patch.setattr(os, "open", remember)
    for name in ("create", "reopen"):
        call = getattr(durable, name)

        def remembered(path, *args, call=call):
            file = call(path, *args)
            found[file.fileno()] = Path(path)
            return file

        patch.setattr(durable, name, remembered)
    return found


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be brought to the disk here")
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.format)
def test_the_disk_has_it_before_its_name_and_its_name_before_the_state(
    layout, tmp_path, make_rows, monkeypatch
):
    """What a power cut may undo is what was not brought to the disk by then."""
    pytest.importorskip("pyarrow")
    log = []
    paths = paths_of_handles(monkeypatch)
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(
        os, "fsync", lambda handle: (fsync(handle), log.append(("sync", paths[handle])))
    )
    monkeypatch.setattr(
        os, "replace", lambda a, b: (replace(a, b), log.append(("name", Path(a), Path(b))))
    )
    for name in ("commit", "note"):
        call = getattr(state.State, name)
        monkeypatch.setattr(
            state.State,
            name,
            lambda *args, call=call, name=name: (log.append((name,)), call(*args)),
        )
    out = tmp_path / "out"
    run(out, layout, make_rows(layout, 0, 2))
    work = out / folder.WORK
    commits = [place for place, event in enumerate(log) if event[0] == "commit"]
    assert len(commits) == PARTS
    assert log[-1] == ("sync", out)
    tables = FORMATS[layout.format].names(layout).values()
    for place, event in enumerate(log):
        if event[0] == "name" and event[1].name not in tables:  # a table's folder has no content
            assert ("sync", event[1]) in log[:place]
        if event[0] == "name":
            assert ("sync", event[2].parent) == log[place + 1]
    for start, commit in zip([0, *commits], commits, strict=False):
        since = log[start:commit]
        if layout.format == "parquet":
            assert ("sync", work / "sentences") in since
        else:
            assert {("sync", work / name) for name in tables} <= set(since)
    names = [event[2].name for event in log if event[0] == "name" and event[2].parent == out]
    assert names == [*sorted(tables), folder.RUN]
    assert log.index(("note",)) < next(
        i for i, e in enumerate(log) if e[0] == "name" and e[2].parent == out
    )
