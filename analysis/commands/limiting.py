"""What a file may cost, as options of a command."""

from __future__ import annotations

import argparse

from analysis.readers import LIMITS, Limits


def limits_of_a_file(parser: argparse.ArgumentParser, *names: str) -> None:
    """An option `--most-...` for each of these limits."""
    for name in names:
        most, words = getattr(LIMITS, name), name.replace("n_", "", 1)
        parser.add_argument(
            f"--most-{words}",
            dest=name,
            type=type(most),
            default=most,
            metavar="N",
            help=f"limit a file (default: {most:,} {words})",
        )


def given_limits(options: argparse.Namespace) -> Limits:
    """The limits that the options set; the rest as they are by default."""
    return Limits(**{name: getattr(options, name, most) for name, most in vars(LIMITS).items()})
