"""A chart for more briefs than there are colours: where one of them is furthest from the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Unpack

import pandas as pd

from analysis.charts.marks import HOLLOW, LINES, Briefs, Words, counts, dots, row_axis, signed_axis, top_rows, zero_line
from analysis.style import Chart
from analysis.style.page import Page, fitted
from analysis.wording import listed

LETTERS = 30  # of a row's label


def contrast_chart(
    difference: pd.DataFrame,
    *,
    title: str,
    name: str,
    measure: str,
    unit: Callable[[float], str],
    scale: float = 1,
    **words: Unpack[Words],
) -> Chart:
    """Where one brief differs most from all others together, with the interval of the difference.

    Parameters
    ----------
    difference : DataFrame
        Rows of `presence_difference` or of one measure of `sentiment_difference`, each of a brief
        against the rest.
    title, name
        The claim, and the name of the files.
    measure : str
        What is compared, for the subtitle.
    unit : callable
        Words a value.
    scale : float
        What a difference is multiplied by before it is drawn: 100 for percentage points.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(difference[["brief_a"]], words, most=len(difference) + 2)
    known = difference.dropna(subset=["difference"])
    if known.empty:
        return said.nothing(name, title, known)
    known = known.assign(tested=known.low.notna(), size=known.difference.abs())
    order = known.sort_values(["tested", "size"], ascending=False, kind="stable")
    order = order.assign(name=[f"{said.name(r.actor_id)} · {said.label(r.brief_a)}" for r in order.itertuples()])
    kept = top_rows(order.name, most=LINES).index
    table = order.loc[kept].sort_values("difference", ascending=False, kind="stable", ignore_index=True)
    table = table.drop(columns=["tested", "size"])
    told = [
        f"{r.name} {unit(r.value_a)} against {unit(r.value_b)}" for r in order.loc[kept].head(3).itertuples(index=False)
    ]
    return said.chart(
        name,
        partial(_contrasts, table=table, unit=unit, scale=scale),
        title=title,
        table=table,
        subtitle=f"{measure}: the {said.each} named minus the rest, with 95 % intervals",
        note=f"{len(table)} of {len(known)} differences. At right: in the {said.each}, in the rest. {HOLLOW}",
        alt=f"Dots: the largest differences of one {said.each} from the rest. {listed(told)}.",
    )


def _contrasts(page: Page, *, table: pd.DataFrame, unit: Callable[[float], str], scale: float) -> None:
    (ax,) = page.panels()
    middles = row_axis(page, ax, [fitted(label, LETTERS) for label in table.name])
    ends = table[["difference", "low", "high"]].astype(float) * scale
    beyond = len(page.style.colours)  # no brief's colour: the briefs stand beside the rows
    dots(page, ax, ends.assign(x=ends.difference, y=middles), number=beyond, of=2 * beyond + 1)
    low, high = min(0, ends.min().min()), max(0, ends.max().max())
    pad = 0.04 * (high - low or 1)
    ax.set_xlim(low - pad, high + pad)
    signed_axis(ax, low, high)
    zero_line(page, ax)
    columns = [[unit(v) for v in table.value_a], [unit(v) for v in table.value_b]]
    counts(page, ax, middles, columns, marked=False)
