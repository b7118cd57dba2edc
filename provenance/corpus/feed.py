"""The corpus in parts and batches: numbered, without ids met before, from where a run left off.

A part is what is written and committed together. Where it ends depends on the input alone, so that
the files are the same whatever the number of processes and the size of batches.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TYPE_CHECKING

from provenance.corpus.record import Record, SetAside
from provenance.corpus.sizes import BATCH_CHARACTERS, PART_CHARACTERS
from provenance.corpus.task import Batch
from provenance.errors import InputError

if TYPE_CHECKING:
    from provenance.corpus.store import Store


@dataclass(slots=True)
class Part:
    """What reading told of a part.

    Attributes
    ----------
    records : int
        Records of the input in it, good and bad.
    set_aside : list of (int, SetAside)
        The bad ones that reading found, each with its number in the input.
    digest : str
        A hash of the records, once the part has been read.
    """

    records: int = 0
    set_aside: list[tuple[int, SetAside]] = field(default_factory=list)
    digest: str = ""


class Feed:
    """Gives the records of a corpus in batches.

    Parameters
    ----------
    items : iterator of Record or SetAside
        The corpus, from its start.
    store : Store
        Says which parts are done with, and which ids are new.
    part_size, batch_size : int
        The most records in one.
    strict : bool
        Whether to end at the first bad record.

    Attributes
    ----------
    parts : deque of Part
        Those that have been begun; whoever commits a part takes it away.
    """

    def __init__(
        self,
        items: Iterator[Record | SetAside],
        store: Store,
        part_size: int,
        batch_size: int,
        strict: bool,
    ):
        self.parts: deque[Part] = deque()
        self._items = items
        self._store = store
        self._part_size = part_size
        self._batch_size = batch_size
        self._strict = strict
        self._number = 0

    def skip_committed(self) -> None:
        """Pass over the parts that are done with.

        Raises
        ------
        InputError
            When they are not what they were.
        """
        for number in range(self._store.committed):
            first, part = self._number, Part()
            for _ in self._groups(part):
                pass
            if part.digest != self._store.digest_of(number):
                raise InputError(
                    f"the input is not what it was when this output was begun: records {first + 1:,} "
                    f"to {first + max(part.records, 1):,} differ; should be the same input, or start "
                    "anew by --restart, or name another output"
                )

    def batches(self) -> Iterator[Batch]:
        """Yield the records that are left, and note what is bad in :attr:`parts`."""
        for number in count(self._store.committed):
            part = Part()
            waiting: Batch | None = None
            for group in self._groups(part):
                if waiting is None:
                    self.parts.append(part)
                else:
                    yield waiting
                waiting = Batch(self._sound(part, number, group))
                if self._strict and part.set_aside:
                    yield waiting
                    return
            if waiting is None:
                return
            yield Batch(waiting.records, ends_part=True)

    def _groups(self, part: Part) -> Iterator[list[tuple[int, Record | SetAside]]]:
        """Yield a part as groups of the size of batches, and tell the part its digest at the end."""
        digest = hashlib.blake2b(digest_size=16)
        characters, group, in_group = 0, [], 0
        for item in islice(self._items, self._part_size):
            size = _digest(digest, item)
            group.append((self._number, item))
            self._number += 1
            part.records += 1
            characters += size
            in_group += size
            if characters >= PART_CHARACTERS:
                break
            if len(group) >= self._batch_size or in_group >= BATCH_CHARACTERS:
                yield group
                group, in_group = [], 0
        part.digest = digest.hexdigest()
        if group:
            yield group

    def _sound(
        self, part: Part, of_part: int, group: list[tuple[int, Record | SetAside]]
    ) -> tuple[tuple[int, Record], ...]:
        """Return the records to score, up to the first bad one where that ends the run."""
        # A blank record is set aside for that, and leaves its id to one that is not.
        records = [(n, item) for n, item in group if isinstance(item, Record) and not item.blank]
        fresh = self._store.new_ids([record.id for _, record in records], of_part)
        doubled = {number for (number, _), new in zip(records, fresh, strict=True) if not new}
        sound = []
        for number, item in group:
            if isinstance(item, Record) and number in doubled:
                item = _doubled(item)
            if isinstance(item, Record):
                sound.append((number, item))
                continue
            part.set_aside.append((number, item))
            if self._strict:
                break
        return tuple(sound)


def _doubled(record: Record) -> SetAside:
    return SetAside(
        record.place,
        record.id,
        "duplicate_id",
        f"the id {record.id!r} was met before; should be another one for each article",
    )


def _digest(digest: hashlib._Hash, item: Record | SetAside) -> int:
    """Add an item to a digest, and return how many characters it has."""
    if isinstance(item, SetAside):
        told = ("aside", item.place.file, item.place.line, item.id, item.code)
        digest.update(f"{told!r}\n".encode())
        return 0
    told = (item.place.file, item.place.line, item.id, len(item.text), item.carried)
    digest.update(f"{told!r}\n".encode())
    digest.update(item.text.encode("utf-8", "surrogatepass"))
    return len(item.text)
