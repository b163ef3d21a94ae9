"""Charts of what is counted statement by statement: to whom advice goes, what each author says of the same matter."""

from __future__ import annotations

from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.charts.marks import LINES, Briefs, Words, counts
from analysis.style import Bars, Chart
from analysis.style.page import Page, fitted
from analysis.wording import count, listed

DIRECTIONS = {"n_supportive": "for", "n_critical": "against", "n_neutral": "neutral"}


def prescriptions_chart(
    recommendations: pd.DataFrame, *, title: str, name: str = "prescriptions", top: int = LINES, **words: Unpack[Words]
) -> Chart:
    """How many actions each brief recommends to whom.

    *How to read it*: a bar is a number of actions. An action told to two addressees counts for both.
    A brief without a bar recommends nothing to that addressee, as far as rules of modality see.

    Parameters
    ----------
    recommendations : DataFrame
        As the codebook has it: a row per action and addressee.
    title, name
        The claim, and the name of the files.
    top : int
        The addressees told most; there is room for twelve lines.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(recommendations, words)
    own = recommendations[recommendations.brief_id.isin(said.ids)]
    rows = own.groupby(["brief_id", "addressee"]).size().rename("n_recommendations").reset_index()
    order = rows.groupby("addressee").n_recommendations.sum().sort_values(ascending=False, kind="stable").index
    rows = rows.assign(name=[said.name(a) for a in rows.addressee])
    return _counted(
        rows, said, key="addressee", order=order[:top], values=("n_recommendations",), name=name, title=title,
        subtitle="Actions recommended to each addressee, by brief",
        note="An action told to two addressees counts for both. 0: none was found.",
    )  # fmt: skip


def prescription_rates_chart(
    prescriptions: pd.DataFrame, *, title: str, name: str = "prescriptions", top: int = LINES, **words: Unpack[Words]
) -> Chart:
    """How many actions the documents of each group recommend to whom, by their length.

    *How to read it*: a bar is a number of actions in 100,000 words, so groups of any size compare; the
    counts beside it say on how many actions it rests.

    Parameters
    ----------
    prescriptions : DataFrame
        A row per group and addressee, as an archive's comparison has it.
    title, name, top, **words
        As in `prescriptions_chart`.
    """
    said = Briefs.of(prescriptions, words)
    own = prescriptions[prescriptions.brief_id.isin(said.ids)]
    rows = own.assign(per_100000_words=(100 * own.per_1000_words.fillna(0)).round())
    rows = rows.assign(name=[said.name(a) for a in rows.addressee])
    order = rows.groupby("addressee").n_recommendations.sum().sort_values(ascending=False, kind="stable").index
    return _counted(
        rows, said, key="addressee", order=order[:top], values=("per_100000_words", "n_recommendations"),
        name=name, title=title, subtitle="Actions recommended to each addressee, in 100,000 words",
        note="Counts: actions.",
    )  # fmt: skip


def contradiction_chart(
    balance: pd.DataFrame, *, title: str, name: str = "contradiction", top: int = LINES, **words: Unpack[Words]
) -> Chart:
    """How often each author speaks for and against what more than one of them judges.

    *How to read it*: a bar is a number of statements in an author's own name. Matters on which
    the authors' balances have opposite signs come first. So few statements have no interval:
    read the sentences.

    Parameters
    ----------
    balance : DataFrame
        From `stance_balance`: a row per brief, holder and target.
    title, name
        The claim, and the name of the files.
    top : int
        Rows of a matter and a direction; there is room for twelve lines.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(balance, words, once=("brief_id", "holder", "target"))
    own = balance[balance.brief_id.isin(said.ids) & (balance.holder == "author_" + balance.brief_id)]
    matters = own.groupby("target").agg(
        briefs=("brief_id", "nunique"), low=("balance", "min"), high=("balance", "max"), n=("n_statements", "sum")
    )
    shared = matters[matters.briefs > 1].assign(opposed=lambda m: (m.low < 0) & (m.high > 0))
    shared = shared.sort_values(["opposed", "n"], ascending=False, kind="stable")
    long = own.drop(columns="n_statements").melt(["brief_id", "target"], [*DIRECTIONS], "direction", "n_statements")
    long = long.assign(direction=long.direction.map(DIRECTIONS))[long.n_statements > 0]
    long["row"] = long.target + " " + long.direction
    long["name"] = [f"{said.name(target)}: {way}" for target, way in zip(long.target, long.direction, strict=True)]
    every = [f"{target} {way}" for target in shared.index for way in DIRECTIONS.values()]
    order = [row for row in every if row in set(long.row)]
    return _counted(
        long[long.target.isin(shared.index)], said, key="row", order=order[:top],
        values=("n_statements",), name=name, title=title,
        subtitle="What each author says of the same matter in their own name, statements",
        note="So few statements carry no interval: read the sentences.",
    )  # fmt: skip


