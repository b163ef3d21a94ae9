"""Charts of order: where each brief first comes to whom, and where it takes up the same matters."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.charts.marks import HOLLOW, LINES, Briefs, Words, dots, row_axis, top_rows
from analysis.style import Bars, Chart, Rows
from analysis.style.page import Page, fitted
from analysis.wording import listed, percent

LETTERS = 34  # of a row that says what two passages share


def weight_chart(
    weight: pd.DataFrame, *, title: str, name: str = "weight", top: int = LINES, **words: Unpack[Words]
) -> Chart:
    """Where each actor (or frame) first comes in each brief, and how many of its words it gets.

    *How to read it*: left, 0 % is the first word of a brief; right, the share of the words of the body
    that stand in sentences that mention the actor. Who is never mentioned has no mark at the left.

    Parameters
    ----------
    weight : DataFrame
        As the codebook has it, of actors, sides or frames.
    title, name
        The claim, and the name of the files.
    top : int
        Those with the most words; there is room for twelve.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(weight, words)
    shown = weight[weight.brief_id.isin(said.ids)]
    if shown.empty:
        return said.nothing(name, title, shown)
    total = shown.groupby("actor_id", sort=False).word_share.sum().sort_values(ascending=False, kind="stable")
    labels = top_rows(pd.Series(total.index, index=total.index).map(said.name), most=top, marks=len(said.ids))
    first = shown.groupby("actor_id").first_share.min().reindex(labels.index)
    order = first.sort_values(kind="stable").index
    table = shown[shown.actor_id.isin(order)].sort_values("actor_id", key=lambda c: c.map(order.get_loc), kind="stable")
    table.insert(2, "name", table.actor_id.map(said.name))
    told = []
    for brief_id, rows in table.groupby("brief_id", sort=False):
        early = rows.dropna(subset="first_share").nsmallest(3, "first_share")["name"]
        most = rows.loc[rows.word_share.idxmax()]
        told.append(
            f"{said.label(brief_id)}: first {listed(early)}; most words around {most['name']} "
            f"({percent(most.word_share)})"
        )
    return said.chart(
        name,
        partial(_weight, table=table, said=said),
        title=title,
        table=table.reset_index(drop=True),
        subtitle="Where each first comes, and its share of the words, with 95 % intervals",
        form=Bars("word_share", "share", n="n_words", counted="words"),
        note=f"Words of the sentences that mention it. {HOLLOW}",
        alt=f"Dots for {len(order)} rows in two panels. {'. '.join(told)}.",
    )


