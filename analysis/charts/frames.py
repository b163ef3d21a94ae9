"""Charts of frames: how often, in whose voice, who does what to whom; and the words for the same actors.

A frame on which coders, or the program with them, agree too little or on too few sentences has a star.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.agreement import legend
from analysis.charts.marks import HOLLOW, LINES, Briefs, Words, cells, counts, dots, row_axis, top_rows
from analysis.style import Bars, Chart, Rows
from analysis.style.look import rgb
from analysis.style.page import Page, fitted
from analysis.wording import count, listed, percent

VOICES = {"brief_id": "brief", "name": "frame", "n_author": "author", "n_quoted_only": "only others"}
ROLES = {"brief_id": "brief", "name": "who", "frame": "frame", "n_sentences": "sentences"}
STAR = "* Agreement on it is too low, or rests on too little, for a finding."
AUTHOR, QUOTED = 1, 0.45  # how strong a brief's colour is
ENTMAN = {("problem", "actor"): "trouble", ("cause", "actor"): "cause", ("judgement", "target"): "judged",
          ("remedy", "actor"): "to act"}  # fmt: skip
NARROW = 17  # letters beside a matrix with a column for each function
MOST_ROWS = 7


def frames_chart(
    frames: pd.DataFrame, *, difference: pd.DataFrame, called: Mapping[str, str], title: str, name: str = "frames",
    top: int = LINES, **words: Unpack[Words],
) -> Chart:  # fmt: skip
    """The share of sentences with each frame in each brief, with its interval.

    *How to read it*: rows are sorted by the difference of the first two briefs. A hollow mark rests on
    fewer than eight sentences and supports no claim.

    Parameters
    ----------
    frames, difference : DataFrame
        The tables `frames_by_voice` and `frame_difference`.
    called : mapping
        The name of each frame.
    title, name
        The claim, and the name of the files.
    top : int
        The frames in the most sentences; there is room for twelve lines.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(frames, words)
    found = frames[(frames.voice == "all") & frames.brief_id.isin(said.ids)]
    if found.empty:
        return said.nothing(name, title, found)
    labels = _labels(found, called, top=top, marks=len(said.ids))
    gaps = difference[difference.voice == "all"].drop_duplicates("frame").set_index("frame").difference
    order = labels.index.to_series().map(gaps).sort_values(ascending=False, kind="stable").index
    table = found[found.frame.isin(order)].assign(name=lambda t: t.frame.map(labels))
    table = table.sort_values("frame", key=lambda f: f.map(order.get_loc), kind="stable", ignore_index=True)
    return said.chart(
        name,
        partial(_dots, table=table, said=said),
        title=title,
        table=table.drop(columns="voice"),
        subtitle=f"Sentences with each frame, % of the {said.each}'s, with 95 % intervals",
        form=Bars("sentence_share", "share", n="n_sentences", counted="sentences"),
        note=f"Counts: sentences; {len(order)} of {found.frame.nunique()} frames. {HOLLOW}{_starred(labels)}",
        alt=f"Dots: the share of sentences with each of {count(len(order), 'frame')}. {_told(table, said)}.",
    )


