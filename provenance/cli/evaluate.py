"""Measure a model, beside baselines, and print one table.

Without corpora only what the project ships can be measured; with them, everything is. With
``--labels FILE`` the model is measured on a user's labels.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.cli.label_options import (
    add_label_options,
    add_measuring_options,
    folds,
    read_labels,
)

if TYPE_CHECKING:
    from provenance.cli.progress import Progress
    from provenance.data.label_sets import LabelSet
    from provenance.evaluation.outcome import Outcome
    from provenance.evaluation.run import Measured

_SHIPPED = "shipped"
# The parts of the evaluation that a report can be of; the first that is measured is what it shows.
_REPORTED = ("test", "examples")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_label_options(parser)
    parser.add_argument(
        "--model", metavar="FILE", help="model to measure (default: the shipped one)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--part",
        choices=("train", "dev", "test", "all"),
        help="the part of the labels to measure on, 'all' only for a model that learnt from none of "
        "them (default: test)",
    )
    parser.add_argument(
        "--only",
        metavar="PART",
        action="append",
        help="of shipped labels, measure this part of the evaluation only, may be repeated; --list "
        "names the parts",
    )
    parser.add_argument(
        "--list", action="store_true", help="name the parts of the evaluation and leave"
    )
    parser.add_argument(
        "--folds",
        metavar="N",
        type=folds,
        help="folds, for the parts of the evaluation that cross-validate (default: 5)",
    )
    add_measuring_options(parser)


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    from provenance.cli.progress import Progress
    from provenance.evaluation import table

    if args.list:
        return _name_parts()
    if args.only and args.labels != _SHIPPED:
        args.usage_error(f"--only is for shipped labels; should not be with {args.labels!r}")
    if args.part and args.labels == _SHIPPED:
        args.usage_error("--part is for other labels than the shipped ones; should be --only")
    if args.report is not None:
        from provenance.evaluation.report import check_folder

        check_folder(Path(args.report))
    progress = Progress(args.quiet)
    with progress.noting_warnings():
        measure = _on_shipped if args.labels == _SHIPPED else _on_others
        outcomes = measure(args, progress)
    if args.json:
        print(json.dumps([asdict(outcome) for outcome in outcomes], indent=2))
    else:
        print(table.render(outcomes))
    return 0


def _name_parts() -> int:
    from provenance.evaluation.parts import PARTS

    for part in PARTS:
        needs = "" if part.needs_corpora else ", needs no corpora"
        print(f"{part.name}{'' if part.by_default else ', only on request'}{needs}")
    return 0


def _on_shipped(args: argparse.Namespace, progress: Progress) -> list[Outcome]:
    """Measure the parts of the evaluation that were asked for, as far as the corpora allow."""
    from provenance.data.corpora import corpora_folder
    from provenance.data.label_sets import load_labels
    from provenance.data.labels import PARTS as EVERY_PART
    from provenance.errors import DatasetError
    from provenance.evaluation.parts import PARTS
    from provenance.evaluation.setting import Setting

    by_name = {part.name: part for part in PARTS}
    for name in args.only or ():
        if name not in by_name:
            args.usage_error(f"--only is {name!r}; should be one of {', '.join(by_name)}")
    chosen = [by_name[n] for n in args.only] if args.only else [p for p in PARTS if p.by_default]
    if args.report is not None and not any(part.name in _REPORTED for part in chosen):
        args.usage_error(
            f"--report shows {' or '.join(_REPORTED)}; should be with --only of one of them, or "
            "without --only"
        )
    folder = None
    try:
        folder = corpora_folder(args.corpora)
    except DatasetError as error:
        if args.corpora or (args.only and any(part.needs_corpora for part in chosen)):
            raise
        if any(part.needs_corpora for part in chosen):
            print(f"without corpora: {error}", file=sys.stderr)
        chosen = [part for part in chosen if not part.needs_corpora]
    setting = Setting(folder, args.model, progress.tell, args.folds, args.n_jobs)
    names = [part.name for part in chosen]
    reported = next((name for name in _REPORTED if name in names), None) if args.report else None
    outcomes: list[Outcome] = []
    for part in chosen:
        if part.name == reported:  # its figures are those of the report, measured once
            labels = load_labels(_SHIPPED if reported == "test" else "examples", folder)
            parts = ("test",) if reported == "test" else EVERY_PART
            outcomes += _report(args, progress, labels, parts).outcomes
        else:
            progress.tell(f"measuring {part.name}")
            outcomes += part.measure(setting)
    return outcomes


def _on_others(args: argparse.Namespace, progress: Progress) -> list[Outcome]:
    """Measure a model on the examples or on a user's labels."""
    from provenance.data.labels import PARTS
    from provenance.errors import DatasetError

    progress.tell("reading the labelled articles")
    labels = read_labels(args)
    parts: Sequence[str] = PARTS if args.part == "all" else (args.part or "test",)
    if not labels.of(parts):
        if args.part:
            raise DatasetError(
                f"the {args.part} part of {labels.name!r} holds no article; should hold one or more"
            )
        parts = PARTS
        progress.note(f"note: {labels.name!r} has no test part, so every article is measured")
    return list(_report(args, progress, labels, parts).outcomes)


def _report(
    args: argparse.Namespace, progress: Progress, labels: LabelSet, parts: Sequence[str]
) -> Measured:
    """Measure a model on parts of a set of labels, and write the report if one is asked for."""
    from provenance.classifier.model_file import file_hash, locate
    from provenance.evaluation.run import Run, measure_part, model_size
    from provenance.scoring import load

    progress.tell(f"measuring on {len(labels.of(parts))} articles")
    scorer = load(args.model)
    measured = measure_part(scorer, labels, parts)
    if args.report is not None:
        from provenance.evaluation.report import write_report

        path = locate(args.model)
        settings = {"labels": labels.name, "part": ", ".join(parts)}
        name = Path(path.name).stem
        size = model_size(scorer.model)
        write_report(
            Run("evaluate", settings, labels, name, file_hash(path), size, measured),
            Path(args.report),
        )
        progress.note(f"wrote {Path(args.report) / 'index.html'}")
    return measured
