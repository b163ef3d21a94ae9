"""How work is measured: CPU time of interleaved rounds, fresh processes with their peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.errors import StudyError
from analysis.settings import ROOT

ROUNDS = 3
ASKING = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(code)
"""


def cpu(jobs: Mapping[str, Callable[[], object]], *, rounds: int = 3) -> dict[str, float]:
    """Median CPU seconds of each job in this process, in turn, after one round that isn't counted."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for n in range(rounds + 1):
        for name, job in jobs.items():
            began = time.process_time()
            job()
            if n:
                taken[name].append(time.process_time() - began)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def measured_process(
    command: Sequence[str], *, of_cpu: bool = False, env: Mapping[str, str] | None = None
) -> tuple[float, float]:
    """Wall (or CPU) seconds of one process with its children, and the largest memory of one of them in MiB.

    A small process starts it and asks what it took: a process that a large one starts has the memory
    of that one counted as its own. On Windows memory is missing, and there is only wall time. `env` is added
    to the environment.
    """
    asked = [sys.executable, "-c", ASKING, *command] if os.name == "posix" else command
    began = time.perf_counter()
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, env=os.environ | (env or {}))  # noqa: S603 - our own module, no shell  # nosec B603
    wall = time.perf_counter() - began
    if done.returncode:
        raise StudyError(f"{Path(command[0]).name} {' '.join(command[1:4])} failed", remedy="Run it by hand to see why")
    if os.name != "posix":
        return wall, float("nan")
    spent, peak = map(float, done.stdout.split())
    return spent if of_cpu else wall, peak / 1024


def beside(measured: dict[str, list[tuple[float, float]]]) -> pd.DataFrame:
    """The medians of each job, and their ratio to the first one's."""
    rows = []
    for work, rounds in measured.items():
        seconds, peaks = zip(*rounds, strict=True)
        rows.append((work, statistics.median(seconds), min(seconds), max(seconds), statistics.median(peaks)))
    table = pd.DataFrame(rows, columns=["work", "seconds", "low", "high", "peak_mib"])
    table["ratio"] = table.seconds / table.seconds.iloc[0]
    return table
