"""`slides`: the deck alone."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands.telling import out_folder, step, study_folder, style_file, tell_written, warn


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    parser.add_argument(
        "--template", type=Path, metavar="FILE", help="your house's .pptx (default: the study's template.pptx, or ours)"
    )
    style_file(parser)
    out_folder(parser)


def run(options: argparse.Namespace) -> None:
    """The slides, with charts that can be edited."""
    from analysis.publish import write_slides
    from analysis.study import load_study
    from analysis.style import read_style

    style = read_style(options.style) if options.style else None
    study = load_study(options.study)
    warn(study)
    with step("slides"):
        outputs = write_slides(study, options.out or study.settings.report, template=options.template, style=style)
    tell_written(outputs)
