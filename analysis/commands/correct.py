"""`correct`: rows that people corrected, kept for every later run."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from analysis.commands.limiting import given_limits, limits_of_a_file
from analysis.commands.telling import study_folder, tell
from analysis.corrections import KINDS
from analysis.errors import shown
from analysis.wording import listed

READ_BACK = listed(KINDS, joined="or")
INSTEAD = (
    f"To change what they say, correct the rows of {READ_BACK} that they rest on, the registry or a "
    "codebook (data/README.md explains each); a note is kept with a row that you correct, any other in your file alone."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="a corrected tables.xlsx, CSV table or .qdpx")
    limits_of_a_file(parser, "n_bytes", "n_unpacked")
    parser.add_argument("--by", default="", metavar="NAME", help="who corrected, kept beside each row")


def run(options: argparse.Namespace) -> None:
    """Keep what a corrected workbook, CSV or .qdpx changes in the tables that are read back."""
    from analysis.exchange import correct, unread
    from analysis.study import load_study

    study = load_study(options.study)
    today = dt.date.today().isoformat()
    limits = given_limits(options)
    edits, files = correct(study, options.file, who=options.by, when=today, limits=limits)
    for each in edits:
        tell(str(each), *(f"  {one}" for one in each.made))
    if not edits:
        tell(f"{shown(options.file)} changes nothing in {READ_BACK}.")
    else:
        tell(f"kept in {' and '.join(map(shown, files))}; the next run applies it. To take one back, delete its row.")
    if in_vain := unread(options.file, limits=limits):
        tell(f"You changed {listed(in_vain)}, which every run computes anew: these edits aren't read back. {INSTEAD}")
    else:
        tell("Nothing else in it is read back.")
