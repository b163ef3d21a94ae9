"""`new`: a study folder of other texts."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands.limiting import given_limits, limits_of_a_file
from analysis.commands.telling import say, tell
from analysis.errors import shown
from analysis.readers import LIMITS
from analysis.wording import count


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument(
        "--briefs", type=Path, nargs="+", required=True, metavar="FILE", help="text, Markdown, HTML, PDF or DOCX"
    )
    limits_of_a_file(parser, *vars(LIMITS))


def run(options: argparse.Namespace) -> None:
    """A study folder of other texts: settings, texts, a registry proposed, and what to check."""
    from analysis.draft import new_study

    limits = given_limits(options)
    say(f"reading {count(len(options.briefs), 'file')} ...")
    draft = new_study(options.folder, options.briefs, limits=limits)
    tell(f"{shown(draft.folder)} is a study. Check:", *(f"  {check}" for check in draft.checks))
    tell(f"Then: python -m analysis report --study {shown(draft.folder)}")
