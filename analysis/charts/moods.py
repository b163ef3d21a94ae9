"""Charts of the mood of sentences, and of how far two lexicons agree on it.

Sentiment is the mood of the words, not a stance. A sentence in which nothing was scored has
its own mark, apart from the scale: it isn't zero.
"""

from __future__ import annotations

from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.charts.marks import MEASURES, MOST_LANES, NOTHING, Briefs, Words, lane_axis, signed_axis, zero_line
from analysis.style import Chart, Points, Rows
from analysis.style.page import Page
from analysis.wording import listed, signed

BIN = 0.05  # of a score: sentences this close are stacked
PER_ROW = 4  # of the unscored sentences


def sentiment_strip(
    sentiment: pd.DataFrame,
    *,
    means: pd.DataFrame | None = None,
    title: str,
    measure: str = "polarity",
    name: str = "sentiment-strip",
    **words: Unpack[Words],
) -> Chart:
    """Each sentence as a dot on its score, stacked; the mean with its interval below.

    Parameters
    ----------
    sentiment : DataFrame
        As the codebook has it.
    means : DataFrame, optional
        A row a brief: `brief_id`, `mean`, `low`, `high` (the rows `all` of `actor_sentiment`);
        without it the mean has no interval.
    title, measure, name
        The claim; polarity or vader; the name of the files.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(sentiment, words, most=MOST_LANES)
    if sentiment.empty:
        return said.nothing(name, title, sentiment)
    sentiment = sentiment[sentiment.brief_id.isin(said.ids)]
    table = sentiment[["brief_id", "sentence_id"]].assign(score=sentiment[measure]).reset_index(drop=True)
    table["score"] = table.score.astype(float)
    if means is None:
        means = table.groupby("brief_id").score.mean().rename("mean").reset_index().assign(low=np.nan, high=np.nan)
    else:
        keep = means.measure == measure if "measure" in means else slice(None)
        means = means.loc[keep, ["brief_id", "mean", "low", "high"]]
    told = [
        f"{said.label(b)}: mean {_score(rows, means)}, {rows.score.isna().sum()} of {len(rows)} sentences unscored"
        for b, rows in table.groupby("brief_id", sort=False)
    ]
    return said.chart(
        name,
        partial(_sentiment, table=table, means=means.set_index("brief_id"), said=said),
        title=title,
        table=table,
        subtitle=f"Sentences by {MEASURES[measure]}; below: mean with 95 % interval",
        form=Rows({"brief_id": "brief", "sentence_id": "sentence", "score": MEASURES[measure]}, by="score"),
        note=f"n = {_in_each(table, said)} sentences; hollow: no word scored.",
        alt=f"A dot a sentence on its score, from {signed(table.score.min())} to {signed(table.score.max())}. "
        f"{'. '.join(told)}.",
    )


def _score(rows: pd.DataFrame, means: pd.DataFrame) -> str:
    found = means[means.brief_id == rows.brief_id.iloc[0]]
    if found.empty or found["mean"].isna().all():
        return "missing"
    mean = found.iloc[0]
    ends = "" if pd.isna(mean.low) else f" ({signed(mean.low)} to {signed(mean.high)})"
    return signed(mean["mean"]) + ends


def _in_each(table: pd.DataFrame, said: Briefs) -> str:
    return listed([str(n) for n in table.brief_id.value_counts().reindex(said.ids, fill_value=0)])


def _sentiment(page: Page, *, table: pd.DataFrame, means: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    low, high = _ends(table.score)
    wide = high - low
    apart = low - 0.17 * wide
    levels = max(_levels(rows.score) for _, rows in table.groupby("brief_id"))
    lane = (page.top - page.bottom - 30 * page.unit) / len(said.ids)
    column = BIN / (1.3 * wide) * (page.right - page.left - 90 * page.unit)
    dot = min(column, 0.66 * lane / levels, 10 * page.unit)
    for number, brief_id in enumerate(said.ids):
        look = {"linestyle": "", "marker": page.style.marker(number), "ms": 0.8 * dot}
        _stack(
            page,
            ax,
            table.score[table.brief_id == brief_id],
            number=number,
            apart=apart,
            step=(dot / column * BIN, dot / lane),
            **look,
        )
        if brief_id in means.index:
            _mean(page, ax, means.loc[brief_id], number=number)
    zero_line(page, ax)
    ax.grid(axis="x")
    ax.set_ylim(len(said.ids), 0)
    ax.set_xlim(low - 0.27 * wide, high + 0.03 * wide)
    signed_axis(ax, low, high, apart=apart if table.score.isna().any() else None)
    lane_axis(page, ax, said, at=0.6)


def _ends(scores: pd.Series) -> tuple[float, float]:
    """Round ends of an axis that holds all scores, and half a point to either side of zero."""
    return min(-0.5, np.floor(scores.min() * 4) / 4), max(0.5, np.ceil(scores.max() * 4) / 4)


def _bins(scores: pd.Series) -> pd.Series:
    return scores.dropna().div(BIN).round().mul(BIN)


def _levels(scores: pd.Series) -> int:
    """How high the highest stack of one brief is, that of unscored sentences included."""
    return max([*_bins(scores).value_counts(), -(-scores.isna().sum() // PER_ROW), 1])


def _stack(page: Page, ax, scores: pd.Series, *, number: int, apart: float, step: tuple[float, float], **look) -> None:
    """One brief's sentences: like scores one on the other, unscored ones in a block apart."""
    bins = _bins(scores)
    level = bins.groupby(bins).cumcount()
    silent_at = np.arange(scores.isna().sum())
    base, colour = number + 0.74, page.style.colour(number)
    if len(bins):
        ax.plot(bins, base - level * step[1], color=colour, mew=0, label=f"scored-{number}", **look)
    if len(silent_at):
        x = apart + (silent_at % PER_ROW - (PER_ROW - 1) / 2) * step[0]
        ax.plot(
            x,
            base - silent_at // PER_ROW * step[1],
            mfc=page.style.paper,
            mec=colour,
            mew=0.8 * page.unit,
            label=f"silent-{number}",
            **look | {"ms": 0.85 * look["ms"]},
        )


