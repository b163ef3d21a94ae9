"""`corpus`: an archive of documents."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import replace
from pathlib import Path

from analysis.commands.telling import say, step, tell
from analysis.errors import SettingsError, shown
from analysis.settings import HOME_STUDY, Settings, read_settings

MOST_REASONS = 5  # of documents set aside, shown at once


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "source", type=Path, metavar="SOURCE", help="a folder of txt, Markdown, HTML, PDF, DOCX; or JSONL, CSV, Parquet"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where the tables go; run again to go on"
    )
    known = parser.add_mutually_exclusive_group()
    known.add_argument("--study", type=Path, default=HOME_STUDY, metavar="DIR", help="whose actors and codebooks")
    known.add_argument("--actors", type=Path, metavar="FILE", help="a registry alone, with the codebooks that ship")
    for part in ("id", "text", "title", "author", "date"):
        parser.add_argument(
            f"--{part}", default=part, metavar="COLUMN", help=f"the column of the {part} (default: {part})"
        )
    parser.add_argument("--workers", type=int, metavar="N", help="processes (default: all cores)")
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask cluster that sees the same folders")
    parser.add_argument("--partition", type=int, default=300, metavar="N", help="documents a commit (default: 300)")
    parser.add_argument(
        "--longest", type=int, default=200_000, metavar="N", help="set aside documents of more characters"
    )
    parser.add_argument(
        "--gate", action="store_true", help="parse only what the ledger can use; no frames, no sentiment"
    )
    parser.add_argument("--tokens", action="store_true", help="write the table of tokens too")


def run(options: argparse.Namespace) -> None:
    """The tables of an archive, as Parquet, partition by partition; a run that was stopped goes on."""
    from analysis.scale import Columns, Job, Plan, Source, run_archive
    from analysis.scale.archive import read_table

    for name in ("workers", "partition", "longest"):
        if getattr(options, name) is not None and getattr(options, name) < 1:
            raise SettingsError(f"--{name} {getattr(options, name)}", remedy="Give 1 or more")
    columns = Columns(options.id, options.text, options.title, options.author, options.date)
    job = Job(_settings(options), options.out.resolve(), options.longest, options.tokens, options.gate)
    say(f"actors and codebooks: {_named(options)}")
    plan = Plan(Source(options.source.resolve(), columns), job, options.partition)
    with step("archive"):
        done = run_archive(plan, workers=options.workers, scheduler=options.scheduler, progress=say)
    aside = f"; {done.failed:,} set aside, all with their reasons in failed.parquet of each partition"
    tell(f"{done.done:,} documents in {shown(options.out)}{aside if done.failed else ''}")
    if done.failed:
        reasons = read_table(options.out, "failed")[:MOST_REASONS]
        tell(*(f"  {row.brief_id}: {row.reason}" for row in reasons.itertuples()))


def _named(options: argparse.Namespace) -> str:
    """Whose actors are looked for, in words."""
    if options.actors or options.study != HOME_STUDY:
        return shown(options.actors or options.study)
    return "those of the two briefs that ship; name your own with --study or --actors"


def _settings(options: argparse.Namespace) -> Settings:
    if options.actors is None:
        return replace(read_settings(options.study), briefs=())
    if not options.actors.is_file():
        raise SettingsError("there is no such registry", remedy="Name a file like data/actors.csv", path=options.actors)
    folder = options.actors.resolve().parent
    return Settings(folder, "Archive", "", dt.date.min, briefs=(), actors=options.actors.name)
