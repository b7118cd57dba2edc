"""The command line: ``provenance COMMAND ...``.

Each command is a module of this package with three things: a docstring, whose first line is the
command's help; ``configure(parser)``, which adds its arguments; and ``run(args)``, which returns
an exit code. What a command needs beyond the standard library it imports when it runs, so that
``--help`` is quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from provenance import __version__
from provenance.errors import InputError, ProvenanceError

# To add a command, write its file and name it here.
COMMANDS = (
    "score",
    "batch",
    "summary",
    "sources",
    "triage",
    "check",
    "diff",
    "export",
    "train",
    "train-risk",
    "evaluate",
    "datasets",
)

OK, FAILED, USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments, without the program's name; those of the process when not given.

    Returns
    -------
    int
        The exit code: 0 done, 1 an error the project reports, 2 wrong usage, 130 interrupted,
        141 the reader of the output went away.
    """
    for stream in (sys.stdout, sys.stderr):
        # An output that lacks a character shows its code instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        args, unknown = _parser().parse_known_args(argv)
        if unknown:  # which argparse by itself would tell with the usage of no command
            args.usage_error(f"unrecognized arguments: {' '.join(unknown)}")
        code = args.run(args)
        sys.stdout.flush()
    except SystemExit as leaving:  # argparse, after help or wrong usage
        return int(leaving.code or OK)
    except ProvenanceError as error:
        complain(error)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The interpreter flushes once more on leaving, and must find an open end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as error:
        complain(InputError(f"the output could not be written: {error}"))
        return FAILED
    return code


def complain(error: ProvenanceError) -> None:
    """Tell an error on the standard error stream, in one line."""
    from provenance.render.marks import visible

    print(f"provenance: error: {visible(str(error))}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="provenance",
        description="Score how well each sentence of a news article is sourced.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"provenance {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = import_module(f"{__name__}.{name.replace('-', '_')}")
        summary = (module.__doc__ or "").splitlines()[0]
        command = commands.add_parser(
            name,
            help=summary[0].lower() + summary[1:].rstrip("."),
            description=summary,
            allow_abbrev=False,
        )
        module.configure(command)
        command.set_defaults(run=module.run, usage_error=command.error)
    return parser
