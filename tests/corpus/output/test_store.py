"""The store: begun, broken off, gone on with, finished; and what it refuses."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from provenance.corpus import folder, store
from provenance.corpus.formats import FORMATS
from provenance.corpus.schema import SCHEMA_VERSION, Layout
from provenance.corpus.state import STATE_VERSION, State
from provenance.corpus.store import Store
from provenance.errors import InputError

ROOT = Path(__file__).parents[3]
SETTINGS = {"model_sha256": "0a", "part_size": 3, "layout": {"format": "jsonl", "carried": ["x"]}}
LAYOUT = Layout("jsonl")


def opened(out, settings=SETTINGS, layout=LAYOUT, restart=False):
    return Store.open(
        out, settings, lambda where: FORMATS[layout.format].Writer(where, layout), restart
    )


@pytest.fixture
def add(make_rows):
    """Append a part of three records, and commit it."""

    def added(store, number, layout=LAYOUT):
        assert store.new_ids([f"{number}-{n}" for n in range(3)], number) == [True] * 3
        for table, rows in make_rows(layout, number * 3, number * 3 + 3).items():
            store.append(table, FORMATS[layout.format].encode(table, rows, layout))
        store.commit({"records": 3, "codes": {f"code {number % 2}": 1}}, f"digest {number}")

    return added


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def unfinished(out, add):
    """A folder with a run of two parts that was broken off."""
    with opened(out) as store:
        add(store, 0)
        add(store, 1)
    return out


@pytest.fixture
def finished(unfinished):
    with opened(unfinished) as store:
        store.finish()
    return unfinished


def test_a_finished_folder_holds_the_tables_and_the_run_alone(finished):
    names = sorted(path.name for path in finished.iterdir())
    assert names == ["articles.jsonl", "run.json", "sentences.jsonl", "set_aside.jsonl"]
    about = json.loads((finished / "run.json").read_text("utf-8"))
    assert about == {
        "schema_version": SCHEMA_VERSION,
        "provenance_version": store.provenance.__version__,
        "settings": SETTINGS,
        "counts": {"records": 6, "codes": {"code 0": 1, "code 1": 1}},
    }


def test_until_it_is_finished_nothing_stands_in_the_folder_itself(unfinished):
    assert [path.name for path in unfinished.iterdir()] == ["_unfinished"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_broken_run_ends_as_an_unbroken_one(format, tmp_path, add, content, make_rows):
    layout = Layout(format)
    for name, breaks in (("whole", ()), ("broken", (1, 2))):
        store = opened(tmp_path / name, layout=layout)
        for number in range(3):
            if number in breaks:
                # What is not committed is dropped: rows, ids and all.
                rows = make_rows(layout, 50, 90)["sentences"]
                store.append("sentences", FORMATS[format].encode("sentences", rows, layout))
                store.new_ids([f"{number}-1"], number)
                store.close()
                store = opened(tmp_path / name, layout=layout)
            assert (store.committed, store.records) == (number, number * 3)
            add(store, number, layout)
        store.finish()
    assert content(tmp_path / "whole") == content(tmp_path / "broken")


def test_going_on_knows_counts_digests_and_ids(unfinished):
    with opened(unfinished) as store:
        assert (store.committed, store.records) == (2, 6)
        assert store.counts == {"records": 6, "codes": {"code 0": 1, "code 1": 1}}
        assert [store.digest_of(part) for part in range(2)] == ["digest 0", "digest 1"]
        with pytest.raises(KeyError):
            store.digest_of(2)
        assert store.new_ids(["1-2", "1-3", "1-3", "0-0"], 2) == [False, True, False, False]


def test_ids_are_those_of_their_part(out, add):
    # Part 1 is read before part 0 is committed: broken off between, its ids are new once more.
    with opened(out) as store:
        assert store.new_ids(["a", "b", "a"], 0) == [True, True, False]
        assert store.new_ids(["b", "c"], 1) == [False, True]
        store.commit({"records": 3}, "")
    with opened(out) as store:
        assert store.new_ids(["b", "c"], 1) == [False, True]
        with pytest.raises(ValueError, match="part is 0; should be at least 1"):
            store.new_ids(["d"], 0)


def test_many_ids_and_odd_ones(out):
    ids = [f"id {n}" for n in range(3_000)] + ["", "\ud800", "é", "e\u0301", "\x00"]
    with opened(out) as store:
        assert all(store.new_ids(ids, 0))
        store.commit({"records": 3}, "")
        assert not any(store.new_ids(ids, 1))


def test_a_commit_without_its_number_of_records_is_refused(out):
    with opened(out) as store, pytest.raises(ValueError, match="counts has no 'records'"):
        store.commit({"scored": 3}, "")


@pytest.mark.parametrize("layout", [Layout(), LAYOUT], ids=lambda layout: layout.format)
def test_rows_without_a_commit_cannot_be_finished(out, make_rows, layout, content, add):
    with opened(out, layout=layout) as store:
        add(store, 0, layout)
        before = {name: data for name, data in content(out).items() if "state" not in name}
        rows = make_rows(layout, 0, 2)["articles"]
        store.append("articles", FORMATS[layout.format].encode("articles", rows, layout))
        with pytest.raises(ValueError, match="appended and not committed"):
            store.finish()
    with opened(out, layout=layout) as store:
        assert store.committed == 1
    after = content(out)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"_unfinished/state.sqlite"}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"model_sha256": "0b"}, "model_sha256 is '0b', and '0a' in the unfinished run"),
        ({"layout": {"format": "csv"}}, "layout.format is 'csv', and 'jsonl' in"),
        ({"layout": {"format": "csv"}}, r"layout.carried is None, and \['x'\] in"),
        ({"language": "en"}, "language is 'en', and None in"),
    ],
)
def test_other_settings_are_refused_and_named(unfinished, content, settings, told):
    before = content(unfinished)
    with pytest.raises(InputError, match=f"{told}.*; should be the same to go on.*restart"):
        opened(unfinished, {**SETTINGS, **settings})
    assert content(unfinished) == before


def test_another_release_is_another_setting(unfinished, monkeypatch):
    monkeypatch.setattr(store.provenance, "__version__", "99.0")
    with pytest.raises(InputError, match="provenance_version is '99.0', and"):
        opened(unfinished)


def test_a_newer_schema_is_refused(unfinished, monkeypatch):
    monkeypatch.setattr(store, "SCHEMA_VERSION", SCHEMA_VERSION - 1)
    with pytest.raises(InputError, match=f"schema version {SCHEMA_VERSION}, of a newer release"):
        opened(unfinished)


def test_a_finished_run_is_refused(finished, content):
    before = content(finished)
    with pytest.raises(InputError, match="holds a finished run; should be another folder, or"):
        opened(finished)
    assert content(finished) == before


@pytest.mark.parametrize("layout", [Layout(), Layout("csv"), LAYOUT], ids=lambda x: x.format)
def test_restart_throws_a_finished_run_away(finished, tmp_path, add, content, layout):
    (finished / "notes.txt").write_text("mine")
    for where in (finished, tmp_path / "new"):
        with opened(where, layout=layout, restart=where == finished) as store:
            assert store.committed == 0
            add(store, 0, layout)
            store.finish()
    found = content(finished)
    assert found.pop("notes.txt") == b"mine"
    assert found == content(tmp_path / "new")


def test_restart_throws_an_unfinished_run_away(unfinished, tmp_path, add, content):
    with opened(unfinished, {"other": 1}, restart=True) as store:
        assert (store.committed, store.records, store.counts) == (0, 0, {})
        add(store, 0)
    with opened(unfinished, {"other": 1}) as store:
        assert store.committed == 1
        store.finish()
    with opened(tmp_path / "new", {"other": 1}) as store:
        add(store, 0)
        store.finish()
    assert content(unfinished) == content(tmp_path / "new")


def test_restart_throws_nothing_away_for_a_format_that_cannot_be_written(
    finished, content, monkeypatch
):
    before = content(finished)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match="pyarrow is not installed"):
        opened(finished, layout=Layout(), restart=True)
    after = content(finished)
    assert {name: after[name] for name in before} == before


def test_restart_leaves_what_nobody_can_have_written_here(finished, add):
    with opened(finished, layout=Layout(), restart=True) as store:
        store.finish()
    (finished / "sentences" / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match=r"sentences holds notes.txt; should hold nothing but"):
        opened(finished, restart=True)
    assert (finished / "sentences" / "notes.txt").read_text() == "mine"


def test_a_run_that_is_going_on_is_left_alone(out, add):
    with opened(out) as store:
        add(store, 0)
        for restart in (False, True):
            with pytest.raises(InputError, match="is in use by another run; should be"):
                opened(out, restart=restart)
        code = (
            "import sys; from pathlib import Path; from provenance.corpus.state import State\n"
            "State(Path(sys.argv[1]))"
        )
        state = str(out / folder.WORK / folder.STATE)
        found = subprocess.run(
            [sys.executable, "-c", code, state],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "is in use by another run" in found.stderr
        add(store, 1)
    opened(out).close()


def test_calls_may_come_from_several_threads(out, add):
    with opened(out) as store:
        thread = threading.Thread(target=add, args=(store, 0))
        thread.start()
        store.new_ids(["later"], 5)
        thread.join()
        assert store.committed == 1


def test_a_closed_store_is_of_no_more_use(out):
    with opened(out) as store:
        pass
    with pytest.raises(InputError, match="was closed, or an error broke it off"):
        store.append("articles", b"")


# What else may stand where the output should.


def test_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(InputError, match="out is a file; should be a folder"):
        opened(tmp_path / "out")


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="typo is no folder; should be one, for out to stand in"):
        opened(tmp_path / "typo" / "out")
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize("restart", [False, True])
def test_a_folder_with_other_files_is_refused(tmp_path, content, restart):
    for name in ("a.txt", "b.txt", "c.txt", "run.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(
        InputError, match=r"holds a.txt, b.txt, c.txt and 1 more; should be an empty"
    ):
        opened(tmp_path, restart=restart)
    assert set(content(tmp_path)) == {"a.txt", "b.txt", "c.txt", "run.json"}


def test_a_folder_with_hidden_files_alone_will_do(tmp_path, add):
    (tmp_path / ".keep").touch()
    with opened(tmp_path) as store:
        add(store, 0)
        store.finish()
    assert (tmp_path / ".keep").exists()


def test_a_file_in_the_place_of_a_table_is_refused(unfinished):
    (unfinished / "articles.jsonl").write_text("mine")
    with pytest.raises(InputError, match="holds articles.jsonl beside an unfinished run"):
        opened(unfinished)
    assert (unfinished / "articles.jsonl").read_text() == "mine"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_may_not_be_written_to_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="out cannot be written: Permission denied; should be"):
        opened(tmp_path / "out")


def test_a_folder_that_cannot_be_made_is_told(out, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(InputError, match="out cannot be written: Permission denied; should be"):
        opened(out)


# A state that is damaged, or of another release.


def _truncate(path):
    path.write_bytes(path.read_bytes()[:5_000])


def _scribble(path):
    path.write_bytes(b"no data base " * 400)


def _remove(path):
    path.unlink()


def _empty(path):
    path.write_bytes(b"")


def _without_settings(path):
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM settings")
    db.close()


def _without_a_part(path):
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM parts WHERE part = 0")
    db.close()


def _newer(path):
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {STATE_VERSION + 1}")
    db.close()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_truncate, "is damaged"),
        (_scribble, "is damaged"),
        (_without_settings, "is damaged"),
        (_without_a_part, r"is damaged \(part 0 is missing\)"),
        (_remove, "no state that tells what of them is committed"),
        (_empty, "no state that tells what of them is committed"),
        (_newer, "written by a newer release"),
    ],
)
def test_a_damaged_state_is_refused_and_can_be_thrown_away(unfinished, add, damage, told):
    damage(unfinished / folder.WORK / folder.STATE)
    with pytest.raises(InputError, match=f"{told}.*; should be .*restart"):
        opened(unfinished)
    with opened(unfinished, restart=True) as store:
        assert store.committed == 0
        add(store, 0)
        store.finish()


def test_a_table_that_lost_committed_rows_is_refused(unfinished):
    path = unfinished / folder.WORK / "articles.jsonl"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InputError, match="should have the .* that were committed"):
        opened(unfinished)
    opened(unfinished, restart=True).close()


def test_the_state_outlasts_what_is_rolled_back(tmp_path):
    state = State(tmp_path / "state.sqlite")
    state.begin({"a": 1})
    with pytest.raises(InputError):
        state.commit(0, 1, {}, {}, "", [b"k", b"k"])
    assert (list(state.parts()), state.seen([b"k"])) == ([], set())
    state.commit(0, 1, {}, {}, "", [b"k"])
    state.close()
    state = State(tmp_path / "state.sqlite")
    assert state.seen([b"k", b"l"]) == {b"k"}
    state.close()
