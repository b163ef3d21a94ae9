"""`figures`: the charts alone."""

from __future__ import annotations

import argparse

from analysis.commands.telling import out_folder, parts, step, study_folder, style_file, tell_written, warn, whole_list


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which charts (default: all)")
    parser.add_argument("--context", type=parts, metavar="LIST", help="report, slide or both (default: report,slide)")
    parser.add_argument("--format", type=parts, metavar="LIST", help="of png, svg and pdf (default: png,svg)")
    style_file(parser)
    out_folder(parser)
    whole_list(parser)


def run(options: argparse.Namespace) -> None:
    """The charts, each as a bundle of pictures, CSV and alt text, and the gallery."""
    from analysis.figures import write_figures
    from analysis.study import load_study
    from analysis.style import read_style

    given = {"contexts": options.context, "formats": options.format}
    look = {key: values for key, values in given.items() if values}
    look |= {"style": read_style(options.style)} if options.style else {}
    study = load_study(options.study)
    warn(study)
    with step("figures"):
        outputs = write_figures(study, options.out or study.settings.figures, names=options.names, **look)
    tell_written(outputs, whole=options.list)
