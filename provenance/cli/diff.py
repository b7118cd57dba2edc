"""Tell what became better or worse sourced between two versions of an article."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from provenance.cli.arguments import NARROWEST, add_encoding, at_least
from provenance.cli.writing import STANDARD, columns, in_color, write
from provenance.errors import InputError, ProvenanceError

if TYPE_CHECKING:
    from provenance.desk.article import DeskArticle
    from provenance.desk.diff import Diff
    from provenance.scoring import Scorer

_FAIL_ON = ("worse", "any", "never")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.epilog = (
        "Exit codes: 0 done; 1 --fail-on found what it looks for; 2 wrong usage, or a version "
        "that cannot be read."
    )
    add = parser.add_argument
    add("old", metavar="OLD", help="the earlier version: a file that holds one article")
    add("new", metavar="NEW", help="the later version; one of the two may be - for standard input")
    add("--json", action="store_true", help="print JSON")
    add(
        "--fail-on",
        choices=_FAIL_ON,
        default="never",
        help="exit with 1 where a claim became worse sourced, or on any change (default: never)",
    )
    add_encoding(parser)
    add("--model", metavar="PATH", help="model to score with (default: the one that is shipped)")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    add("--width", type=at_least(NARROWEST), metavar="N", help="columns to fill")


def run(args: argparse.Namespace) -> int:
    """Compare the versions; a version that cannot be read is told apart from one that got worse."""
    from provenance.cli import FAILED, OK, USAGE, complain

    if args.old == args.new == STANDARD:
        args.usage_error("only one version can come from standard input")
    try:
        found = _compared(args)
    except ProvenanceError as error:
        complain(error)
        return USAGE
    if args.json:
        write(found.to_json() + "\n")
    else:
        sys.stdout.write(_text(found, args))
    failing = {"worse": found.worse, "any": found.changes, "never": ()}[args.fail_on]
    return FAILED if failing else OK


def _compared(args: argparse.Namespace) -> Diff:
    import provenance
    from provenance.desk.diff import diff

    scorer = None if args.model is None else provenance.load(args.model)
    return diff(*(_one(name, scorer, args.encoding).score for name in (args.old, args.new)))


def _one(name: str, scorer: Scorer | None, encoding: str) -> DeskArticle:
    """Read the one article of a file."""
    from itertools import islice

    from provenance.corpus.readers import ReadOptions
    from provenance.desk.article import read_articles

    found = list(islice(read_articles(name, scorer, ReadOptions(encoding=encoding)), 2))
    if len(found) != 1:
        told = "standard input" if name == STANDARD else name
        number = "several articles" if found else "no article"
        raise InputError(f"{told} holds {number}; should hold one")
    return found[0]


def _text(found: Diff, args: argparse.Namespace) -> str:
    from provenance.render.diff import render

    names = [("standard input" if name == STANDARD else name) for name in (args.old, args.new)]
    return render(
        found,
        names=(names[0], names[1]),
        width=columns(args.width),
        color=in_color(args.color),
    )
