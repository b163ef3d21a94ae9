"""`reader`: the annotated texts, to click through."""

from __future__ import annotations

import argparse

from analysis.commands.telling import out_folder, step, study_folder, tell_written, warn


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    out_folder(parser)


def run(options: argparse.Namespace) -> None:
    """The annotated texts as a page that opens from disk."""
    from analysis.publish import write_reader
    from analysis.study import load_study

    study = load_study(options.study)
    warn(study)
    with step("reader"):
        outputs = write_reader(study, options.out or study.settings.report)
    tell_written(outputs)
