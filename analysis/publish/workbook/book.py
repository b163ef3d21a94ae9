"""tables.xlsx: contents first, then a sheet a table, then the codebook, and out of sight what people can correct."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.corrections import KINDS
from analysis.files import Outputs
from analysis.publish.glossary import glossary
from analysis.publish.tables import public_tables
from analysis.publish.workbook.cells import as_cell, told
from analysis.publish.workbook.links import Links
from analysis.publish.workbook.sheets import MAX_ROWS, Writer
from analysis.wording import listed

if TYPE_CHECKING:
    from analysis.study import Study

NAME = "tables.xlsx"
CONTENTS, CODEBOOK, AS_WRITTEN = "contents", "codebook", "_as_written"
MAX_NAME = 31  # characters of a sheet's name


def write_workbook(study: Study, folder: Path) -> Outputs:
    """Write `tables.xlsx` into the folder; where a user has changed the one there, beside it."""
    outputs = Outputs(folder)
    outputs.write(NAME, workbook(study))
    return outputs


def workbook(study: Study) -> bytes:
    """The tables of a study as an Excel workbook.

    Contents come first, then a sheet a table, then the codebook. A hidden sheet keeps what people
    can correct as it was written, and a fingerprint of each other sheet, so that `python -m analysis
    correct` sees what they changed.
    """
    import xlsxwriter

    tables = public_tables(study)
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        made = dt.datetime.combine(max(brief.date for brief in study.settings.briefs), dt.time())
        book.set_properties({"title": study.settings.title, "created": made})
        write = Writer(book, sheet_names(tables))
        write.sheets = {name: book.add_worksheet(label) for name, label in write.names.items()}
        links = Links(tables, study.actors)
        for name, table in tables.items():
            write.table(name, table, dict(links.of(name)))
        write.table(CODEBOOK, glossary(tables), {})
        _contents(write, study, tables)
        _as_written(write, tables)
    return buffer.getvalue()


def sheet_names(tables: Iterable[str]) -> dict[str, str]:
    """A name of at most 31 characters for each sheet, no two alike."""
    names: dict[str, str] = {}
    for name in (CONTENTS, *tables, CODEBOOK, AS_WRITTEN):
        label, n = name[:MAX_NAME], 2
        while label in names.values():
            label, n = f"{name[: MAX_NAME - len(str(n)) - 1]}~{n}", n + 1
        names[name] = label
    return names


def _contents(write: Writer, study: Study, tables: Mapping[str, pd.DataFrame]) -> None:
    """The first sheet: what each of the others holds."""
    sheet, wrap = write.sheets[CONTENTS], write.format(text_wrap=True)
    labels = ", ".join(study.labels.values())
    intro = (
        f"{labels}. A coloured number or id leads to its evidence, of several ids to the first.",
        f"To correct {listed(KINDS, joined='or')}, change, add or delete rows there (columns with brown headers), "
        f"save, and run: python -m analysis correct {NAME} --study FOLDER (of this study). Nothing else is read back.",
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


def _as_written(write: Writer, tables: Mapping[str, pd.DataFrame]) -> None:
    """What people can correct, a JSON object a row, and a fingerprint of each other sheet, out of sight."""
    sheet, row = write.sheets[AS_WRITTEN], 0
    for name in KINDS:
        read = ("sentence_id", *KINDS[name].columns)
        for cells in tables[name].head(MAX_ROWS - 1).astype(object).to_dict("records"):
            plain = {c: None if pd.isna(cell) else as_cell(str(cell)) if c in read else told(cell)
                     for c, cell in cells.items()}  # fmt: skip
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, json.dumps(plain, ensure_ascii=True))
            row += 1
    for name in (name for name in write.prints if name not in KINDS):
        sheet.write_string(row, 0, write.names[name])
        sheet.write_string(row, 1, write.prints[name])
        row += 1
    sheet.very_hidden()
