"""A corrected file as rows of text: as it is now, and as it was when it was written."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.codebook import rows
from analysis.corrections import KINDS, NOTE, Cells, Mistake, mistake_in
from analysis.errors import BriefError
from analysis.exchange.coded import coded_rows
from analysis.files import unneutral
from analysis.publish.workbook import AS_WRITTEN, MAX_ROWS, as_cell
from analysis.readers import LIMITS, Limits
from analysis.readers.packed import opened

if TYPE_CHECKING:
    from analysis.study import Study

SUFFIXES = (".xlsx", ".csv", ".qdpx")
AGAIN = "Save it as .xlsx again, without a password"
MAX_COLUMNS = 200  # of a sheet; what people add beyond is left aside
Row = tuple[int | str, dict[str, str]]
Line = tuple[int, tuple[object, ...]]


@dataclass(frozen=True)
class Submitted:
    """The rows of one table in a file, each with its place (a row, or a selection), and those it had."""

    table: str
    now: list[Row]
    before: list[dict[str, str]]


def submitted(path: Path, study: Study, *, limits: Limits = LIMITS) -> list[Submitted]:
    """The tables that can be corrected, as a file has them.

    A workbook knows what it was written with. A CSV or a .qdpx doesn't: it is held against the
    study as it is now.

    Raises
    ------
    CorrectionError
        The file isn't there, is none of the kinds, can't be read, or has no such table.
    """
    mistake = mistake_in(path)
    if not path.is_file():
        raise mistake("there is no such file", "Name a corrected .xlsx, .csv or .qdpx")
    readers = {".xlsx": _workbook, ".csv": _csv, ".qdpx": _project}
    if path.suffix.lower() not in readers:
        raise mistake(f'"{path.suffix}" is no kind of correction', f"Allowed: {', '.join(SUFFIXES)}")
    if (size := path.stat().st_size) > limits.n_bytes:
        raise mistake(f"{size:,} bytes", f"Give at most {limits.n_bytes:,}, or raise the limit")
    try:
        return list(readers[path.suffix.lower()](path, study, limits))
    except BriefError as error:
        raise mistake(error.problem, error.remedy) from None


def as_now(study: Study, table: str) -> list[dict[str, str]]:
    """The rows of a table that people can correct, as the study has them now."""
    own = getattr(study, table)
    wanted = ["sentence_id", *KINDS[table].columns]
    return [
        {name: as_text(cell) for name, cell in row.items()} for row in own[wanted].astype(object).to_dict("records")
    ]


def as_text(cell: object) -> str:
    """A cell as text: whole numbers without a point, dates as 2007-05-28, nothing for what is missing."""
    if cell is None or pd.isna(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return as_cell(str(cell)).strip()


def _workbook(path: Path, study: Study, limits: Limits) -> Iterator[Submitted]:
    sheets = sheets_of(path, limits, (*KINDS, AS_WRITTEN))
    held = [name for name in KINDS if name in sheets]
    if not held:
        raise mistake_in(path)("no sheet to correct", f"Keep the names of the sheets: {', '.join(KINDS)}")
    before = _as_written(sheets.get(AS_WRITTEN, []), path)
    for name in held:
        yield Submitted(name, list(_sheet(path, sheets[name], name)), before.get(name) or as_now(study, name))


def sheets_of(path: Path, limits: Limits, wanted: Iterable[str] = ()) -> dict[str, list[Line]]:
    """The sheets of these names (or all), each as its rows that aren't empty, with their numbers.

    Raises
    ------
    CorrectionError
        The file is no workbook.
    BriefError
        It unpacks to more than the limits.
    """
    import openpyxl

    data = path.read_bytes()
    opened(data, limits=limits, problem="it can't be read as a workbook", remedy=AGAIN).close()
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        return {name: list(_lines(book[name])) for name in wanted or book.sheetnames if name in book.sheetnames}
    except Exception:  # whatever a parser of foreign files raises, its user gets one sentence
        raise mistake_in(path)("it can't be read as a workbook", AGAIN) from None


def _lines(sheet: Any) -> Iterator[Line]:
    lines = sheet.iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS)
    yield from ((number, line) for number, line in enumerate(lines, start=1) if any(cell is not None for cell in line))


def _sheet(path: Path, lines: list[Line], name: str) -> Iterator[Row]:
    """The rows of a sheet that aren't empty; of what people added in other columns only a note is read."""
    header = [as_text(cell) for cell in lines[0][1]] if lines else []
    wanted = ("sentence_id", *KINDS[name].columns)
    for column in wanted:
        if column not in header:
            raise mistake_in(path, 1, sheet=name)(f"it lacks column {column}", "Put it back, with its cells")
    for number, line in lines[1:]:
        cells = {
            column: as_text(unescaped(line[header.index(column)])) for column in (*wanted, NOTE) if column in header
        }
        if any(cells[column] for column in wanted):
            yield number, cells


def unescaped(cell: object) -> object:
    """A cell as it was before a workbook wrote it down."""
    from openpyxl.utils.escape import unescape

    return unescape(cell) if isinstance(cell, str) else cell


def _as_written(lines: Iterable[Line], path: Path) -> dict[str, list[dict[str, str]]]:
    """The rows as the workbook was written with them, from its hidden sheet."""
    found: dict[str, list[dict[str, str]]] = {}
    for number, (name, row, *_) in lines:
        if name in KINDS:
            found.setdefault(name, []).append(_as_row(row, name, mistake_in(path, number)))
    return found


def _as_row(row: object, name: str, mistake: Mistake) -> dict[str, str]:
    try:
        cells = json.loads(row)
        return {column: as_text(cells[column]) for column in ("sentence_id", *KINDS[name].columns)}
    except (TypeError, ValueError, KeyError, RecursionError):
        raise mistake(f"the hidden sheet {AS_WRITTEN} is broken", "Correct a workbook that has it as written") from None


def _csv(path: Path, study: Study, _: Limits) -> Iterator[Submitted]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        header = file.readline()
    name = next((name for name, kind in KINDS.items() if kind.id_column in header), None)
    if name is None:
        raise mistake_in(path, 1)("no table that is read back", f"Give a CSV of {' or '.join(KINDS)}, with its header")
    wanted = ("sentence_id", *KINDS[name].columns)
    now = [
        (line, {c: as_text(unneutral(row[c])) for c in (*wanted, NOTE) if c in row}) for line, row in rows(path, wanted)
    ]
    yield Submitted(name, [row for row in now if any(row[1][c] for c in wanted)], as_now(study, name))


def _project(path: Path, study: Study, limits: Limits) -> Iterator[Submitted]:
    for name, found in coded_rows(path, study, limits=limits).items():
        before = [_without_sentence(cells) for cells in as_now(study, name)]
        yield Submitted(name, [(where, _with_system(cells, study)) for where, cells in found], before)


def _with_system(cells: Cells, study: Study) -> dict[str, str]:
    """A frame's row with the system that the frame belongs to; other rows as they are."""
    system = {"system": study.ground.frames.get(cells["frame"], "")} if "frame" in cells else {}
    return {name: as_text(cell) for name, cell in cells.items()} | system


def _without_sentence(cells: Mapping[str, str]) -> Cells:
    return {name: cell for name, cell in cells.items() if name != "sentence_id"}
