"""tables.xlsx: a sheet a table, with contents, codebook, filters, and links from a number to its evidence.

Text stays text: no cell of ours is a formula, no words become a link. What Excel can't hold is
said in the contents, and is whole in the Parquet file.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.corrections import HUMAN, KINDS
from analysis.files import FORMULA, Outputs
from analysis.publish.glossary import glossary
from analysis.publish.tables import public_tables

if TYPE_CHECKING:
    from analysis.study import Study

NAME = "tables.xlsx"
CONTENTS, CODEBOOK, AS_WRITTEN = "contents", "codebook", "_as_written"
MAX_ROWS, MAX_CELL, MAX_NAME, MAX_LINKS = 1_048_576, 32_767, 31, 65_530
BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ROWS_TO_ADD = 500  # below the last row, cells with a list of allowed values for rows that people add
NARROW, WIDE = 8, 60
LINE_POINTS, MOST_LINES = 13.5, 12
DECIMALS = {
    "confidence": "0.00",
    "balance": "+0.00;-0.00;0.00",
    "ledger_balance": "+0.00;-0.00;0.00",
    "difference": "+0.000;-0.000;0.000",
}

REFERENCES = {
    "sentence_id": "sentences", "first_sentence_id": "sentences", "sentence_a": "sentences",
    "sentence_b": "sentences", "sentence_ids": "sentences", "sentence_ids_a": "sentences",
    "sentence_ids_b": "sentences", "evidence_a": "sentences", "evidence_b": "sentences",
    "antecedent_id": "mentions", "parent_id": "attributions",
}  # fmt: skip
UNLINKED = ("sentences", "tokens")
EVIDENCE = {  # number of a summary -> where its evidence is, by which columns
    "stance_balance": [("n_statements", "ledger", {"brief_id": "brief_id", "holder": "holder", "target": "target"})],
    "portrayal": [("n_mentions", "mention_stance", {"brief_id": "brief_id", "actor_id": "actor_id"})],
    "speaking": [("n_attributions", "attributions", {"brief_id": "brief_id", "speaker": "speaker"})],
    "presence": [("n_mentions", "mentions", {"brief_id": "brief_id", "actor_id": "actor_id"})],
    "actor_sentiment": [("n_sentences", "mentions", {"brief_id": "brief_id", "actor_id": "actor_id"})],
    "weight": [("n_sentences", "mentions", {"brief_id": "brief_id", "actor_id": "actor_id"})],
    "frames_by_voice": [("n_sentences", "frames", {"brief_id": "brief_id", "frame": "frame"})],
    "frame_weight": [("n_sentences", "frames", {"brief_id": "brief_id", "frame": "frame"})],
    "frame_difference": [("n_a", "frames", {"brief_a": "brief_id", "frame": "frame"}),
                         ("n_b", "frames", {"brief_b": "brief_id", "frame": "frame"})],
} | {
    name: [("n_a", "mentions", {"brief_a": "brief_id", "actor_id": "actor_id"}),
           ("n_b", "mentions", {"brief_b": "brief_id", "actor_id": "actor_id"})]
    for name in ("presence_difference", "sentiment_difference", "weight_difference")
}  # fmt: skip


def write_workbook(study: Study, folder: Path) -> Outputs:
    """Write `tables.xlsx` into the folder; where a user has changed the one there, beside it."""
    outputs = Outputs(folder)
    outputs.write(NAME, workbook(study))
    return outputs


def workbook(study: Study) -> bytes:
    """The tables of a study as an Excel workbook.

    Contents come first, then a sheet a table, then the codebook. A hidden sheet keeps what people
    can correct as it was written, so that `python -m analysis correct` sees what they changed.
    """
    import xlsxwriter

    tables = public_tables(study)
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        made = dt.datetime.combine(max(brief.date for brief in study.settings.briefs), dt.time())
        book.set_properties({"title": study.settings.title, "created": made})
        write = _Writer(book, _sheet_names(tables))
        write.sheets = {name: book.add_worksheet(label) for name, label in write.names.items()}
        links = _Links(tables, study.actors)
        for name, table in tables.items():
            write.table(name, table, dict(links.of(name)))
        write.table(CODEBOOK, glossary(tables), {})
        _contents(write, study, tables)
        _as_written(write, tables)
    return buffer.getvalue()


def _sheet_names(tables: Iterable[str]) -> dict[str, str]:
    """A name of at most 31 characters for each sheet, no two alike."""
    names: dict[str, str] = {}
    for name in (CONTENTS, *tables, CODEBOOK, AS_WRITTEN):
        label, n = name[:MAX_NAME], 2
        while label in names.values():
            label, n = f"{name[: MAX_NAME - len(str(n)) - 1]}~{n}", n + 1
        names[name] = label
    return names


class _Links:
    """Where each number and each id of a table leads to: sheet and row."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], actors: pd.DataFrame):
        self.tables, self.side = tables, actors.set_index("actor_id").side.dropna()
        self.firsts: dict[tuple, dict[tuple, int]] = {}

    def of(self, name: str) -> Iterator[tuple[str, tuple[str, list[int | None]]]]:
        """Each column with links: the table that it leads to, and the row there (0, 1, ...) or None."""
        table, base = self.tables[name], name.removesuffix("_by_side")
        for column in table.columns.intersection(list(REFERENCES)) if name not in UNLINKED else ():
            goal = REFERENCES[column]
            places = self._first(goal, (f"{goal[:-1]}_id",), sided=False)
            yield column, (goal, [places.get((str(value).split("; ")[0],)) for value in table[column]])
        for column, goal, by in EVIDENCE.get(base, ()):
            places = self._first(goal, tuple(by.values()), sided=name != base)
            yield column, (goal, [places.get(key) for key in table[list(by)].itertuples(index=False, name=None)])

    def _first(self, goal: str, columns: tuple[str, ...], *, sided: bool) -> dict[tuple, int]:
        """The first row of each key; `sided`: actors stand for their sides."""
        if (goal, columns, sided) not in self.firsts:
            keys = self.tables[goal][list(columns)]
            if sided:
                keys = keys.apply(lambda column: column.map(self.side).fillna(column))
            rows = enumerate(keys.itertuples(index=False, name=None))
            self.firsts[goal, columns, sided] = {key: n for n, key in reversed(list(rows))}
        return self.firsts[goal, columns, sided]


