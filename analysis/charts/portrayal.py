"""Chart of how each brief portrays whom: over every mention by the encoder, and beside it by the ledger."""

from __future__ import annotations

from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.marks import LINES, NONE, Briefs, Words, counts, dots, row_axis, signed_axis, top_rows, zero_line
from analysis.compare.resampling import MIN_SENTENCES
from analysis.style import Bars, Chart
from analysis.style.page import Page, fitted
from analysis.wording import count, signed

MENTIONS, LEDGER = "By every mention", "By the ledger"
COUNTED = ("sentences", "statements")
COLUMN = 3.4  # letters of a column of two counts
SHOWN = ["n_mentions", "n_sentences", "balance", "low", "high", "n_statements", "ledger_balance"]


def portrayal_chart(
    portrayal: pd.DataFrame, *, title: str, name: str = "portrayal", top: int = LINES - 2, **words: Unpack[Words]
) -> Chart:
    """How good or bad the sentences of each brief are for whom they mention, and what the ledger says toward them.

    *How to read it*: left, the mean over all mentions of how surely the sentence is good (+1) or bad (-1) for
    the one mentioned, whoever says so. Right, the balance of the ledger's statements toward it. Marks on
    two sides of zero in one row contradict each other. Filled marks at the left have an interval; a hollow
    mark rests on fewer than eight sentences or statements and supports no claim of direction; a cross
    among the counts stands for no mention or no statement.

    Parameters
    ----------
    portrayal : DataFrame
        As the codebook has it, of actors or of sides; the rows of all voices are drawn.
    title, name
        The claim, and the name of the files.
    top : int
        Those in the most sentences; there is room for about ten.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(portrayal, words, once=("brief_id", "actor_id", "voice"))
    found = portrayal[(portrayal.voice == "all") & portrayal.brief_id.isin(said.ids)]
    if found.empty:
        return said.nothing(name, title, found)
    table = _rows(found, said, top)
    return said.chart(
        name,
        partial(_portrayed, table=table, said=said),
        title=title,
        table=table,
        subtitle="Balance over every mention, −1 bad to +1 good, with 95 % intervals",
        form=Bars("balance", "balance", n="n_sentences", counted="sentences"),
        note=f"At right: {' / '.join(COUNTED[: _room(said)])}. Hollow: below eight. × none. Mentions tell no holder.",
        alt=f"Dots for {count(table.actor_id.nunique(), 'row')} in two panels, every mention and the ledger. "
        f"{'. '.join(_told(table, said))}.",
    )


def _rows(found: pd.DataFrame, said: Briefs, top: int) -> pd.DataFrame:
    """A row for each actor and brief, in the order of the difference; no mention is a count of zero."""
    total = found.groupby("actor_id", sort=False).n_sentences.sum().sort_values(ascending=False, kind="stable")
    chosen = top_rows(pd.Series(total.index, index=total.index).map(said.name), most=top, marks=len(said.ids))
    wide = found.pivot(index="actor_id", columns="brief_id", values="balance").reindex(chosen.index, columns=said.ids)
    gap = wide.iloc[:, 0] - wide.iloc[:, min(1, len(said.ids) - 1)] if len(said.ids) > 1 else wide.iloc[:, 0]
    order = gap.sort_values(ascending=False, kind="stable", na_position="last").index
    grid = pd.MultiIndex.from_product([order, said.ids], names=["actor_id", "brief_id"])
    table = found.set_index(["actor_id", "brief_id"])[SHOWN].reindex(grid).reset_index()
    zero = dict.fromkeys(["n_mentions", "n_sentences", "n_statements"], 0)
    table = table.fillna(zero).astype(dict.fromkeys(zero, int))[["brief_id", "actor_id", *SHOWN]]
    table.insert(2, "name", table.actor_id.map(said.name))
    return table


def _told(table: pd.DataFrame, said: Briefs) -> list[str]:
    """The highest and the lowest row of each brief, and where the two measures have opposite signs."""
    told = []
    for brief_id in said.ids:
        some = table[(table.brief_id == brief_id) & table.balance.notna()]
        if some.empty:
            told.append(f"{said.label(brief_id)}: no mention")
            continue
        ends = [some.loc[some.balance.idxmax()], some.loc[some.balance.idxmin()]]
        high, low = (f"{r['name']} {signed(r.balance)} ({count(r.n_sentences, 'sentence')})" for r in ends)
        n = int((some.balance * some.ledger_balance < 0).sum())
        told.append(f"{said.label(brief_id)}: highest {high}, lowest {low}; the ledger has another sign in {n}")
    return told


def _portrayed(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    mentions, ledger = page.panels([1.5, 1])
    few = table.ledger_balance.where(table.n_statements >= MIN_SENTENCES)
    by_ledger = table.assign(balance=table.ledger_balance, low=few, high=few)
    _panel(page, mentions, table, said, heading=MENTIONS, ends=_ends(table), steps=4)
    middles = _panel(page, ledger, by_ledger, said, heading=LEDGER, ends=(-1, 1), steps=2)
    ledger.tick_params(labelleft=False)
    n = table[["n_sentences", "n_statements"][: _room(said)]]
    told = n.astype(str).mask(n == 0, NONE).agg("/".join, axis=1)
    step = COLUMN if _room(said) == len(COUNTED) else None
    counts(page, ledger, middles, [told[table.brief_id == b].tolist() for b in said.ids], step=step)


def _room(said: Briefs) -> int:
    """How many counts a brief has beside a row: with more than two briefs there is room for one."""
    return len(COUNTED) if len(said.ids) <= 2 else 1


def _panel(
    page: Page, ax: Axes, table: pd.DataFrame, said: Briefs, *, heading: str, ends: tuple[float, float], steps: int
) -> np.ndarray:
    """The balances of one measure on one scale; returns the middles of the rows."""
    names = table.drop_duplicates("actor_id")
    middles = row_axis(page, ax, names.name.map(fitted).tolist())
    rows = table.assign(x=table.balance, y=table.actor_id.map(dict(zip(names.actor_id, middles, strict=True))))
    low, high = ends
    for number, brief_id in enumerate(said.ids):
        own = rows[rows.brief_id == brief_id]
        dots(page, ax, own.dropna(subset="x"), number=number, of=len(said.ids))
    ax.set_xlim(low - 0.06 * (high - low), high + 0.06 * (high - low))
    signed_axis(ax, low, high, most=steps)
    ax.set_title(heading, loc="left", fontsize=page.context.size, pad=3 * page.unit)
    zero_line(page, ax)
    return middles


def _ends(table: pd.DataFrame) -> tuple[float, float]:
    """The ends of a scale that holds all balances, and a little to either side of zero."""
    known = table[["balance", "low", "high"]].astype(float).stack()
    return min(-0.1, known.min()), max(0.1, known.max())
