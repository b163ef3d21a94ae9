"""`run`: the tables alone."""

from __future__ import annotations

import argparse

from analysis.commands.telling import (
    out_folder,
    step,
    study_folder,
    tell_findings,
    tell_written,
    typed,
    warn,
    whole_list,
)
from analysis.errors import shown


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    out_folder(parser)
    whole_list(parser)


def run(options: argparse.Namespace) -> None:
    """All tables of the study, as CSV and Parquet and as a workbook; ends with the findings in words."""
    from analysis.publish.tables import write_tables
    from analysis.publish.workbook import write_workbook
    from analysis.study import load_study

    study = load_study(options.study)
    warn(study)
    with step("tables"):
        tables = write_tables(study, options.out or study.settings.report / "tables")
        book = write_workbook(study, options.out or study.settings.report)
    tell_written(tables, book, whole=options.list)
    tell_findings(study, ways={
        shown(book.written[0]): "every number, with links to its sentences",
        typed("report", study): "charts, report, slides and reader",
        typed("actors", study): "names in the texts that the registry lacks",
    })  # fmt: skip
