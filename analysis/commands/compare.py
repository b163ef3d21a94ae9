"""`compare`: an archive by a column of its documents."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from analysis.commands.telling import step, tell_written, whole_list

NO_NAME = re.compile(r"[^\w-]+")  # what a column's name may hold and a folder's may not


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("archive", type=Path, metavar="DIR", help="what `corpus` wrote")
    parser.add_argument(
        "--by", required=True, metavar="COLUMN", help="a column of the documents, such as outlet, or year"
    )
    parser.add_argument("--coded", type=Path, metavar="FILE", help="a coded sample, for rates by coding and machine")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: DIR/by-COLUMN)")
    whole_list(parser)


def run(options: argparse.Namespace) -> None:
    """Groups of an archive beside each other: the tables and charts of a study, documents as the unit."""
    from analysis.files import Outputs, csv_bytes
    from analysis.scale.archive import Archive
    from analysis.scale.estimates import rates
    from analysis.scale.figures import drawings
    from analysis.scale.groups import compare_archive
    from analysis.style import bundle

    out = options.out or place(options.archive, options.by)
    with step("compare"):
        archive = Archive.by(options.archive, options.by)
        tables = compare_archive(archive)
        if options.coded:
            tables["rates"] = rates(options.archive, archive.groups, sample=options.coded)
    written, figures = Outputs(out / "tables"), Outputs(out / "figures")
    for name, table in tables.items():
        written.write(f"{name}.csv", csv_bytes(table))
    with step("charts"):
        for chart in drawings(tables, archive):
            for name, data in bundle(chart).items():
                figures.write(name, data)
    tell_written(written, figures, whole=options.list)


def place(archive: Path, by: str) -> Path:
    """The folder of a comparison: in that of the archive, whatever the column is called.

    >>> place(Path("archive"), "../outlet").as_posix()
    'archive/by--outlet'
    """
    return archive / f"by-{NO_NAME.sub('-', by)}"
