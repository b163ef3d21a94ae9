"""`figures`: the charts alone."""

from __future__ import annotations

import argparse

from analysis.commands.telling import out_folder, step, study_folder, tell, warn
from analysis.errors import shown


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which charts (default: all)")
    out_folder(parser)


def run(options: argparse.Namespace) -> None:
    """The charts, each as a bundle of PNG, SVG, CSV and alt text, and the gallery."""
    from analysis.figures import write_figures
    from analysis.study import load_study

    study = load_study(options.study)
    warn(study)
    with step("figures"):
        outputs = write_figures(study, options.out or study.settings.figures, names=options.names)
    tell(*map(shown, outputs.written), *outputs.messages)
