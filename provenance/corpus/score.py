"""The library call that scores a corpus."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.corpus.sizes import BATCH_SIZE, PART_SIZE

if TYPE_CHECKING:
    from provenance.corpus.summary import RunSummary


def score_corpus(
    source: str | os.PathLike,
    out: str | os.PathLike,
    *,
    format: str = "parquet",
    compression: str | None = None,
    with_text: bool = True,
    with_risk: bool = True,
    input_format: str | None = None,
    text: str | None = None,
    id: str | None = None,
    title: str | None = None,
    date: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    keep: Sequence[str] = (),
    encoding: str = "utf-8",
    separator: str | None = None,
    max_chars: int = 1_000_000,
    language: str = "en",
    model: str | os.PathLike | None = None,
    n_jobs: int = 1,
    engine: str = "joblib",
    scheduler: str | None = None,
    batch_size: int = BATCH_SIZE,
    part_size: int = PART_SIZE,
    limit: int | None = None,
    strict: bool = False,
    restart: bool = False,
    progress: bool = False,
) -> RunSummary:
    """Score every article of a corpus into a folder, or go on with a run that was broken off.

    Memory does not grow with the corpus. The same corpus and options give the same files, byte for byte,
    whatever ``n_jobs``, ``engine`` and ``batch_size``, and whether or not the run was broken off. An
    article that cannot be scored is set aside with its place and reason, and the run goes on.

    Parameters
    ----------
    source : str or path
        A file of JSON lines, CSV, TSV or Parquet, compressed or not; a text, an HTML page or a WARC; a
        folder of these; or ``"-"`` for standard input.
    out : str or path
        The folder to write; made if it is not there.
    format : {"parquet", "jsonl", "csv"}, default="parquet"
        The format of the output.
    compression : str, optional
        Of the output: one that the format has; zstd for Parquet and none for the others by default.
    with_text : bool, default=True
        Whether to write the text of each sentence.
    with_risk : bool, default=True
        Whether to measure the risk indicator of each article.
    input_format : str, optional
        The format of the input; by its suffix by default, and JSON lines for standard input.
    text, id, title, date, publisher, url : str, optional
        The column of each; one with a plain name by default.
    keep : sequence of str, default=()
        Further columns of the input to carry to the table of articles.
    encoding : str, default="utf-8"
        Of JSON lines, CSV and plain text.
    separator : str, optional
        Between the fields of CSV.
    max_chars : int, default=1_000_000
        Longer articles are set aside.
    language : {"en", "any"}, default="en"
        Whether articles in another language than English, the model's, are set aside.
    model : str or path, optional
        A model file; the shipped one by default.
    n_jobs : int, default=1
        Processes, as joblib counts them: -1 for all cores.
    engine : {"joblib", "dask"}, default="joblib"
        What runs them.
    scheduler : str, optional
        The address of a Dask scheduler; a local cluster of ``n_jobs`` workers by default.
    batch_size : int, default=32
        Articles that a worker gets at a time.
    part_size : int, default=2_000
        Articles that are committed, and written to a file of a Parquet data set, together.
    limit : int, optional
        So many articles are read and no more.
    strict : bool, default=False
        Whether to stop at the first bad article rather than to set it aside.
    restart : bool, default=False
        Whether to throw away what runs have written to ``out``, finished or not.
    progress : bool, default=False
        Whether to show a progress bar on standard error.

    Returns
    -------
    RunSummary
        Counts of articles, sentences, classes, and of what was set aside and why.

    Raises
    ------
    InputError
        When the input, the output or an option cannot be used; with ``strict``, at a bad article.
    ModelFileError
        When the model cannot be read.
    ProvenanceError
        When a worker process was killed. What was committed stays, and the same call goes on.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import provenance
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     news = Path(folder, "news.csv")
    ...     _ = news.write_text("url,body\\na.example/1,Police reportedly closed the bridge.\\na.example/2,\\n")
    ...     summary = provenance.score_corpus(news, Path(folder, "out"), format="jsonl", language="any")
    >>> summary.scored, summary.classes["hedged"], summary.set_aside
    (1, 1, {'blank': 1})
    """
    from provenance.corpus.engines import make_engine
    from provenance.corpus.progress import Bar, known_total
    from provenance.corpus.readers import ReadOptions
    from provenance.corpus.run import Plan, run
    from provenance.corpus.schema import Layout

    read = ReadOptions(
        format=input_format,
        text=text,
        id=id,
        title=title,
        date=date,
        publisher=publisher,
        url=url,
        keep=tuple(keep),
        encoding=encoding,
        max_chars=max_chars,
        separator=separator,
    )
    plan = Plan(
        source=os.fspath(source),
        out=Path(out),
        read=read,
        layout=Layout(format, compression, with_text, read.carried),
        language=language,
        model=None if model is None else os.fspath(model),
        with_risk=with_risk,
        part_size=part_size,
        batch_size=batch_size,
        limit=limit,
        strict=strict,
        restart=restart,
    )
    chosen = make_engine(engine, n_jobs, scheduler)
    bar = Bar(known_total(plan.source, input_format, limit)) if progress else nullcontext()
    with bar as watcher:
        return run(plan, chosen, watcher)
