"""A bar that shows how far a run is."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from provenance.corpus.watching import Watcher

# Larger files are not gone through only to know how many articles they have.
_COUNTED_BYTES = 2_000_000_000
_BLOCK = 1 << 20
_PLAIN = (".jsonl", ".ndjson")


class Bar(Watcher):
    """Shows articles, sentences a second, articles set aside and, where it can be told, the time left.

    It is a context, which it shows the bar in, on standard error; where that is no terminal, it shows
    nothing.

    Parameters
    ----------
    total : int, optional
        The articles there are.
    """

    def __init__(self, total: int | None = None):
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import TimeRemainingColumn as TimeLeft

        console = Console(stderr=True)
        # Elsewhere the library would print an empty line at the end.
        self._shown = console.is_interactive or console.is_jupyter
        known = (BarColumn(), TextColumn("{task.percentage:>3.0f} %")) if total else ()
        self._bars = Progress(
            SpinnerColumn(),
            *known,
            TextColumn("{task.completed:,.0f} articles"),
            TextColumn("{task.fields[rate]}"),
            TextColumn("{task.fields[aside]}"),
            *((TimeLeft(), TextColumn("left")) if total else (TimeElapsedColumn(),)),
            console=console,
            transient=True,
        )
        self._task = self._bars.add_task("", total=total, rate="", aside="", start=False)
        self._sentences = self._aside = 0
        self._timed = False

    def __enter__(self) -> Bar:
        if self._shown:
            self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            self._bars.stop()

    def begin(self, done: int) -> None:
        """Start the clock; after articles of an earlier run, once these have been passed over."""
        # Not by an update, which would count them as done in no time.
        self._timed = not done
        self._bars.reset(self._task, start=self._timed, completed=done)

    def advance(self, articles: int, sentences: int, set_aside: int) -> None:
        """Move on."""
        self._aside += set_aside
        if self._timed:
            self._sentences += sentences
        else:  # reading up to here took an unknown share of the time
            self._bars.start_task(self._task)
            self._timed = True
        elapsed = self._bars.tasks[0].elapsed
        self._bars.update(
            self._task,
            advance=articles,
            rate=f"{self._sentences / elapsed:,.0f} sentences/s"
            if elapsed and self._sentences
            else "",
            aside=f"{self._aside:,} set aside" if self._aside else "",
        )

    def print(self, line: str) -> None:
        """Print a line above the bar."""
        self._bars.console.print(line, markup=False, highlight=False, soft_wrap=True)


def known_total(source: str, format: str | None = None, limit: int | None = None) -> int | None:
    """Return how many articles a source has, where that is cheaply told, or None.

    Examples
    --------
    >>> known_total("-") is None
    True
    """
    path = Path(source)
    suffix = f".{format}" if format else path.suffix.lower()
    try:
        if not path.is_file():
            return None
        if suffix in _PLAIN and path.suffix.lower() in _PLAIN:
            found = _lines(path) if path.stat().st_size <= _COUNTED_BYTES else None
        elif suffix == ".parquet":
            found = _rows(path)
        else:
            found = None
    except OSError:  # the reader will tell
        return None
    return found if found is None or limit is None else min(found, limit)


def _lines(path: Path) -> int:
    with path.open("rb", buffering=0) as file:
        count, last = 0, b"\n"
        while block := file.read(_BLOCK):
            count += block.count(b"\n")
            last = block[-1:]
    return count + (last != b"\n")


def _rows(path: Path) -> int | None:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import read_metadata

        return read_metadata(path).num_rows
    except (ImportError, ArrowException):
        return None
