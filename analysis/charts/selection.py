"""Charts of selection: what only one brief tells, and what each makes of the same matter."""

from __future__ import annotations

from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.agreement import legend
from analysis.charts.marks import Briefs, Words, row_axis
from analysis.style import Chart, Rows
from analysis.style.look import ink_on, rgb
from analysis.style.page import Page
from analysis.wording import percent

BOTH = "#A8A8A8"
KINDS = {
    "relation": "Relations\nof actors",
    "relation_by_side": "Relations\nof sides",
    "frame": "Frames\n",
    "actor": "Actors, issues\nand events",
    "topic": "Topics\n(nouns)",
    "number": "Numbers\nand years",
}
PARTS = ("n_only_a", "n_both", "n_opposed", "n_only_b")


def selection_chart(overlap: pd.DataFrame, *, title: str, name: str = "selection", **words: Unpack[Words]) -> Chart:
    """What only one brief tells, what both tell, and what they tell with opposite signs, kind by kind.

    *How to read it*: left, how many items of each kind are in one brief alone or in both. Right, the
    share in both (ink) against what random deals of the sentences give (band); left of the band the
    briefs share less than chance gives.

    Parameters
    ----------
    overlap : DataFrame
        As the codebook has it; the first pair of briefs is drawn.
    title, name
        The claim, and the name of the files.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(overlap, words, most=2)
    if overlap.empty:
        return said.nothing(name, title, overlap)
    a, b = overlap[["brief_a", "brief_b"]].iloc[0]
    said = Briefs((a, b), words)
    table = overlap[(overlap.brief_a == a) & (overlap.brief_b == b)]
    order = table.kind.map([*KINDS].index)
    table = table.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)
    told = [
        f"{' '.join(KINDS[r.kind].split())}: {r.n_only_a} only in {said.label(a)}, {r.n_both} in both, "
        f"{r.n_opposed} in both but opposed, {r.n_only_b} only in {said.label(b)}"
        for r in table.itertuples()
    ]
    columns = {"kind": "items", "n_only_a": f"only {said.label(a)}", "n_both": "both", "n_opposed": "opposed",
               "n_only_b": f"only {said.label(b)}"}  # fmt: skip
    return said.chart(
        name,
        partial(_selection, table=table, said=said),
        title=title,
        table=table,
        subtitle=f"What one {said.each} alone tells, what both tell: number of items",
        form=Rows(columns, by="n_both"),
        note=f"Band: the share in both when sentences are dealt to the {said.each}s at random.",
        alt=f"Bars of how many items are in one {said.each} or both. {'; '.join(told)}.",
    )


def _selection(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    edge = {"mec": page.style.grey, "mew": page.unit / 2}
    legend(page, [("in both", {"mfc": BOTH} | edge), ("in both but opposed", {"mfc": page.style.ink} | edge),
                  (f"one {said.each} alone: its colour", {"mfc": page.style.paper} | edge)])  # fmt: skip
    bars, shares = page.panels([1.5, 1])
    for ax, heading in ((bars, "Items"), (shares, "Share in both")):
        middles = row_axis(page, ax, table.kind.map(KINDS).tolist())
        ax.xaxis.set_major_formatter(lambda share, _: percent(share))
        ax.set_title(heading, loc="left", fontsize=page.context.size, pad=3 * page.unit)
    shares.tick_params(labelleft=False)
    _bars(page, bars, table, middles, colours=(page.style.colour(0), BOTH, page.style.ink, page.style.colour(1)))
    _shares(page, shares, table, middles)


def _bars(page: Page, ax: Axes, table: pd.DataFrame, middles: np.ndarray, *, colours: tuple[str, ...]) -> None:
    total = table[[*PARTS]].sum(axis=1)
    left = np.zeros(len(table))
    for part, colour in zip(PARTS, colours, strict=True):
        share = (table[part] / total).to_numpy()
        ax.barh(middles, share, 0.9, left=left, color=colour, edgecolor=page.style.paper, lw=page.unit / 2, label=part)
        for y, x, wide, n in zip(middles, left, share, table[part], strict=True):
            if wide >= 0.07:
                look = {"ha": "center", "va": "center_baseline", "color": ink_on(rgb(colour))}
                ax.text(x + wide / 2, y, str(n), **look)
        left = left + share
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5])


def _shares(page: Page, ax: Axes, table: pd.DataFrame, middles: np.ndarray) -> None:
    ax.barh(
        middles, table.null_high - table.null_low, 0.8, left=table.null_low, color=page.style.band,
        edgecolor=page.style.grid, lw=page.unit / 2, label="null",
    )  # fmt: skip
    ax.plot(table.shared_share, middles, linestyle="", marker="|", color=page.style.ink, ms=14 * page.unit,
            mew=2.4 * page.unit, label="shared", zorder=3)  # fmt: skip
    silent = table.null_low.isna()
    beside = table.shared_share[silent].max() / 0.63 if silent.any() else 0  # the words stand right of the mark
    most = max(table[["shared_share", "null_high"]].max().max(), beside)
    ax.set_xlim(-0.02 * most, 1.05 * most if most > 0 else 1)
    ax.locator_params(axis="x", nbins=3)
    for y in middles[silent.to_numpy()]:
        ax.annotate(
            "too few", (1, y), xycoords=ax.get_yaxis_transform(), ha="right", va="center", color=page.style.grey
        )
