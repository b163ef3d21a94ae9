"""`bench`: how fast."""

from __future__ import annotations

import argparse
import os
import platform

from analysis.commands.telling import study_folder, tell
from analysis.errors import shown
from analysis.settings import read_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    study_folder(parser)
    parser.add_argument(
        "--long", action="store_true", help="archives of up to 100,000 short documents (half an hour of CPU)"
    )
    parser.add_argument(
        "--scattertext", metavar="PYTHON", default="",
        help="a Python that has scattertext, to measure keyness beside it: python -m venv peer; "
        "peer/bin/pip install scattertext==0.2.2 six setuptools; bench --scattertext peer/bin/python",
    )  # fmt: skip
    parser.add_argument(
        "--keep", action="store_true", help="write what was asked and measured to data/evaluation/speed.csv"
    )


def run(options: argparse.Namespace) -> None:
    """Speed and memory, as ratios to a named peer."""
    from analysis.bench import archives, marks, parts, processes

    settings = read_settings(options.study)
    tell(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; CPU time, one thread each")
    measures = {
        "throughput": ("The whole pipeline beside a bare parse", lambda: archives.throughput(settings)),
        "recall": ("What the gate keeps", lambda: archives.gate_recall(settings)),
        "workers": ("Two workers", lambda: archives.workers(settings)),
        "growth": ("Growing archive of short documents, gated", lambda: archives.growth(settings, long=options.long)),
        "moods": ("The mood of words", lambda: parts.moods(settings)),
        "aliases": ("5,000 aliases", lambda: parts.aliases(settings)),
        "bootstrap": ("Bootstrap", parts.bootstrap),
        "keyness": ("Keyness", lambda: parts.keyness_of_texts(settings, peer=options.scattertext)),
        "warm": ("Two briefs, warm", lambda: processes.warm_run(settings)),
        "encoder": ("The stance model", lambda: processes.encoder_run(settings)),
    }
    found = {}
    for part, (title, measure) in measures.items():
        found[part] = measure()
        tell(f"\n{title}", found[part].round(3).to_string(index=False, na_rep=""))
    table = marks.marked(found)
    tell("\nBeside what was asked", table.round(3).to_string(index=False, na_rep=""))
    if options.keep:
        tell(f"\n{shown(marks.keep(table))}")
