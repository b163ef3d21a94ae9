"""Every table of a study as CSV for people with a spreadsheet, and as Parquet for other programs."""

from __future__ import annotations

from io import BytesIO
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
    """Write each table of the study to `folder` as `NAME.csv` and `NAME.parquet`, whole or not at all.

    All tables are computed before the first is written. In CSV, text that a spreadsheet would run as
    a formula has an apostrophe before it, and numbers have six digits; Parquet has every value and
    type as it is. A file that a user has changed stays, and the new one lies beside it.
    """
    contents: dict[str, bytes] = {}
    for name, table in public_tables(study).items():
        contents |= {f"{name}.csv": csv_bytes(table), f"{name}.parquet": parquet_bytes(table)}
    outputs = Outputs(folder)
    for name, content in contents.items():
        outputs.write(name, content)
    return outputs


def public_tables(study: Study) -> dict[str, pd.DataFrame]:
    """The tables as they may leave the house: with `quote = "excerpts"` none holds a whole brief."""
    tables = study.tables()
    if study.settings.quote == "excerpts":
        return {name: excerpts(table) for name, table in tables.items() if name not in WHOLE}
    return tables


def parquet_bytes(table: pd.DataFrame) -> bytes:
    """The table as Parquet; pandas reads it back equal."""
    buffer = BytesIO()
    table.to_parquet(buffer, engine="pyarrow", index=False)
    return buffer.getvalue()


def excerpts(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the first words of each text, so that no brief can be put together from it."""
    cut = {column: table[column].map(_excerpt, na_action="ignore") for column in LONG if column in table}
    return table.assign(**cut)


def _excerpt(text: str) -> str:
    words = text.split()
    return text if len(words) <= EXCERPT else f"{' '.join(words[:EXCERPT])} …"
