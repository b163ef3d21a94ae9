"""All partitions of an archive, on the cores of a machine or on a cluster, going on where a run stopped.

Every partition is one commit (`analysis.scale.partitions`). A run does those that aren't there
yet, so one that was killed ends with the same rows as one that wasn't.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as ended
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.actors import actors
from analysis.errors import SettingsError, StudyError
from analysis.files import output_folder, written_aside
from analysis.scale.begun import changes
from analysis.scale.documents import TABLES, rooms
from analysis.scale.partitions import Job, commit
from analysis.scale.sources import Source, described
from analysis.settings import CODEBOOKS, Settings
from analysis.stance.weights import cores

if TYPE_CHECKING:
    from distributed import Client

MANIFEST, NAMES = "archive.json", "names.json"
KNOWN = ["actor_id", "name", "side"]  # what a comparison needs of the registry
SHIFT = 16  # partitions a worker does before a fresh process takes its place
CRASHES = 3  # how often workers may die without one partition done between
ANSWER = 30  # seconds that a scheduler may take to answer
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
Numbered = tuple[int, pd.DataFrame]
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """What to run: the source, the rooms, how many documents a partition holds, and where it goes."""

    source: Source
    job: Job
    partition: int = 300

    @property
    def settings(self) -> Settings:
        """The settings that all documents are read with."""
        return self.job.settings

    def described(self) -> dict[str, object]:
        """What must be the same when a run goes on where another stopped."""
        books = [self.settings.registry, *sorted(CODEBOOKS.glob("*.csv"))]
        own = sorted((self.settings.folder / "codebook").glob("*.csv"))
        read = hashlib.sha256(b"".join(path.read_bytes() for path in [*books, *own])).hexdigest()
        return described(self.source) | {
            "partition": self.partition, "longest": self.job.longest, "tokens": self.job.tokens,
            "gated": self.job.gated, "stance": self.settings.stance, "model": self.settings.model,
            "codebooks": read[:16], "tables": [*TABLES],
        }  # fmt: skip


@dataclass
class Progress:
    """How far a run is; `line` says it in words."""

    total: int
    done: int = 0
    failed: int = 0
    earlier: int = 0
    began: float = field(default_factory=time.monotonic)

    def line(self) -> str:
        """Documents done, the rate of this run, and the time left."""
        rate = (self.done - self.earlier) / max(time.monotonic() - self.began, 1e-9)
        left = (self.total - self.done) / rate if rate else float("inf")
        ahead = f"{rate:.1f}/s, {_span(left)} left" if rate else "going on"
        aside = f", {self.failed:,} set aside" if self.failed else ""
        return f"{self.done:,} of {self.total:,} documents{aside}, {ahead}"


def _span(seconds: float) -> str:
    return (
        f"{seconds / 3600:.1f} h"
        if seconds > 5400
        else f"{seconds / 60:.0f} min"
        if seconds > 90
        else f"{seconds:.0f} s"
    )


def run_archive(plan: Plan, *, workers: int | None = None, scheduler: str = "", progress: Tell = print) -> Progress:
    """Run all partitions of a plan that aren't done yet.

    Parameters
    ----------
    plan : Plan
    workers : int, optional
        Processes on this machine; all cores if left out, 1 runs in this process.
    scheduler : str
        The address of a Dask cluster whose workers see the same folders; then `workers` doesn't count.
    progress : callable
        Is told a line after each partition.

    Returns
    -------
    Progress
        Documents done and set aside, in this run and before.

    Raises
    ------
    SettingsError
        The source is empty, the folder holds an archive of another plan, or no scheduler answers.
    OutputError
        A partition can't be written. What was done stays; run again to go on.
    StudyError
        Workers die again and again on the same partitions, here or on the cluster.
    """
    if not plan.source.total:
        raise SettingsError(
            "it holds no document",
            remedy="Name a folder of texts or a file of rows that has some",
            path=plan.source.path,
        )
    rooms(plan.settings)  # a mistake in a codebook shows here, before any work
    _begin(plan)
    if scheduler:
        return _on_cluster(plan, scheduler, progress)
    crew = workers or cores()
    if crew > 1:
        return _on_cores(plan, crew, progress)
    told = Progress(plan.source.total)
    for number, rows in _waiting(plan, told):
        _tell(commit(rows, number, plan.job), told, progress)
    return told


def _begin(plan: Plan) -> None:
    """The folder with its manifest, of this plan and no other; what a killed run left aside goes."""
    folder, wanted = output_folder(plan.job.out), plan.described()
    for left in folder.glob(".?????-*"):
        shutil.rmtree(left, ignore_errors=True)
    manifest = folder / MANIFEST
    if manifest.is_file() and (changed := changes(_told(manifest), wanted)):
        raise SettingsError(
            f"it holds an archive that can't be gone on with: {'; '.join(changed)}",
            remedy="Choose another --out, or empty this folder to begin anew", path=folder,
        )  # fmt: skip
    registry = actors(plan.settings)[KNOWN].astype(object)
    frames = rooms(plan.settings).frame_book.frames.values()
    names = {
        "actors": registry.where(registry.notna(), None).to_numpy().tolist(),
        "frames": {frame.frame: frame.name for frame in frames},
    }
    for path, content in ((manifest, wanted), (folder / NAMES, names)):
        with written_aside(path) as aside:
            aside.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")


def _told(manifest: Path) -> dict[str, object]:
    """What an archive says that it was begun with."""
    try:
        return dict(json.loads(manifest.read_bytes()))
    except (ValueError, TypeError):
        remedy = "Choose another --out, or empty this folder to begin anew"
        raise SettingsError("it is broken", remedy=remedy, path=manifest) from None


def _waiting(plan: Plan, told: Progress) -> Iterator[Numbered]:
    """The partitions that aren't there yet; those that are count as done."""
    for number, rows in enumerate(plan.source.partitions(plan.partition)):
        place = plan.job.out / f"{number:05d}"
        if place.is_dir():
            told.done += len(rows)
            told.earlier += len(rows)
            told.failed += len(pd.read_parquet(place / "failed.parquet"))
        else:
            yield number, rows


