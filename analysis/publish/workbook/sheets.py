"""A table as a sheet: its header, its cells by their types, its links, the values that people may choose."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.corrections import HUMAN, KINDS
from analysis.files import FORMULA
from analysis.publish.workbook.cells import MAX_CELL, as_cell, column_width, fingerprint, line_counts, look, texts

MAX_ROWS, MAX_LINKS = 1_048_576, 65_530  # of a sheet
ROWS_TO_ADD = 500  # below the last row, cells with a list of allowed values for rows that people add
LINE_POINTS, MOST_LINES = 13.5, 12


class Writer:
    """Cells of a workbook: each by its type, with a format of its column."""

    def __init__(self, book: Any, names: dict[str, str]):
        self.book, self.names, self.sheets = book, names, {}
        self.format = functools.cache(self._format)  # asked for with every cell
        self.notes: dict[str, list[str]] = {name: [] for name in names}
        self.prints: dict[str, str] = {}

    def _format(self, **properties: Any) -> Any:
        return self.book.add_format({"valign": "top", "font_size": 10} | properties)

    def header(self, sheet: Any, row: int, names: Iterable[str], correctable: Iterable[str] = ()) -> None:
        """The names of the columns; those that people can correct stand out."""
        for n, name in enumerate(names):
            colour = "#9A3F00" if name in correctable else "#004488"
            style = self.format(bold=True, font_color="#FFFFFF", bg_color=colour, text_wrap=True)
            sheet.write_string(row, n, name, style)

    def table(self, name: str, table: pd.DataFrame, links: Mapping[str, tuple[str, list]]) -> None:
        """A sheet with the table: header frozen, filter on, columns as wide as they need."""
        sheet, kind = self.sheets[name], KINDS.get(name)
        shown = table.head(MAX_ROWS - 1)
        if len(shown) < len(table):
            self.notes[name].append(f"The first {len(shown):,} of {len(table):,} rows; all are in {name}.parquet.")
        self.prints[name] = fingerprint([table.columns, *shown.itertuples(index=False, name=None)])
        self.header(sheet, 0, table.columns, kind.columns if kind else ())
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(len(shown), 1), len(table.columns) - 1)
        told = [texts(cells) for _, cells in shown.items()]
        widths = [column_width(column, own) for column, own in zip(shown.columns, told, strict=True)]
        for r, lines in enumerate(line_counts(told, widths, len(shown)), start=1):
            if lines > 1:
                sheet.set_row(r, LINE_POINTS * min(lines, MOST_LINES))
        human = (shown["source"] == HUMAN).tolist() if "source" in shown else [False] * len(shown)
        for n, column in enumerate(shown.columns):
            sheet.set_column(n, n, widths[n])
            self._column(name, n, shown[column], (human, links.get(column)))
            if kind and column in kind.allowed:
                choices = {"validate": "list", "source": list(kind.allowed[column])}
                sheet.data_validation(1, n, min(len(shown) + ROWS_TO_ADD, MAX_ROWS - 1), n, choices)

    def _column(self, name: str, n: int, cells: pd.Series, marks: tuple) -> None:
        """The cells of one column; what is missing stays empty."""
        sheet, (human, links), style = self.sheets[name], marks, look(name, cells)
        goal, rows = links or ("", [None] * len(cells))
        left = MAX_LINKS - sheet.hlink_count
        values = [
            None if missing else cell for cell, missing in zip(cells.tolist(), cells.isna().tolist(), strict=True)
        ]
        for r, (cell, by_hand, row) in enumerate(zip(values, human, rows[: len(cells)], strict=True), start=1):
            own = style | ({"bg_color": "#FFF2CC"} if by_hand else {})
            if row is not None and row < MAX_ROWS - 1 and left > 0 and cell is not None and cell != 0:
                own, left = own | {"font_color": "#004488", "underline": 1}, left - 1
                sheet.write_url(r, n, f"internal:'{self.names[goal]}'!A{row + 2}", self.format(**own), " ")
            self._cell(name, r, n, cell, own)

    def _cell(self, name: str, r: int, n: int, cell: object, style: dict) -> None:
        sheet = self.sheets[name]
        if cell is None or cell == "":
            if "bg_color" in style:
                sheet.write_blank(r, n, None, self.format(**style))
        elif isinstance(cell, bool):
            sheet.write_boolean(r, n, cell, self.format(**style))
        elif isinstance(cell, dt.date):
            sheet.write_datetime(r, n, cell, self.format(**style, num_format="yyyy-mm-dd"))
        elif isinstance(cell, int | float) and abs(cell) != float("inf"):
            sheet.write_number(r, n, cell, self.format(**style))
        else:
            text = as_cell(str(cell))
            if text.endswith("…") and len(text) < len(str(cell)):
                self.notes[name].append(f"Row {r + 1} is cut at {MAX_CELL:,} characters; {name}.parquet has it whole.")
            sheet.write_string(r, n, text, self.format(**style, quote_prefix=bool(FORMULA.match(text))))
