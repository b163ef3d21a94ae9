"""`python -m analysis COMMAND`: what the Makefile calls, the same on every system."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.commands import COMMANDS
from analysis.commands.telling import say
from analysis.errors import StudyError

# The matrices are small: with a second thread the first waits longer than it would have worked.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

BEGIN = (
    "To begin with texts of your own: new DIR --briefs FILES, look at what it lists, then report --study DIR. "
    "COMMAND --help says what a command takes."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 2 a mistake that the user can mend, 130 stopped."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    options = _options(arguments)
    try:
        options.command(options)
        sys.stdout.flush()
    except StudyError as error:
        say(f"error: {error}")
        return 2
    except ModuleNotFoundError as error:
        say(f"error: the package {error.name} is missing. Run `make report`, then use .venv/bin/python")
        return 2
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped: what was already written is whole, the rest is as it was", file=sys.stderr)
        return 130
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was typed; a study named without its option is told how it is named."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest:
        named = any(Path(word).is_dir() for word in rest) and hasattr(options, "study")
        parser.error(
            f"unrecognized arguments: {' '.join(rest)}" + (" (name a study with --study DIR)" if named else "")
        )
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__, epilog=BEGIN)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        told = command.run.__doc__.splitlines()[0]
        sub = commands.add_parser(name, help=told, description=told)
        command.arguments(sub)
        sub.set_defaults(command=command.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
