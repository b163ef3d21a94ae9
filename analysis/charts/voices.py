"""Charts of voice: who speaks in each brief, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.agreement import legend
from analysis.charts.marks import LINES, MOST_LANES, Briefs, Words, counts, lane_axis
from analysis.style import Bars, Chart
from analysis.style.look import rgb
from analysis.style.page import LEADING, Page, fitted
from analysis.wording import count, listed, percent

AUTHOR, OTHERS = "author", "others"
OWN, QUOTED, REPORTED = 1, 0.62, 0.3  # how strong a brief's colour is
BAR, MIDDLE = 0.3, 0.19  # of a lane: how high a bar is, and where it stands


def speaking_chart(speaking: pd.DataFrame, *, title: str, name: str = "speaking", **words: Unpack[Words]) -> Chart:
    """Who speaks in each brief and for how long: the author's own voice, then each side.

    *How to read it*: a bar is all words of a brief. What stands in wholly or partly quoted
    attributions is darker than what is only reported; the author's own words are darkest.

    Parameters
    ----------
    speaking : DataFrame
        From `speaking`: a row per brief and speaker. Speakers without a side are `others`.
    title, name
        The claim, and the name of the files.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(speaking, words, most=MOST_LANES)
    table = _by_side(speaking, said)
    if table.empty:
        return said.nothing(name, title, table)
    told = [
        f"{said.label(b)}: " + listed([f"{r.name} {percent(r.word_share)}" for r in rows.itertuples(index=False)])
        for b, rows in table.groupby("brief_id", sort=False)
    ]
    n = [f"{table.n_words[table.brief_id == b].sum():,}" for b in said.ids]
    return said.chart(
        name,
        partial(_speaking, table=table, said=said),
        title=title,
        table=table,
        subtitle=f"Who speaks, % of each {said.each}'s words",
        form=Bars("word_share", "share", n="n_attributions", counted="attributions"),
        note=f"n = {listed(n)} words. Others: speakers of no side, or of several at once.",
        alt=f"Stacked bars of the words of each {said.each} by who speaks. {'. '.join(told)}.",
    )


def speakers_chart(
    speaking: pd.DataFrame, *, title: str, name: str = "speakers", top: int = LINES,
    measure: str = "Words put into each speaker's mouth, quoted or reported", **words: Unpack[Words],
) -> Chart:  # fmt: skip
    """The speakers that are given the most words, as a bar for each brief in which they speak.

    *How to read it*: bars are words, so a longer brief has longer bars; rows are sorted by the
    first brief's words minus the second's.

    Parameters
    ----------
    speaking : DataFrame
        From `speaking`: a row per brief and speaker; the authors are left out.
    title, name
        The claim, and the name of the files.
    top : int
        The speakers with the most words in any brief; there is room for twelve bars or lines.
    measure : str
        What a bar is, for the subtitle.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(speaking, words, once=("brief_id", "speaker"))
    found = speaking[speaking.brief_id.isin(said.ids) & (speaking.speaker != "author_" + speaking.brief_id)]
    if found.empty:
        return said.nothing(name, title, found)
    table = _speakers(found, said, top)
    told = []
    for brief_id in said.ids:
        first = found[found.brief_id == brief_id].nlargest(3, "n_words").itertuples()
        most = [f"{_named(said, r.speaker)} {count(r.n_words, 'word')} in {r.n_attributions}" for r in first]
        told.append(f"{said.label(brief_id)}: {listed(most) or 'nobody'}")
    shown, whole = table.speaker.nunique(), found.speaker.nunique()
    return said.chart(
        name,
        partial(_bars, table=table, said=said),
        title=title,
        table=table,
        subtitle=measure,
        form=Bars("n_words", "count", n="n_attributions", counted="attributions"),
        note=f"At the right: attributions. {shown} of {whole} speakers.",
        alt=f"Bars: the words of {count(shown, 'speaker')}. Most words, and in how many attributions: "
        f"{'. '.join(told)}.",
    )


def _named(said: Briefs, speaker: str) -> str:
    """The names of one or several actors, or the source's own words with a capital."""
    name = listed(said.name(actor_id) for actor_id in speaker.split("; "))
    return name[:1].upper() + name[1:]


