"""Charts of what the briefs consist of, whom they mention, and where."""

from __future__ import annotations

from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.marks import (
    HOLLOW, LINES, MOST_PANELS, Briefs, Words, counts, dots, listed, percent, row_axis, top_rows,
)  # fmt: skip
from analysis.page import Page, fitted, rgb
from analysis.style import Chart

FURNITURE = "furniture"


def layout_of_briefs(
    sentences: pd.DataFrame, *, briefs: pd.DataFrame, title: str, name: str = "layout", **words: Unpack[Words]
) -> Chart:
    """How many words of each page are the brief, section by section, and how many are furniture.

    Parameters
    ----------
    sentences, briefs : DataFrame
        As the codebook has them.
    title : str
        The claim.
    name : str
        Of the files.
    **words
        See `analysis.marks.Words`.
    """
    said = Briefs.of(briefs.brief_id, words)
    body = sentences.groupby(["brief_id", "section"], sort=False).n_words.sum().reset_index()
    body["part"] = body.section.where(body.section != "", "before the first heading")
    whole = body.groupby("brief_id").part.transform("size") == 1
    body.loc[whole, "part"] = "the brief"
    extra = briefs[["brief_id"]].assign(part=FURNITURE, n_words=briefs.n_furniture_words)
    table = pd.concat([body[["brief_id", "part", "n_words"]], extra], ignore_index=True)
    table = table[table.brief_id.isin(said.ids)].sort_values("brief_id", key=lambda c: c.map(said.number), kind="stable")
    table["word_share"] = table.n_words / table.groupby("brief_id").n_words.transform("sum")
    told = [f"{said.label(b)}: " + listed([f"{p.part} {p.n_words:,} words" for p in part.itertuples()])
            for b, part in table.groupby("brief_id", sort=False)]  # fmt: skip
    return said.chart(
        name, partial(_layout, table=table, said=said), title=title, table=table.reset_index(drop=True),
        subtitle="What each page consists of, words", note="Furniture: navigation, author boxes, other articles.",
        alt=f"Stacked bars of the words on each page by section. {'. '.join(told)}.",
    )  # fmt: skip


