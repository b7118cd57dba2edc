"""Put a public corpus into the corpora folder, in the project's form.

What is there already is taken. Else the publisher's archives are downloaded at their pinned commit,
converted, and judged document by document: only a text that is the labelled one is kept.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

from provenance.data.archives import read_members
from provenance.data.catalogue import Corpus, Source, text_digest
from provenance.data.converters import CONVERTERS
from provenance.data.download import download, unwritable
from provenance.data.replacing import replacing
from provenance.data.soundness import Soundness, compare, examine
from provenance.errors import DatasetError

Downloader = Callable[[Source, Path], Path]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of a corpus.

    Attributes
    ----------
    path : Path
        Its file.
    how : str
        ``there``, ``copied`` or ``converted``.
    soundness : Soundness
        How it compares with the corpus that was labelled. Where it was converted, documents that
        did not come out right are ``changed`` whether or not they were kept.
    """

    path: Path
    how: str
    soundness: Soundness


def fetch(
    corpus: Corpus,
    folder: Path,
    given: Sequence[Path] = (),
    *,
    force: bool = False,
    keep: bool = False,
    downloader: Downloader = download,
) -> Fetched:
    """Put a corpus into a folder.

    Parameters
    ----------
    corpus : Corpus
    folder : Path
        The corpora folder, made if it is not there.
    given : sequence of Path
        Instead of downloads: the converted file or a folder that holds it, or the publisher's
        archives or checkouts, one for each source.
    force : bool
        Replace a file that is not sound, and keep documents that do not come out as they should.
    keep : bool
        Keep the downloaded archives, in ``downloads`` beside the corpus.
    downloader : callable
        Given a source and a folder, returns the path of the archive.

    Raises
    ------
    DatasetError
        When the file that is there is not sound, a download fails, nothing comes out as it should,
        or the folder cannot be written.
    """
    there = _there(corpus, folder, force)
    if there is not None:
        return there
    ready = [place / corpus.file if place.is_dir() else place for place in given]
    for place in ready:
        if place.name == corpus.file and place.is_file():
            return _copy(corpus, place, folder)
    downloads = folder / "downloads" / corpus.name
    # Where a second archive breaks off, the first stays and is not downloaded again.
    try:
        places = list(given) or [downloader(source, downloads) for source in corpus.sources]
    except BaseException:
        _remove_empty(downloads)
        raise
    try:
        fetched = _convert(corpus, places, folder, force)
    except BaseException:
        _clear(downloads)
        raise
    if not keep:
        _clear(downloads)
    return fetched


def _there(corpus: Corpus, folder: Path, force: bool) -> Fetched | None:
    if not (folder / corpus.file).is_file():
        return None
    try:
        found = examine(corpus, folder)
    except DatasetError as error:
        if force:
            return None
        raise DatasetError(f"{error}; fetch it anew with --force") from error
    if found.sound:
        return Fetched(folder / corpus.file, "there", found)
    if force:
        return None
    raise DatasetError(
        f"{folder / corpus.file} is not the corpus that labels point into: {found.told}; should be "
        f"that of {corpus.sources[0].told}: fetch it anew with --force"
    )


def _copy(corpus: Corpus, ready: Path, folder: Path) -> Fetched:
    found = examine(corpus, ready.parent)
    if not found.sound:
        raise DatasetError(
            f"{ready} is not the corpus that labels point into: {found.told}; should be that of "
            f"{corpus.sources[0].told}"
        )
    with _replacing(folder / corpus.file) as part:
        shutil.copyfile(ready, part)
    return Fetched(folder / corpus.file, "copied", found)


def _convert(corpus: Corpus, places: Sequence[Path], folder: Path, force: bool) -> Fetched:
    converter = CONVERTERS[corpus.name]
    files = chain.from_iterable(read_members(place, converter.wanted) for place in places)
    ids = {id.partition("#")[0] for id in corpus.digests}
    try:
        records = _assigned(corpus, converter.convert(files, ids))
    except (ValueError, LookupError, TypeError, SyntaxError) as error:
        if isinstance(error, DatasetError):
            raise
        raise DatasetError(
            f"a file in {', '.join(map(str, places))} cannot be converted ({error!r}); should be in "
            f"the form that {corpus.sources[0].told} has"
        ) from error
    found = compare(corpus, {id: text_digest(record["text"]) for id, record in records.items()})
    kept = [id for id in corpus.digests if id in records and (force or id not in found.changed)]
    if not kept:
        raise DatasetError(
            f"nothing in {', '.join(map(str, places))} is a document of {corpus.name!r}: "
            f"{found.told}; should be an archive of "
            f"{' and of '.join(source.told for source in corpus.sources)}"
        )
    with _replacing(folder / corpus.file) as part, _writer(corpus.file, part) as stream:
        for id in kept:
            stream.write(json.dumps({**records[id], "doc_id": id}) + "\n")
    return Fetched(folder / corpus.file, "converted", found)


def _assigned(corpus: Corpus, records: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give each article its id in the catalogue: several of one id are told apart by their text."""
    open_ids: dict[str, list[str]] = defaultdict(list)
    for id in corpus.digests:
        open_ids[id.partition("#")[0]].append(id)
    assigned, others = {}, []
    for record in records:
        candidates = open_ids[record["doc_id"]]
        digest = text_digest(record["text"])
        match = next((id for id in candidates if corpus.digests[id] == digest), None)
        if match is None:
            others.append(record)
        else:
            candidates.remove(match)
            assigned[match] = record
    for record in others:
        if open_ids[record["doc_id"]]:
            assigned[open_ids[record["doc_id"]].pop(0)] = record
    return assigned


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Replace a file of the corpora folder, which is made if it is not there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as part:
            yield part
    except OSError as error:
        raise unwritable(path.parent, error) from error


@contextmanager
def _writer(name: str, path: Path) -> Iterator[IO[str]]:
    if name.endswith(".gz"):
        with gzip.open(path, "wt", encoding="utf-8", newline="\n") as stream:
            yield stream
    else:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream


def _clear(downloads: Path) -> None:
    shutil.rmtree(downloads, ignore_errors=True)
    _remove_empty(downloads)


def _remove_empty(downloads: Path) -> None:
    # rmdir refuses a folder in which something stands, such as another corpus's downloads.
    for folder in (downloads, downloads.parent):
        with suppress(OSError):
            folder.rmdir()