def _counted(rows: pd.DataFrame, said: Briefs, *, key: str, order, values: tuple[str, ...], **parts) -> Chart:
    """Rows of counts, or of rates and the counts behind them, in that order; 0 for a brief that a row has none of."""
    if rows.empty:
        return said.nothing(parts["name"], parts["title"], rows)
    names = rows.drop_duplicates(key).set_index(key).name
    heights = [max(len(said.ids), fitted(names[row]).count("\n") + 1) for row in order]
    kept = [row for row, used in zip(order, np.cumsum(heights), strict=True) if used <= LINES]
    every = pd.MultiIndex.from_product([kept, said.ids], names=[key, "brief_id"])
    table = rows.set_index([key, "brief_id"])[[*values]].reindex(every, fill_value=0).astype(int).reset_index()
    table.insert(2, "name", table[key].map(names))
    if len(kept) < len(names):
        parts["note"] = f"{parts.get('note', '')} {count(len(names) - len(kept), 'more row')} with fewer.".strip()
    told = [
        f"{name}: {listed([_told(said.label(b), *numbers) for b, *numbers in part[['brief_id', *values]].to_numpy()])}"
        for name, part in table.groupby("name", sort=False)
    ]
    n = values[1] if len(values) > 1 else ""
    what = "rates, in brackets the actions behind them" if n else "counts"
    return said.chart(
        draw=partial(_bars, table=table, said=said, key=key, values=values), table=table,
        form=Bars(values[0], "count", n=n, counted="actions"), alt=f"Bars of {what}. {'. '.join(told)}.", **parts,
    )  # fmt: skip


def _told(label: str, value: int, n: int | None = None) -> str:
    return f"{label} {value}" + (f" ({n})" if n is not None else "")


def _bars(page: Page, *, table: pd.DataFrame, said: Briefs, key: str, values: tuple[str, ...]) -> None:
    (ax,) = page.panels()
    names = table.drop_duplicates(key).name.map(fitted)
    heights = np.array([max(len(said.ids), name.count("\n") + 1) for name in names]) + 0.3
    middles = heights.cumsum() - heights / 2
    ax.set_yticks(middles, names, linespacing=1.0)
    ax.set_ylim(heights.sum(), 0)
    ax.grid(axis="x")
    places = table[key].map(dict(zip(table[key].unique(), middles, strict=True)))
    numbers = table.brief_id.map(said.number)
    for y, number, n in zip(places + numbers - (len(said.ids) - 1) / 2, numbers, table[values[0]], strict=True):
        ax.barh(y, n, 0.8, color=page.style.colour(number), label=f"brief-{number}")
        ax.annotate(str(n), (n, y), xytext=(4 * page.unit, 0), textcoords="offset points", va="center", ha="left")
    for n in values[1:]:
        counts(page, ax, middles, [table[n][table.brief_id == b].astype(str) for b in said.ids])
    ax.set_xlim(0, table[values[0]].max() * 1.12)
    ax.locator_params(axis="x", nbins=6, integer=True)
