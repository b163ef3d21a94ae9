"""The workbook inside a chart: what opens when its numbers are edited."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.publish.slides.native import Grid

NAME = "Sheet1"  # as the references in the chart have it
EPOCH = dt.datetime(1980, 1, 1)


def bars(numbers: Grid) -> bytes:
    """Names, then a column of values for each series, then the intervals and the counts."""
    with _sheet() as (file, page):
        page.write_column(1, 0, numbers.labels())
        page.set_column(0, 0, 40)
        for n, name in enumerate(numbers.series):
            page.write_string(0, n + 1, name)
            _column(page, n + 1, numbers.values[:, n])
            low, high, minus, plus, counts = (_place(numbers, n, part) for part in range(5))
            for place, words in ((low, "low"), (high, "high"), (minus, "down"), (plus, "up"), (counts, "n")):
                page.write_string(0, place, f"{name}: {words}")
            _column(page, low, numbers.low[:, n])
            _column(page, high, numbers.high[:, n])
            _column(page, counts, numbers.counts[:, n])
            for row, (down, up) in enumerate(zip(*lengths(numbers, n), strict=True), start=1):
                value, ends = _cell(row, n + 1), (_cell(row, low), _cell(row, high))
                page.write_formula(row, minus, f'=IF({ends[0]}="",0,{value}-{ends[0]})', value=down)
                page.write_formula(row, plus, f'=IF({ends[1]}="",0,{ends[1]}-{value})', value=up)
    return file.getvalue()


def lengths(numbers: Grid, n: int) -> tuple[list[float], list[float]]:
    """How far the whiskers of a series reach down and up from its values; 0 where there is no interval."""
    value, low, high = numbers.values[:, n], numbers.low[:, n], numbers.high[:, n]
    return np.nan_to_num(value - low).tolist(), np.nan_to_num(high - value).tolist()


def whiskers(numbers: Grid, n: int) -> dict[str, tuple[str, list[float]]]:
    """The whiskers of a series: where their lengths stand in the workbook, and the lengths."""
    down, up = lengths(numbers, n)
    places = (_reference(_place(numbers, n, part), len(numbers.rows)) for part in (2, 3))
    return dict(zip(("minus", "plus"), zip(places, (down, up), strict=True), strict=True))


def points(x: np.ndarray, columns: Mapping[str, np.ndarray]) -> bytes:
    """A row a point: its place across, and its height in the column of its series."""
    with _sheet() as (file, page):
        _column(page, 0, x)
        for place, (name, heights) in enumerate(columns.items(), start=1):
            page.write_string(0, place, name)
            _column(page, place, heights)
    return file.getvalue()


def point_columns(x: np.ndarray, columns: Mapping[str, np.ndarray], name: str) -> dict[str, tuple[str, list[float]]]:
    """Where the name, the places across and the heights of a series stand, and what they are."""
    place = 1 + list(columns).index(name)
    return {
        "tx": (_reference(place, 0, first=0), []),
        "xVal": (_reference(0, len(x)), x.tolist()),
        "yVal": (_reference(place, len(x)), columns[name].tolist()),
    }


@contextmanager
def _sheet() -> Iterator[tuple[io.BytesIO, Any]]:
    """A workbook in memory with one page; its text is text, and it has no date."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"created": EPOCH})
    yield file, book.add_worksheet(NAME)
    book.close()


def _place(numbers: Grid, n: int, part: int) -> int:
    """The column of a part of a series: low, high, down, up, n."""
    return 1 + len(numbers.series) + 5 * n + part


def _column(page: Any, place: int, values: np.ndarray) -> None:
    for row, value in enumerate(values, start=1):
        if not np.isnan(value):
            page.write_number(row, place, float(value))


def _cell(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return xl_rowcol_to_cell(row, column)


def _reference(column: int, rows: int, *, first: int = 1) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    ends = dict.fromkeys(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True) for row in (first, rows))
    return f"{NAME}!{':'.join(ends)}"
