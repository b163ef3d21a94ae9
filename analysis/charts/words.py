"""Charts of words: which drive a difference of mood, which are typical of a brief."""

from __future__ import annotations

from functools import partial
from typing import Unpack

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.marks import (
    LINES,
    MOST_BRIEFS,
    Briefs,
    Words,
    counts,
    directions,
    row_axis,
    signed_axis,
    top_rows,
    zero_line,
)
from analysis.style import Bars, Chart
from analysis.style.page import Page, fitted
from analysis.wording import listed, percent, signed


def word_shift_chart(
    word_shift: pd.DataFrame, *, title: str, name: str = "word-shift", top: int = LINES, **words: Unpack[Words]
) -> Chart:
    """The words that drive the difference of mean polarity, each with what it adds.

    Parameters
    ----------
    word_shift : DataFrame
        As the codebook has it; the first pair of briefs is drawn.
    title, name
        The claim, and the name of the files.
    top : int
        The words that add or take most; there is room for twelve.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(word_shift, words)
    if word_shift.empty:
        return said.nothing(name, title, word_shift)
    pair = _first_pair(word_shift)
    strongest = pair.contribution.abs().sort_values(ascending=False, kind="stable").index
    kept = top_rows(pair.word[strongest], most=top).index
    table = pair.loc[kept].sort_values("contribution", ascending=False, kind="stable", ignore_index=True)
    a, b = _labels_of(pair, said)
    shown, whole = table.contribution.abs().sum(), pair.contribution.abs().sum()
    told = [
        f"“{r.word}” {signed(r.contribution)} ({r.n_a} and {r.n_b} times)" for r in pair.loc[strongest[:3]].itertuples()
    ]
    return said.chart(
        name,
        partial(_word_shift, table=table, said=said),
        title=title,
        table=table,
        subtitle=f"What each word adds to mean polarity, {a} minus {b}: {signed(pair.contribution.sum())} in all",
        form=Bars("contribution", "shift", row="word", sides=("brief_a", "brief_b")),
        note=f"Counts: uses. {len(table)} of {len(pair)} words, {percent(shown / (whole or 1))} of the shifts.",
        alt=f"Bars of what single words add to the difference of mean polarity, {a} minus {b}. Most: {listed(told)}.",
    )


def _first_pair(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the first pair of briefs in a table of pairs."""
    a, b = table[["brief_a", "brief_b"]].iloc[0]
    return table[(table.brief_a == a) & (table.brief_b == b)].reset_index(drop=True)


def _labels_of(pair: pd.DataFrame, said: Briefs) -> tuple[str, str]:
    return said.label(pair.brief_a.iloc[0]), said.label(pair.brief_b.iloc[0])


