"""The chart of the words that two briefs have for the same actors and events."""

from __future__ import annotations

from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.charts.marks import Briefs, Words, shifted
from analysis.style import Chart, Rows
from analysis.style.page import LEADING, Page, fitted
from analysis.wording import listed

MOST_ROWS = 7
SIDES = ("a", "both", "b")


def namings_chart(
    namings: pd.DataFrame, *, title: str, name: str = "labels", top: int = MOST_ROWS, **words: Unpack[Words]
) -> Chart:
    """The words of two briefs for the same actors: only in one, in both, only in the other.

    *How to read it*: nouns and what stands before them, pronouns and names left out; a number says
    how often, in both briefs together. Of two texts of unequal length the longer has more words.

    Parameters
    ----------
    namings : DataFrame
        The table `naming_difference`; its first pair of briefs is drawn.
    title, name
        The claim, and the name of the files.
    top : int
        The actors with the most words; there is room for about seven.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(namings, words, most=2)
    found = namings[namings.brief_a.isin(said.ids) & namings.brief_b.isin(said.ids) & (namings.role != "name")]
    if found.empty:
        return said.nothing(name, title, found)
    most = found.groupby("actor_id").word.nunique().sort_values(ascending=False, kind="stable").index[:top]
    table = _merged(found[found.actor_id.isin(most)]).assign(name=lambda t: t.actor_id.map(said.name))
    table = table.sort_values("actor_id", key=lambda a: a.map(most.get_loc), kind="stable", ignore_index=True)
    told = [f"{said.name(a)}: {_words_told(table[table.actor_id == a], said)}" for a in most]
    return said.chart(
        name,
        partial(_labelled, table=table, said=said, actors=list(most)),
        title=title,
        table=table,
        subtitle="Nouns for each and what stands before them; a number: how often, if more than once",
        form=Rows({"name": "who", "word": "word", "n_a": said.label(said.ids[0]), "n_b": said.label(said.ids[-1])}),
        note="The actors and events for whom the briefs have the most words.",
        alt=f"A table of words. {'. '.join(told)}.",
    )


def _merged(found: pd.DataFrame) -> pd.DataFrame:
    """A row for each word, whether it is a noun or stands before one; most used first."""
    keys = ["actor_id", "word", "brief_a", "brief_b"]
    table = found.groupby(keys, sort=False)[["n_a", "n_b"]].sum().reset_index()
    table["where"] = np.select([table.n_b == 0, table.n_a == 0], ["a", "b"], "both")
    return table.assign(n=table.n_a + table.n_b).sort_values(["n", "word"], ascending=[False, True]).drop(columns="n")


def _of(row: tuple) -> str:
    n = row.n_a + row.n_b
    return f"{row.word} {n}" if n > 1 else row.word


def _words_told(rows: pd.DataFrame, said: Briefs) -> str:
    heads = {"a": f"only in {said.label(said.ids[0])}", "both": "in both", "b": f"only in {said.label(said.ids[-1])}"}
    told = [
        f"{heads[where]} {listed(own.word)}" for where in SIDES if len(own := rows[rows["where"] == where])
    ]  # fmt: skip
    return "; ".join(told)


def _labelled(page: Page, *, table: pd.DataFrame, said: Briefs, actors: list[str]) -> None:
    (ax,) = page.panels()
    rows, room = _written(page, table, said, actors)
    heights = np.array([max(text.count("\n") + 1 for text in row) + 0.35 for row in rows])
    tall = page.top - page.bottom - 3 * page.context.size
    fit = max(1, int((np.cumsum(heights) * page.context.size * LEADING <= tall).sum()))
    rows, heights = rows[:fit], heights[:fit]
    middles = np.cumsum(heights) - heights / 2
    place = shifted(page, ax, right=5 * page.unit)
    for y, (_, *texts) in zip(middles, rows, strict=True):
        for column, text in enumerate(texts):
            ax.text(column, y, text, va="center", ha="left", linespacing=LEADING, transform=place)
    for column, colour in enumerate((page.style.colour(0), page.style.grey, page.style.colour(1))):
        ax.axvline(column, color=colour, lw=2.5 * page.unit, clip_on=False)
    for edge in np.cumsum(heights)[:-1]:
        ax.axhline(edge, color=page.style.grid, lw=page.unit / 2)
    ax.set_yticks(middles, [row[0] for row in rows], linespacing=1.0)
    ax.set_ylim(heights.sum(), 0)
    ax.set_xlim(0, len(SIDES))
    heads = [f"only in {said.label(said.ids[0])}", "in both", f"only in {said.label(said.ids[-1])}"]
    ax.set_xticks(
        range(len(SIDES)), [page.wrapped(head, room, weight="bold") for head in heads], ha="left", weight="bold"
    )
    ax.xaxis.tick_top()
    ax.grid(visible=False)


def _written(page: Page, table: pd.DataFrame, said: Briefs, actors: list[str]) -> tuple[list[list[str]], float]:
    """For each actor the name and the words of the three columns, wrapped, and the width of a column."""
    names = [fitted(said.name(actor), 20) for actor in actors]
    beside = max(page.measure(line) for name in names for line in name.split("\n")) + 6 * page.unit
    room = (page.right - page.left - beside) / len(SIDES) - 8 * page.unit
    rows = []
    for actor, name in zip(actors, names, strict=True):
        own = table[table.actor_id == actor]
        words = [", ".join(map(_of, own[own["where"] == where].itertuples())) for where in SIDES]
        rows.append([name, *(page.wrapped(text, room) if text else "–" for text in words)])
    return rows, room
