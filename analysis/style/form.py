"""The form of a chart: what of its table are rows, series and values, for a program that draws it anew.

A slide holds a chart that its user can edit: its numbers are those of the chart's table, and
the form says where they stand. A chart without a form is shown as a picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Bars:
    """Rows with a bar for each series.

    Attributes
    ----------
    value : str
        The column of the values; `low` and `high`, where the table has them, are their intervals.
    unit : {"share", "percent", "score", "shift", "balance", "count"}
        What the values are, which sets how they are written; a balance runs from -1 to +1.
    row : str
        The column that names the rows.
    series : str
        The column that tells the series apart.
    n, counted : str
        The column of the counts behind the values, and what they count.
    sides : tuple of two str, optional
        In place of `series`: the columns that name the brief of the values above zero and below it.
    """

    value: str
    unit: str
    row: str = "name"
    series: str = "brief_id"
    n: str = ""
    counted: str = ""
    sides: tuple[str, str] | None = None


@dataclass(frozen=True)
class Points:
    """A point for each row of the table that has both values, and what the axes are called."""

    x: str
    y: str
    names: tuple[str, str]
    series: str = "brief_id"


@dataclass(frozen=True)
class Rows:
    """A picture with its table: the columns that are shown, each with its heading, and the one that sorts.

    The largest come first, or with `ascending` the smallest; without `by` rows stay in their order.
    """

    columns: Mapping[str, str]
    by: str = ""
    ascending: bool = False


Form = Bars | Points | Rows
