"""Charts along the text: what each page consists of, and where in it each actor is mentioned."""

from __future__ import annotations

from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.charts.marks import LINES, MOST_LANES, Briefs, Words, lane_axis, row_axis, shifted, top_rows
from analysis.style import Bars, Chart, Rows
from analysis.style.look import rgb
from analysis.style.page import Page
from analysis.wording import listed

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
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(briefs, words, most=MOST_LANES)
    body = sentences.groupby(["brief_id", "section"], sort=False).n_words.sum().reset_index()
    body["part"] = body.section.where(body.section != "", "before the first heading")
    whole = body.groupby("brief_id").part.transform("size") == 1
    body.loc[whole, "part"] = "the brief"
    extra = briefs[["brief_id"]].assign(part=FURNITURE, n_words=briefs.n_furniture_words)
    table = pd.concat([body[["brief_id", "part", "n_words"]], extra], ignore_index=True)
    table = table[table.brief_id.isin(said.ids)].sort_values(
        "brief_id", key=lambda c: c.map(said.number), kind="stable"
    )
    table["word_share"] = table.n_words / table.groupby("brief_id").n_words.transform("sum")
    told = [
        f"{said.label(b)}: " + listed([f"{p.part} {p.n_words:,} words" for p in part.itertuples()])
        for b, part in table.groupby("brief_id", sort=False)
    ]
    return said.chart(
        name,
        partial(_layout, table=table, said=said),
        title=title,
        table=table.reset_index(drop=True),
        subtitle="What each page consists of, words",
        form=Bars("n_words", "count", row="part"),
        note=f"n = {table.n_words.sum():,} words. Furniture: navigation, author boxes, other articles.",
        alt=f"Stacked bars of the words on each page by section. {'. '.join(told)}.",
    )


def _layout(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    names = lane_axis(page, ax, said, at=0.2)
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
        ax.barh(number + 0.2, part.n_words, 0.36, left=left, color=[shade], edgecolor=page.style.grey, lw=page.unit / 2)
        left += part.n_words


def _part_labels(page: Page, ax, parts: pd.DataFrame, *, row: int, width: float, levels: int) -> None:
    """Names below a bar, the last ones first, each on the first line where it is free of the others."""
    scale = width / ax.get_xlim()[1]
    starts = (parts.n_words.cumsum() - parts.n_words) * scale
    size, ends = page.context.size, [width] * levels
    for start, part in list(zip(starts, parts.itertuples(), strict=True))[::-1]:
        text = f"{part.part}: {part.n_words:,}"
        at = min(start, width - page.measure(text))
        level = next((n for n, end in enumerate(ends) if at + page.measure(text) <= end), None)
        if level is None:
            continue
        ends[: level + 1] = [at - size] * (level + 1)
        down = -(level + 0.75) * size * 1.2
        ax.annotate(
            text,
            (at / scale, row + 0.38),
            xytext=(1.5 * page.unit, down),
            textcoords="offset points",
            ha="left",
            va="center",
            annotation_clip=False,
        )
        if at == start:
            ax.annotate(
                "",
                (start / scale, row + 0.38),
                xytext=(0, down - size / 2),
                textcoords="offset points",
                arrowprops={
                    "arrowstyle": "-",
                    "color": page.style.grey,
                    "lw": page.unit / 2,
                    "shrinkA": 0,
                    "shrinkB": 0,
                },
            )


def mention_strip(
    mentions: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    title: str,
    name: str = "mention-strip",
    top: int = 10,
    **words: Unpack[Words],
) -> Chart:
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
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(sentences, words)
    if mentions.empty:
        return said.nothing(name, title, mentions)
    sentences = sentences[sentences.brief_id.isin(said.ids)]
    lengths = sentences.groupby("brief_id").n_words.sum().reindex(said.ids)
    here = mentions[mentions.brief_id.isin(said.ids)]
    total = here.actor_id.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    chosen = top_rows(
        pd.Series(total.index, index=total.index).map(said.name), most=min(top, LINES - 2), marks=len(said.ids)
    )
    placed = here.assign(word=_word_position(here, sentences), name=here.actor_id.map(said.name))
    table = placed.loc[
        placed.actor_id.isin(chosen.index), ["brief_id", "actor_id", "name", "sentence_id", "text", "word"]
    ]
    told = [
        f"{said.label(b)}: "
        + listed([f"{said.name(a)} {n}" for a, n in table[table.brief_id == b].actor_id.value_counts().head(3).items()])
        for b in said.ids
    ]
    starts = sentences[sentences["part"] == "heading"].assign(word=lambda s: _word_position(s, sentences))
    return said.chart(
        name,
        partial(_strip, table=table, said=said, labels=chosen, lengths=lengths, starts=starts),
        title=title,
        subtitle="Where each is mentioned, words from the start of the brief",
        table=table.reset_index(drop=True),
        form=Rows({"brief_id": "brief", "name": "actor", "text": "words", "sentence_id": "sentence"}),
        note=f"n = {len(table):,} mentions" + (", lines are headings." if len(starts) else "."),
        alt=f"Strokes mark each mention of {len(chosen)} actors along each brief. Most mentions: {'. '.join(told)}.",
    )


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
        _panel_name(page, ax, said.label(brief_id), number=number, width=lengths[brief_id] * scale)


def _panel_name(page: Page, ax, label: str, *, number: int, width: float) -> None:
    """The brief's marker above its panel, and its label where the panel is wide enough."""
    up = 0.7 * page.context.size
    place = shifted(page, ax, right=4 * page.unit, up=up, of=ax.transAxes)
    ax.plot(
        0,
        1,
        marker=page.style.marker(number),
        color=page.style.colour(number),
        ms=5.6 * page.unit,
        transform=place,
        clip_on=False,
    )
    if page.measure(label) < width - 12 * page.unit:
        ax.annotate(
            label,
            (0, 1),
            xycoords="axes fraction",
            xytext=(12 * page.unit, up),
            textcoords="offset points",
            va="center_baseline",
        )