def _layout(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    names = [fitted(said.label(b), 14) for b in said.ids]
    ax.set_yticks(np.arange(len(names)) + 0.2, names, linespacing=1.0)
    ax.set_ylim(len(names) - 0.05, 0)
    ax.set_xlim(0, table.groupby("brief_id").n_words.sum().max())
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.grid(axis="x")
    for brief_id, parts in table.groupby("brief_id", sort=False):
        _bar(page, ax, parts, number=said.number(brief_id))
    column = max(page.measure(line) for name in names for line in name.split("\n"))
    width = page.right - page.left - column - 20 * page.unit
    lane = (page.top - page.bottom - 14 * page.unit) / len(names)
    most = int(lane * 0.55 / (page.context.size * 1.2))
    for brief_id, parts in table.groupby("brief_id", sort=False):
        _part_labels(page, ax, parts, row=said.number(brief_id), width=width, levels=most)


def _bar(page: Page, ax, parts: pd.DataFrame, *, number: int) -> None:
    """One page as a bar: sections in the brief's colour, paler one after the other, furniture in grey."""
    left = 0
    colour = np.array(rgb(page.style.colour(number)))
    for n, part in enumerate(parts.itertuples()):
        shade = page.style.band if part.part == FURNITURE else 1 - (1 - colour) * (1, 0.62, 0.36)[n % 3]
        ax.barh(number + 0.2, part.n_words, 0.36, left=left, color=[shade], edgecolor=page.style.grey,
                lw=page.unit / 2)  # fmt: skip
        left += part.n_words


def _part_labels(page: Page, ax, parts: pd.DataFrame, *, row: int, width: float, levels: int) -> None:
    """Names below a bar, the last ones first, each on the first line where it is free of the others."""
    scale = width / ax.get_xlim()[1]
    starts = (parts.n_words.cumsum() - parts.n_words) * scale
    size, ends = page.context.size, [width] * levels
    for start, part in list(zip(starts, parts.itertuples(), strict=True))[::-1]:
        text = f"{part.part} {part.n_words:,}"
        at = min(start, width - page.measure(text))
        level = next((n for n, end in enumerate(ends) if at + page.measure(text) <= end), None)
        if level is None:
            continue
        ends[: level + 1] = [at - size] * (level + 1)
        down = -(level + 0.75) * size * 1.2
        ax.annotate(
            text, (at / scale, row + 0.38), xytext=(1.5 * page.unit, down), textcoords="offset points",
            ha="left", va="center", annotation_clip=False,
        )  # fmt: skip
        if at == start:
            ax.annotate("", (start / scale, row + 0.38), xytext=(0, down - size / 2), textcoords="offset points",
                        arrowprops={"arrowstyle": "-", "color": page.style.grey, "lw": page.unit / 2,
                                    "shrinkA": 0, "shrinkB": 0})  # fmt: skip


def presence_chart(
    presence: pd.DataFrame, *, difference: pd.DataFrame | None = None, title: str, name: str = "presence",
    top: int = LINES, **words: Unpack[Words],
) -> Chart:  # fmt: skip
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
        See `analysis.marks.Words`.
    """
    said = Briefs.of(presence.brief_id, words)
    table = _presence_rows(presence, said, difference, top)
    told = []
    for brief_id, rows in table.groupby("brief_id", sort=False):
        high, low = rows.loc[rows.sentence_share.idxmax()], rows.loc[rows.sentence_share.idxmin()]
        told.append(f"{said.label(brief_id)}: most {high['name']} ({percent(high.sentence_share)}, "
                    f"{high.n_sentences} sentences), least {low['name']} ({percent(low.sentence_share)})")  # fmt: skip
    return said.chart(
        name, partial(_presence, table=table, said=said), title=title, table=table,
        subtitle="Sentences that mention each, % of the brief's, with 95 % intervals",
        note=f"Counts are sentences. {HOLLOW}",
        alt=f"Dots: the share of sentences that mention each of {table.actor_id.nunique()}. {'. '.join(told)}.",
    )  # fmt: skip


def _presence_rows(presence, said: Briefs, difference, top: int) -> pd.DataFrame:
    """A row for each actor and brief, in the order of the chart; no mention is a share of zero."""
    total = presence.groupby("actor_id", sort=False).n_sentences.sum().sort_values(ascending=False, kind="stable")
    chosen = top_rows(pd.Series(total.index, index=total.index).map(said.name), most=top)
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
    ax.set_xlim(0, min(1, table[["sentence_share", "high"]].max().max() * 1.04 or 1))
    ax.xaxis.set_major_formatter(percent)
    ax.locator_params(axis="x", nbins=6)
    counts(page, ax, middles, columns[:MOST_PANELS])


def mention_strip(
    mentions: pd.DataFrame, *, sentences: pd.DataFrame, title: str, name: str = "mention-strip",
    top: int = 10, **words: Unpack[Words],
) -> Chart:  # fmt: skip
    """Where in each brief each of the most mentioned actors is mentioned: a stroke a mention.

    Parameters
    ----------
    mentions, sentences : DataFrame
        As the codebook has them.
    title, name
        The claim, and the name of the files.
    top : int
        The most mentioned actors; there is room for ten.
    **words
        See `analysis.marks.Words`.
    """
    said = Briefs.of(sentences.brief_id, words)
    said = Briefs(said.ids[:MOST_PANELS], words)
    lengths = sentences.groupby("brief_id").n_words.sum().reindex(said.ids)
    here = mentions[mentions.brief_id.isin(said.ids)]
    total = here.actor_id.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    chosen = top_rows(pd.Series(total.index, index=total.index).map(said.name), most=min(top, LINES - 2))
    placed = here.assign(word=_word_position(here, sentences), name=here.actor_id.map(said.name))
    table = placed.loc[placed.actor_id.isin(chosen.index), ["brief_id", "actor_id", "name", "sentence_id", "text", "word"]]
    told = [f"{said.label(b)}: " + listed([f"{said.name(a)} {n}" for a, n in table[table.brief_id == b].actor_id
            .value_counts().head(3).items()]) for b in said.ids]  # fmt: skip
    starts = sentences[sentences["part"] == "heading"].assign(word=lambda s: _word_position(s, sentences))
    return said.chart(
        name, partial(_strip, table=table, said=said, labels=chosen, lengths=lengths, starts=starts), title=title,
        subtitle="Where each is mentioned, words from the start of the brief", table=table.reset_index(drop=True),
        note=f"n = {len(table)} mentions" + (", lines are headings." if len(starts) else "."),
        alt=f"Strokes mark each mention of {len(chosen)} actors along each brief. Most mentions: {'. '.join(told)}.",
    )  # fmt: skip


def _word_position(spans: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series:
    """How many words of the brief stand before each span."""
    at = sentences.assign(before=sentences.groupby("brief_id").n_words.cumsum() - sentences.n_words)
    at = at.set_index("sentence_id").loc[spans.sentence_id]
    part = (spans.start.to_numpy() - at.start.to_numpy()) / (at.end - at.start).clip(lower=1).to_numpy()
    words = at.before.to_numpy() + np.clip(part, 0, 1) * at.n_words.to_numpy()
    return pd.Series(words.round(1), index=spans.index)


def _strip(page: Page, *, table, said: Briefs, labels: pd.Series, lengths: pd.Series, starts) -> None:
    panels = page.panels(lengths.to_list())
    column = max(page.measure(line) for label in labels for line in label.split("\n")) if len(labels) else 0
    scale = (page.right - page.left - column - 20 * page.unit * len(panels)) / lengths.sum()
    step = next(s for s in (50, 100, 250, 500, 1000, 2500, 10**4, 10**9) if s * scale > 3.5 * page.context.size)
    for number, (ax, brief_id) in enumerate(zip(panels, said.ids, strict=True)):
        middles = row_axis(page, ax, labels.tolist())
        ax.grid(visible=False)
        ax.hlines(middles, 0, lengths[brief_id], color=page.style.grid, lw=page.unit * 0.6)
        for word in starts[starts.brief_id == brief_id].word:
            ax.axvline(word, color=page.style.grey, lw=page.unit * 0.6)
        at = table[table.brief_id == brief_id]
        y = at.actor_id.map(dict(zip(labels.index, middles, strict=True)))
        ax.vlines(at.word, y - 0.36, y + 0.36, color=page.style.colour(number), lw=1.3 * page.unit, label=brief_id)
        ax.set_xlim(0, lengths[brief_id])
        ax.set_xticks(np.arange(0, lengths[brief_id], step))
        ax.xaxis.set_major_formatter("{x:,.0f}")
        ax.tick_params(labelleft=number == 0)
        title = page.wrapped(said.label(brief_id), max(lengths[brief_id] * scale, 4 * page.context.size))
        ax.set_title(title, loc="left", fontsize=page.context.size, linespacing=1.0, pad=3 * page.unit)