def _tell(counted: tuple[int, int], told: Progress, progress: Tell) -> None:
    told.done += counted[0]
    told.failed += counted[1]
    progress(told.line())


def _on_cores(plan: Plan, crew: int, progress: Tell) -> Progress:
    """Shifts of fresh processes, so that memory stays bounded; where a worker dies, go on as after a stop."""
    crashes, done = 0, -1
    while True:
        told = Progress(plan.source.total)
        waiting = _waiting(plan, told)
        try:
            for first in waiting:
                with _pool(crew) as pool:
                    shift = itertools.chain([first], itertools.islice(waiting, SHIFT * crew - 1))
                    _work(shift, plan, pool, told, progress, ahead=2 * crew)
            return told
        except BrokenProcessPool:
            crashes, done = (0 if told.done > done else crashes + 1), told.done
            if crashes == CRASHES:
                raise StudyError(
                    f"the workers died {CRASHES} times in a row after {told.done:,} documents",
                    remedy="Give them more memory, lower --longest, or use fewer --workers",
                ) from None
            progress("a worker died; going on with what it had not finished")


def _on_cluster(plan: Plan, scheduler: str, progress: Tell) -> Progress:
    """The same on a Dask cluster, which starts lost tasks again by itself."""
    from distributed import KilledWorker

    told = Progress(plan.source.total)
    with _client(scheduler) as client:
        threads = sum(client.nthreads().values())
        if not threads:
            progress("the cluster has no workers; waiting for the first")
        pool = client.get_executor(pure=False)
        try:
            _work(_waiting(plan, told), plan, pool, told, progress, ahead=2 * max(threads, 1))
        except (KilledWorker, CancelledError) as error:
            raise StudyError(
                f"the cluster gave up after {told.done:,} documents ({type(error).__name__})",
                remedy="See the logs of its workers, then run again: it goes on where it stopped",
            ) from None
    return told


def _client(scheduler: str) -> Client:
    from distributed import Client

    try:
        return Client(scheduler, timeout=ANSWER)
    except (OSError, ValueError) as error:
        raise SettingsError(
            f'no Dask scheduler answers at "{scheduler}" ({type(error).__name__})',
            remedy="Start one with `dask scheduler`, give its address, or leave --scheduler out",
        ) from None


def _work(
    waiting: Iterator[Numbered], plan: Plan, pool: Executor, told: Progress, progress: Tell, *, ahead: int
) -> None:
    """Keep the pool busy, with never more than `ahead` partitions in memory."""
    running: set[Future] = set()
    try:
        while True:
            for number, rows in itertools.islice(waiting, ahead - len(running)):
                running.add(pool.submit(commit, rows, number, plan.job))
            if not running:
                return
            ready, running = wait(running, return_when=FIRST_COMPLETED)
            for future in ready:
                _tell(future.result(), told, progress)
    except BaseException:
        pool.shutdown(wait=True, cancel_futures=True)
        raise


@contextmanager
def _pool(crew: int) -> Iterator[Executor]:
    """Fresh processes that count with one thread each, and end when this one does."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        with ProcessPoolExecutor(crew, mp_context=get_context("spawn"), initializer=_outlived_by_nobody) as pool:
            yield pool
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def _outlived_by_nobody() -> None:
    """A worker ends when the process that started it is gone, even by SIGKILL."""

    def watch() -> None:
        ended([parent_process().sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
