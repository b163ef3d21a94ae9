"""`python -m analysis COMMAND`: what the Makefile calls, the same on every system."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from analysis.commands import COMMANDS
from analysis.commands.telling import say
from analysis.errors import StudyError

# The matrices are small: with a second thread the first waits longer than it would have worked.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 2 a mistake that the user can mend, 130 stopped."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except StudyError as error:
        say(f"error: {error}")
        return 2
    except ModuleNotFoundError as error:
        say(f"error: the package {error.name} is missing. Run `make report`, then use .venv/bin/python")
        return 2
    except KeyboardInterrupt:
        print("stopped: what was already written is whole, the rest is as it was", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.run.__doc__.splitlines()[0])
        command.arguments(sub)
        sub.set_defaults(command=command.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
