"""Measure the project beside baselines and print one table.

Without corpora only what the project ships can be measured; with them, everything is.
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
    parser.add_argument(
        "--model", metavar="FILE", help="model to measure (default: the shipped one)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--only",
        metavar="PART",
        action="append",
        help="measure this part only, may be repeated; --list names the parts",
    )
    parser.add_argument("--list", action="store_true", help="name the parts and leave")


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    from provenance.data.corpora import corpora_folder
    from provenance.errors import DatasetError
    from provenance.evaluation import table
    from provenance.evaluation.parts import PARTS
    from provenance.evaluation.setting import Setting

    if args.list:
        for part in PARTS:
            needs = "" if part.needs_corpora else ", needs no corpora"
            print(f"{part.name}{'' if part.by_default else ', only on request'}{needs}")
        return 0
    by_name = {part.name: part for part in PARTS}
    for name in args.only or ():
        if name not in by_name:
            args.usage_error(f"--only is {name!r}; should be one of {', '.join(by_name)}")
    chosen = [by_name[n] for n in args.only] if args.only else [p for p in PARTS if p.by_default]
    folder = None
    try:
        folder = corpora_folder(args.corpora)
    except DatasetError as error:
        if args.corpora or (args.only and any(part.needs_corpora for part in chosen)):
            raise
        if any(part.needs_corpora for part in chosen):
            print(f"without corpora: {error}", file=sys.stderr)
        chosen = [part for part in chosen if not part.needs_corpora]

    def tell(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    setting = Setting(folder, args.model, tell)
    outcomes = []
    for part in chosen:
        tell(f"measuring {part.name}")
        outcomes += part.measure(setting)
    if args.json:
        print(json.dumps([asdict(outcome) for outcome in outcomes], indent=2))
    else:
        print(table.render(outcomes))
    return 0