def frame_voices_chart(
    frames: pd.DataFrame, *, called: Mapping[str, str], title: str, name: str = "frames-by-voice", top: int = LINES,
    **words: Unpack[Words],
) -> Chart:  # fmt: skip
    """In whose voice each frame stands: a panel of bars for each of two briefs.

    *How to read it*: the dark part of a bar is sentences in which the author uses the frame, the pale
    part those in which only somebody quoted does.

    Parameters
    ----------
    frames : DataFrame
        The table `frames_by_voice`.
    called, title, name, top, **words
        As in `frames_chart`.
    """
    said = Briefs.of(frames, words, most=2)
    found = frames[frames.brief_id.isin(said.ids)]
    if found.empty:
        return said.nothing(name, title, found)
    labels = _labels(found[found.voice == "all"], called, top=top, marks=1)
    table = found[found.frame.isin(labels.index)].pivot(
        index=["brief_id", "frame"], columns="voice", values=["n_sentences", "sentence_share"]
    )
    keys = pd.MultiIndex.from_product([said.ids, labels.index], names=["brief_id", "frame"])
    rows = pd.DataFrame({
        "name": [labels[frame] for _, frame in keys],
        "n_author": table["n_sentences", "author"].reindex(keys).to_numpy(int),
        "n_quoted_only": (table["n_sentences", "all"] - table["n_sentences", "author"]).reindex(keys).to_numpy(int),
        "author_share": table["sentence_share", "author"].reindex(keys).to_numpy(),
        "quoted_only_share": (table["sentence_share", "all"] - table["sentence_share", "author"]).reindex(keys),
    }, index=keys).reset_index()  # fmt: skip
    told = [
        f"{said.label(b)}: {own.n_author.sum()} times in the author's voice, "
        f"{own.n_quoted_only.sum()} only quoted or reported"
        for b, own in rows.groupby("brief_id", sort=False)
    ]
    return said.chart(
        name,
        partial(_bars, table=rows, said=said),
        title=title,
        table=rows,
        subtitle=f"Sentences with each frame, % of the {said.each}'s",
        form=Rows(VOICES, by="n_author"),
        note=f"At the bars: sentences in the author's voice + only quoted or reported.{_starred(labels)}",
        alt=f"Bars: {count(len(labels), 'frame')} by voice. {'. '.join(told)}.",
    )


