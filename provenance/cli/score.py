"""Score articles and show them, as text, as JSON, or as a page."""

from __future__ import annotations

import argparse
import codecs
import json
import math
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provenance.cli.arguments import NARROWEST, at_least
from provenance.cli.writing import STANDARD, columns, in_color, is_input, write
from provenance.errors import InputError

if TYPE_CHECKING:
    from provenance.scoring.scores import ArticleScore, SentenceScore


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.epilog = "Exit codes: 0 done; 1 a file that cannot be read, of which the others go on; 2 wrong usage."
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="plain text in UTF-8; - for standard input")
    add("--json", action="store_true", help="print JSON; for several files, an object a line")
    add("--html", metavar="OUT", help="write a page to OUT (- for standard output) instead of text")
    add("--model", metavar="PATH", help="model to score with (default: the one that is shipped)")
    add(
        "--weakest",
        type=at_least(1),
        metavar="N",
        help="list only the N weakest-sourced checkable claims",
    )
    add("--explain", action="store_true", help="say below each sentence why it got its class")
    add(
        "--evidence",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="mark the evidence in the text (default: yes)",
    )
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    add("--width", type=at_least(NARROWEST), metavar="N", help="columns to fill")


def run(args: argparse.Namespace) -> int:
    """Score each file; one that cannot be read is reported and the others go on."""
    from provenance.cli import complain

    if args.html is not None and len(args.files) > 1:
        args.usage_error("--html: one page holds one article; give one FILE")
    if is_input(args.html, args.files):
        args.usage_error(f"--html {args.html}: that is the article; give OUT another name")
    if args.html == STANDARD and args.json:
        args.usage_error("--html -: standard output is taken by --json; give OUT a file name")
    if args.html is not None and args.weakest and not args.json:
        args.usage_error("--weakest: a page shows the whole article; leave out --html or --weakest")
    score = _scorer(args.model)
    failed = False
    for number, name in enumerate(args.files):
        try:
            _show(score(_read(name)), name, number, args)
        except InputError as error:
            sys.stdout.flush()
            complain(error)
            failed = True
    return int(failed)


def _scorer(model: str | None) -> Callable[[str], ArticleScore]:
    """Return a function that scores a text, and loads the model when there is one to score."""
    loaded: list[Any] = []

    def score(text: str) -> ArticleScore:
        if not text.strip():
            from provenance.scoring.scores import ArticleScore

            return ArticleScore(text, ())
        if not loaded:
            import provenance

            loaded.append(provenance.load(model) if model is not None else provenance.load())
        return loaded[0].score(text)

    return score


def _read(name: str) -> str:
    told = "standard input" if name == STANDARD else name
    try:
        data = sys.stdin.buffer.read() if name == STANDARD else Path(name).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{told} does not exist; should be a text file, or '-'") from None
    except IsADirectoryError:
        raise InputError(f"{told} is a directory; should be a text file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{told} cannot be read: {reason}; should be a text file") from None
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        return data[len(mark) :].decode("utf-8")
    except UnicodeDecodeError as error:
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        guess = "UTF-16" if wide else "WINDOWS-1252"
        source = "" if name == STANDARD else " " + shlex.quote(name)
        raise InputError(
            f"{told} is not UTF-8: byte 0x{data[error.start + len(mark)]:02x} at offset "
            f"{error.start + len(mark)}; should be UTF-8: convert it, "
            f"for example with 'iconv -f {guess} -t UTF-8{source}'"
        ) from None


def _show(article: ArticleScore, name: str, number: int, args: argparse.Namespace) -> None:
    only = None if args.weakest is None else _weakest(article, args.weakest)
    if args.html is not None:
        write(article.to_html(None if name == STANDARD else Path(name).name), args.html)
    if args.json:
        record = {"file": name, **article.to_dict()}
        if only is not None:
            record["sentences"] = [sentence.to_dict() for sentence in only]
        indent = 2 if len(args.files) == 1 else None
        write(json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent) + "\n")
    elif args.html is None:
        if number:
            sys.stdout.write("\n")
        sys.stdout.write(_text(article, name, only, args))


def _text(
    article: ArticleScore, name: str, only: list[SentenceScore] | None, args: argparse.Namespace
) -> str:
    from provenance.render.terminal import render

    title = None if name == STANDARD else name
    told = "standard input" if name == STANDARD else name
    options: dict[str, Any] = {
        "width": columns(args.width),
        "color": in_color(args.color),
        "evidence": args.evidence,
        "explain": args.explain,
    }
    if not article:
        return f"Nothing to score: {_safe(told)} holds no text.\n"
    if only is None:
        return render(article, title=title, **options)
    heading = f"{_safe(told)}\n" if len(args.files) > 1 else ""
    if not only:
        return heading + "No checkable claim.\n"
    return heading + render(article, only=only, **options)


def _weakest(article: ArticleScore, number: int) -> list[SentenceScore]:
    from provenance.codebook import CHECKABLE

    claims = [s for s in article if s.checkable >= CHECKABLE and not math.isnan(s.score)]
    return sorted(claims, key=lambda s: (s.score, s.index))[:number]


def _safe(name: str) -> str:
    from provenance.render.marks import visible

    return visible(name)
