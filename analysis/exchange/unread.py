"""What a person changed in a workbook though it isn't read back: sheets, and columns of those that are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.corrections import KINDS, NOTE, Kind
from analysis.exchange.submitted import Line, as_text, sheets_of, unescaped
from analysis.publish.workbook import AS_WRITTEN, fingerprint, told
from analysis.readers import LIMITS, Limits

Cells = Mapping[str, object]


def unread(path: Path, *, limits: Limits = LIMITS) -> list[str]:
    """The names of the changed sheets that `correct` doesn't read, and of such columns in those that it does.

    Sorting and filtering change nothing, and neither does a sheet that is gone. A workbook from before
    fingerprints were kept tells of none; no other file does.

    Raises
    ------
    CorrectionError
        The file can't be read as a workbook.
    """
    if path.suffix.lower() != ".xlsx":
        return []
    sheets = sheets_of(path, limits)
    written = [line[:2] for _, line in sheets.get(AS_WRITTEN, [])]
    prints = {name: found for name, found in written if name not in KINDS}
    changed = [name for name, found in prints.items() if name in sheets and _print(sheets[name]) != found]
    for name in filter(sheets.get, KINDS):
        rows = [json.loads(row) for own, row in written if own == name]
        changed += [f"{column} of {name}" for column in _columns(sheets[name], rows, KINDS[name])]
    return changed


def _columns(lines: list[Line], written: list[dict[str, str | None]], kind: Kind) -> list[str]:
    """The columns whose cells aren't read back and differ from those of the row with the same id."""
    known = {row[kind.id_column]: row for row in written if kind.id_column in row}
    rows = [row for row in _rows(lines) if known and row.get(kind.id_column)]
    return list(dict.fromkeys(name for row in rows for name in _differing(row, known, kind)))


def _differing(row: Cells, known: Mapping[str, dict[str, str | None]], kind: Kind) -> Iterator[str]:
    read = ("sentence_id", *kind.columns)
    own = known.get(told(row[kind.id_column]))
    if own is None:  # rows that people add have no id
        yield kind.id_column
        return
    yield from (name for name in own if name in row and name not in read and told(row[name]) != (own[name] or ""))
    if row.get(NOTE) and all(as_text(row[name]) == as_text(own[name]) for name in read if name in row):
        yield NOTE  # is kept with a correction, and there is none


def _rows(lines: list[Line]) -> Iterator[Cells]:
    header, *others = ([*map(unescaped, cells)] for _, cells in lines)
    yield from (dict(zip(header, cells, strict=False)) for cells in others)


def _print(lines: list[Line]) -> str:
    return fingerprint([[*map(unescaped, cells)] for _, cells in lines])
