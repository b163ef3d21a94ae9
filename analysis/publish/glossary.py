"""What every column of every table means, read from data/README.md, which a test holds to the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from analysis.settings import HOME_STUDY

COLUMNS = ("table", "column", "values", "meaning")
SECTION = re.compile(r"^### `(\w+)`\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^\| (`\w+`(?:, `\w+`)*) \|([^|\n]*)\|([^|\n]*)\|$", re.MULTILINE)


def glossary(tables: Iterable[str]) -> pd.DataFrame:
    """The columns of some tables: one row per column, with its type or allowed values, and its meaning.

    Parameters
    ----------
    tables : iterable of str
        Names of tables; one that ends in `_by_side` has the columns of the other.

    Returns
    -------
    DataFrame
        `table`, `column`, `values` (type, or the values allowed) and `meaning`.
    """
    sections = dict(SECTION.findall((HOME_STUDY / "README.md").read_text(encoding="utf-8")))
    rows = [
        (table, column, values.strip(), meaning.strip())
        for table in tables
        for columns, values, meaning in LINE.findall(sections.get(table.removesuffix("_by_side"), ""))
        for column in re.findall(r"\w+", columns)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