class _Writer:
    """Cells of a workbook: each by its type, with a format of its column."""

    def __init__(self, book: Any, names: dict[str, str]):
        self.book, self.names, self.sheets = book, names, {}
        self.formats: dict[frozenset, Any] = {}
        self.notes: dict[str, list[str]] = {name: [] for name in names}

    def format(self, **properties: Any) -> Any:
        """A cell format, made once."""
        key = frozenset(properties.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", "font_size": 10} | properties)
        return self.formats[key]

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
        self.header(sheet, 0, table.columns, kind.columns if kind else ())
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(len(shown), 1), len(table.columns) - 1)
        texts = [_texts(cells) for _, cells in shown.items()]
        widths = [_width(column, own) for column, own in zip(shown.columns, texts, strict=True)]
        for r, lines in enumerate(_lines(texts, widths, len(shown)), start=1):
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
        sheet, (human, links), style = self.sheets[name], marks, _style(name, cells)
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


def as_cell(text: str) -> str:
    """The text as a cell can hold it: no control characters, no longer than Excel allows."""
    text = BARRED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) <= MAX_CELL // 2:  # no character takes more than two of Excel's
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MAX_CELL:
        return text
    return units[: 2 * (MAX_CELL - 1)].decode("utf-16-le", "ignore") + "…"


def _style(name: str, cells: pd.Series) -> dict[str, Any]:
    """How the numbers or the text of a column look."""
    column = str(cells.name)
    if pd.api.types.is_bool_dtype(cells):
        return {}
    if pd.api.types.is_integer_dtype(cells):
        signed = {"stance": "+0;-0;0"}
        return {"num_format": signed.get(column, "#,##0" if column.startswith("n_") else "0")}
    if pd.api.types.is_float_dtype(cells):
        return {"num_format": _decimals(name, column)}
    return {"text_wrap": True}


