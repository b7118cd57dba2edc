"""What a run must remember to go on after a break: settings, committed parts, and ids seen.

It lies in one SQLite file, whose transactions outlast a kill and, with ``synchronous=EXTRA``, a power
cut (https://www.sqlite.org/pragma.html#pragma_synchronous). The file is locked for as long as the run
has it open, so that two runs never write to one folder.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from provenance.corpus.durable import unwritable
from provenance.errors import InputError

STATE_VERSION = 1
"""Raised when the tables below change; no other version is read."""

# Keys are sorted before they go in, which keeps their pages together; 16 MiB of pages are kept.
_PRAGMAS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA cache_size=-16384",
    "PRAGMA temp_store=MEMORY",
)
_TABLES = (
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE parts (part INTEGER PRIMARY KEY, records INTEGER NOT NULL, counts TEXT NOT NULL, "
    "files TEXT NOT NULL, digest TEXT NOT NULL)",
    "CREATE TABLE ids (id BLOB PRIMARY KEY) WITHOUT ROWID",
)
_AT_ONCE = 500  # variables of one statement; SQLite before 3.32 takes 999
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_UNWRITABLE = _FULL | {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class UnusableState(InputError):
    """The file of a state is damaged, or of another release; nothing of it can be read."""


class State:
    """The state of a run, locked until it is closed.

    Parameters
    ----------
    path : Path
        Its file; made if it is not there.

    Raises
    ------
    UnusableState
        When it is damaged or of another version.
    InputError
        When another run has it open, or it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._telling():
            # The store sees to it that one thread at a time is in here.
            self._db = sqlite3.connect(
                path, timeout=0, isolation_level=None, check_same_thread=False
            )
        try:
            with self._telling():
                for pragma in _PRAGMAS:
                    self._db.execute(pragma)
                self._db.execute("BEGIN EXCLUSIVE")
                self._db.execute("COMMIT")  # in this mode the lock stays
                self._check()
        except BaseException:
            self._db.close()
            raise

    def _check(self) -> None:
        found = self._db.execute("PRAGMA user_version").fetchone()[0]
        if found not in (0, STATE_VERSION):
            age = "a newer" if found > STATE_VERSION else "an older"
            raise UnusableState(
                f"{self.path} is of version {found}, written by {age} release; should be "
                f"{STATE_VERSION}: finish the run with that release, or begin anew with restart (--restart)"
            )
        if self._db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise self._damaged("its pages do not fit together")
        if found:
            for table in ("settings", "parts", "ids"):
                self._db.execute(f"SELECT 1 FROM {table} LIMIT 1")

    @property
    def new(self) -> bool:
        """Whether nothing has been put in yet."""
        return self._one("PRAGMA user_version") == 0

    def begin(self, settings: dict[str, Any], **notes: str) -> None:
        """Forget everything and remember the settings of a new run, and maybe more."""
        with self._transaction():
            for table in ("settings", "parts", "ids"):
                self._db.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _TABLES:
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version={STATE_VERSION}")
            for name, value in {"settings": json.dumps(settings), **notes}.items():
                self._put(name, value)

    def note(self, name: str, value: str) -> None:
        """Remember something that a break must not make forgotten."""
        with self._transaction():
            self._put(name, value)

    def forget(self, name: str) -> None:
        """Forget what was remembered under a name."""
        with self._transaction():
            self._db.execute("DELETE FROM settings WHERE name = ?", (name,))

    def noted(self, name: str) -> str | None:
        """Return what was remembered under a name, or None."""
        return self._one("SELECT value FROM settings WHERE name = ?", (name,))

    @property
    def settings(self) -> dict[str, Any]:
        """The settings of the run."""
        return self._json(self.noted("settings"))

    def parts(self) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
        """Yield records, counts and files of each committed part, in order."""
        with self._telling():
            for number, row in enumerate(
                self._db.execute("SELECT part, records, counts, files FROM parts ORDER BY part")
            ):
                if row[0] != number:
                    raise self._damaged(f"part {number} is missing")
                yield row[1], self._json(row[2]), self._json(row[3])

    def digest(self, part: int) -> str:
        """Return the digest of the input of a committed part."""
        found = self._one("SELECT digest FROM parts WHERE part = ?", (part,))
        if found is None:
            raise KeyError(part)
        return found

    def seen(self, keys: list[bytes]) -> set[bytes]:
        """Return those of the keys that committed parts have."""
        found: set[bytes] = set()
        with self._telling():
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = self._db.execute(f"SELECT id FROM ids WHERE id IN ({marks})", some)
                found.update(row[0] for row in rows)
        return found

    def commit(
        self, part: int, records: int, counts: dict, files: dict, digest: str, keys: list[bytes]
    ) -> None:
        """Remember a part and the keys of its ids: all of it or nothing."""
        row = (part, records, json.dumps(counts), json.dumps(files), digest)
        with self._transaction():
            self._db.execute("INSERT INTO parts VALUES (?, ?, ?, ?, ?)", row)
            self._db.executemany("INSERT INTO ids VALUES (?)", [(key,) for key in sorted(keys)])

    def close(self) -> None:
        """Let go of the file and its lock."""
        self._db.close()

    def _put(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    def _one(self, statement: str, values: tuple = ()) -> Any:
        with self._telling():
            row = self._db.execute(statement, values).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._telling():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _json(self, text: str | None) -> dict[str, Any]:
        try:
            found = json.loads(text or "")
        except ValueError:
            raise self._damaged("it holds no JSON where it should") from None
        return found

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell of SQLite's errors in the project's own words."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", None)
            primary = None if code is None else code & 0xFF  # the rest says more of the same
            if primary in _IN_USE:
                raise InputError(
                    f"{self.path.parent.parent} is in use by another run; should be a folder of "
                    "this run's own, or this one again once the other has ended"
                ) from None
            if primary in _UNWRITABLE:
                raise unwritable(self.path.parent.parent, str(error)) from error
            raise self._damaged(str(error)) from error

    def _damaged(self, reason: str) -> UnusableState:
        return UnusableState(
            f"{self.path} is damaged ({reason}); should be as the run left it: begin anew with "
            "restart, which throws the unfinished run away"
        )
