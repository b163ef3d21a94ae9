"""`evaluate`: how good the program is."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands.telling import say
from analysis.errors import shown


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("benchmark", metavar="NAME", help="which benchmark, e.g. polnear")
    parser.add_argument("path", type=Path, metavar="PATH", help="where its data lies")
    parser.add_argument("--split", default="dev", help="which part (default: dev)")
    parser.add_argument("--large", action="store_true", help="score the large stance model as well")


def run(options: argparse.Namespace) -> None:
    """Score the program; the table is printed and kept in data/evaluation, or in the study whose coding it is."""
    from analysis.evaluate import evaluate as evaluated
    from analysis.evaluate import keep, kept_in

    table = evaluated(options.benchmark, options.path, split=options.split, large=options.large)
    print(table.to_string(index=False, na_rep=""))
    say(f"kept in {shown(keep(table, kept_in(options.benchmark, options.path)))}")
