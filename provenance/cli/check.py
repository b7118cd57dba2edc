"""Check drafts against newsroom standards, and point at the words.

Exit codes: 0, no finding at or above the level of --fail-on; 1, there are some; 2, wrong usage, or a file
or a setting that cannot be read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.cli.arguments import add_encoding
from provenance.cli.writing import STANDARD, is_input, write
from provenance.errors import InputError, ProvenanceError

if TYPE_CHECKING:
    from provenance.corpus.record import Record, SetAside
    from provenance.desk.standards.checked import Checked
    from provenance.desk.standards.choosing import Standards
    from provenance.desk.standards.config import Config
    from provenance.scoring import Scorer

_FORMATS = ("text", "json", "sarif", "github")
_FAIL_ON = ("error", "warning", "note", "never")
CLEAN, FOUND, UNUSABLE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add = parser.add_argument
    parser.epilog = (
        "Exit codes: 0 nothing at or above the level of --fail-on, 1 findings, 2 wrong usage or an "
        "unreadable file."
    )
    add(
        "files",
        nargs="*",
        metavar="FILE",
        help="a text, or many articles as JSON lines, CSV or Parquet; - for standard input",
    )
    add("--format", choices=_FORMATS, default="text", help="default: text")
    add("--output", metavar="OUT", help="write there instead of to standard output")
    add("--html", metavar="OUT", help="write the page of the one article of FILE there, too")
    add(
        "--fail-on",
        choices=_FAIL_ON,
        help="the mildest severity that makes the exit code 1 (default: warning)",
    )
    add(
        "--pack",
        action="append",
        metavar="PACK",
        help="look for the rules of this pack: ap, bbc, nyt, reuters, or a file; may be repeated "
        "(default: all four)",
    )
    add(
        "--select",
        action="append",
        metavar="RULE",
        help="look for these rules alone, parted by commas; 'all', or 'default' for those that are "
        "on by themselves",
    )
    add("--ignore", action="append", metavar="RULE", help="do not look for these rules")
    add("--config", metavar="FILE", help="settings (default: the nearest provenance.toml)")
    add("--no-config", action="store_true", help="take no settings from a file")
    add("--baseline", metavar="FILE", help="leave out the findings that this file knows")
    add(
        "--write-baseline", metavar="FILE", help="write every finding to FILE, to be left out later"
    )
    add("--title", metavar="TEXT", help="the headline, where it is no part of the text")
    add_encoding(parser)
    add("--model", metavar="PATH", help="model to score with (default: the one that is shipped)")
    add("--rules", action="store_true", help="list the rules, and what is looked for")


def run(args: argparse.Namespace) -> int:
    """Check each file; one that cannot be read is reported and the others go on."""
    from provenance.cli import complain

    if not args.files and not args.rules:
        args.usage_error("the following arguments are required: FILE")
    if args.config and args.no_config:
        args.usage_error("--no-config: goes without --config")
    if args.title and len(args.files) > 1:
        args.usage_error("--title: one headline goes with one FILE")
    _refuse_outputs(args)
    try:
        config = _config(args)
        if args.rules:
            sys.stdout.write(_listed(config))
            return CLEAN
        return _checked(args, config)
    except ProvenanceError as error:
        complain(error)
        return UNUSABLE


def _refuse_outputs(args: argparse.Namespace) -> None:
    """Refuse what could not be written, or would be written over an article."""
    for option, out in (("--output", args.output), ("--html", args.html)):
        if is_input(out, args.files):
            args.usage_error(f"{option} {out}: that is an article; give OUT another name")
    if args.html is None:
        return
    if len(args.files) != 1:
        args.usage_error("--html: one page holds one article; give one FILE")
    if args.html == STANDARD:
        args.usage_error("--html -: standard output has the findings; give OUT a file name")
    if args.write_baseline:
        args.usage_error("--html: goes without --write-baseline")


def _config(args: argparse.Namespace) -> Config:
    """What the settings and the options, which go before them, come down to."""
    from provenance.desk.standards.config import Config, find_config, read_config

    config = Config()
    if args.config:
        config = read_config(Path(args.config))
    elif not args.no_config:
        first = args.files[0] if args.files else STANDARD
        beside = Path() if first == STANDARD else Path(first).parent
        found = find_config(beside)
        config = read_config(found) if found else config
    if args.pack:
        config = replace(config, packs=tuple(args.pack), folder=None)
    if args.select:
        config = replace(config, select=_names(args.select))
    if args.ignore:
        config = replace(config, ignore=(*config.ignore, *_names(args.ignore)))
    if args.fail_on:
        config = replace(config, fail_on=args.fail_on)
    if args.baseline:
        config = replace(config, baseline=Path(args.baseline))
    return config


def _names(given: list[str]) -> tuple[str, ...]:
    return tuple(name.strip() for names in given for name in names.split(",") if name.strip())


def _checked(args: argparse.Namespace, config: Config) -> int:
    import provenance
    from provenance.cli import complain
    from provenance.desk.standards.baseline import read_baseline, without_known, write_baseline
    from provenance.desk.standards.finding import SEVERITIES
    from provenance.render.findings import FORMATS

    standards = config.standards()
    # A baseline that is written anew holds all there is, whatever was known before.
    fresh = args.write_baseline is not None
    known = read_baseline(config.baseline) if config.baseline and not fresh else None
    results: list[Checked] = []
    failed: list[ProvenanceError] = []

    def fail(error: ProvenanceError) -> None:
        failed.append(error)
        complain(error)

    scorer = provenance.load(args.model) if args.model else None
    for name in args.files:
        try:
            results += _results(name, args, standards, scorer, fail)
        except ProvenanceError as error:
            fail(error)
    if fresh:
        count = write_baseline(Path(args.write_baseline), results)
        print(f"wrote {args.write_baseline}: {count} findings", file=sys.stderr)
        return UNUSABLE if failed else CLEAN
    if known is not None:
        results = [without_known(result, known) for result in results]
    write(FORMATS[args.format](results, standards), args.output or STANDARD)
    if args.html is not None:
        _write_page(results, args.html)
    if failed:
        return UNUSABLE
    level = config.fail_on or "warning"
    grave = () if level == "never" else SEVERITIES[SEVERITIES.index(level) :]
    return FOUND if any(f.severity in grave for r in results for f in r.findings) else CLEAN


def _results(
    name: str,
    args: argparse.Namespace,
    standards: Standards,
    scorer: Scorer | None,
    fail: Callable[[ProvenanceError], None],
) -> Iterator[Checked]:
    """Check each article of a file; a record that cannot be read fails alone."""
    from provenance.corpus.readers import ReadOptions
    from provenance.desk.article import read_desk_records, scored_article
    from provenance.desk.standards.checked import Checked

    def set_aside(found: SetAside) -> None:
        fail(InputError(f"{found.place}: {found.reason}"))

    for record in read_desk_records(name, ReadOptions(encoding=args.encoding), set_aside):
        article = scored_article(record, scorer)
        if args.title:
            article = replace(article, title=args.title)
        yield Checked(
            _file(name, record),
            article,
            standards.check(article),
            None if _alone(record) else record.place.line,
        )


def _file(name: str, record: Record) -> str:
    """The file of a record, from where the command runs."""
    return str(Path(name) / record.place.file) if Path(name).is_dir() else record.place.file


def _alone(record: Record) -> bool:
    """Whether a file is one article, so that places in the article are places in the file."""
    return record.id == record.place.file and not record.place.file.lower().endswith(
        (".html", ".htm", ".xhtml", ".warc")
    )


def _write_page(results: Sequence[Checked], out: str) -> None:
    """Write the page of the one article that was checked."""
    from provenance.render.html import page

    if len(results) != 1:
        number = "several articles" if results else "no article that can be read"
        raise InputError(f"--html: FILE holds {number}; should hold one")
    (checked,) = results
    title = checked.article.title or (None if checked.file == STANDARD else Path(checked.file).name)
    write(page(checked.article.score, title, checked.findings), out)


def _listed(config: Config) -> str:
    """The rules of the packs, with what is looked for marked."""
    from provenance.desk.standards.texts import rule_texts

    active = {standard.name: standard for standard in config.standards().active}
    every = replace(config, select=("all",), ignore=()).standards().active
    lines = []
    for standard in every:
        mark = "on " if standard.name in active else "off"
        text = rule_texts().get(standard.name)
        why = f" (off by default: {text.why_off})" if text and not text.default else ""
        lines.append(f"{mark}  {standard.severity:7}  {standard.name:26}  {standard.title}{why}")
    return "\n".join(lines) + "\n"
