"""`bench`: how fast."""

from __future__ import annotations

import argparse

from analysis.commands.telling import say, study_folder
from analysis.settings import read_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)


def run(options: argparse.Namespace) -> None:
    """Speed and memory, as ratios to a named peer."""
    from analysis.bench import encoder_run, warm_run

    settings = read_settings(options.study)
    encoded = encoder_run(settings)
    for table in (warm_run(settings), encoded):
        print(table.round(2).to_string(index=False, na_rep=""))
    if len(encoded) == 1:
        say("The stance model against torch: not measured, since the extra `train` isn't installed.")
