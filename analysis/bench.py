"""Speed as ratios: each piece of work beside a named peer, in one run, on this machine.

Absolute times say little on another machine; ratios carry over. No test asserts any of them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.errors import StudyError
from analysis.settings import ROOT, Settings

ROUNDS = 5
BARE = """
import sys
import spacy
nlp = spacy.load("{model}")
for path in sys.argv[1:]:
    nlp(open(path, encoding="utf-8").read())
"""


def warm_run(settings: Settings, *, rounds: int = ROUNDS) -> pd.DataFrame:
    """All tables of a study, against a bare script that imports spaCy, loads the model and parses the texts.

    Both run as fresh processes, in turn, after one round of each that isn't counted.

    Returns
    -------
    DataFrame
        `work`, `seconds` (median wall time), `low`, `high` (fastest, slowest), `ratio` (to the peer, the
        first row) and `peak_mib` (largest resident memory).
    """
    from analysis.tokens import nlp

    model = f"{nlp().meta['lang']}_{nlp().meta['name']}"
    texts = [str(brief.path) for brief in settings.briefs]
    with tempfile.TemporaryDirectory() as aside:
        jobs = {
            "bare spaCy: import, load, parse": [sys.executable, "-c", BARE.format(model=model), *texts],
            "python -m analysis run": [
                sys.executable, "-m", "analysis", "run", "--study", str(settings.folder), "--out", aside,
            ],
        }  # fmt: skip
        measured = {name: [] for name in jobs}
        for n in range(rounds + 1):
            for name, command in jobs.items():
                taken = _measured(command)
                if n:
                    measured[name].append(taken)
    return _beside(measured)


def _measured(command: Sequence[str]) -> tuple[float, float]:
    """Wall seconds of one process, and its peak memory in MiB (missing on Windows)."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    peak = float("nan")
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode, peak = os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024
    if process.wait():
        raise StudyError(f"{Path(command[0]).name} {' '.join(command[1:4])} failed", remedy="Run it by hand to see why")
    return time.perf_counter() - began, peak


def _beside(measured: dict[str, list[tuple[float, float]]]) -> pd.DataFrame:
    """The medians of each job, and their ratio to the first one's."""
    rows = []
    for work, rounds in measured.items():
        seconds, peaks = zip(*rounds, strict=True)
        rows.append((work, statistics.median(seconds), min(seconds), max(seconds), statistics.median(peaks)))
    table = pd.DataFrame(rows, columns=["work", "seconds", "low", "high", "peak_mib"])
    table["ratio"] = table.seconds / table.seconds.iloc[0]
    return table
