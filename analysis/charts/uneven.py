"""Chart of what more documents of one group tell than of another."""

from __future__ import annotations

from functools import partial
from typing import Unpack

import pandas as pd

from analysis.charts.marks import LINES, Briefs, Words, counts, dots, row_axis, top_rows
from analysis.style import Bars, Chart
from analysis.style.page import Page
from analysis.wording import count, listed, percent


def uneven_chart(
    rows: pd.DataFrame, *, title: str, name: str, measure: str, top: int = LINES, **words: Unpack[Words]
) -> Chart:
    """In what share of the documents of two groups each item stands, the most uneven ones.

    *How to read it*: the further apart two marks of a row, the more it is one group's. Filled marks
    are further apart than documents dealt to the groups at random would be; hollow ones may be chance.

    Parameters
    ----------
    rows : DataFrame
        Rows of `selection` or `naming_difference` of one pair of groups, with a `name` each.
    title, name
        The claim, and the name of the files.
    measure : str
        What is counted, for the subtitle.
    top : int
        The most uneven; there is room for twelve lines.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(rows, words, most=2)
    if rows.empty:
        return said.nothing(name, title, rows)
    order = rows.assign(gap=rows.share_a - rows.share_b, unclear=~rows.clear)
    order = order.assign(size=-order.gap.abs()).sort_values(["unclear", "size", "name"], kind="stable")
    kept = top_rows(order.name, most=top)
    table = order.loc[kept.index].assign(label=kept).sort_values("gap", ascending=False, kind="stable")
    long = pd.concat([_of(table, end) for end in ("a", "b")], ignore_index=True)
    told = [f"{r.name} {percent(r.share_a)} and {percent(r.share_b)}" for r in order.head(3).itertuples(index=False)]
    return said.chart(
        name,
        partial(_uneven, table=table, said=said),
        title=title,
        table=long,
        subtitle=f"{measure}, % of the {said.each}'s documents",
        form=Bars("share", "share", n="n_documents", counted="documents"),
        note=f"Counts: documents. Filled: beyond chance; hollow: not. {len(table)} of {count(len(rows), 'row')}.",
        alt=f"Dots for {len(table)} rows in two groups of documents. Most uneven: {listed(told)}.",
    )


def _of(table: pd.DataFrame, end: str) -> pd.DataFrame:
    """The rows of one group."""
    columns = {f"brief_{end}": "brief_id", "name": "name", f"share_{end}": "share", f"n_{end}": "n_documents",
               "clear": "clear"}  # fmt: skip
    return table[[*columns]].rename(columns=columns)


def _uneven(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    middles = row_axis(page, ax, table.label.tolist())
    ax.hlines(middles, table.share_a, table.share_b, color=page.style.grid, lw=2 * page.unit, zorder=1)
    for number, end in enumerate(("a", "b")):
        share = table[f"share_{end}"]
        known = share.where(table.clear)
        dots(page, ax, pd.DataFrame({"x": share, "y": middles, "low": known, "high": known}), number=number, of=2)
    most = max(table.share_a.max(), table.share_b.max()) or 1
    ax.set_xlim(-0.015 * most, 1.02 * most)
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    ax.locator_params(axis="x", nbins=5)
    counts(page, ax, middles, [table.n_a.astype(str), table.n_b.astype(str)])
