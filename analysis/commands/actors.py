"""`actors`: names that the registry lacks."""

from __future__ import annotations

import argparse

from analysis.commands.telling import study_folder


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)


def run(options: argparse.Namespace) -> None:
    """Names in the briefs that the registry lacks."""
    from analysis.study import load_study

    found = load_study(options.study).candidates
    print(found.to_string(index=False) if len(found) else "The registry lacks no name that stands in these briefs.")
