"""A partition of documents, read and written: its Parquet files appear all together or not at all."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.errors import OutputError, StudyError
from analysis.files import FULL
from analysis.scale.documents import read_document, rooms
from analysis.settings import Settings

FAILED = {"brief_id": "str", "reason": "str"}


@dataclass(frozen=True)
class Job:
    """What a worker needs besides the documents."""

    settings: Settings
    out: Path
    longest: int
    tokens: bool = False
    gated: bool = False


def commit(rows: pd.DataFrame, number: int, job: Job) -> tuple[int, int]:
    """Read the documents of a partition and write its tables; how many were read, how many failed.

    Whatever happens on the way, `job.out / "00012"` is there whole or not there.

    Raises
    ------
    OutputError
        The files can't be written.
    """
    place = job.out / f"{number:05d}"
    tables = read_partition(rows, job)
    aside = job.out / f".{place.name}-{os.getpid()}"
    try:
        aside.mkdir()
        for name, table in tables.items():
            _write(table, aside / f"{name}.parquet")
        os.replace(aside, place)
    except OSError as error:
        told = (os.strerror(error.errno) if error.errno else type(error).__name__).lower()
        remedy = "Free some space, then run again: it goes on where it stopped" if error.errno in FULL else (
            "Correct its permissions, then run again")  # fmt: skip
        raise OutputError(f"it can't be written ({told})", remedy=remedy, path=place) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return len(rows), len(tables["failed"])


def read_partition(rows: pd.DataFrame, job: Job) -> dict[str, pd.DataFrame]:
    """The tables of a partition by name, `failed` with the documents set aside and why."""
    from analysis.tokens import nlp

    read: dict[str, list[pd.DataFrame]] = {}
    failed = []
    with nlp().memory_zone():  # what the parser learns of words is forgotten at the end
        for row in rows.to_dict("records"):
            try:
                own = read_document(
                    row, shared=rooms(job.settings), longest=job.longest, tokens=job.tokens, gated=job.gated
                )
            except Exception as error:  # whatever a text does to the rooms, the rest of the archive goes on
                failed.append((row["brief_id"], _reason(error)))
                continue
            for name, table in own.items():
                read.setdefault(name, []).append(table)
    tables = {name: pd.concat(parts, ignore_index=True) for name, parts in read.items()}
    return tables | {"failed": pd.DataFrame(failed, columns=list(FAILED)).astype(FAILED)}


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, StudyError) else f"{type(error).__name__}: {error}"


def _write(table: pd.DataFrame, path: Path) -> None:
    """One Parquet file, on the disk before its folder is moved into place."""
    table.to_parquet(path, index=False, compression="zstd")
    with path.open("rb+") as file:
        os.fsync(file.fileno())
