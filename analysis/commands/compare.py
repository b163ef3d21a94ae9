"""`compare`: an archive by a column of its documents."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.commands.telling import step, tell, tell_written, whole_list
from analysis.wording import count

if TYPE_CHECKING:
    from analysis.scale.archive import Archive
    from analysis.style import Chart

NO_NAME = re.compile(r"[^\w-]+")  # what a column's name may hold and a folder's may not
MOST_TOLD = 8  # groups that are told one by one
HEADLINES = ("stance-balance", "selection", "speaking", "frames", "presence-by-actor", "weight")  # charts to tell of
CODED = "a coded sample (CSV: brief_id, target, stance; no target where a document tells none), for rates"
MOST_CLAIMS = 3
NO_CLAIM = ("No ", "Nobody ", "Too few ")  # begin the title of a chart that shows no difference


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("archive", type=Path, metavar="DIR", help="what `corpus` wrote")
    parser.add_argument(
        "--by", required=True, metavar="COLUMN", help="a column of the documents, such as outlet, or year"
    )
    parser.add_argument("--coded", type=Path, metavar="FILE", help=CODED)
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
            tables["rates"] = rates(archive, sample=options.coded)
    written, figures = Outputs(out / "tables"), Outputs(out / "figures")
    for name, table in tables.items():
        written.write(f"{name}.csv", csv_bytes(table))
    drawn = []
    with step("charts"):
        for chart in drawings(tables, archive):
            drawn.append(chart)
            for name, data in bundle(chart).items():
                figures.write(name, data)
    tell(*group_sizes(archive), *headlines(drawn))
    tell_written(written, figures, whole=options.list)


def group_sizes(archive: Archive) -> Iterator[str]:
    """How many documents each group has, the largest first, and how many have no group."""
    sizes = archive.groups.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    yield f"{count(len(archive.groups), 'document')} in {count(len(sizes), 'group')}:"
    yield from (f"  {group}: {count(n, 'document')}" for group, n in sizes[:MOST_TOLD].items())
    rest = sizes[MOST_TOLD:]
    if len(rest):
        yield f"  and {count(len(rest), 'group')} of at most {count(rest.iloc[0], 'document')} each"
    if archive.n_without:
        yield f"  left out: {count(archive.n_without, 'document')} without a group"


def headlines(drawn: Sequence[Chart]) -> Iterator[str]:
    """What the main charts state, those that show a difference before those that show none."""
    main = sorted((chart for chart in drawn if chart.name in HEADLINES), key=lambda chart: HEADLINES.index(chart.name))
    told = sorted(main, key=lambda chart: chart.title.startswith(NO_CLAIM))
    yield from ["What the charts state:"] if told else []
    yield from (f"  {chart.title} ({chart.name})" for chart in told[:MOST_CLAIMS])


def place(archive: Path, by: str) -> Path:
    """The folder of a comparison: in that of the archive, whatever the column is called.

    >>> place(Path("archive"), "../outlet").as_posix()
    'archive/by--outlet'
    """
    return archive / f"by-{NO_NAME.sub('-', by)}"
