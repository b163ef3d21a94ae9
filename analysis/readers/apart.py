"""Reading in a process of its own, which can be stopped: a foreign file can hang or crash a parser."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

from analysis.errors import BriefError
from analysis.readers.read import read
from analysis.readers.reading import LIMITS, Guess, Limits, Reading

ROOT = Path(__file__).resolve().parents[2]


def read_apart(path: str | Path, *, limits: Limits = LIMITS) -> Reading:
    """As `read`, but the reader is ended once its seconds are over, and its crash is one error.

    Raises
    ------
    BriefError
        As `read`, and where it takes too long or the reader's process ends by itself.
    """
    command = [sys.executable, "-m", "analysis.readers.apart", str(Path(path).resolve()), json.dumps(vars(limits))]
    try:
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=limits.seconds + 5, check=False)  # noqa: S603 - our own module, no shell  # nosec B603
        answer = json.loads(ended.stdout)
    except subprocess.TimeoutExpired:
        raise BriefError(
            f"not read in {limits.seconds:g} seconds", remedy="Give its text, or raise the limit", path=path
        ) from None
    except ValueError:
        raise BriefError("its reader broke down", remedy="Save it again, or give its text", path=path) from None
    if "problem" in answer:
        raise BriefError(answer["problem"], remedy=answer["remedy"], path=path)
    guesses = {key: Guess(**guess) for key, guess in answer.pop("guesses").items()}
    return Reading(**answer | {"guesses": guesses, "repeated": tuple(answer["repeated"])})


def _answer(path: str, limits: str) -> dict:
    try:
        return dataclasses.asdict(read(path, limits=Limits(**json.loads(limits))))
    except BriefError as error:
        return {"problem": error.problem, "remedy": error.remedy}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_answer(*sys.argv[1:])))
