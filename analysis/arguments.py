"""What the functions for outsiders are called with: text, lists, tables, paths; or one sentence of what they take."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from analysis.errors import ArgumentError

LONGEST = 80  # characters of a value that a message repeats


def text(value: object, name: str) -> str:
    """The value, where it is text.

    Raises
    ------
    ArgumentError

    >>> text(b"He left.", "text")
    Traceback (most recent call last):
    ...
    analysis.errors.ArgumentError: text is b'He left.', not text. Give a string.
    """
    if isinstance(value, str):
        return value
    raise ArgumentError(f"{name} is {value!r:.{LONGEST}}, not text", remedy="Give a string")


def listing(value: Iterable, name: str) -> list:
    """The rows of what can be gone through, a generator too, as a list; one string is no list of strings.

    Raises
    ------
    ArgumentError
    """
    if isinstance(value, (str, bytes)):
        raise ArgumentError(f"{name} is one string", remedy=f"Give a list of {name}")
    try:
        return list(value)
    except TypeError:
        raise ArgumentError(f"{name} is {value!r:.{LONGEST}}, no list", remedy="Give a list") from None


def table(value: object, *, columns: Iterable[str], once: Sequence[str] = ()) -> pd.DataFrame:
    """The value, where it is a table with these columns, in which no two rows are alike in those of `once`.

    Raises
    ------
    ArgumentError
    """
    if not isinstance(value, pd.DataFrame):
        raise ArgumentError(f"the table is {value!r:.{LONGEST}}, and no DataFrame", remedy="Give a table of a study")
    if lacking := [name for name in dict.fromkeys(columns) if name not in value]:
        known = f"Give one that has it; this one has {', '.join(map(str, value))}"
        raise ArgumentError(f"the table lacks column {', '.join(lacking)}", remedy=known)
    if once and (twice := value.duplicated([*once])).any():
        row = ", ".join(f"{name} {value.loc[twice, name].iloc[0]}" for name in once)
        raise ArgumentError(f"two rows of the table are of {row}", remedy="Give each once")
    return value


def path(value: object, name: str) -> Path:
    """The value as a path.

    Raises
    ------
    ArgumentError
    """
    if isinstance(value, (str, os.PathLike)) and isinstance(os.fspath(value), str):
        return Path(value)
    raise ArgumentError(f"{name} is {value!r:.{LONGEST}}, no path", remedy="Give a string or a pathlib.Path")
