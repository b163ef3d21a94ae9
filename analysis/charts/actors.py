"""Charts of actors and sides: how often a brief mentions them, and in sentences of which mood."""

from __future__ import annotations

from functools import partial
from typing import Unpack

import pandas as pd

from analysis.charts.marks import (
    HOLLOW,
    LINES,
    MEASURES,
    NONE,
    Briefs,
    Words,
    counts,
    dots,
    row_axis,
    signed_axis,
    top_rows,
    zero_line,
)
from analysis.style import Bars, Chart
from analysis.style.page import Page, fitted
from analysis.wording import listed, percent, signed


def presence_chart(
    presence: pd.DataFrame,
    *,
    difference: pd.DataFrame | None = None,
    title: str,
    name: str = "presence",
    top: int = LINES,
    **words: Unpack[Words],
) -> Chart:
    """The share of sentences that mention each actor (or side), with its interval.

    Parameters
    ----------
    presence, difference : DataFrame
        The tables `presence` and `presence_difference`, of actors or of sides. Rows are sorted by
        the difference of the first pair of briefs; without it by share.
    title, name
        The claim, and the name of the files.
    top : int
        The actors in the most sentences; there is room for about twelve.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(presence, words, once=("brief_id", "actor_id"))
    if presence.empty:
        return said.nothing(name, title, presence)
    table = _presence_rows(presence, said, difference, top)
    told = []
    for brief_id, rows in table.groupby("brief_id", sort=False):
        high, low = rows.loc[rows.sentence_share.idxmax()], rows.loc[rows.sentence_share.idxmin()]
        told.append(
            f"{said.label(brief_id)}: most {high['name']} ({percent(high.sentence_share)}, "
            f"{high.n_sentences} sentences), least {low['name']} ({percent(low.sentence_share)})"
        )
    return said.chart(
        name,
        partial(_presence, table=table, said=said),
        title=title,
        table=table,
        subtitle=f"Sentences that mention each, % of the {said.each}'s, with 95 % intervals",
        form=Bars("sentence_share", "share", n="n_sentences", counted="sentences"),
        note=f"Counts: sentences{_sentences(table, said)}. {HOLLOW}",
        alt=f"Dots: the share of sentences that mention each of {table.actor_id.nunique()}. {'. '.join(told)}.",
    )


def _presence_rows(presence, said: Briefs, difference, top: int) -> pd.DataFrame:
    """A row for each actor and brief, in the order of the chart; no mention is a share of zero."""
    total = presence.groupby("actor_id", sort=False).n_sentences.sum().sort_values(ascending=False, kind="stable")
    chosen = top_rows(pd.Series(total.index, index=total.index).map(said.name), most=top, marks=len(said.ids))
    grid = pd.MultiIndex.from_product([said.ids, chosen.index], names=["brief_id", "actor_id"])
    columns = ["n_mentions", "n_sentences", "sentence_share", "low", "high"]
    table = presence.set_index(["brief_id", "actor_id"])[columns].reindex(grid).reset_index()
    zero = {"n_mentions": 0, "n_sentences": 0, "sentence_share": 0.0}
    table = table.fillna(zero).astype({"n_mentions": int, "n_sentences": int})
    table.insert(2, "name", table.actor_id.map(said.name))
    if difference is None or difference.empty:
        order = total
    else:
        pair = difference[["brief_a", "brief_b"]].iloc[0]
        first = difference[(difference.brief_a == pair.brief_a) & (difference.brief_b == pair.brief_b)]
        order = first.set_index("actor_id").difference
        table["difference"] = table.actor_id.map(order)
    rank = chosen.index.to_series().map(order).rank(method="first", ascending=False, na_option="bottom")
    return table.sort_values("actor_id", key=lambda c: c.map(rank), kind="stable", ignore_index=True)


def _sentences(table: pd.DataFrame, said: Briefs) -> str:
    """Of how many sentences in each brief, told from the shares."""
    some = table[table.sentence_share > 0].drop_duplicates("brief_id")
    n = (some.n_sentences / some.sentence_share).round().astype(int).astype(str)
    return f", of {listed(n)}" if len(n) == len(said.ids) else ""


def _presence(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    actors = table.drop_duplicates("actor_id")
    middles = row_axis(page, ax, actors.name.map(fitted).tolist())
    at = dict(zip(actors.actor_id, middles, strict=True))
    columns = []
    for number, brief_id in enumerate(said.ids):
        found = table[table.brief_id == brief_id]
        dots(page, ax, found.assign(x=found.sentence_share, y=found.actor_id.map(at)), number=number, of=len(said.ids))
        columns.append(found.n_sentences.astype(str).tolist())
    most = min(1, table[["sentence_share", "high"]].max().max() or 1)
    ax.set_xlim(-0.015 * most, 1.02 * most)
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    ax.locator_params(axis="x", nbins=6)
    counts(page, ax, middles, columns)


def actor_sentiment_chart(
    actor_sentiment: pd.DataFrame,
    *,
    title: str,
    measure: str = "polarity",
    name: str = "actor-sentiment",
    top: int = LINES - 1,
    **words: Unpack[Words],
) -> Chart:
    """Mean sentiment of the sentences around each actor (or side), with its interval.

    Parameters
    ----------
    actor_sentiment : DataFrame
        As the codebook has it, of actors or of sides.
    title, measure, name
        The claim; polarity, subjectivity or vader; the name of the files.
    top : int
        The actors in the most sentences; there is room for about eleven.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(actor_sentiment, words, once=("brief_id", "actor_id", "measure"))
    wanted = (
        (actor_sentiment.measure == measure)
        & actor_sentiment.brief_id.isin(said.ids)
        & (actor_sentiment.actor_id != "all")
    )
    table = actor_sentiment[wanted & (actor_sentiment.n_sentences > 0)]
    if table.empty:
        return said.nothing(name, title, table)
    total = table.groupby("actor_id", sort=False).n_sentences.sum().sort_values(ascending=False, kind="stable")
    chosen = top_rows(
        pd.Series(total.index, index=total.index).map(said.name), most=min(top, LINES - 1), marks=len(said.ids)
    )
    table = table[table.actor_id.isin(chosen.index)]
    wide = table.pivot(index="actor_id", columns="brief_id", values="mean").reindex(columns=said.ids).astype(float)
    gap = wide[said.ids[0]] - wide[said.ids[1]] if len(said.ids) > 1 else wide[said.ids[0]]
    order = gap.reindex(chosen.index).sort_values(ascending=False, kind="stable", na_position="last").index
    table = table.sort_values("actor_id", key=lambda c: c.map(order.get_loc), kind="stable", ignore_index=True)
    table.insert(2, "name", table.actor_id.map(said.name))
    return said.chart(
        name,
        partial(_actor_sentiment, table=table, said=said),
        title=title,
        table=table,
        subtitle=f"Mean {MEASURES[measure]}, with 95 % intervals",
        form=Bars("mean", "score", n="n_scored_sentences", counted="scored sentences"),
        note="Counts: scored sentences; – not mentioned; × no word scored. Hollow: fewer than eight.",
        alt=f"Dots: mean {measure} around each of {len(order)}. {'. '.join(_mood_told(table, said))}.",
    )


