"""The chart of directed stance: a matrix of holders by targets for each brief."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.agreement import legend
from analysis.charts.marks import Briefs, Words, cells, shifted
from analysis.charts.stances import AUTHOR, one_author
from analysis.style import Chart, Rows
from analysis.style.page import Page, fitted
from analysis.wording import count, signed

TONES = {"supportive": "#2A9D8F", "critical": "#6A2C8F"}  # no brief's colours; light and dark in grey print
SIGNS = {1: "+", 0: "±", -1: "−"}
MATRIX = {
    "brief_id": "brief", "name": "holder → target", "n_supportive": "for", "n_critical": "against",
    "n_neutral": "neutral", "balance": "balance",
}  # fmt: skip
MOST_CELLS = 8  # rows of a matrix for which both contexts have room


def directed_chart(
    balance: pd.DataFrame, *, title: str, name: str = "directed", top: int = MOST_CELLS, **words: Unpack[Words]
) -> Chart:
    """Who says what of whom: a matrix for each of two briefs, in one order; rows hold, columns receive.

    *How to read it*: a cell has the number of statements and the sign of their balance; the more
    one-sided they are, the stronger its colour. An empty cell has no statement, which isn't balance.

    Parameters
    ----------
    balance : DataFrame
        From `stance_balance`, best of sides; the first two briefs are drawn.
    title, name
        The claim, and the name of the files.
    top : int
        The actors and issues in the most statements; there is room for eight.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(balance, words, most=2)
    found = one_author(balance)
    found = found[found.brief_id.isin(said.ids)]
    labels = _order(found, said, top)
    table = found[found.holder.isin(labels.index) & found.target.isin(labels.index)].reset_index(drop=True)
    if table.empty:
        return said.nothing(name, title, table)
    table.insert(1, "name", [f"{said.name(r.holder)} → {said.name(r.target)}" for r in table.itertuples()])
    told = [f"{said.label(b)}: {_most_told(table[table.brief_id == b])}" for b in said.ids]
    shown, whole = table.n_statements.sum(), found.n_statements.sum()
    return said.chart(
        name,
        partial(_matrices, table=table, said=said, labels=labels),
        title=title,
        table=table,
        subtitle="Statements of each row about each column; colour: how one-sided they are",
        form=Rows(MATRIX, by="n_statements"),
        note=f"Columns are numbered as the rows. {shown} of {whole} statements.",
        alt=f"A matrix for each {said.each} of who makes statements about whom, {shown} in all. {'. '.join(told)}.",
    )


def _most_told(rows: pd.DataFrame) -> str:
    """The three cells with the most statements."""
    first = rows.nlargest(3, "n_statements").itertuples()
    told = [f"{r.name} {count(r.n_statements, 'statement')}, balance {signed(r.balance)}" for r in first]
    return "; ".join(told) or "no statement"


def _order(found: pd.DataFrame, said: Briefs, top: int) -> pd.Series:
    """The ids in the most statements with their labels: the author, who holds most, who only receives."""
    ends = pd.concat([found.groupby(end).n_statements.sum() for end in ("holder", "target")])
    total = ends.groupby(level=0).sum().sort_values(ascending=False, kind="stable")
    labels = pd.Series(total.index, index=total.index).map(said.name).map(fitted)
    tallest = labels.str.count("\n").add(1).cummax()
    labels = labels[tallest * np.arange(1, len(labels) + 1) <= MOST_CELLS].head(top)
    among = found[found.holder.isin(labels.index) & found.target.isin(labels.index)]
    labels = labels[labels.index.isin(among.holder) | labels.index.isin(among.target)]
    rank = pd.DataFrame({"other": labels.index != AUTHOR}, index=labels.index)
    for end in ("holder", "target"):
        rank[end] = -among.groupby(end).n_statements.sum().reindex(labels.index).fillna(0)
    rank["silent"] = rank.holder == 0
    return labels.loc[rank.sort_values(["silent", "other", "holder", "target"], kind="stable").index]


def _matrices(page: Page, *, table: pd.DataFrame, said: Briefs, labels: pd.Series) -> None:
    tones = {"+ supportive": TONES["supportive"], "− critical": TONES["critical"], "± even or neutral": page.style.band}
    edge = {"mec": page.style.grey, "mew": page.unit / 2}
    legend(page, [(words, {"mfc": colour} | edge) for words, colour in tones.items()])
    ids = list(labels.index)
    holders, targets = ([a for a in ids if (table[end] == a).any()] for end in ("holder", "target"))
    for number, (ax, brief_id) in enumerate(zip(page.panels([1] * len(said.ids)), said.ids, strict=True)):
        _matrix(page, ax, table[table.brief_id == brief_id], rows=holders, columns=targets)
        _leaders(page, ax, ids[len(holders) :], rows=len(holders), columns=targets)
        ax.set_ylim(len(ids), 0)
        ax.set_yticks(np.arange(len(ids)) + 0.5, [f"{label}  {n}" for n, label in enumerate(labels, 1)])
        ax.set_xticks(np.arange(len(targets)) + 0.5, [ids.index(a) + 1 for a in targets])
        ax.xaxis.tick_top()
        ax.tick_params(length=0, labelleft=number == 0)
        if len(said.ids) > 1:
            _heading(page, ax, said.label(brief_id), number=number)


def _matrix(page: Page, ax: Axes, table: pd.DataFrame, *, rows: Sequence[str], columns: Sequence[str]) -> None:
    """One brief's cells, in a colour for each direction."""
    balance = np.full((len(rows), len(columns)), np.nan)
    words = np.full(balance.shape, "", dtype=object)
    for row in table.itertuples():
        at = rows.index(row.holder), columns.index(row.target)
        balance[at], words[at] = row.balance, f"{row.n_statements}{SIGNS[int(np.sign(row.balance))]}"
    layers = {
        page.style.paper: np.where(np.isnan(balance), 0, np.nan),
        page.style.band: np.where(balance == 0, 1, np.nan),
        TONES["supportive"]: np.where(balance > 0, balance, np.nan),
        TONES["critical"]: np.where(balance < 0, -balance, np.nan),
    }
    for colour, values in layers.items():
        cells(page, ax, values, colour=colour, most=1, words=words)


def _leaders(page: Page, ax: Axes, silent_ids: Sequence[str], *, rows: int, columns: Sequence[str]) -> None:
    """A line from the name of each that holds nothing to its column."""
    for row, actor_id in enumerate(silent_ids, rows):
        x = columns.index(actor_id) + 0.5
        ax.plot([0, x, x], [row + 0.5, row + 0.5, rows], color=page.style.grey, lw=page.unit / 2, label="leader")


def _heading(page: Page, ax: Axes, label: str, *, number: int) -> None:
    """The brief's marker and label above its matrix and the numbers of the columns."""
    up = 2 * page.context.size
    words = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "bottom", "linespacing": 1.0}
    ax.annotate(fitted(label, 20), (0, 1), xytext=(12 * page.unit, up - 0.5 * page.context.size), **words)
    look = {"marker": page.style.marker(number), "color": page.style.colour(number), "ms": 5.6 * page.unit}
    place = shifted(page, ax, right=4 * page.unit, up=up, of=ax.transAxes)
    ax.plot(0, 1, clip_on=False, transform=place, **look)
