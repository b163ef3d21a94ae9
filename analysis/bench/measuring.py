"""How work is measured: CPU time of interleaved rounds, fresh processes with their peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.errors import StudyError
from analysis.settings import ROOT

ROUNDS = 5


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


def measured_process(command: Sequence[str], *, of_cpu: bool = False) -> tuple[float, float]:
    """Wall (or CPU) seconds of one process with its children, and the largest memory of one of them in MiB.

    On Windows memory is missing, and there is only wall time.
    """
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own module, no shell  # nosec B603
    peak, spent = float("nan"), float("nan")
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode, peak = os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024
        spent = usage.ru_utime + usage.ru_stime
    if process.wait():
        raise StudyError(f"{Path(command[0]).name} {' '.join(command[1:4])} failed", remedy="Run it by hand to see why")
    return spent if of_cpu and spent == spent else time.perf_counter() - began, peak


def beside(measured: dict[str, list[tuple[float, float]]]) -> pd.DataFrame:
    """The medians of each job, and their ratio to the first one's."""
    rows = []
    for work, rounds in measured.items():
        seconds, peaks = zip(*rounds, strict=True)
        rows.append((work, statistics.median(seconds), min(seconds), max(seconds), statistics.median(peaks)))
    table = pd.DataFrame(rows, columns=["work", "seconds", "low", "high", "peak_mib"])
    table["ratio"] = table.seconds / table.seconds.iloc[0]
    return table