def frame_roles_chart(
    roles: pd.DataFrame, *, title: str, name: str = "who-frames-whom", top: int = MOST_ROWS, **words: Unpack[Words]
) -> Chart:
    """Whom each of two briefs makes the trouble, the cause, the judged and the one to act: Entman's functions.

    *How to read it*: a cell counts sentences. Columns must not be added up: one sentence can stand in
    several. Many cells rest on one or two sentences.

    Parameters
    ----------
    roles : DataFrame
        The table `frame_roles`.
    title, name
        The claim, and the name of the files.
    top : int
        The sides in the most cells; there is room for seven.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(roles, words, most=2)
    keyed = roles.assign(place=list(zip(roles.frame, roles.role, strict=True)))
    table = keyed[keyed.place.isin(ENTMAN) & keyed.brief_id.isin(said.ids)]
    if table.empty:
        return said.nothing(name, title, roles.iloc[:0])
    total = table.groupby("actor_id").n_sentences.sum().sort_values(ascending=False, kind="stable")
    labels = pd.Series(total.index, index=total.index).map(said.name).map(partial(fitted, letters=NARROW)).head(top)
    table = table[table.actor_id.isin(labels.index)].reset_index(drop=True)
    table.insert(0, "name", table.actor_id.map(said.name))
    told = []
    for brief_id in said.ids:
        first = table[table.brief_id == brief_id].nlargest(3, "n_sentences").itertuples()
        most = [f"{r.name}, {ENTMAN[r.place]}, {r.n_sentences}" for r in first]
        told.append(f"{said.label(brief_id)}: {'; '.join(most) or 'nobody'}")
    return said.chart(
        name,
        partial(_roles, table=table, said=said, labels=labels),
        title=title,
        table=table.drop(columns="place"),
        subtitle="Sentences in which each makes the trouble, is its cause, is judged, is to act",
        form=Rows(ROLES, by="n_sentences"),
        note=f"{len(labels)} of {len(total)} sides, issues and events.{_starred(table.name + _stars(table))}",
        alt=f"A matrix for each {said.each} of whom the frames are about. Most sentences: {'. '.join(told)}.",
    )


def _labels(found: pd.DataFrame, called: Mapping[str, str], *, top: int, marks: int) -> pd.Series:
    """The frames in the most sentences, by name, those that carry no finding with a star."""
    total = found.groupby("frame", sort=False).n_sentences.sum().sort_values(ascending=False, kind="stable")
    carries = found.drop_duplicates("frame").set_index("frame").carries
    names = pd.Series({f: called.get(f, f) + ("" if carries[f] else " *") for f in total.index[total > 0]}, dtype="str")
    return top_rows(names, most=top, marks=marks)


def _stars(table: pd.DataFrame) -> pd.Series:
    return table.carries.map({True: "", False: " *"}).astype("str")


def _starred(labels: pd.Series) -> str:
    return f" {STAR}" if labels.str.endswith("*").any() else ""


def _told(table: pd.DataFrame, said: Briefs) -> str:
    told = []
    for brief_id in said.ids:
        first = table[table.brief_id == brief_id].nlargest(3, "n_sentences").itertuples()
        most = listed(f"{r.name.removesuffix(' *')} {percent(r.sentence_share)} ({r.n_sentences})" for r in first)
        told.append(f"{said.label(brief_id)}, most: {most}")
    return ". ".join(told)


def _dots(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    frames = table.drop_duplicates("frame")
    middles = row_axis(page, ax, frames.name.tolist())
    at, columns = dict(zip(frames.frame, middles, strict=True)), []
    for number, brief_id in enumerate(said.ids):
        found = table[table.brief_id == brief_id]
        dots(page, ax, found.assign(x=found.sentence_share, y=found.frame.map(at)), number=number, of=len(said.ids))
        columns.append(found.n_sentences.astype(str).tolist())
    _share_axis(ax, min(1, table[["sentence_share", "high"]].max().max() or 1))
    counts(page, ax, middles, columns)


def _share_axis(ax: Axes, most: float) -> None:
    ax.set_xlim(-0.015 * most, 1.02 * most)
    ax.xaxis.set_major_formatter(lambda share, _: percent(share))
    ax.locator_params(axis="x", nbins=5)


def _bars(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    tones = [("author's voice", AUTHOR), ("only quoted or reported", QUOTED)]
    legend(
        page, [(words, {"mfc": _tone(page.style.ink, strength), "mec": page.style.ink}) for words, strength in tones]
    )
    most = (table.author_share + table.quoted_only_share).max() or 1
    longest = (table.n_author.astype(str) + " + " + table.n_quoted_only.astype(str)).str.len().max()
    for number, (ax, brief_id) in enumerate(zip(page.panels([1] * len(said.ids)), said.ids, strict=True)):
        own = table[table.brief_id == brief_id]
        middles, colour = row_axis(page, ax, own.name.tolist()), page.style.colour(number)
        ax.barh(middles, own.author_share, height=0.6, color=_tone(colour, AUTHOR), label="author")
        look = {"color": _tone(colour, QUOTED), "left": own.author_share, "label": "quoted"}
        ax.barh(middles, own.quoted_only_share, height=0.6, **look)
        for y, row in zip(middles, own.itertuples(), strict=True):
            end = row.author_share + row.quoted_only_share
            words = f"{row.n_author} + {row.n_quoted_only}"
            look = {"xytext": (3 * page.unit, 0), "textcoords": "offset points", "va": "center"}
            ax.annotate(words, (end, y), color=page.style.grey, **look)
        _share_axis(ax, most * (1.25 if longest <= 7 else 1.4))
        ax.tick_params(labelleft=number == 0)


def _tone(colour: str, strength: float) -> tuple[float, ...]:
    """A colour paled towards paper."""
    return tuple(1 - strength * (1 - part) for part in rgb(colour))


def _roles(page: Page, *, table: pd.DataFrame, said: Briefs, labels: pd.Series) -> None:
    actors, places = list(labels.index), list(ENTMAN)
    weak = set(table.place[~table.carries])
    for number, (ax, brief_id) in enumerate(zip(page.panels([1] * len(said.ids)), said.ids, strict=True)):
        values = np.full((len(actors), len(places)), np.nan)
        for row in table[table.brief_id == brief_id].itertuples():
            values[actors.index(row.actor_id), places.index(row.place)] = row.n_sentences
        words = np.array([["" if np.isnan(v) else str(int(v)) for v in line] for line in values], dtype=object)
        cells(page, ax, values, colour=page.style.colour(number), most=table.n_sentences.max(), words=words)
        ax.set_yticks(np.arange(len(actors)) + 0.5, labels.tolist(), linespacing=1.0)
        heads = [ENTMAN[place] + ("*" if place in weak else "") for place in places]
        ax.set_xticks(np.arange(len(places)) + 0.5, heads, va="baseline")
        ax.xaxis.tick_top()
        ax.tick_params(labelleft=number == 0)
