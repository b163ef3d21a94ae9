"""Rows of the public stance data, and which of them are for training, for tuning and for one final score."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import StudyError

TARGET_COLUMNS = ("text", "target", "coref", "label", "split")
PAIR_COLUMNS = ("text", "p", "q", "label")


class Split(NamedTuple):
    """Rows to learn from, to tune and calibrate on, and to score once."""

    train: pd.DataFrame
    tune: pd.DataFrame
    held_out: pd.DataFrame


def json_rows(path: Path, *, columns: Sequence[str], where: str) -> pd.DataFrame:
    """The rows of a file with one JSON object a line.

    Raises
    ------
    StudyError
        There is no such file, a line is no JSON, a column is missing, or there is no row; `where`
        is the remedy.
    """
    if not path.is_file():
        raise StudyError("there is no such file", remedy=where, path=path)
    try:
        rows = pd.read_json(path, lines=True, dtype=False)
    except ValueError as error:
        raise StudyError(f"not JSON lines: {error}", remedy=where, path=path) from None
    missing = [name for name in columns if name not in rows]
    if missing and len(rows):
        raise StudyError(f"column {missing[0]} is missing", remedy=where, path=path)
    return some(rows, where=where, path=path)


def some(rows: pd.DataFrame, *, where: str, path: Path) -> pd.DataFrame:
    """The rows as they are.

    Raises
    ------
    StudyError
        There is none.
    """
    if rows.empty:
        raise StudyError("no row to score or to learn from", remedy=where, path=path)
    return rows


def class_numbers(rows: pd.DataFrame, classes: Sequence[str], *, where: str, path: Path) -> np.ndarray:
    """The number of each row's `label` among the classes.

    Raises
    ------
    StudyError
        A label is none of them.
    """
    unknown = rows.loc[~rows["label"].isin(classes), "label"]
    if len(unknown):
        raise StudyError(f'label "{unknown.iloc[0]}" is none of {", ".join(classes)}', remedy=where, path=path)
    return rows["label"].map(classes.index).to_numpy()


def percent(text: str) -> int:
    """A number from 0 to 99 that depends on the sentence's words alone: its place in a split."""
    plain = re.sub(r"\W+", " ", text.lower()).strip()
    return int(hashlib.sha256(plain.encode()).hexdigest(), 16) % 100


def target_split(folder: Path, *, where: str, leave_out: frozenset[str] = frozenset()) -> Split:
    """NewsMTSC: of train, 9 sentences in 100 are for tuning; dev is what is scored once.

    `leave_out` holds sentences that must not be learnt from, such as another benchmark's.
    """
    rows, dev = (json_rows(folder / f"{name}.jsonl", columns=TARGET_COLUMNS, where=where) for name in ("train", "dev"))
    rows = rows[~rows["text"].isin(leave_out | set(dev["text"]))]
    place = rows["text"].map(percent)
    return Split(_again(rows[place >= 9]), _again(rows[place < 9]), dev)


def directed_split(path: Path, *, where: str, leave_out: frozenset[str] = frozenset()) -> Split:
    """DSE: each sentence once; 12 in 100 are held out and scored once, 6 are for tuning."""
    rows = json_rows(path, columns=PAIR_COLUMNS, where=where).drop_duplicates("text")
    rows = rows[~rows["text"].isin(leave_out)]
    place = rows["text"].map(percent)
    tune = rows[(place >= 12) & (place < 18)]
    return Split(_again(rows[place >= 18]), _again(tune), _again(rows[place < 12]))


def _again(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, numbered from 0."""
    return rows.reset_index(drop=True)
