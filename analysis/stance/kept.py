"""Answers of the stance model that are kept from run to run, since a study asks the same sentences each time.

An answer is known by a hash of the model and of what it was asked: it can't outlive its model, and no text is kept.
Where nothing can be kept (a full disk, a folder that is read alone), everything is asked anew. A file of this
program that is damaged is begun anew; one that holds something else is never touched.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np

from analysis.errors import OutputError
from analysis.settings import ANSWERS, cache
from analysis.stance.marked import Span

HEADER = b"SQLite format 3\0"
APPLICATION = 0x2B13F501  # the number in the header by which a database knows whose it is
MOST = 500_000  # answers, some 60 MB; then all are forgotten
WAIT = 5  # seconds for another process that writes
Question = tuple[str, Span | None, Span | None]  # a sentence, the target and the holder in it


def recalled(
    asked: Sequence[Question], *, model: tuple[Path, ...], file: Path, length: int
) -> dict[Question, np.ndarray]:
    """The answers of a model, known by its files, that the file has to these questions; each is so many numbers.

    Raises
    ------
    OutputError
        The file holds something else than answers.
    """
    try:
        with _opened(file) as base:
            found = {one: base.execute("SELECT answer FROM answers WHERE key = ?", (key(one, model),)).fetchone()
                     for one in asked}  # fmt: skip
    except (OSError, sqlite3.Error):
        return {}
    known = {one: np.frombuffer(row[0], dtype="<f4") for one, row in found.items() if row}
    return {one: answer for one, answer in known.items() if len(answer) == length}


def keep(answers: Mapping[Question, np.ndarray], *, model: tuple[Path, ...], file: Path) -> None:
    """Add answers to the file; if it is damaged, it is begun anew.

    Raises
    ------
    OutputError
        The file holds something else than answers.
    """
    rows = [(key(one, model), answer.astype("<f4").tobytes()) for one, answer in answers.items()]
    try:
        with _opened(file) as base:
            if base.execute("SELECT count(*) FROM answers").fetchone()[0] + len(rows) > MOST:
                base.execute("DELETE FROM answers")
            base.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
    except sqlite3.OperationalError:  # locked, full, or not to be written
        pass
    except sqlite3.DatabaseError:
        file.unlink(missing_ok=True)
    except OSError:
        pass


def key(asked: Question, model: tuple[Path, ...]) -> bytes:
    """The hash of a question to a model."""
    return hashlib.sha256(f"{_hash(model)} {asked!r}".encode("utf-8", "surrogatepass")).digest()


@lru_cache(maxsize=4)
def _hash(model: tuple[Path, ...]) -> str:
    found = hashlib.sha256()
    for path in model:
        found.update(path.read_bytes())
    return found.hexdigest()


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not _is_own(file):
        problem = "it holds something else than answers of the stance model"
        raise OutputError(problem, remedy="Name another file to keep answers in", path=file)
    with closing(sqlite3.connect(file, timeout=WAIT)) as base, base:
        if base.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
            base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute("CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, answer BLOB NOT NULL) WITHOUT ROWID")
        yield base


def _is_own(file: Path) -> bool:
    """True of a file that the program may write: none yet, an empty one, its own by the header or by its folder."""
    if not file.exists() or file == cache() / ANSWERS:
        return True
    with file.open("rb") as begun:
        head = begun.read(72)
    return not head or (head.startswith(HEADER) and head[68:] == APPLICATION.to_bytes(4, "big"))
