"""`bench`: how fast."""

from __future__ import annotations

import argparse
import os
import platform

from analysis.commands.telling import study_folder, tell
from analysis.settings import read_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    parser.add_argument("--long", action="store_true", help="archives of up to 20,000 documents (an hour)")


def run(options: argparse.Namespace) -> None:
    """Speed and memory, as ratios to a named peer."""
    from analysis.bench import archives, parts, processes

    settings = read_settings(options.study)
    tell(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; CPU time, one thread each")
    measures = {
        "The whole pipeline beside a bare parse": lambda: archives.throughput(settings),
        "What the gate keeps": lambda: archives.gate_recall(settings),
        "Two workers": lambda: archives.workers(settings),
        "Growing archive, gated": lambda: archives.growth(settings, long=options.long),
        "5,000 aliases": lambda: parts.aliases(settings),
        "Bootstrap": parts.bootstrap,
        "Keyness": lambda: parts.keyness_of_texts(settings),
        "Two briefs, warm": lambda: processes.warm_run(settings),
        "The stance model": lambda: processes.encoder_run(settings),
    }
    for title, measure in measures.items():
        tell(f"\n{title}", measure().round(3).to_string(index=False, na_rep=""))
