"""Hostile inputs over every surface: each gives a result or one clear error, in time.

    python tests/hostile.py --n 10000 --seed 1

The inputs are handled one after the other in processes that can be ended, one a core; what is counted
at the end is results, errors by their kind, and failures: another exception, an error of more than a
sentence, a crash, or no answer in time.
"""

from __future__ import annotations

import argparse
import functools
import os
import resource
import shutil
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # the program beside these tests, installed or not
from hostile_inputs import SURFACES, Hostile, inputs
from hostile_surfaces import TRIED, Shop

SECONDS = 60  # of a core an input may take
PATIENCE = 600  # seconds until a process that waits for something is ended
MEMORY = 8 * 2**30  # bytes of addresses, libraries and model with them
LONGEST_ERROR = 1000  # characters
OFTEN = 500  # inputs between two lines of progress
flushed = functools.partial(print, flush=True)


def outcome(one: Hostile, shop: Shop) -> str:
    """What came of an input: a result, the kind of its error, or what failed."""
    from analysis.errors import StudyError

    folder = shop.folder()
    try:
        TRIED[one.surface](one, shop, folder)
        return "result"
    except StudyError as error:
        said = str(error)
        if len(said) > LONGEST_ERROR or not said.isprintable():
            return f"FAILED: an error of {len(said)} characters, or of signs that don't print: {said[:200]!r}"
        return type(error).__name__
    except BaseException as error:
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
        return f"FAILED: {type(error).__name__}: {str(error)[:200]!r} ({place})"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(pipe) -> None:
    """A process that answers each input with its outcome."""
    import warnings

    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    shop = Shop()
    pipe.send("ready")
    while (one := pipe.recv()) is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS, resource.RLIM_INFINITY))
        pipe.send(outcome(one, shop))
    shutil.rmtree(shop.root, ignore_errors=True)


class Tried:
    """A process that is begun anew whenever an input breaks it or keeps it too long."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        assert self.pipe.recv() == "ready"

    def of(self, one: Hostile) -> str:
        """The outcome of an input."""
        try:
            self.pipe.send(one)
            if self.pipe.poll(PATIENCE):
                return self.pipe.recv()
            told = f"FAILED: no answer in {PATIENCE} seconds"
        except (EOFError, OSError):
            told = f"FAILED: the process broke down, or took {SECONDS} seconds of a core"
        self.process.kill()
        self.process.join()
        self._begin()
        return told

    def end(self) -> None:
        """Let the process go."""
        self.pipe.send(None)
        self.process.join()


@dataclass
class Tally:
    """What came of the inputs so far."""

    total: int
    tell: Callable[[str], object]
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[tuple[int, Hostile, str]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    slowest: tuple[float, str] = (0.0, "")

    def note(self, number: int, one: Hostile, told: str, seconds: float) -> None:
        """Count an outcome; tell a failure at once, and now and then how far it is."""
        failed = told.startswith("FAILED")
        self.slowest = max(self.slowest, (seconds, f"{one.surface}, {one.made}"))
        self.counts[one.surface, "failed" if failed else told] += 1
        if failed:
            self.failures.append((number, one, told))
            self.tell(f"input {number}, {one.surface}, {one.made}: {told}")
        if (n := self.counts.total()) % OFTEN == 0:
            a_minute = n / (time.monotonic() - self.began) * 60
            self.tell(f"{n:,} of {self.total:,} inputs, {len(self.failures)} failures, {a_minute:,.0f} a minute")

    def table(self) -> str:
        """Results and errors by surface and kind."""
        kinds = sorted({kind for _, kind in self.counts}, key=lambda kind: (kind != "result", kind))
        lines = [f"{'surface':14}" + "".join(f"{kind:>17}" for kind in kinds)]
        lines += [f"{s:14}" + "".join(f"{self.counts[s, kind]:17,}" for kind in kinds) for s in SURFACES]
        lines += [f"{'all':14}" + "".join(f"{sum(self.counts[s, kind] for s in SURFACES):17,}" for kind in kinds)]
        return "\n".join(lines)


def run(n: int, seed: int, *, crew: int = 1, tell: Callable[[str], object] = flushed) -> list[tuple[int, Hostile, str]]:
    """Try so many inputs in so many processes, tell the counts, and give the failures."""
    tally, waiting, at_work = Tally(n, tell), enumerate(inputs(n, seed)), threading.Lock()
    with ThreadPoolExecutor(crew) as pool:
        for ended in [pool.submit(_try, waiting, tally, at_work) for _ in range(crew)]:
            ended.result()
    seconds, which = tally.slowest
    tell(tally.table())
    tell(
        f"{n:,} inputs of seed {seed} in {time.monotonic() - tally.began:.0f} s; the slowest took {seconds:.1f} s ({which})"
    )
    return sorted(tally.failures, key=lambda failure: failure[0])


def _try(waiting: Iterable[tuple[int, Hostile]], tally: Tally, at_work: threading.Lock) -> None:
    """One process: the next input, until there is none."""
    tried = Tried()
    while True:
        with at_work:
            number, one = next(waiting, (0, None))
        if one is None:
            return tried.end()
        start = time.monotonic()
        told = tried.of(one)
        with at_work:
            tally.note(number, one, told, time.monotonic() - start)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=10_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1, help="which inputs")
    options = parser.parse_args()
    sys.exit(bool(run(options.n, options.seed, crew=os.cpu_count() or 1)))