def _mood_told(table: pd.DataFrame, said: Briefs) -> list[str]:
    told = []
    for brief_id, rows in table.groupby("brief_id", sort=False):
        scored = rows.dropna(subset=["mean"])
        if scored.empty:
            told.append(f"{said.label(brief_id)}: no word scored")
            continue
        ends = [scored.loc[scored["mean"].idxmax()], scored.loc[scored["mean"].idxmin()]]
        high, low = (f"{r['name']} {signed(r['mean'])} (n = {r.n_scored_sentences})" for r in ends)
        told.append(f"{said.label(brief_id)}: highest {high}, lowest {low}, {len(rows) - len(scored)} without a score")
    return told


def _actor_sentiment(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    actors = table.drop_duplicates("actor_id")
    middles = row_axis(page, ax, actors.name.map(fitted).tolist())
    at = dict(zip(actors.actor_id, middles, strict=True))
    ends = table[["mean", "low", "high"]].astype(float).stack()
    low, high = min(0, ends.min(), -0.1), max(0, ends.max(), 0.1)
    columns = []
    for number, brief_id in enumerate(said.ids):
        found = table[table.brief_id == brief_id]
        found = found.assign(x=found["mean"], y=found.actor_id.map(at))
        dots(page, ax, found.dropna(subset=["x"]), number=number, of=len(said.ids))
        n = found.set_index("actor_id").n_scored_sentences
        columns.append([str(n[a] or NONE) if a in n else "–" for a in actors.actor_id])
    ax.set_xlim(low - 0.04 * (high - low), high + 0.04 * (high - low))
    signed_axis(ax, low, high)
    zero_line(page, ax)
    counts(page, ax, middles, columns)
