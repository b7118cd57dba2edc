"""Sum up a scored corpus: how its groups of articles source their claims.

Shares are of all claims of a group. The intervals are bootstrapped by article, and hold 95 % of what
other articles of the same kind would give; the model's own errors are not in them.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from provenance.cli.table_output import (
    add_forms,
    add_output_folder,
    number,
    show,
    tell,
    write_csv,
    write_json,
)
from provenance.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

_BY = "publisher"
# Heads of columns that leave room for the groups' names in 80 columns.
_HEADS = {
    "document": "doc.",
    "organisation": "org.",
    "anonymous": "anon.",
    "unattributed": "unattr.",
}
_TOP = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_output_folder(parser)
    parser.add_argument(
        "--by",
        metavar="COLUMN",
        help=f"the column that tells the groups; 'all' for one group of all articles "
        f"(default: {_BY}, where the corpus has it)",
    )
    parser.add_argument(
        "--top",
        metavar="N",
        type=number,
        help=f"only the N groups with the most articles (default: {_TOP} in the table and the plot)",
    )
    parser.add_argument(
        "--plot",
        metavar="FILE",
        help="draw the summary into a .png, .svg or .pdf file; needs the extra 'plot'",
    )
    add_forms(parser)


def run(args: argparse.Namespace) -> int:
    """Sum up, draw and print."""
    from provenance.corpus.summaries import summarise

    by, note = _group_column(args)
    summary = summarise(args.out, by)
    if args.plot is not None:
        _plot(summary, args)
    if args.csv or args.json:
        chosen = summary if args.top is None else _largest(summary, args.top)
        (write_csv if args.csv else write_json)(chosen)
        tell(note)
    else:
        _show(summary, by, args.top or _TOP, note)
    return 0


def _group_column(args: argparse.Namespace) -> tuple[str | None, list[str]]:
    """Return the column of the groups, and what is to be noted where it holds nothing."""
    from provenance.corpus.output import empty_columns, output_columns

    if args.by == "all":
        return None, []
    there = output_columns(args.out)
    by = args.by or _BY
    if by in there and empty_columns(args.out, [by]):
        return None, [f"No article has a value in the column {by!r}, so all are one group."]
    if args.by is None:
        return (_BY if _BY in there else None), []
    if args.by not in there:
        raise InputError(
            f"--by is {args.by!r}, which is no column of the articles; should be 'all' or one of "
            f"{', '.join(there)}"
        )
    return args.by, []


def _largest(summary: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the rows of the groups with the most articles; each group has its rows together."""
    size = summary["measure"].nunique() or 1
    articles = summary["articles"].iloc[::size].reset_index(drop=True)
    kept = set(articles.sort_values(ascending=False, kind="stable").index[:top])
    return summary.loc[[row // size in kept for row in range(len(summary))]]


def _plot(summary: pd.DataFrame, args: argparse.Namespace) -> None:
    from provenance.corpus.plot import plot_summary

    axes = plot_summary(summary, top=args.top or _TOP)
    try:
        axes.figure.savefig(args.plot, dpi=150)
    except (OSError, ValueError) as error:
        raise InputError(
            f"--plot is {args.plot!r}, which cannot be written ({error}); should be a .png, .svg or "
            ".pdf file in a folder that exists"
        ) from None


def _show(summary: pd.DataFrame, by: str | None, top: int, note: list[str]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("all" if by is None else escape(by), overflow="fold")
    measures = list(dict.fromkeys(summary["measure"]))
    for measure in measures:
        table.add_column(_HEADS.get(measure, measure), justify="right", no_wrap=True)
    chosen = _largest(summary, top)
    for start in range(0, len(chosen), max(1, len(measures))):
        block = chosen.iloc[start : start + len(measures)]
        cells = [_cell(row.measure, row.value, row.low, row.high) for row in block.itertuples()]
        table.add_row(_name(block.iloc[0], by), *cells)
    show(table, _notes(chosen, (len(summary) - len(chosen)) // max(1, len(measures))) + note)


def _name(row: pd.Series, by: str | None) -> str:
    import pandas as pd
    from rich.markup import escape

    name = "" if by is None else "none given" if pd.isna(row[by]) else str(row[by])
    counts = f"{row['articles']:,} article{'' if row['articles'] == 1 else 's'}"
    return f"{escape(name)}\n[dim]{counts}[/dim]".lstrip("\n")


def _cell(measure: str, value: float, low: float, high: float) -> str:
    if value != value:
        return "-"

    def told(number: float) -> str:
        # ".58" for the score, which has the room of "46-58" for its interval
        if measure == "score":
            return f"{number:.2f}".removeprefix("0")
        return f"{100 * number:.{int(number < 0.0995)}f}"

    unit = "" if measure == "score" else "%"
    if low != low:
        return told(value) + unit + "\n"
    return f"{told(value)}{unit}\n[dim]{told(low)}-{told(high)}[/dim]"


def _notes(shown: pd.DataFrame, more: int) -> list[str]:
    from provenance.corpus.summaries import FEW

    notes = [
        "",
        "Shares of the claims, and the mean score. Below each is its 95 % interval, bootstrapped by "
        "article; one article has none.",
    ]
    if shown["note"].str.startswith("fewer").any():
        notes.append(f"Of fewer than {FEW} articles, the interval is too narrow.")
    if more > 0:
        notes.append(f"{more:,} more group{'' if more == 1 else 's'} with fewer articles: --top N")
    return notes