def _by_side(speaking: pd.DataFrame, said: Briefs) -> pd.DataFrame:
    """A row per brief and side: the author, the sides that speak most in all briefs, the others."""
    own = speaking[speaking.brief_id.isin(said.ids)]
    side = own.side.fillna(OTHERS).astype("str").mask(own.speaker == "author_" + own.brief_id, AUTHOR)
    own = own.assign(side=side, quoted=own.quoted_share * own.n_words)
    table = own.groupby(["brief_id", "side"])[["n_attributions", "n_words", "word_share", "quoted"]].sum().reset_index()
    share = table.groupby("side").word_share.sum().drop([AUTHOR, OTHERS], errors="ignore")
    order = [AUTHOR, *share.sort_values(ascending=False, kind="stable").index, OTHERS]
    table = table.sort_values("side", key=lambda c: c.map(order.index), kind="stable")
    table = table.sort_values("brief_id", key=lambda c: c.map(said.number), kind="stable", ignore_index=True)
    names = {AUTHOR: "author's own voice", OTHERS: OTHERS}
    table.insert(2, "name", [names.get(side) or said.name(side) for side in table.side])
    table["quoted_share"] = table.quoted / table.n_words.clip(lower=1)
    return table[table.n_words > 0].drop(columns="quoted").reset_index(drop=True)


