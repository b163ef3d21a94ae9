"""What the functions for outsiders are called with: text, lists and paths, or one sentence of what they take."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

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
        raise ArgumentError(f"{name} is one string", remedy=f"Give a list of {name}, one for each row")
    try:
        return list(value)
    except TypeError:
        raise ArgumentError(f"{name} is {value!r:.{LONGEST}}, no list", remedy="Give one for each row") from None


def path(value: object, name: str) -> Path:
    """The value as a path.

    Raises
    ------
    ArgumentError
    """
    if isinstance(value, (str, os.PathLike)) and isinstance(os.fspath(value), str):
        return Path(value)
    raise ArgumentError(f"{name} is {value!r:.{LONGEST}}, no path", remedy="Give a string or a pathlib.Path")
