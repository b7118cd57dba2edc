"""Score a corpus into a folder: read, score, write and commit, part by part."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provenance.corpus.feed import Feed
from provenance.corpus.formats import FORMATS
from provenance.corpus.language import ANY, check_language
from provenance.corpus.readers import ReadOptions, Told, read_records
from provenance.corpus.record import CODES, Record, SetAside
from provenance.corpus.schema import Layout
from provenance.corpus.sizes import PART_CHARACTERS
from provenance.corpus.store import Store
from provenance.corpus.summary import Examples, RunSummary, class_counts, told_with_place
from provenance.corpus.task import BatchResult, Job, load_scorer, score_batch
from provenance.corpus.watching import Watcher
from provenance.errors import InputError, ProvenanceError

if TYPE_CHECKING:
    from provenance.corpus.engines import Engine

_STDIN = "-"
_COUNTS = ("part_size", "batch_size")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to score, how, and where to.

    Attributes
    ----------
    source : str
        A file, a folder, or ``"-"`` for standard input.
    out : Path
        The folder to write.
    read : ReadOptions
    layout : Layout
    language : {"en", "any"}
    model : str or None
        A model file; None for the shipped one.
    with_risk : bool
        Whether to measure the risk indicator.
    part_size : int
        The most records that are committed together.
    batch_size : int
        The most records that a worker gets at a time.
    limit : int or None
        So many records are read and no more.
    strict : bool
        Whether to stop at the first bad record.
    restart : bool
        Whether to throw away what runs have written to ``out``.

    Raises
    ------
    InputError
        When one of them cannot be used.
    """

    source: str
    out: Path
    read: ReadOptions
    layout: Layout
    language: str
    model: str | None
    with_risk: bool
    part_size: int
    batch_size: int
    limit: int | None
    strict: bool
    restart: bool

    def __post_init__(self) -> None:
        check_language(self.language)
        for name in (*_COUNTS, *(["limit"] if self.limit is not None else [])):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise InputError(f"{name} is {value!r}; should be a whole number of at least 1")
        if self.source != _STDIN:
            _check_apart(Path(self.source), self.out)

    def settings(self, job: Job) -> dict[str, Any]:
        """Return what shapes the output, and must be the same for a run to go on."""
        from provenance.features.space import FEATURES_VERSION
        from provenance.scoring.risk import indicator_hash

        return {
            "source": self.source,
            "read": asdict(self.read),
            "layout": asdict(self.layout),
            "language": self.language,
            "model_sha256": job.sha256,
            "risk_sha256": indicator_hash() if self.with_risk else None,
            "releases": _releases(self.language),
            "features_version": FEATURES_VERSION,
            "with_risk": self.with_risk,
            "part_size": self.part_size,
            "part_characters": PART_CHARACTERS,
            "limit": self.limit,
        }


def _releases(language: str) -> dict[str, str]:
    """Return the releases of what decides the output besides the model."""
    import provenance

    found = {"provenance": provenance.__version__}
    for name in ("nupunkt", "trafilatura", *(["py3langid"] if language != ANY else [])):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def run(plan: Plan, engine: Engine, watcher: Watcher | None = None) -> RunSummary:
    """Do what a plan says, or go on with doing it.

    Parameters
    ----------
    plan : Plan
    engine : Engine
    watcher : Watcher, optional
        Who is told how far it is.

    Returns
    -------
    RunSummary

    Raises
    ------
    InputError
        When the input or the output cannot be used; with ``strict``, at the first bad record.
    ProvenanceError
        When a worker process was killed.
    """
    started = time.perf_counter()
    watcher = watcher or Watcher()
    job = _job(plan)
    with closing(
        read_records(plan.source, plan.read, Told(watcher.columns, watcher.skipped))
    ) as read:
        items = _begun(islice(read, plan.limit))
        writer = partial(FORMATS[plan.layout.format].Writer, layout=plan.layout)
        with Store.open(plan.out, plan.settings(job), writer, plan.restart) as store:
            feed = Feed(items, store, plan.part_size, plan.batch_size, plan.strict)
            watcher.begin(store.records)
            feed.skip_committed()
            resumed, before = store.records, store.counts.get("sentences", 0)
            committing = _Committing(store, feed, plan, watcher)
            with closing(engine.map(partial(score_batch, job), feed.batches())) as results:
                for result in results:
                    committing.take(result)
            committing.end()
            counts = dict(store.counts)
            store.finish()
    return RunSummary(
        out=str(plan.out),
        articles=counts.get("records", 0),
        scored=counts.get("scored", 0),
        sentences=counts.get("sentences", 0),
        classes=class_counts(counts.get("classes", {})),
        set_aside={c: n for c in CODES if (n := counts.get("set_aside", {}).get(c))},
        examples=committing.examples.found,
        resumed_from=resumed,
        new_sentences=counts.get("sentences", 0) - before,
        seconds=time.perf_counter() - started,
    )


