"""Write a report: ``metrics.json`` and ``index.html``, which needs no other file and no network."""

from __future__ import annotations

import json
from pathlib import Path

from provenance.errors import InputError
from provenance.evaluation.report import figures
from provenance.evaluation.report.metrics import metrics
from provenance.evaluation.report.page import page
from provenance.evaluation.run import Run

PAGE, METRICS = "index.html", "metrics.json"


def check_folder(folder: Path) -> None:
    """Check, before any work is done, that a report can be made and written to a folder.

    Raises
    ------
    InputError
        When matplotlib is missing, or the folder cannot be made or written to.
    """
    figures.check_matplotlib()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (PAGE, METRICS):
            # Opened to add nothing: a file that is there keeps what it holds.
            fresh = not (folder / name).exists()
            (folder / name).open("ab").close()
            if fresh:
                (folder / name).unlink()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"--report is {str(folder)!r} ({reason}); should be a folder that can be written to"
        ) from None


def write_report(run: Run, folder: Path) -> None:
    """Write the report of a run into a folder, over one that is there.

    Parameters
    ----------
    run : Run
    folder : Path
        Made where it is not there.
    """
    check_folder(folder)
    values = metrics(run)
    text = json.dumps(values, ensure_ascii=False, allow_nan=False, indent=2)
    (folder / METRICS).write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
    (folder / PAGE).write_text(page(run, values), encoding="utf-8", errors="backslashreplace")
