"""Reading in a process of its own, which can be stopped: a foreign file can hang or crash a parser."""

from __future__ import annotations

import atexit
import dataclasses
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import BriefError
from analysis.readers.read import read
from analysis.readers.reading import LIMITS, Guess, Limits, Reading

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "analysis.readers.apart")
TURN = 200  # files that one process reads; what a parser never gives back goes with it
BEGIN = 10.0  # seconds that a process may take to start, on top of those of a file
_at_work = threading.Lock()
_process: subprocess.Popen[str] | None = None
_left = 0


def read_apart(path: str | Path, *, limits: Limits = LIMITS) -> Reading:
    """As `read`, but the reader is ended once its seconds are over, and its crash is one error.

    The process stays for the next file.

    Raises
    ------
    BriefError
        As `read`, and where it takes too long or the reader's process ends by itself.
    """
    question = json.dumps([str(Path(path).resolve()), vars(limits)])
    with _at_work, _reader() as process:
        line = _answer_of(process, question, limits.seconds + BEGIN)
        if line is None:
            raise BriefError(
                f"not read in {limits.seconds:g} seconds", remedy="Give its text, or raise the limit", path=path
            )
        if not line.endswith("\n"):
            raise BriefError("its reader broke down", remedy="Save it again, or give its text", path=path)
    answer = json.loads(line)
    if "problem" in answer:
        raise BriefError(answer["problem"], remedy=answer["remedy"], path=path)
    guesses = {key: Guess(**guess) for key, guess in answer.pop("guesses").items()}
    return Reading(**answer | {"guesses": guesses, "repeated": tuple(answer["repeated"])})


@contextmanager
def _reader() -> Iterator[subprocess.Popen[str]]:
    """The process that reads: the last one, or a new one where that has had its turn or was stopped."""
    global _process, _left
    if _process is None or _left == 0:
        end()
        _process, _left = _begun(), TURN
        atexit.register(end)
    _left -= 1
    try:
        yield _process
    except BaseException:
        end()
        raise


def _begun() -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own module, no shell  # nosec B603
        COMMAND, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        encoding="utf-8", errors="surrogateescape",
    )  # fmt: skip


def end() -> None:
    """End the process that reads, if there is one."""
    global _process
    if _process is not None:
        _process.kill()
        _process.communicate()
        _process = None


def _answer_of(process: subprocess.Popen[str], question: str, seconds: float) -> str | None:
    """The line that the process answers; None once its seconds are over, less than a line where it ended."""
    lines: list[str] = []

    def ask() -> None:
        try:
            process.stdin.write(f"{question}\n")
            process.stdin.flush()
            lines.append(process.stdout.readline())
        except (OSError, ValueError):  # it has ended
            lines.append("")

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    return lines[0] if lines else None


def _answer(path: str, limits: dict[str, float]) -> dict:
    try:
        return dataclasses.asdict(read(path, limits=Limits(**limits)))
    except BriefError as error:
        return {"problem": error.problem, "remedy": error.remedy}


def _serve() -> None:
    """Answer each question of the process that started this one; what a parser prints is no answer."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for question in sys.stdin:
        answers.write(json.dumps(_answer(*json.loads(question))) + "\n")
        answers.flush()


if __name__ == "__main__":
    _serve()