def _decimals(name: str, column: str) -> str:
    of_shares = name.startswith("presence") and column not in ("per_1000_words", "p", "q")
    if column.endswith(("_share", "coverage")) or of_shares:
        return "+0%;-0%;0%" if column == "difference" else "0%"
    return DECIMALS.get(column, "0.000")


def _texts(cells: pd.Series) -> list[str | None]:
    """The texts of a column, None where one is missing; nothing of a column of numbers."""
    if pd.api.types.is_numeric_dtype(cells):
        return []
    texts = zip(cells.fillna("").astype(str).tolist(), cells.isna().tolist(), strict=True)
    return [None if missing else text for text, missing in texts]


def _width(column: str, texts: Sequence[str | None]) -> float:
    """As wide as most of its cells; longer ones wrap."""
    lengths = [len(text) for text in texts if text is not None]
    usual = float(np.quantile(lengths, 0.9)) if lengths else 0.0
    return min(max(NARROW, len(column) + 4, usual + 2), WIDE)


def _lines(texts: Sequence[Sequence[str | None]], widths: Sequence[float], n: int) -> list[int]:
    """How many lines each of n rows needs, its texts wrapped in columns of these widths."""
    lines = [1] * n
    for column, width in zip(texts, widths, strict=True):
        for row, text in enumerate(column):
            if text:
                lines[row] = max(lines[row], int(len(text) // (1.1 * width)) + text.count("\n") + 1)
    return lines


def _contents(write: _Writer, study: Study, tables: Mapping[str, pd.DataFrame]) -> None:
    """The first sheet: what each of the others holds."""
    sheet, wrap = write.sheets[CONTENTS], write.format(text_wrap=True)
    labels = ", ".join(study.labels.values())
    intro = (
        f"{labels}. A coloured number or id leads to its evidence, of several ids to the first.",
        "To correct ledger, mentions or frames, change, add or delete rows there (columns with brown headers), save, "
        f"and run: python -m analysis correct {NAME} --study FOLDER (of this study). No other sheet is read back.",
    )
    sheet.write_string(0, 0, as_cell(study.settings.title), write.format(bold=True, font_size=14))
    for n, line in enumerate(intro, start=1):
        sheet.write_string(n, 0, as_cell(line), write.format())
    write.header(sheet, 4, ("sheet", "what it holds", "rows", "note"))
    held = {name: getattr(type(study), name).__doc__ for name in tables} | {CODEBOOK: "What every column means."}
    for row, (name, what) in enumerate(held.items(), start=5):
        rows = len(tables[name]) if name in tables else len(glossary(tables))
        link = write.format(font_color="#004488", underline=1)
        sheet.write_url(row, 0, f"internal:'{write.names[name]}'!A1", link, write.names[name])
        sheet.write_string(row, 1, what.split("\n\n")[0], wrap)
        sheet.write_number(row, 2, rows, write.format(num_format="#,##0"))
        sheet.write_string(row, 3, " ".join(write.notes[name]), wrap)
    for n, width in enumerate((32, 80, 10, 50)):
        sheet.set_column(n, n, width)
    sheet.freeze_panes(5, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.activate()


def _as_written(write: _Writer, tables: Mapping[str, pd.DataFrame]) -> None:
    """What people can correct, a JSON object a row, out of sight."""
    sheet, row = write.sheets[AS_WRITTEN], 0
    for name in KINDS:
        columns = [c for c in ("sentence_id", *KINDS[name].columns) if c in tables[name]]
        for cells in tables[name].head(MAX_ROWS - 1)[columns].astype(object).to_dict("records"):
            plain = {c: None if pd.isna(cell) else as_cell(str(cell)) for c, cell in cells.items()}
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, json.dumps(plain, ensure_ascii=True))
            row += 1
    sheet.very_hidden()
