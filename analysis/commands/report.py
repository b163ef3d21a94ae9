"""`report`: everything, from raw texts to the documents."""

from __future__ import annotations

import argparse

from analysis.commands.telling import TOOK, say, step, study_folder, tell, tell_files, tell_findings, warn, whole_list
from analysis.errors import shown
from analysis.settings import HOME_STUDY


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    whole_list(parser)


def run(options: argparse.Namespace) -> None:
    """Everything: tables, workbook, exchange files, figures, notebooks, report, slides.pptx, reader.html."""
    from analysis.exchange import write_exchange
    from analysis.figures import write_figures
    from analysis.publish import (
        NOTEBOOKS,
        README,
        changes,
        run_notebooks,
        snapshot,
        write_answer,
        write_reader,
        write_report,
        write_slides,
        write_tables,
        write_workbook,
    )
    from analysis.study import load_study

    study = load_study(options.study)
    settings = study.settings
    warn(study)
    before = snapshot(settings.figures, settings.report, NOTEBOOKS, README)
    with step("tables"):
        tables = write_tables(study, settings.report / "tables")
        book = write_workbook(study, settings.report)
    with step("exchange"):
        exchanged = write_exchange(study, settings.report / "exchange")
    with step("figures"):
        charts = write_figures(study, settings.figures)
        readme = write_answer(study) if settings.at_home else []
    with step("notebooks"):
        notebooks = run_notebooks(settings, progress=say)
    with step("report"):
        documents, messages = write_report(settings, notebooks, command=_command(options))
    with step("slides"):
        slides = write_slides(study, settings.report)
    with step("reader"):
        reader = write_reader(study, settings.report)
    folders = [tables, exchanged, charts, book, slides, reader]
    written = [*(path for outputs in folders for path in outputs.written), *readme, *notebooks, *documents]
    tell_files(written, whole=options.list)
    tell(changes(written, before=before), *(message for outputs in folders for message in outputs.messages), *messages)
    tell("took: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in TOOK.items()))
    tell_findings(study, ways={
        shown(settings.report / "report.html"): "the report; report.pdf and report.docx say the same",
        shown(settings.report / "reader.html"): "the texts, with all that was read in them",
        shown(settings.report / "slides.pptx"): "a finding a slide, with charts that can be edited",
        shown(settings.figures / "README.md"): "every chart",
    })  # fmt: skip


def _command(options: argparse.Namespace) -> str:
    """The command as the colophon names it."""
    home = options.study.resolve() == HOME_STUDY
    return "python -m analysis report" + ("" if home else f" --study {options.study.name}")
