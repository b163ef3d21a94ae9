"""`assemble`: the large stance model, of MPNet and the adapters that ship."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.commands.telling import step, tell
from analysis.errors import shown
from analysis.settings import MODELS


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--base", type=Path, required=True, metavar="DIR", help="the folder with MPNet's five packages")


def run(options: argparse.Namespace) -> None:
    """Make the large stance model of MPNet and the adapters that ship, once; asks for the extra `train`."""
    from analysis.train import ask_for_packages
    from analysis.train.large import assemble

    ask_for_packages()
    with step("large model"):
        assemble(options.base, MODELS["large"])
    tell(f'{shown(MODELS["large"])} is whole: set model = "large" in a study.toml, or use evaluate --large')
