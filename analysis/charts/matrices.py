"""Charts that are matrices: who stands with whom, and which paragraphs are alike."""

from __future__ import annotations

from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.charts.marks import LINES, Briefs, Words, cells, top_rows
from analysis.style import Chart, Rows
from analysis.style.page import Page, fitted
from analysis.wording import listed

PAIRS = {"brief_id": "brief", "actor_a": "actor", "actor_b": "with", "n_sentences": "sentences"}


def co_mention_chart(
    co_mention: pd.DataFrame, *, title: str, name: str = "co-mention", top: int = 8, **words: Unpack[Words]
) -> Chart:
    """Who stands in one sentence with whom: a matrix a brief, in one order.

    Parameters
    ----------
    co_mention : DataFrame
        As the codebook has it.
    title, name
        The claim, and the name of the files.
    top : int
        The actors with the most company; there is room for nine.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(co_mention, words)
    if co_mention.empty:
        return said.nothing(name, title, co_mention)
    both = pd.concat([co_mention, co_mention.rename(columns={"actor_a": "actor_b", "actor_b": "actor_a"})])
    total = both.groupby("actor_a").n_sentences.sum().sort_values(ascending=False, kind="stable")
    labels = top_rows(pd.Series(total.index, index=total.index).map(said.name), most=min(top, LINES - 3))
    table = co_mention[co_mention.actor_a.isin(labels.index) & co_mention.actor_b.isin(labels.index)]
    told = []
    for brief_id in said.ids:
        first = table[table.brief_id == brief_id].nlargest(3, "n_sentences").itertuples()
        pairs = [f"{said.name(r.actor_a)} with {said.name(r.actor_b)} {r.n_sentences}" for r in first]
        told.append(f"{said.label(brief_id)}: {listed(pairs)}")
    return said.chart(
        name,
        partial(_matrices, table=table, said=said, labels=labels),
        title=title,
        table=table.reset_index(drop=True),
        subtitle="Sentences that mention both; shade: share of the sentences with either",
        form=Rows(PAIRS, by="n_sentences"),
        note="Columns are numbered as the rows; an empty cell has no such sentence.",
        alt=f"A matrix for each {said.each} of who is mentioned with whom. Most sentences: {'. '.join(told)}.",
    )


def _matrices(page: Page, *, table: pd.DataFrame, said: Briefs, labels: pd.Series) -> None:
    panels = page.panels([1] * len(said.ids))
    actors = list(labels.index)
    for number, (ax, brief_id) in enumerate(zip(panels, said.ids, strict=True)):
        shade = np.where(np.tri(len(actors), k=-1), 0.0, np.nan)
        words = np.full(shade.shape, "", dtype=object)
        for row in table[table.brief_id == brief_id].itertuples():
            low, high = sorted((actors.index(row.actor_a), actors.index(row.actor_b)))
            shade[high, low], words[high, low] = row.jaccard, str(row.n_sentences or "")
        cells(page, ax, shade, colour=page.style.colour(number), most=table.jaccard.max(), words=words)
        ax.set_xlim(0, max(len(actors) - 1, 1))
        ax.set_ylim(max(len(actors), 2), 0)
        ax.set_yticks(np.arange(len(actors)) + 0.5, [f"{label}  {n}" for n, label in enumerate(labels, 1)])
        ax.set_xticks(np.arange(len(actors) - 1) + 0.5, range(1, len(actors)))
        ax.tick_params(labelleft=number == 0)
        ax.text(1, 1, fitted(said.label(brief_id), 18), transform=ax.transAxes, ha="right", va="top", linespacing=1.0)


def likeness_chart(likeness: pd.DataFrame, *, title: str, name: str = "likeness", **words: Unpack[Words]) -> Chart:
    """How alike in their words each paragraph of one brief and each of the other are.

    Parameters
    ----------
    likeness : DataFrame
        As the codebook has it; the first pair of briefs is drawn.
    title, name
        The claim, and the name of the files.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(likeness, words)
    if likeness.empty:
        return said.nothing(name, title, likeness)
    a, b = likeness[["brief_a", "brief_b"]].iloc[0]
    table = likeness[(likeness.brief_a == a) & (likeness.brief_b == b)].reset_index(drop=True)
    first = table.loc[table.cosine.idxmax()]
    pair = f"paragraph {first.paragraph_a} of {said.label(a)} and paragraph {first.paragraph_b} of {said.label(b)}"
    columns = {"paragraph_a": f"of {said.label(a)}", "paragraph_b": f"of {said.label(b)}", "cosine": "likeness",
               "shared": "they share"}  # fmt: skip
    return said.chart(
        name,
        partial(_likeness, table=table, rows=said.label(a), columns=said.label(b)),
        title=title,
        table=table,
        subtitle="Likeness of paragraphs, TF-IDF cosine: 0 no term shared, 1 the same terms",
        form=Rows(columns, by="cosine"),
        note=f"Most alike: {pair} ({first.cosine:.2f}: {first.shared}).",
        alt=f"Heat map of {len(table)} pairs of paragraphs. Most alike: {pair}, {first.cosine:.2f}; "
        f"the median pair has {table.cosine.median():.2f}.",
    )


def _likeness(page: Page, *, table: pd.DataFrame, rows: str, columns: str) -> None:
    (ax,) = page.panels()
    grid = table.pivot(index="paragraph_a", columns="paragraph_b", values="cosine")
    wide = grid.size and (page.right - page.left - 8 * page.context.size) / grid.shape[1] > 2.4 * page.context.size
    words = grid.map(lambda v: f"{v:.2f}".lstrip("0") if wide and v >= 0.005 else "").to_numpy(dtype=object)
    cells(page, ax, grid.to_numpy(), colour=page.style.ink, most=table.cosine.max(), words=words)
    ax.set_xticks(np.arange(grid.shape[1]) + 0.5, grid.columns)
    ax.set_yticks(np.arange(grid.shape[0]) + 0.5, grid.index)
    ax.set_xlabel(f"Paragraph of {columns}", loc="left")
    ax.set_title(f"Paragraph of {rows}", loc="left", fontsize=page.context.size, pad=3 * page.unit)
