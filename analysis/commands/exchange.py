"""`exchange`: the study for other programs."""

from __future__ import annotations

import argparse

from analysis.commands.telling import out_folder, step, study_folder, tell_written, warn


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    out_folder(parser)


def run(options: argparse.Namespace) -> None:
    """The study for other programs: network (GraphML), coded texts (REFI-QDA), statement list (DNA)."""
    from analysis.exchange import write_exchange
    from analysis.study import load_study

    study = load_study(options.study)
    warn(study)
    with step("exchange"):
        outputs = write_exchange(study, options.out or study.settings.report / "exchange")
    tell_written(outputs)
