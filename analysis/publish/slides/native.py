"""Charts that can be edited in an office program: their numbers are those of a chart's table.

The workbook inside has the values, their intervals and the counts, so that an edit there moves
bars and whiskers alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.publish.slides import dress, sheet
from analysis.publish.slides.fit import SMALLEST

if TYPE_CHECKING:
    from analysis.style import Bars, Chart, Style

MOST_SERIES = 4
MOST_BARS = 26  # for which a slide has room
GAP = 0.45  # between rows, of a bar


@dataclass(frozen=True)
class Grid:
    """The numbers of a native chart: rows by series, each cell a value, its interval and its count."""

    rows: list[str]
    series: list[str]
    values: np.ndarray
    low: np.ndarray
    high: np.ndarray
    counts: np.ndarray
    whole: int
    left_out: tuple[str, ...] = ()

    @property
    def hollow(self) -> np.ndarray:
        """Which values have no interval."""
        return np.isnan(self.low) & ~np.isnan(self.values)

    def labels(self) -> list[str]:
        """The names of the rows, each with its counts in brackets."""
        if np.isnan(self.counts).all():
            return self.rows
        told = [" | ".join("0" if np.isnan(n) else f"{n:.0f}" for n in row) for row in self.counts]
        return [f"{name} ({n})" for name, n in zip(self.rows, told, strict=True)]


def grid(table: pd.DataFrame, form: Bars, *, names: Mapping[str, str], room: int) -> Grid:
    """The numbers of a table in the form of bars, as many rows as there is room for lines of words.

    Rows stay in their order; where there are too many, those with the fewest behind them go.
    """
    table = table.assign(series=_series(table, form), row=table[form.row].astype(str))
    again = table.groupby(["series", "row"]).cumcount()
    table["row"] = table.row.where(again == 0, table.row + " " + (again + 1).astype(str))
    every = list(dict.fromkeys(i for i in (*names, *table.series) if (table.series == i).any()))
    ids, left_out = every[:MOST_SERIES], tuple(names.get(i, i) for i in every[MOST_SERIES:])
    rows = list(dict.fromkeys(table.row))
    wide = table.pivot(index="row", columns="series")

    def cells(column: str) -> pd.DataFrame:
        found = wide[column] if column in table else pd.DataFrame()
        return found.reindex(index=rows, columns=ids).astype(float)

    values, low, high, counts = map(cells, (form.value, "low", "high", form.n))
    most = max(2, min(room, MOST_BARS // (1 if form.sides else len(ids))))
    weight = counts.sum(axis=1) if form.n else values.abs().max(axis=1)
    kept = set(weight.sort_values(ascending=False, kind="stable").head(most).index)
    chosen = [row for row in rows if row in kept]
    parts = [part.loc[chosen].to_numpy() for part in (values, low, high, counts)]
    return Grid(chosen, [names.get(i, i) for i in ids], *parts, len(rows), left_out)


def _series(table: pd.DataFrame, form: Bars) -> pd.Series:
    """Which series each row belongs to: its own, or the brief on whose side of zero its value is."""
    if form.sides is None:
        return table[form.series].astype(str)
    above, below = (table[column].astype(str) for column in form.sides)
    return above.where(table[form.value] > 0, below)


def add_bars(holder: Any, chart: Chart, numbers: Grid, *, colours: Sequence[str], style: Style) -> Any:
    """A bar chart in a placeholder, with the numbers of the grid; returns its graphic frame.

    A value that has no interval, where others could have one, is a hollow bar. Bars have their
    numbers beside them where there is room and no whisker.
    """
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    form, width, height = chart.form, holder.width / 12700, holder.height / 12700
    data = CategoryChartData(number_format=dress.FORMATS[form.unit])
    data.categories = numbers.labels()
    for name, column in zip(numbers.series, numbers.values.T, strict=True):
        data.add_series(name, [None if np.isnan(v) else float(v) for v in column])
    frame = holder.insert_chart(XL_CHART_TYPE.BAR_CLUSTERED, data)
    made, ends = frame.chart, np.stack([numbers.values, numbers.low, numbers.high])
    bars = len(numbers.rows) * ((1 if form.sides else len(numbers.series)) + GAP)
    told = "low" not in chart.table and height * dress.PLOT / bars >= SMALLEST
    made.part.chart_workbook.update_from_xlsx_blob(sheet.bars(numbers))
    dress.chart(made, style)
    dress.rows(made, numbers.labels(), style=style, width=width)
    dress.scale(made.value_axis, ends * (1 + 0.12 * told), unit=form.unit, style=style)
    made.plots[0].gap_width, made.plots[0].overlap = int(100 * GAP), 100 if form.sides else 0
    for n, (series, colour) in enumerate(zip(made.plots[0].series, colours, strict=False)):
        sure = ~np.isnan(numbers.low[:, n])
        hollow = np.flatnonzero(numbers.hollow[:, n]) if "low" in chart.table else ()
        dress.bars(series, colour, hollow=hollow, style=style)
        if told:
            dress.labels(series, unit=form.unit, style=style)
        if sure.any():
            dress.whiskers(series, sheet.whiskers(numbers, n), colour=style.ink if colour != style.ink else style.grey)
    return frame


def add_points(holder: Any, chart: Chart, *, style: Style) -> Any:
    """A scatter of the rows that have both values, in a placeholder; returns its graphic frame."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    form, names = chart.form, chart.briefs
    table = chart.table.dropna(subset=[form.x, form.y])
    ids = [i for i in names if (table[form.series] == i).any()][:MOST_SERIES]
    x = table[form.x].to_numpy(float)
    columns = {names[i]: table[form.y].where(table[form.series] == i).to_numpy(float) for i in ids}
    data = XyChartData(number_format=dress.FORMATS["score"])
    for name in columns:
        data.add_series(name).add_data_point(0, 0)
    frame = holder.insert_chart(XL_CHART_TYPE.XY_SCATTER, data)
    made = frame.chart
    made.part.chart_workbook.update_from_xlsx_blob(sheet.points(x, columns))
    dress.chart(made, style)
    for axis, column, name in zip((made.category_axis, made.value_axis), (form.x, form.y), form.names, strict=True):
        dress.scale(axis, table[column].to_numpy(float), unit="score", style=style)
        dress.axis_title(axis, name)
    for brief_id, series in zip(ids, made.plots[0].series, strict=True):
        dress.points(series, sheet.point_columns(x, columns, names[brief_id]))
        dress.markers(series, list(names).index(brief_id), style)
    return frame
