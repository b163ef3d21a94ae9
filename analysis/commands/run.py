"""`run`: the tables alone."""

from __future__ import annotations

import argparse

from analysis.commands.telling import out_folder, step, study_folder, tell, warn
from analysis.errors import shown


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    out_folder(parser)


def run(options: argparse.Namespace) -> None:
    """All tables of the study, as CSV."""
    from analysis.publish.tables import write_tables
    from analysis.study import load_study

    study = load_study(options.study)
    warn(study)
    with step("tables"):
        outputs = write_tables(study, options.out or study.settings.report / "tables")
    tell(*map(shown, outputs.written), *outputs.messages)
