"""`explain`: why a row is there."""

from __future__ import annotations

import argparse

from analysis.commands.telling import study_folder


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    parser.add_argument("id", metavar="ID", help="of a sentence, mention, attribution, statement or recommendation")


def run(options: argparse.Namespace) -> None:
    """The sentence behind an id, with its spans, the rule, and the other readings."""
    from analysis.study import load_study

    print(load_study(options.study).explain(options.id))
