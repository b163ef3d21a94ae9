"""`run`: the tables alone."""

from __future__ import annotations

import argparse

from analysis.commands.telling import out_folder, step, study_folder, tell_written, warn


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    out_folder(parser)


def run(options: argparse.Namespace) -> None:
    """All tables of the study: as CSV and Parquet, and as a workbook."""
    from analysis.publish.tables import write_tables
    from analysis.publish.workbook import write_workbook
    from analysis.study import load_study

    study = load_study(options.study)
    warn(study)
    with step("tables"):
        tables = write_tables(study, options.out or study.settings.report / "tables")
        book = write_workbook(study, options.out or study.settings.report)
    tell_written(tables, book)
