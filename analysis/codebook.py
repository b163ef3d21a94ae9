"""Codebooks are CSV files that an analyst can edit; this reads them, row by row, with their place."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from analysis.errors import CodebookError
from analysis.settings import CODEBOOKS, MORE

CLASSES = CODEBOOKS / "classes.csv"
CLASS_COLUMNS = ("word", "class", "means", "note")
MOST = 50_000_000  # bytes of a codebook
SEMICOLONS = {"problem": "cells parted by semicolons", "remedy": "Save it as CSV with commas"}


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a codebook, each with the line of the file on which it begins (the header is line 1).

    Those of `cues.more.csv` come after those of the `cues.csv` that ships.

    Raises
    ------
    CodebookError
        The file can't be read, lacks a column, or a row has more or fewer cells than the header.
    """
    if path.name.endswith(MORE):
        yield from _rows(CODEBOOKS / f"{path.name.removesuffix(MORE)}.csv", columns)
    yield from _rows(path, columns)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    read = 0  # lines
    try:
        lines = _lines(path)
        reader = csv.DictReader(lines, strict=True)
        if in_semicolons(reader.fieldnames or ()):
            raise CodebookError(**SEMICOLONS, path=path, row=1)
        for column in columns:
            if column not in (reader.fieldnames or ()):
                raise CodebookError(
                    f"column {column} is missing", remedy=f"Columns: {', '.join(columns)}", path=path, row=1
                )
        read = reader.line_num
        for row in reader:
            first, read = _begins(lines, read), reader.line_num
            if None in row or None in row.values():
                raise CodebookError(
                    f"it doesn't have {len(reader.fieldnames)} cells like the header",
                    remedy="Put cells that hold a comma in double quotes", path=path, row=first,
                )  # fmt: skip
            yield first, {key: value.strip() for key, value in row.items()}
    except UnicodeDecodeError:
        raise CodebookError("not UTF-8 text", remedy="Save it as CSV UTF-8", path=path) from None
    except csv.Error as error:
        first = _begins(lines, read)
        if reader.reader.line_num > first or lines[first - 1].count('"') % 2:
            remedy = "Close it at the end of the cell; within a cell write a double quote twice"
            raise CodebookError("a double quote isn't closed", remedy=remedy, path=path, row=first) from None
        raise CodebookError(f"not CSV: {error}", remedy="Mend the quotes", path=path, row=first) from None


def in_semicolons(header: Sequence[str]) -> bool:
    """True where the columns of a CSV were read as one, as of a file that a German or French Excel saved."""
    return len(header) == 1 and ";" in header[0]


def _begins(lines: Sequence[str], read: int) -> int:
    """The line on which the next row begins, when so many are read: empty ones are passed over."""
    while read < len(lines) - 1 and not lines[read].strip("\r\n"):
        read += 1
    return read + 1


def _lines(path: Path) -> list[str]:
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        raise CodebookError("there is no such file", remedy="Put it back, or correct study.toml", path=path) from None
    if len(data) > MOST:
        raise CodebookError(f"{len(data):,} bytes", remedy=f"Give at most {MOST:,}", path=path)
    return data.decode("utf-8-sig").splitlines(keepends=True)


def pattern(source: str, path: Path, line: int, flags: int = 0) -> re.Pattern[str]:
    """The compiled pattern of a row.

    Raises
    ------
    CodebookError
        It is no regular expression.
    """
    try:
        return re.compile(source, flags)
    except (re.error, OverflowError, RecursionError) as error:
        raise CodebookError(f"the pattern is broken: {error}", remedy="Mend it", path=path, row=line) from None


@lru_cache(maxsize=64)
def words_of(name: str) -> frozenset[str]:
    """The words of one class in `classes.csv`, such as "asks": what rules of grammar need to know of them.

    Raises
    ------
    CodebookError
        There is no word of that class.
    """
    return frozenset(meanings(name))


def meanings(name: str) -> Mapping[str, str]:
    """The words of one class, each with what it means; empty where it means itself.

    Raises
    ------
    CodebookError
        There is no word of that class.
    """
    if name not in _classes():
        raise CodebookError(f'no word of class "{name}"', remedy="Put its rows back", path=CLASSES)
    return _classes()[name]


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for _, row in rows(CLASSES, CLASS_COLUMNS):
        found.setdefault(row["class"], {})[row["word"]] = row["means"]
    return found
