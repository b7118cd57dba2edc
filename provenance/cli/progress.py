"""What a long command tells on the standard error stream while it works."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Progress:
    """Tells how far a command is, to a person who watches, and no file or pipe.

    Parameters
    ----------
    quiet : bool
        Whether to tell nothing at all.
    """

    def __init__(self, quiet: bool = False):
        self.quiet = quiet
        self.watched = not quiet and sys.stderr.isatty()

    def tell(self, line: str) -> None:
        """Tell what is being done, in a terminal."""
        if self.watched:
            print(line, file=sys.stderr, flush=True)

    def note(self, line: str) -> None:
        """Tell what the user should know of the result, wherever the stream leads."""
        if not self.quiet:
            print(line, file=sys.stderr, flush=True)

    @contextmanager
    def bar(self, what: str, total: int) -> Iterator[Callable[[], None]]:
        """Show a bar in a terminal; yield what to call at each step."""
        if not self.watched:
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import Progress as Bars

        with Bars(console=Console(stderr=True), transient=True) as bars:
            task = bars.add_task(what, total=total)
            yield lambda: bars.advance(task)

    @contextmanager
    def noting_warnings(self) -> Iterator[None]:
        """Tell the warnings of the work inside as notes, each once."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("default")
            yield
        for message in dict.fromkeys(str(w.message) for w in caught):
            self.note(f"note: {message}")
