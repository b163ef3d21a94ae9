"""A corrected file as rows of text: as it is now, and as it was when it was written."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.codebook import rows
from analysis.corrections import KINDS, Cells, mistake_in
from analysis.exchange.coded import coded_rows
from analysis.files import unneutral
from analysis.publish.workbook import AS_WRITTEN, as_cell

if TYPE_CHECKING:
    from analysis.study import Study

SUFFIXES = (".xlsx", ".csv", ".qdpx")
Row = tuple[int | str, dict[str, str]]


@dataclass(frozen=True)
class Submitted:
    """The rows of one table in a file, each with its place (a row, or a selection), and those it had."""

    table: str
    now: list[Row]
    before: list[dict[str, str]]


def submitted(path: Path, study: Study) -> list[Submitted]:
    """The tables that can be corrected, as a file has them.

    A workbook knows what it was written with. A CSV or a .qdpx doesn't: it is held against the
    study as it is now.

    Raises
    ------
    CorrectionError
        The file isn't there, is none of the kinds, can't be read, or has no such table.
    """
    if not path.is_file():
        raise mistake_in(path)("there is no such file", "Name a corrected .xlsx, .csv or .qdpx")
    readers = {".xlsx": _workbook, ".csv": _csv, ".qdpx": _project}
    if path.suffix.lower() not in readers:
        raise mistake_in(path)(f'"{path.suffix}" is no kind of correction', f"Allowed: {', '.join(SUFFIXES)}")
    return list(readers[path.suffix.lower()](path, study))


def as_now(study: Study, table: str) -> list[dict[str, str]]:
    """The rows of a table that people can correct, as the study has them now."""
    own = getattr(study, table)
    wanted = ["sentence_id", *KINDS[table].columns]
    return [{name: _text(cell) for name, cell in row.items()} for row in own[wanted].astype(object).to_dict("records")]


def _text(cell: object) -> str:
    """A cell as text: whole numbers without a point, dates as 2007-05-28, nothing for what is missing."""
    if cell is None or pd.isna(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return as_cell(str(cell)).strip()


def _workbook(path: Path, study: Study) -> Iterator[Submitted]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, InvalidFileException):
        raise mistake_in(path)("it can't be read as a workbook", "Save it as .xlsx again, without a password") from None
    held = [name for name in KINDS if name in book.sheetnames]
    if not held:
        raise mistake_in(path)("no sheet to correct", f"Keep the names of the sheets: {', '.join(KINDS)}")
    before = _as_written(book)
    for name in held:
        yield Submitted(name, list(_sheet(path, book[name], name)), before.get(name) or as_now(study, name))


def _sheet(path: Path, sheet: Any, name: str) -> Iterator[Row]:
    """The rows of a sheet that aren't empty; what people added in other columns is left aside."""
    lines = sheet.iter_rows(values_only=True)
    header = [_text(cell) for cell in next(lines, ())]
    wanted = ("sentence_id", *KINDS[name].columns)
    for column in wanted:
        if column not in header:
            raise mistake_in(path, 1)(f"sheet {name} lacks column {column}", "Put it back, with its cells")
    for number, line in enumerate(lines, start=2):
        cells = {column: _unescaped(line[header.index(column)]) for column in wanted}
        if any(cells.values()):
            yield number, cells


def _unescaped(cell: object) -> str:
    from openpyxl.utils.escape import unescape

    return _text(unescape(cell) if isinstance(cell, str) else cell)


def _as_written(book: Any) -> dict[str, list[dict[str, str]]]:
    """The rows as the workbook was written with them, from its hidden sheet."""
    found: dict[str, list[dict[str, str]]] = {}
    if AS_WRITTEN in book.sheetnames:
        for name, row in book[AS_WRITTEN].iter_rows(values_only=True, max_col=2):
            if name in KINDS:
                cells = json.loads(row)
                found.setdefault(name, []).append({column: _text(cell) for column, cell in cells.items()})
    return found


def _csv(path: Path, study: Study) -> Iterator[Submitted]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        header = file.readline()
    name = next((name for name, kind in KINDS.items() if kind.id_column in header), None)
    if name is None:
        raise mistake_in(path, 1)("no table to correct", f"Give a CSV of {' or '.join(KINDS)}, with its header")
    wanted = ("sentence_id", *KINDS[name].columns)
    now = [(line, {c: _text(unneutral(row[c])) for c in wanted}) for line, row in rows(path, wanted)]
    yield Submitted(name, [row for row in now if any(row[1].values())], as_now(study, name))


def _project(path: Path, study: Study) -> Iterator[Submitted]:
    for name, found in coded_rows(path, study).items():
        before = [_without_sentence(cells) for cells in as_now(study, name)]
        yield Submitted(name, [(where, _with_system(cells, study)) for where, cells in found], before)


def _with_system(cells: Cells, study: Study) -> dict[str, str]:
    """A frame's row with the system that the frame belongs to; other rows as they are."""
    system = {"system": study.ground.frames.get(cells["frame"], "")} if "frame" in cells else {}
    return {name: _text(cell) for name, cell in cells.items()} | system


def _without_sentence(cells: Mapping[str, str]) -> Cells:
    return {name: cell for name, cell in cells.items() if name != "sentence_id"}
