"""The output of a run: written part by part, so that it can be broken off anywhere and go on.

A part is a fixed number of records of the input. It is committed in this order:

1. its files are brought to the disk under temporary names, or beyond the committed length of a file,
2. they get their names, and these are brought to the disk,
3. one transaction of the state remembers the part, its files' lengths, and the ids it had.

Broken off before the third step, the part has not been; what it left is dropped when the run goes on.
So the output is, byte for byte, that of a run which was never broken off.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import Any

import provenance
from provenance.corpus import durable, folder
from provenance.corpus.formats import Writer
from provenance.corpus.schema import SCHEMA_VERSION
from provenance.corpus.state import State, UnusableState
from provenance.errors import InputError

_FINISHING, _CLEARING = "finishing", "clearing"
_KEY_BYTES = 16  # so long that two ids in a thousand million never have the same


class Store:
    """The output folder of a run, locked until it is closed; made by :meth:`open`.

    Its calls may come from several threads.

    Attributes
    ----------
    committed : int
        Parts committed so far, by this run and those before it.
    records : int
        Records of the input that these parts had.
    counts : dict
        The sums of their counts.
    """

    def __init__(self, out: Path, state: State, about: dict[str, Any], writer: Writer) -> None:
        self._out = out
        self._state = state
        self._about = about
        self._writer = writer
        self._lock = RLock()
        self._waiting: dict[int, set[bytes]] = {}  # the ids of parts that are not committed
        self._usable = True
        self._at_hand = False  # whether there are rows that are not committed
        self.committed = 0
        self.records = 0
        self.counts: dict[str, Any] = {}

    @classmethod
    def open(
        cls,
        out: str | os.PathLike,
        settings: dict[str, Any],
        writer_factory: Callable[[Path], Writer],
        restart: bool = False,
    ) -> Store:
        """Begin a run in a folder, or go on with the one that was broken off there.

        Parameters
        ----------
        out : path
            The folder; made if it is not there.
        settings : dict
            What shapes the output, as JSON has it. A run goes on only with the same.
        writer_factory : callable
            Makes the writer of a format, given the folder to write in.
        restart : bool, default=False
            Whether to throw away what runs have written here, finished or not.

        Raises
        ------
        InputError
            When the folder cannot be used, is in use, or holds something else; ``settings`` differ
            from those of the unfinished run; or that run is damaged.
        """
        out = Path(out)
        about = {
            "schema_version": SCHEMA_VERSION,
            "provenance_version": provenance.__version__,
            "settings": json.loads(json.dumps(settings)),
        }
        with durable.telling(out):
            folder.check(out, restart)
            durable.make_folder(out)
            durable.make_folder(out / folder.WORK)
            state = _open_state(out, restart)
            try:
                # Before anything is thrown away: it may find that a library is missing.
                writer = writer_factory(out / folder.WORK)
                _prepare(out, state, about, restart)
                store = cls(out, state, about, writer)
            except BaseException:
                state.close()
                raise
            try:
                store._go_on()
            except BaseException:
                store.close()
                raise
        return store

    def _go_on(self) -> None:
        if self._state.noted(_FINISHING) is None:
            self._writer.resume(self._read_parts())
        else:  # the tables are whole, and may have left the working folder
            for _ in self._read_parts():
                pass

    def _read_parts(self) -> Iterator[dict[str, Any]]:
        for records, counts, files in self._state.parts():
            self._count(records, counts)
            yield files

    def _count(self, records: int, counts: dict[str, Any]) -> None:
        self.committed += 1
        self.records += records
        _add(self.counts, counts)

    def digest_of(self, part: int) -> str:
        """Return the digest of the input of a committed part."""
        with self._lock:
            return self._state.digest(part)

    def new_ids(self, ids: Sequence[str], part: int) -> list[bool]:
        """Say of ids, in order, whether each is met for the first time, and remember them.

        Parameters
        ----------
        ids : sequence of str
            Some or all of the ids of a part; many at once are cheaper.
        part : int
            The number of the part that they belong to, which is :attr:`committed` or, where the input
            is read ahead of the commits, a later one. A part's ids are remembered by its own commit:
            by an earlier one, they would seem met before when the run goes on.

        Returns
        -------
        list of bool
        """
        keys = [
            blake2b(id.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()
            for id in ids
        ]
        with self._lock:
            self._check_usable()
            if part < self.committed:
                raise ValueError(f"part is {part}; should be at least {self.committed}")
            seen = self._state.seen(keys)
            mine = self._waiting.setdefault(part, set())
            waiting = tuple(self._waiting.values())
            found = []
            for key in keys:
                found.append(key not in seen and not any(key in some for some in waiting))
                if found[-1]:
                    mine.add(key)
        return found

    def append(self, table: str, payload: Any) -> None:
        """Add rows of a table, as the format encoded them, to the part at hand.

        Raises
        ------
        InputError
            When they cannot be written. What is committed stays, and the store is of no more use.
        """
        with self._writing():
            self._at_hand = True
            self._writer.append(table, payload)

    def commit(self, counts: dict[str, Any], digest: str) -> None:
        """Commit the part at hand: after this, no kill and no power cut undoes it.

        Parameters
        ----------
        counts : dict
            Numbers, or dicts of them, to add to :attr:`counts`. ``counts["records"]``, which must be
            there, is how many records of the input the part had, those set aside included.
        digest : str
            What its input is recognised by.

        Raises
        ------
        InputError
            When it cannot be written. What was committed before stays.
        """
        if "records" not in counts:
            raise ValueError("counts has no 'records'; should have the records of the part")
        with self._writing():
            files = self._writer.commit(self.committed)
            keys = sorted(self._waiting.get(self.committed, ()))
            records = counts["records"]
            self._state.commit(self.committed, records, counts, files, digest, keys)
            self._at_hand = False
            self._waiting.pop(self.committed, None)
            self._count(records, counts)

    def finish(self) -> None:
        """Give the tables their place in the output folder, write ``run.json``, and close.

        Broken off anywhere, it is completed by the next run that is opened here and finished.
        """
        with self._lock, durable.telling(self._out):
            self._check_usable()
            if self._at_hand:
                raise ValueError("rows were appended and not committed; should be, to finish")
            self._usable = False
            if self._state.noted(_FINISHING) is None:
                self._writer.finish()
                about = {**self._about, "counts": self.counts}
                text = json.dumps(about, indent=2, sort_keys=True, ensure_ascii=False)
                self._state.note(_FINISHING, text + "\n")
            self._publish(self._state.noted(_FINISHING))
            self.close()
            folder.remove_work(self._out)

    def _publish(self, text: str) -> None:
        work = self._out / folder.WORK
        for name in sorted(folder.TABLE_NAMES):
            if (work / name).exists():
                durable.rename(work / name, self._out / name)
        with durable.create(work / folder.RUN) as file:
            file.write(text.encode("utf-8"))
            durable.sync(file)
        durable.rename(work / folder.RUN, self._out / folder.RUN)

    def close(self) -> None:
        """Let go of the folder; what is not committed is dropped by the next run."""
        with self._lock:
            self._usable = False
            with suppress(OSError):
                self._writer.close()
            self._state.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock:
            self._check_usable()
            if self._state.noted(_FINISHING) is not None:
                raise InputError(
                    f"the input has more records than the {self.records:,} of the run in "
                    f"{self._out}, which is all but finished; should be the same input"
                )
            # A part of which something failed must not be committed.
            self._usable = False
            with durable.telling(self._out):
                yield
            self._usable = True

    def _check_usable(self) -> None:
        if not self._usable:
            raise InputError(
                f"{self._out} was closed, or an error broke it off; should be opened anew"
            )


def _open_state(out: Path, restart: bool) -> State:
    path = out / folder.WORK / folder.STATE
    try:
        state = State(path)
    except UnusableState:
        if not restart:
            raise
        for name in (path, path.with_name(path.name + "-journal")):
            if name.exists():
                os.unlink(name)
        state = State(path)
    return state


def _prepare(out: Path, state: State, about: dict[str, Any], restart: bool) -> None:
    """Bring folder and state to where the writer can begin or go on."""
    if restart:
        state.begin(about, **{_CLEARING: "yes"})
    elif state.new:
        if folder.is_finished(out):
            raise folder.finished(out)
        if folder.holds_tables(out / folder.WORK):
            raise InputError(
                f"{out / folder.WORK} holds tables and no state that tells what of them is "
                "committed; should be as a run left it: begin anew with restart (--restart)"
            )
        folder.check_alone(out)
        state.begin(about)
    _check_same(out, state.settings, about)
    if state.noted(_CLEARING) is not None:
        folder.clear(out)
        state.forget(_CLEARING)
    elif state.noted(_FINISHING) is None:
        folder.check_alone(out)


def _check_same(out: Path, before: dict[str, Any], now: dict[str, Any]) -> None:
    schema = before.get("schema_version", 0)
    if schema > SCHEMA_VERSION:
        raise InputError(
            f"the unfinished run in {out} has schema version {schema}, of a newer release; should "
            f"be {SCHEMA_VERSION}: finish it with that release, or begin anew with restart (--restart)"
        )
    old, new = _flat(before), _flat(now)
    differing = [name for name in {**new, **old} if old.get(name) != new.get(name)]
    if differing:
        told = "; ".join(
            f"{name} is {new.get(name)!r}, and {old.get(name)!r} in the unfinished run"
            for name in differing
        )
        raise InputError(
            f"{told}; should be the same to go on in {out}: or have another folder, or throw the "
            "unfinished run away with restart (--restart)"
        )


def _flat(values: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            found |= _flat(value, "" if name == "settings" else f"{prefix}{name}.")
        else:
            found[prefix + name] = value
    return found


def _add(sums: dict[str, Any], more: dict[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(value, dict):
            _add(sums.setdefault(name, {}), value)
        else:
            sums[name] = sums.get(name, 0) + value
