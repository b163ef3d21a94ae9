"""What a cell can hold, and how a column looks: text without control characters, decimals, widths."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

MAX_CELL = 32_767  # of Excel's characters
BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NARROW, WIDE = 8, 60
DECIMALS = {
    "confidence": "0.00",
    "balance": "+0.00;-0.00;0.00",
    "ledger_balance": "+0.00;-0.00;0.00",
    "difference": "+0.000;-0.000;0.000",
}


def as_cell(text: str) -> str:
    """The text as a cell can hold it: no control characters, no longer than Excel allows."""
    text = BARRED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) <= MAX_CELL // 2:  # no character takes more than two of Excel's
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MAX_CELL:
        return text
    return units[: 2 * (MAX_CELL - 1)].decode("utf-16-le", "ignore") + "…"


def fingerprint(rows: Iterable[Sequence[object]]) -> str:
    """What tells whether a person changed a sheet: the same after rows are sorted, or saved by another program.

    >>> fingerprint([("a", 0.1), ("b", -0.0, None)]) == fingerprint([("b", 0), ("a", 0.1 + 1e-16)])
    True
    """
    lines = sorted("\t".join(map(told, row)).rstrip("\t") for row in rows)
    return hashlib.sha256("\n".join(filter(None, lines)).encode()).hexdigest()[:16]


def told(cell: object) -> str:
    """A cell as text, alike before it is written and after it is read."""
    if cell is None or cell is pd.NA or cell != cell:
        return ""
    if isinstance(cell, str):
        return " ".join(as_cell(cell).split())
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        kept = float(f"{cell:.15g}")  # the digits that every program keeps; none keeps the sign of zero
        return f"{kept + 0.0:.9g}"
    return cell.isoformat()[:10] if isinstance(cell, dt.date) else " ".join(as_cell(str(cell)).split())


def look(name: str, cells: pd.Series) -> dict[str, Any]:
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


def texts(cells: pd.Series) -> list[str | None]:
    """The texts of a column, None where one is missing; nothing of a column of numbers."""
    if pd.api.types.is_numeric_dtype(cells):
        return []
    pairs = zip(cells.fillna("").astype(str).tolist(), cells.isna().tolist(), strict=True)
    return [None if missing else text for text, missing in pairs]


def column_width(column: str, texts: Sequence[str | None]) -> float:
    """As wide as most of its cells; longer ones wrap."""
    lengths = [len(text) for text in texts if text is not None]
    usual = float(np.quantile(lengths, 0.9)) if lengths else 0.0
    return min(max(NARROW, len(column) + 4, usual + 2), WIDE)


def line_counts(texts: Sequence[Sequence[str | None]], widths: Sequence[float], n: int) -> list[int]:
    """How many lines each of n rows needs, its texts wrapped in columns of these widths."""
    lines = [1] * n
    for column, width in zip(texts, widths, strict=True):
        for row, text in enumerate(column):
            if text:
                lines[row] = max(lines[row], int(len(text) // (1.1 * width)) + text.count("\n") + 1)
    return lines
