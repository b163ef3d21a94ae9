"""Every table of a study as CSV, for other programs and for people with a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.files import Outputs, csv_bytes

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

EXCERPT = 12  # words of a text that may leave the house where a study is set to excerpts
WHOLE = ("tokens",)  # tables from which a brief could be put together again
LONG = ("text", "content")


def write_tables(study: Study, folder: Path) -> Outputs:
    """Write each table of the study to `folder` as `NAME.csv`, whole or not at all.

    All tables are computed before the first is written. Text that a spreadsheet would run as a
    formula has an apostrophe before it. A file that a user has changed stays, and the new one lies
    beside it. With `quote = "excerpts"` no table holds a whole brief.
    """
    tables = study.tables()
    if study.settings.quote == "excerpts":
        tables = {name: excerpts(table) for name, table in tables.items() if name not in WHOLE}
    contents = {name: csv_bytes(table) for name, table in tables.items()}
    outputs = Outputs(folder)
    for name, content in contents.items():
        outputs.write(f"{name}.csv", content)
    return outputs


def excerpts(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the first words of each text, so that no brief can be put together from it."""
    cut = {column: table[column].map(_excerpt, na_action="ignore") for column in LONG if column in table}
    return table.assign(**cut)


def _excerpt(text: str) -> str:
    words = text.split()
    return text if len(words) <= EXCERPT else f"{' '.join(words[:EXCERPT])} …"
