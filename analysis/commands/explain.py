"""`explain`: why a row is there."""

from __future__ import annotations

import argparse

from analysis.commands.telling import study_folder
from analysis.errors import UnknownIdError


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    parser.add_argument("id", metavar="ID", help="of a sentence, mention, attribution, statement or recommendation")


def run(options: argparse.Namespace) -> None:
    """The sentence behind an id, with its spans, the rule, and the other readings."""
    from analysis.study import load_study

    try:
        print(load_study(options.study).explain(options.id))
    except UnknownIdError as error:
        remedy = f"{error.remedy}, and --study DIR looks in another study"
        raise UnknownIdError(error.problem, remedy=remedy, path=options.study) from None
