"""Every table of a study as CSV, for other programs and for people with a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.files import csv_bytes, output_folder, written_aside

if TYPE_CHECKING:
    from analysis.study import Study


def write_tables(study: Study, folder: Path) -> list[Path]:
    """Write each table of the study to `folder` as `NAME.csv`, whole or not at all.

    All tables are computed before the first is written. Text that a spreadsheet would run as a
    formula has an apostrophe before it.
    """
    contents = {name: csv_bytes(table) for name, table in study.tables().items()}
    output_folder(folder)
    for name, content in contents.items():
        with written_aside(folder / f"{name}.csv") as aside:
            aside.write_bytes(content)
    return [folder / f"{name}.csv" for name in contents]
