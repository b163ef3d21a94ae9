"""`new`: a study folder of other texts."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands.telling import say, tell
from analysis.errors import shown
from analysis.readers import LIMITS, Limits


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument(
        "--briefs", type=Path, nargs="+", required=True, metavar="FILE", help="text, Markdown, HTML, PDF or DOCX"
    )
    for name, most in vars(LIMITS).items():
        words = name.replace("n_", "", 1)
        flag = f"--most-{words}"
        parser.add_argument(
            flag,
            dest=name,
            type=type(most),
            default=most,
            metavar="N",
            help=f"limit a file (default: {most:,} {words})",
        )


def run(options: argparse.Namespace) -> None:
    """A study folder of other texts: settings, texts, a registry proposed, and what to check."""
    from analysis.draft import new_study

    limits = Limits(**{name: getattr(options, name) for name in vars(LIMITS)})
    say(f"reading {len(options.briefs)} files ...")
    draft = new_study(options.folder, options.briefs, limits=limits)
    tell(f"{shown(draft.folder)} is a study. Check:", *(f"  {check}" for check in draft.checks))
    tell(f"Then: python -m analysis report --study {shown(draft.folder)}")