def _mean(page: Page, ax, mean: pd.Series, *, number: int) -> None:
    if pd.isna(mean["mean"]):
        return
    colour, y = page.style.colour(number), number + 0.9
    if pd.notna(mean.low):
        ax.plot([mean.low, mean.high], [y, y], color=colour, lw=2.4 * page.unit, label=f"interval-{number}")
    ax.plot(
        [mean["mean"]], [y], marker="|", ms=10 * page.unit, mew=2.4 * page.unit, color=colour, label=f"mean-{number}"
    )
    ax.annotate(
        f"mean {signed(mean['mean'])}",
        (1, y),
        xycoords=ax.get_yaxis_transform(),
        va="center_baseline",
        xytext=(6 * page.unit, 0),
        textcoords="offset points",
    )


def lexicons_chart(sentiment: pd.DataFrame, *, title: str, name: str = "lexicons", **words: Unpack[Words]) -> Chart:
    """TextBlob against VADER, sentence by sentence; the quadrants in which they disagree are counted.

    Parameters
    ----------
    sentiment : DataFrame
        As the codebook has it.
    title, name
        The claim, and the name of the files.
    **words
        See `analysis.charts.marks.Words`.
    """
    said = Briefs.of(sentiment, words)
    if sentiment.empty:
        return said.nothing(name, title, sentiment)
    table = sentiment[["brief_id", "sentence_id", "polarity", "vader"]].reset_index(drop=True)
    table[["polarity", "vader"]] = table[["polarity", "vader"]].astype(float)
    both = table.dropna()
    first, second = (((both.polarity * sign > 0) & (both.vader * sign < 0)).sum() for sign in (1, -1))
    missing = len(table) - len(both)
    return said.chart(
        name,
        partial(_lexicons, table=table, said=said),
        title=title,
        table=table,
        subtitle="Score of each sentence: TextBlob polarity across, VADER compound up",
        form=Points("polarity", "vader", names=("TextBlob polarity", "VADER compound")),
        note=f"n = {len(both):,} sentences that both score; hollow, at the edges: {missing} that one or both don't.",
        alt=f"Scatter of {len(both)} sentences. Opposite signs: {first} that TextBlob scores above zero and VADER "
        f"below, {second} the other way round. {missing} sentences lack a score of one or both.",
    )


def _lexicons(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    low, high = _ends(table.polarity)
    apart = low - 0.12 * (high - low)
    at = table.assign(x=table.polarity.fillna(apart), y=table.vader.fillna(-1.8), known=table.notna().all(axis=1))
    for number, brief_id in enumerate(said.ids):
        for known, fill in ((True, page.style.colour(number)), (False, page.style.paper)):
            part = at[(at.brief_id == brief_id) & (at.known == known)]
            edge = page.style.paper if known else page.style.colour(number)
            ax.plot(
                part.x,
                part.y,
                linestyle="",
                marker=page.style.marker(number),
                ms=6 * page.unit,
                mfc=fill,
                mec=edge,
                mew=0.7 * page.unit,
                label=f"{'both' if known else 'edge'}-{number}",
            )
    _opposed(page, ax, table, ends=(low, high))
    for line in (ax.axhline, ax.axvline):
        line(0, color=page.style.ink, lw=page.unit, zorder=1.5)
    ax.grid()
    ax.set(xlim=(apart - 0.04, high + 0.04), ylim=(-2, 1.55))
    signed_axis(ax, low, high, apart=apart)
    ax.set_yticks([-1.8, -1, 0, 1], [NOTHING, "−1", "0", "+1"], linespacing=1.0)


def _opposed(page: Page, ax, table: pd.DataFrame, *, ends: tuple[float, float]) -> None:
    """The quadrants in which the lexicons disagree, shaded, with how many sentences they hold."""
    scale = (page.right - page.left - 60 * page.unit) / (1.12 * (ends[1] - ends[0]) + 0.08)
    for sign, end, side in ((1, ends[1], "right"), (-1, ends[0], "left")):
        n = int(((table.polarity * sign > 0) & (table.vader * sign < 0)).sum())
        ax.fill_between([0, end + 0.04 * sign], 0, -1.5 * sign, color=page.style.band, lw=0, zorder=0)
        words = f"TextBlob {'+' if sign > 0 else '−'}, VADER {'−' if sign > 0 else '+'}: {n}"
        if page.measure(words) > abs(end) * scale - 6 * page.unit:
            words = words.replace(", ", ",\n")
        ax.text(end, -1.3 * sign, words, ha=side, va="center", linespacing=1.0)
