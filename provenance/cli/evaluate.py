"""Measure the project beside two baselines and print one table.

Without corpora only the shipped model's figures on the project's own example articles, which it was
not trained on, and the growth of time with length can be measured; with them, everything is.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--corpora",
        metavar="FOLDER",
        help="folder of the public corpora (default: $PROVENANCE_CORPORA)",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--only",
        metavar="PART",
        action="append",
        choices=PARTS,
        help="measure this part only, may be repeated: " + ", ".join(PARTS),
    )


PARTS = ("examples", "labels", "polnear", "newsdiscourse", "ablation", "speed", "growth")
_WITHOUT_CORPORA = ("examples", "growth")
_DEFAULT = ("examples", "labels", "polnear", "newsdiscourse", "speed")


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    from provenance.errors import DatasetError
    from provenance.training import table
    from provenance.training.corpora import corpora_folder

    parts = args.only or list(_DEFAULT)
    try:
        folder = corpora_folder(args.corpora)
    except DatasetError as error:
        if args.corpora or args.only and any(part not in _WITHOUT_CORPORA for part in args.only):
            raise
        print(f"without corpora: {error}", file=sys.stderr)
        folder, parts = None, [part for part in parts if part in _WITHOUT_CORPORA]
    outcomes = []
    for part in parts:
        print(f"measuring {part}", file=sys.stderr, flush=True)
        outcomes += _measure(part, folder)
    if args.json:
        print(json.dumps([asdict(outcome) for outcome in outcomes], indent=2))
    else:
        print(table.render(outcomes))
    return 0


def _measure(part: str, folder) -> list:
    from provenance.training import speed, tasks
    from provenance.training.labels import load_examples, load_labelled

    if part == "examples":
        return tasks.examples(load_examples())
    if part == "labels":
        articles = load_labelled(folder)
        return [*tasks.project_measures(articles), *tasks.baseline_measures(articles)]
    if part == "ablation":
        return tasks.ablation(load_labelled(folder))
    if part == "speed":
        return [*speed.throughput(folder), *speed.start_up()]
    if part == "growth":
        return speed.growth()
    return tasks.public_corpus(part, folder)