def _weight(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    place, share = page.panels([1, 1.3])
    rows = table.drop_duplicates("actor_id")
    for ax, column, heading in ((place, "first_share", "First at"), (share, "word_share", "Share of words")):
        middles = row_axis(page, ax, rows.name.map(fitted).tolist())
        at = dict(zip(rows.actor_id, middles, strict=True))
        for number, brief_id in enumerate(said.ids):
            found = table[table.brief_id == brief_id].dropna(subset=column)
            found = found.assign(x=found[column], y=found.actor_id.map(at))
            if column == "first_share":
                found = found.assign(low=found.x, high=found.x)
            dots(page, ax, found, number=number, of=len(said.ids))
        ax.xaxis.set_major_formatter(lambda value, _: percent(value))
        ax.set_title(heading, loc="left", fontsize=page.context.size, pad=3 * page.unit)
        ax.locator_params(axis="x", nbins=4)
    share.tick_params(labelleft=False)
    place.set_xlim(-0.02, 1.02)
    place.set_xticks([0, 0.5])
    most = min(1, table[["word_share", "high"]].max().max() or 1)
    share.set_xlim(-0.02 * most, 1.04 * most)


def aligned_chart(
    aligned: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    title: str,
    name: str = "aligned",
    top: int = LINES,
    **words: Unpack[Words],
) -> Chart:
    """Where each brief takes up the same matters: a row for each pair of passages, a mark for each sentence.

    *How to read it*: a row is a matter, named by what both passages share; left, where the first brief
    has it, right, where the second. Rows follow the first brief, so marks that run down from left to
    right at the right mean the same order.

    Parameters
    ----------
    aligned, sentences : DataFrame
        As the codebook has them; the first pair of briefs is drawn.
    title, name
        The claim, and the name of the files.
    top : int
        The most alike; there is room for twelve.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(aligned, words, most=2)
    if aligned.empty:
        return said.nothing(name, title, aligned)
    a, b = aligned[["brief_a", "brief_b"]].iloc[0]
    said = Briefs((a, b), words)
    table = aligned[(aligned.brief_a == a) & (aligned.brief_b == b)].head(min(top, LINES)).reset_index(drop=True)
    table.insert(3, "name", [_matter(shared, said) for shared in table.shared.fillna("")])
    where = _places(sentences)
    first = [min(where[key] for key in ids.split("; ")) for ids in table.evidence_a]
    table = table.iloc[np.argsort(first, kind="stable")].reset_index(drop=True)
    told = [f"{r.name} ({r.evidence_a} and {r.evidence_b})" for r in table.nlargest(3, "similarity").itertuples()]
    columns = {"name": "both name", "evidence_a": f"in {said.label(a)}", "evidence_b": f"in {said.label(b)}",
               "similarity": "likeness"}  # fmt: skip
    return said.chart(
        name,
        partial(_aligned, table=table, said=said, where=where),
        title=title,
        table=table,
        subtitle="Passages on the same matter: place in each brief, by what both name",
        form=Rows(columns, by="similarity"),
        note="A mark is a sentence; 0 % is the start of the brief. Number: likeness, 0 to 1.",
        alt=f"Marks for {len(table)} pairs of passages, where each stands in its brief. Most alike: {listed(told)}.",
    )


def _matter(shared: str, said: Briefs) -> str:
    """What two passages share, as many signs as fit a row."""
    signs = [said.name(sign) for sign in shared.split("; ")]
    fit = [n for n in range(1, len(signs) + 1) if len(", ".join(signs[:n])) <= LETTERS]
    return ", ".join(signs[: max(fit, default=1)])


def _places(sentences: pd.DataFrame) -> dict[str, float]:
    """The middle of each sentence as a share of its brief's words."""
    total = sentences.groupby("brief_id").n_words.transform("sum").clip(lower=1)
    middle = (sentences.groupby("brief_id").n_words.cumsum() - sentences.n_words / 2) / total
    return dict(zip(sentences.sentence_id, middle, strict=True))


def _aligned(page: Page, *, table: pd.DataFrame, said: Briefs, where: dict[str, float]) -> None:
    panels = page.panels([1, 1])
    for number, (ax, end) in enumerate(zip(panels, "ab", strict=True)):
        middles = row_axis(page, ax, table.name.tolist())
        ax.hlines(middles, 0, 1, color=page.style.grid, lw=page.unit * 0.6)
        for y, ids in zip(middles, table[f"evidence_{end}"], strict=True):
            x = [where[key] for key in ids.split("; ")]
            ax.plot(x, [y] * len(x), linestyle="", marker=page.style.marker(number), ms=5.6 * page.unit,
                    color=page.style.colour(number), label=f"passage-{end}", clip_on=False)  # fmt: skip
        ax.set_xlim(0, 1)
        ax.set_xticks([0, 0.5])
        ax.xaxis.set_major_formatter(lambda share, _: percent(share))
        ax.tick_params(labelleft=number == 0)
        title = textwrap.shorten(said.label(said.ids[number]), 22, placeholder=" …")
        ax.set_title(title, loc="left", fontsize=page.context.size, pad=3 * page.unit)
    for y, similarity in zip(middles, table.similarity, strict=True):
        look = {"xytext": (2.0 * page.context.size, 0), "textcoords": "offset points", "ha": "center", "va": "center"}
        ax.annotate(f"{similarity:.2f}", (1, y), xycoords=ax.get_yaxis_transform(), color=page.style.grey, **look)
