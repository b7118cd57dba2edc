"""List, fetch and hydrate the public corpora that labels point into.

The project ships labels, and no text of a corpus. ``fetch`` gets the text from its publishers,
``hydrate`` joins it to the labels.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provenance.cli.label_options import add_corpora
from provenance.errors import DatasetError

if TYPE_CHECKING:
    from provenance.data.catalogue import Corpus, Source
    from provenance.data.fetch import Fetched
    from provenance.data.hydrate import Match

_HOW = {
    "there": "already there, and sound",
    "copied": "copied, and sound",
    "converted": "converted",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    _action(
        actions, "list", _list, "say what corpora there are, and whether they are here"
    ).add_argument("--json", action="store_true", help="print JSON")
    fetching = _action(actions, "fetch", _fetch, "get corpora from their publishers")
    fetching.add_argument("names", nargs="+", metavar="NAME", help="a corpus, or all")
    fetching.add_argument(
        "--from",
        dest="given",
        action="append",
        default=[],
        metavar="PATH",
        help="convert this archive or checkout, or take this converted file, instead of "
        "downloading; may be repeated, once for each repository of the corpus",
    )
    fetching.add_argument(
        "--force",
        action="store_true",
        help="replace a corpus that is not sound, and keep documents with another text",
    )
    fetching.add_argument("--keep", action="store_true", help="keep the downloaded archives")
    fetching.add_argument("--quiet", action="store_true", help="tell nothing but errors")
    joining = _action(actions, "hydrate", _hydrate, "join text to labels, and count what matched")
    joining.add_argument(
        "--output", metavar="FILE", help="a .csv, .jsonl or .parquet file to write"
    )
    joining.add_argument(
        "--articles", action="store_true", help="a row an article, not a row a sentence"
    )
    joining.add_argument(
        "--labels",
        choices=("sourcing", "first_pass", "second_pass"),
        default="sourcing",
        help="which labels (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """List, fetch or hydrate."""
    return args.action(args)


def _action(
    actions: Any, name: str, action: Callable[[argparse.Namespace], int], summary: str
) -> argparse.ArgumentParser:
    description = summary[0].upper() + summary[1:] + "."
    parser = actions.add_parser(name, help=summary, description=description, allow_abbrev=False)
    add_corpora(parser)
    parser.set_defaults(action=action, usage_error=parser.error)
    return parser


def _named_folder(args: argparse.Namespace) -> Path | None:
    """Return the corpora folder, which need not be there yet, or None where none can be told."""
    import os

    from provenance.data import corpora

    named = args.corpora or os.environ.get(corpora.ENVIRONMENT_VARIABLE)
    return Path(named) if named else corpora.cache_folder()


def _folder(args: argparse.Namespace) -> Path:
    """Return the corpora folder, which need not be there yet."""
    from provenance.data.corpora import ENVIRONMENT_VARIABLE
    from provenance.extras import install

    folder = _named_folder(args)
    if folder is None:
        raise DatasetError(
            "no folder was named and platformdirs, which finds the user's cache, is not installed; "
            f"should be named by --corpora FOLDER or in {ENVIRONMENT_VARIABLE}, or: "
            f"{install('datasets')}"
        )
    return folder


def _list(args: argparse.Namespace) -> int:
    from provenance.data.catalogue import catalogue
    from provenance.data.labels import label_rows

    folder = _named_folder(args)
    labels = Counter(row["corpus"] for row in label_rows())
    rows = [_row(corpus, folder, labels[corpus.name]) for corpus in catalogue().values()]
    if args.json:
        print(json.dumps({"folder": folder and str(folder), "corpora": rows}, indent=2))
        return 0
    print(f"In {folder}:" if folder else "No folder named: name one by --corpora FOLDER.")
    for row in rows:
        print(f"\n{row['name']}: {row['title']}")
        print(f"  {row['documents']:,} {row['holds']}")
        for source in row["sources"]:
            print(f"  publisher: {source['repository']}, commit {source['commit']}")
        print(f"  terms: {row['terms']}")
        print(f"  labels that point into it: {row['labels']:,}")
        print(f"  {row['state']}")
    return 0


def _row(corpus: Corpus, folder: Path | None, labels: int) -> dict[str, Any]:
    sound, state = None, f"not here: provenance datasets fetch {corpus.name}"
    present = folder is not None and (folder / corpus.file).is_file()
    if folder is None:
        state = "no folder named"
    elif present:
        sound, state = _state(corpus, folder)
    return {
        "name": corpus.name,
        "title": corpus.title,
        "documents": len(corpus.digests),
        "holds": corpus.holds,
        "terms": corpus.terms,
        "sources": [
            {"repository": source.repository, "commit": source.commit, "url": source.url}
            for source in corpus.sources
        ],
        "labels": labels,
        "file": str(folder / corpus.file) if folder else None,
        "present": present,
        "sound": sound,
        "state": state,
    }


def _state(corpus: Corpus, folder: Path) -> tuple[bool, str]:
    from provenance.data.soundness import examine

    try:
        found = examine(corpus, folder)
    except DatasetError as error:
        return False, f"here, but {error}"
    if found.sound:
        return True, f"here, and sound: {corpus.file}"
    return False, f"here, but not as it should be: {found.told}"


def _fetch(args: argparse.Namespace) -> int:
    from provenance.cli import complain
    from provenance.data.catalogue import chosen
    from provenance.data.fetch import fetch

    corpora = chosen(args.names)
    if args.given and len(corpora) > 1:
        args.usage_error("--from: gives one corpus; name one")
    folder = _folder(args)
    given = [Path(path) for path in args.given]
    failed = False
    for corpus in corpora:
        try:
            with _downloader(args.quiet) as downloader:
                fetched = fetch(
                    corpus,
                    folder,
                    given,
                    force=args.force,
                    keep=args.keep,
                    downloader=downloader,
                )
            failed |= not _tell_fetched(corpus, fetched, args)
        except DatasetError as error:  # the other corpora may yet be had
            complain(error)
            failed = True
    return int(failed)


@contextmanager
def _downloader(quiet: bool) -> Iterator[Callable[[Source, Path], Path]]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    from provenance.data.download import Bar, download

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    console = Console(stderr=True)
    with Progress(*columns, TransferSpeedColumn(), console=console, disable=quiet) as progress:

        def downloader(source: Source, folder: Path) -> Path:
            return download(source, folder, Bar(progress, source.told))

        yield downloader


def _tell_fetched(corpus: Corpus, fetched: Fetched, args: argparse.Namespace) -> bool:
    found = fetched.soundness
    if not args.quiet:
        told = (
            f"{corpus.name}: {_HOW[fetched.how]}, {found.matched:,} of {found.expected:,} documents"
        )
        print(f"{told} as labelled, in {fetched.path}")
        if fetched.how != "there":
            print(f"  terms of its publisher: {corpus.terms}")
    if not found.sound:
        fate = "kept all the same" if args.force else "left out, unless --force is given"
        told = f"{found.told}: other texts are {fate}" if found.changed else found.told
        print(f"{corpus.name}: {told}", file=sys.stderr)
    return found.sound or args.force


def _hydrate(args: argparse.Namespace) -> int:
    from provenance.data.hydrate import check_output, hydrate, write

    if args.output:
        check_output(Path(args.output))
    folder = _folder(args)
    hydrated = hydrate(folder, args.labels)
    for match in hydrated.matches:
        print(_told_match(match))
    count = len(hydrated.rows)
    total = sum(match.labels for match in hydrated.matches)
    print(f"all: {count:,} of {total:,} labels matched")
    if not count:
        raise DatasetError(
            f"no label found its text in {folder}; should hold the corpora: 'provenance datasets "
            "fetch all'"
        )
    if args.output:
        write(hydrated.to_frame(articles=args.articles), Path(args.output))
        rows = len(hydrated.articles) if args.articles else count
        print(f"wrote {args.output}: {rows:,} {'articles' if args.articles else 'sentences'}")
    return 0


def _told_match(match: Match) -> str:
    from provenance.data.soundness import listed

    told = (
        f"{match.corpus}: {match.matched:,} of {match.labels:,} labels matched, "
        f"{match.whole:,} of {match.articles:,} articles whole"
    )
    if match.absent:
        return f"{told}; the corpus is not here: provenance datasets fetch {match.corpus}"
    if match.missing:
        labels = sum(match.missing.values())
        told += f"; in documents that are not there: {labels:,} ({listed([*match.missing])})"
    if match.changed:
        labels = sum(match.changed.values())
        told += f"; pointing at other words: {labels:,} ({listed([*match.changed])})"
    return told