class _Committing:
    """Takes the results of batches, in order, and commits each part once it is whole."""

    def __init__(self, store: Store, feed: Feed, plan: Plan, watcher: Watcher):
        self.examples = Examples()
        self._store = store
        self._feed = feed
        self._plan = plan
        self._watcher = watcher
        self._encode = FORMATS[plan.layout.format].encode
        self._clear()

    def _clear(self) -> None:
        self._counts: Counter[str] = Counter()
        self._classes: Counter[str] = Counter()
        self._set_aside: list[tuple[int, SetAside]] = []

    def take(self, result: BatchResult) -> None:
        """Write the rows of a batch, and commit the part if it ends with them."""
        self._set_aside += result.set_aside
        if self._plan.strict:
            self._stop_at_a_bad_one(result.set_aside)
        for table, payload in result.payloads.items():
            self._store.append(table, payload)
        self._counts.update(result.counts)
        self._classes.update(result.classes)
        self._watcher.advance(result.records, result.counts["sentences"], len(result.set_aside))
        if result.ends_part:
            self._commit()

    def end(self) -> None:
        """Stop where reading did: at a bad record that only reading could find."""
        for part in self._feed.parts:
            self._stop_at_a_bad_one(part.set_aside)

    def _stop_at_a_bad_one(self, bad: list[tuple[int, SetAside]]) -> None:
        if bad:
            raise InputError(f"{told_with_place(bad[0][1])} (the run is strict, and stopped here)")

    def _commit(self) -> None:
        part = self._feed.parts.popleft()
        aside = sorted(self._set_aside + part.set_aside, key=lambda item: item[0])
        if part.records != self._counts["scored"] + len(aside):
            raise ProvenanceError(
                f"of {part.records} records {self._counts['scored']} are scored and {len(aside)} set "
                "aside; should be all of them: this is an error of this package"
            )
        for _, problem in aside:
            self.examples.add(problem)
        if aside:
            columns = _set_aside_columns(aside)
            payload = self._encode("set_aside", columns, self._plan.layout)
            self._store.append("set_aside", payload)
        counts = {
            "records": part.records,
            **self._counts,
            "classes": dict(self._classes),
            "set_aside": dict(Counter(problem.code for _, problem in aside)),
        }
        self._store.commit(counts, part.digest)
        self._watcher.advance(len(part.set_aside), 0, len(part.set_aside))
        self._clear()


def _set_aside_columns(aside: list[tuple[int, SetAside]]) -> dict[str, list]:
    return {
        "record": [number for number, _ in aside],
        "file": [problem.place.file for _, problem in aside],
        "line": [problem.place.line for _, problem in aside],
        "article": [problem.id for _, problem in aside],
        "code": [problem.code for _, problem in aside],
        "reason": [problem.reason for _, problem in aside],
    }


def _job(plan: Plan) -> Job:
    """Return the job of a plan, once its model has been read."""
    from provenance.classifier.model_file import SHIPPED, file_hash, locate

    path = locate(plan.model)
    shipped = plan.model in (None, SHIPPED)
    job = Job(
        None if shipped else os.path.abspath(path),
        file_hash(path),
        plan.layout,
        plan.language,
        plan.with_risk,
    )
    load_scorer(job.model, job.sha256)
    return job


def _begun(items: Iterator[Record | SetAside]) -> Iterator[Record | SetAside]:
    """Read the first item, so that an input that cannot be read at all is told before all else."""
    first = list(islice(items, 1))
    return chain(first, items)


def _check_apart(source: Path, out: Path) -> None:
    """Check that a run does not read what it writes."""
    inner, outer = out.resolve(), source.resolve()
    if inner == outer:
        raise InputError(f"{out} is the input; should be another folder")
    if inner.is_relative_to(outer):
        raise InputError(f"{out} is inside the input {source}; should be a folder outside of it")
    if outer.is_relative_to(inner):
        raise InputError(f"the input {source} is inside {out}; should be outside of it")