def _word_shift(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    middles = row_axis(page, ax, table.word.map(fitted).tolist())
    numbers = [said.number(r.brief_a if r.contribution > 0 else r.brief_b) for r in table.itertuples()]
    ax.barh(middles, table.contribution, 0.62, color=[page.style.colour(n) for n in numbers])
    signed_axis(ax, min(0, table.contribution.min()), max(0, table.contribution.max()))
    zero_line(page, ax)
    counts(page, ax, middles, [table.n_a.astype(str), table.n_b.astype(str)])
    a, b = _labels_of(table, said)
    directions(page, ax, table.contribution, middles, words=(f"{a} brighter", f"{b} brighter"))


def keyness_chart(
    keyness: pd.DataFrame, *, title: str, name: str = "keyness", top: int = LINES // 2, **words: Unpack[Words]
) -> Chart:
    """The most typical terms of each brief, with counts, against the null band of random deals.

    Parameters
    ----------
    keyness : DataFrame
        As the codebook has it; the first pair of briefs is drawn.
    title, name
        The claim, and the name of the files.
    top : int
        How many terms of each brief; there is room for six.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(keyness, words)
    if keyness.empty:
        return said.nothing(name, title, keyness)
    pair = _first_pair(keyness).sort_values("z", ascending=False, kind="stable", ignore_index=True)
    table = pd.concat([pair[pair.z > 0].head(top), pair[pair.z < 0].tail(top)], ignore_index=True)
    if table.empty:  # both say the same words equally often
        return said.nothing(name, title, table)
    table = table.loc[top_rows(table.term, most=2 * top).index]
    a, b = _labels_of(pair, said)
    low, high = (pair.null_low.min(), pair.null_high.max())
    ends = f"{signed(low)} to {signed(high)}"
    ends_of = ((a, table[table.z > 0].head(3)), (b, table[table.z < 0][::-1].head(3)))
    told = [f"{label}: {_told(rows.term, rows)}" for label, rows in ends_of if len(rows)]
    return said.chart(
        name,
        partial(_keyness, table=table, said=said, band=(low, high)),
        title=title,
        table=table,
        subtitle=f"Weighted log-odds of terms, z: above 0 typical of {a}, below of {b}",
        form=Bars("z", "score", row="term", sides=("brief_a", "brief_b")),
        note=f"n = {len(pair):,} terms; counts: uses; grey: in the band of random deals ({ends}).",
        alt=f"Dots: the terms most typical of each {said.each}. {'. '.join(told)}. {int(pair.clear.sum())} of "
        f"{len(pair)} terms lie outside what random deals reach.",
    )


def _keyness(page: Page, *, table: pd.DataFrame, said: Briefs, band: tuple[float, float]) -> None:
    (ax,) = page.panels()
    middles = row_axis(page, ax, table.term.map(fitted).tolist())
    ax.axvspan(*band, color=page.style.band, lw=0, zorder=0)
    for y, row in zip(middles, table.itertuples(), strict=True):
        _stem(page, ax, y, row, said.number(row.brief_a if row.z > 0 else row.brief_b))
    low, high = min(band[0], table.z.min(), 0) * 1.08, max(band[1], table.z.max(), 0) * 1.08
    ax.set_xlim(low, high)
    signed_axis(ax, low, high)
    zero_line(page, ax)
    counts(page, ax, middles, [table.n_a.astype(str), table.n_b.astype(str)])
    a, b = _labels_of(table, said)
    directions(page, ax, table.z, middles, words=(f"typical of {a}", f"typical of {b}"))


def _stem(page: Page, ax: Axes, y: float, row: tuple, number: int) -> None:
    """A term's z as a dot on a stem from 0: in its brief's colour where it is clear, else grey."""
    colour = page.style.colour(number) if row.clear else page.style.grey
    ax.plot([0, row.z], [y, y], color=colour, lw=1.2 * page.unit)
    ax.plot([row.z], [y], marker=page.style.marker(number), ms=5.6 * page.unit, color=colour, label=row.term)


def typical_chart(
    keyness: pd.DataFrame, *, title: str, name: str = "keyness", top: int = 2 * MOST_BRIEFS, **words: Unpack[Words]
) -> Chart:
    """The terms most typical of one of several briefs against all others together, each row with its brief.

    *How to read it*: the further right, the more typical of the brief that the row names; grey, within the
    band of the row, is what random deals of the same sentences reach.

    Parameters
    ----------
    keyness : DataFrame
        As the codebook has it, each row of a brief against the rest, with `name` (the term and its brief)
        and `brief_id` (whose mark the row has: that of its brief, or of all together).
    title, name
        The claim, and the name of the files.
    top : int
        How many terms.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(keyness, words)
    typical = keyness[keyness.z > 0].sort_values("z", ascending=False, kind="stable")
    if typical.empty:
        return said.nothing(name, title, typical)
    table = typical.loc[top_rows(typical.name, most=top).index].reset_index(drop=True)
    n, apart = keyness.term.nunique(), typical.term[typical.clear].nunique()
    return said.chart(
        name,
        partial(_typical, table=table, said=said),
        title=title,
        table=table,
        subtitle=f"Weighted log-odds of terms, z: how typical of the {said.each} named, against the rest",
        form=Bars("z", "score", row="name", sides=("brief_id", "brief_b")),
        note=f"n = {n:,} terms. At right: uses in the {said.each} named, in the rest. "
        "Grey: in the band of random deals.",
        alt=f"Dots: the terms most typical of one {said.each} against the rest. {_told(table.name, table.head(3))}. "
        f"{apart} of {n} terms lie outside what random deals reach.",
    )


def _told(names: pd.Series, rows: pd.DataFrame) -> str:
    """Terms by their names, each with its z and its uses."""
    ends = [f"(z {signed(r.z)}, {r.n_a} and {r.n_b} times)" for r in rows.itertuples()]
    return listed([f"{name} {end}" for name, end in zip(names, ends, strict=False)])


def _typical(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    labels = table.name.map(fitted)
    middles = row_axis(page, ax, labels.tolist())
    ax.barh(middles, table.null_high, labels.str.count("\n") + 1, color=page.style.band, lw=0, zorder=0)
    for y, row in zip(middles, table.itertuples(index=False), strict=True):
        _stem(page, ax, y, row, said.number(row.brief_id))
    high = 1.08 * max(table.null_high.max(), table.z.max())
    ax.set_xlim(0, high)
    signed_axis(ax, 0, high)
    zero_line(page, ax)
    counts(page, ax, middles, [table.n_a.astype(str), table.n_b.astype(str)], marked=False)
