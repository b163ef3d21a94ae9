"""What notebooks show: prose computed from tables, and tables with captions.

Both are plain text in a terminal, rich in Jupyter, and clean in the report.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd

MARKDOWN = re.compile(r"([\\`*_\[\]#|~$])")
LINE_START = re.compile(r"^(\s*)(\d+(?=[.)])|)([-+=.)])")
MISSING = "–"
NO_EVIDENCE = "no evidence"
LEFT, RIGHT = ' style="text-align: left"', ' style="text-align: right"'
Format = str | Callable[[Any], str]


class Prose(str):
    """Sentences computed from tables, with Markdown for emphasis.

    Text from a brief or a codebook goes in through `literal`, so that it stays text.

    Examples
    --------
    >>> n = 3
    >>> Prose(f"CFR names **{n}** more actors.")
    CFR names **3** more actors.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return str(self)


def literal(text: str) -> str:
    """Text as it is, for use inside `Prose`: nothing in it is read as Markdown or HTML.

    Examples
    --------
    >>> print(literal("*déjà vu* <b>"))
    \\*déjà vu\\* &lt;b&gt;
    """
    plain = MARKDOWN.sub(r"\\\1", escape(" ".join(str(text).split()), quote=False))
    return LINE_START.sub(r"\1\2\\\3", plain)


@dataclass(frozen=True)
class Table:
    """A table to show: rows and columns of `data`, a caption, and how numbers are written.

    Missing values are shown as `missing` and read aloud as "no evidence"; they are not 0.

    Parameters
    ----------
    data : DataFrame
        One row a line of the table. Without `index`, the first column names the row.
    caption : str
        What the table shows, in one sentence without a number: the report numbers it.
    formats : mapping of column to format, optional
        A format string (`"{:+.2f}"`) or a function of the value. Otherwise columns ending in
        `_share` are per cent, whole numbers as they are (thousands separated from five digits on),
        others have two decimals.
    names : mapping of column to heading, optional
        Otherwise the column with spaces for underscores.
    index : bool, optional
        Whether the index of `data` is shown, as the name of the row.
    missing : str, optional
        The mark of a missing value.
    note : str, optional
        A line below: source, n, or how to read it.

    Examples
    --------
    >>> data = pd.DataFrame({"brief": ["CFR", "WINEP"], "mean": [0.051, None]})
    >>> Table(data, "Mean polarity by brief")
    Mean polarity by brief
    brief  mean
    CFR    0.05
    WINEP     –
    """

    data: pd.DataFrame
    caption: str
    formats: Mapping[str, Format] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    index: bool = False
    missing: str = MISSING
    note: str = ""

    def _repr_html_(self) -> str:
        columns = self._columns()
        heads = "".join(_head(name, numeric) for name, numeric, _ in columns)
        rows = zip(*(cells for _, _, cells in columns), strict=True)
        numeric = [numeric for _, numeric, _ in columns]
        body = "\n".join(f"<tr>{self._row(row, numeric)}</tr>" for row in rows)
        body = body or f'<tr><td colspan="{len(columns)}">none</td></tr>'
        note = f'\n<p class="note">{escape(self.note)}</p>' if self.note else ""
        return (
            f'<table class="table">\n<caption>{escape(self.caption)}</caption>\n'
            f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>{note}"
        )

    def __repr__(self) -> str:
        columns = [
            _padded([name, *(self.missing if cell is None else cell for cell in cells)], numeric)
            for name, numeric, cells in self._columns()
        ]
        lines = ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]
        return "\n".join([self.caption, *lines, *filter(None, [self.note])])

    def _columns(self) -> list[tuple[str, bool, list[str | None]]]:
        """Heading, whether it holds numbers, and the cells as text (None: missing), by column."""
        data = self.data.reset_index() if self.index else self.data
        return [self._column(name, data.iloc[:, place]) for place, name in enumerate(data.columns)]

    def _column(self, name: Any, values: pd.Series) -> tuple[str, bool, list[str | None]]:
        flat = " ".join(map(str, name)) if isinstance(name, tuple) else str(name)
        values = _typed(values, whole=flat.startswith("n_"))
        numeric = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
        form = self.formats.get(name) or ("{:.0%}" if numeric and flat.endswith("_share") else _text)
        write = form.format if isinstance(form, str) else form
        cells = [None if _is_missing(value) else _signed(write(value), numeric) for value in values]
        return self.names.get(name, flat.replace("_", " ")), numeric, cells

    def _row(self, cells: tuple[str | None, ...], numeric: list[bool]) -> str:
        """The cells of one line; the first names the row unless it is a number."""
        named = not numeric[0] and cells[0] is not None
        first = [f'<th scope="row" dir="auto"{LEFT}>{escape(cells[0])}</th>'] if named else []
        rest = zip(cells[named:], numeric[named:], strict=True)
        return "".join(first + [self._cell(cell, number) for cell, number in rest])

    def _cell(self, cell: str | None, numeric: bool) -> str:
        side = RIGHT if numeric else LEFT
        if cell is None:
            return f'<td class="missing"{side}><abbr title="{NO_EVIDENCE}">{escape(self.missing)}</abbr></td>'
        return f"<td{side}>{escape(cell)}</td>" if numeric else f'<td dir="auto"{side}>{escape(cell)}</td>'


def _head(name: str, numeric: bool) -> str:
    return f'<th scope="col"{RIGHT if numeric else LEFT}>{escape(name)}</th>'


def _padded(cells: list[str], numeric: bool) -> list[str]:
    width = max(map(len, cells))
    return [cell.rjust(width) if numeric else cell.ljust(width) for cell in cells]


def _typed(values: pd.Series, *, whole: bool) -> pd.Series:
    """Counts as whole numbers though some are missing, and mixed columns as what they hold."""
    if whole or values.dtype == object:
        return values.convert_dtypes()
    return values


def _text(value: Any) -> str:
    """A value as a reader expects it, without a format of its own."""
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(map(str, sorted(value) if isinstance(value, (set, frozenset)) else value))
    if hasattr(value, "__index__"):
        return f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _signed(text: str, numeric: bool) -> str:
    """A number with a true minus sign, and without one before zero."""
    if not numeric:
        return text
    if re.fullmatch(r"-[0.,]*%?", text):
        text = text[1:]
    return re.sub(r"(?<![\w.])-(?=[\d.])", "−", text)


def _is_missing(value: Any) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))