def _speaking(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    grey = {"mec": page.style.grey, "mew": page.unit / 2}
    shades = {"author's own voice": OWN, "quoted": QUOTED, "reported": REPORTED}
    legend(page, [(words, {"mfc": _tint(page.style.grey, part)} | grey) for words, part in shades.items()])
    (ax,) = page.panels()
    names = lane_axis(page, ax, said, at=MIDDLE)
    ax.set_ylim(len(names), 0)
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    column = max(page.measure(line) for name in names for line in name.split("\n"))
    width = page.right - page.left - column - 22 * page.unit
    lane = (page.top - page.bottom - 16 * page.unit) / len(names)
    levels = int(lane * (1 - MIDDLE - BAR / 2) / (page.context.size * LEADING))
    parts = table.assign(label=[f"{r.name} {percent(r.word_share)}" for r in table.itertuples(index=False)])
    parts["start"] = parts.groupby("brief_id").word_share.cumsum() - parts.word_share
    parts["wide"] = parts.label.map(page.measure) + 3 * page.unit
    end = max(1, (parts.start / (1 - parts.wide / width)).max())
    ax.set_xlim(0, end)
    ax.set_xticks(np.arange(0, 1.01, 0.2 if 0.2 * width / end > 1.2 * page.measure("100 %") else 0.5))
    for brief_id, own in parts.groupby("brief_id", sort=False):
        _lane(page, ax, own, number=said.number(brief_id))
        _lane_labels(page, ax, own, row=said.number(brief_id), scale=width / end, levels=levels)


def _tint(colour: str, part: float) -> tuple[float, ...]:
    return tuple(1 - (1 - np.array(rgb(colour))) * part)


def _lane(page: Page, ax: Axes, parts: pd.DataFrame, *, number: int) -> None:
    """One brief as a bar, each side parted from the next by a line of paper."""
    middle = number + MIDDLE
    for part in parts.itertuples():
        quoted, rest = part.word_share * part.quoted_share, OWN if part.side == AUTHOR else REPORTED
        for left, share, shade in ((0, quoted, QUOTED), (quoted, part.word_share - quoted, rest)):
            colour = _tint(page.style.colour(number), shade)
            ax.barh(middle, share, BAR, left=part.start + left, color=[colour], lw=0, label=part.side)
    edges = parts.start.iloc[1:]
    ax.vlines(edges, middle - BAR / 2, middle + BAR / 2, color=page.style.paper, lw=1.6 * page.unit)


def _lane_labels(page: Page, ax: Axes, parts: pd.DataFrame, *, row: int, scale: float, levels: int) -> None:
    """Names and shares below a bar: of those for which there is no room for all, the largest."""
    size, bottom = page.context.size, row + MIDDLE + BAR / 2
    parts, kept = parts.reset_index(drop=True), []
    for n in parts.word_share.sort_values(ascending=False, kind="stable").index:
        if len(_placed(parts, [*kept, n], scale, levels, size)) > len(kept):
            kept.append(n)
    for n, (level, back) in _placed(parts, kept, scale, levels, size).items():
        part, down = parts.loc[n], -(level + 0.7) * size * LEADING
        look = {"textcoords": "offset points", "annotation_clip": False, "va": "center"}
        side = {"ha": "right" if back else "left", "xytext": (2 * page.unit * (-1 if back else 1), down)}
        ax.annotate(part.label, (part.start, bottom), **side, **look)
        if n:
            line = {"arrowstyle": "-", "color": page.style.grey, "lw": page.unit / 2, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", (part.start, bottom), xytext=(0, down - size / 2), arrowprops=line, **look)


def _placed(
    parts: pd.DataFrame, wanted: Sequence[int], scale: float, levels: int, size: float
) -> dict[int, tuple[int, bool]]:
    """On which line each label stands and whether left of its place, the last first; some may find no room."""
    ends, found = [np.inf] * levels, {}
    for n in sorted(wanted, reverse=True):
        part = parts.loc[n]
        at = part.start * scale
        level = next((line for line, end in enumerate(ends) if at + part.wide <= end), None)
        back = level is None and n == 1 and at - part.wide > parts.wide[0] + size  # only the author is left of it
        if level is None and not back:
            continue
        found[n] = level or 0, back
        ends[: found[n][0] + 1] = [at - size - back * part.wide] * (found[n][0] + 1)
    return found


def _speakers(found: pd.DataFrame, said: Briefs, top: int) -> pd.DataFrame:
    """The rows of the speakers with the most words for which there is room, sorted by the difference."""
    found = found.assign(name=[_named(said, s) for s in found.speaker])
    most = found.groupby("speaker").n_words.max().sort_values(ascending=False, kind="stable")
    heights = _heights(found).loc[most.index]
    kept = heights[heights.cumsum() <= LINES].head(top).index
    wide = found.pivot(index="speaker", columns="brief_id", values="n_words").reindex(index=kept, columns=said.ids)
    wide = wide.astype(float).fillna(0)
    gap = wide.iloc[:, 0] - wide.iloc[:, 1:2].sum(axis=1)
    order = list(gap.sort_values(ascending=False, kind="stable").index)
    table = found[found.speaker.isin(kept)].sort_values("speaker", key=lambda c: c.map(order.index), kind="stable")
    columns = ["brief_id", "speaker", "name", "side", "n_attributions", "n_words", "word_share", "quoted_share"]
    return table[columns].reset_index(drop=True)


def _heights(found: pd.DataFrame) -> pd.Series:
    """How many lines each speaker takes: those of the label or a bar for each brief, whichever are more."""
    rows = found.groupby("speaker", sort=False)
    lines = rows.name.first().map(lambda name: fitted(name).count("\n") + 1)
    return np.maximum(lines, rows.size())


def _bars(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    heights = _heights(table)
    middles = heights.cumsum() - heights / 2
    ax.set_yticks(middles, [fitted(name) for name in table.name[~table.speaker.duplicated()]], linespacing=1.0)
    ax.set_ylim(heights.sum(), 0)
    ax.grid(axis="x")
    shown = table.groupby("speaker", sort=False).cumcount()
    of = table.groupby("speaker").speaker.transform("size")
    at = table.speaker.map(middles) + shown - (of - 1) / 2
    for y, row in zip(at, table.itertuples(), strict=True):
        ax.barh(y, row.n_words, 0.66, color=page.style.colour(said.number(row.brief_id)), label=row.speaker)
        look = {"textcoords": "offset points", "va": "center", "ha": "left"}
        ax.annotate(f"{row.n_words}", (row.n_words, y), xytext=(4 * page.unit, 0), **look)
    ax.set_xlim(0, table.n_words.max() * 1.12)
    ax.locator_params(axis="x", nbins=6, integer=True)
    columns = [["–"] * len(middles) for _ in said.ids]
    for row in table.itertuples():
        columns[said.number(row.brief_id)][middles.index.get_loc(row.speaker)] = str(row.n_attributions)
    counts(page, ax, middles, columns)
