"""Charts of words and their mood: sentiment by sentence and actor, lexicons, word shift, keyness.

Sentiment is the mood of the words, not a stance. A sentence in which nothing was scored has
its own mark, apart from the scale: it isn't zero.
"""

from __future__ import annotations

from functools import partial
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.marks import (
    HOLLOW, LINES, MOST_PANELS, NOTHING, Briefs, Words, counts, dots, listed, row_axis, signed, silent, top_rows,
    zero_line,
)  # fmt: skip
from analysis.page import Page, fitted
from analysis.style import Chart

NAMES = {"polarity": "TextBlob polarity, −1 to +1", "vader": "VADER compound, −1 to +1",
         "subjectivity": "TextBlob subjectivity, 0 to 1"}  # fmt: skip
BIN = 0.05  # of a score: sentences this close are stacked


def sentiment_strip(
    sentiment: pd.DataFrame, *, means: pd.DataFrame | None = None, title: str, measure: str = "polarity",
    name: str = "sentiment-strip", **words: Unpack[Words],
) -> Chart:  # fmt: skip
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
        See `analysis.marks.Words`.
    """
    said = Briefs.of(sentiment.brief_id, words)
    table = sentiment[["brief_id", "sentence_id"]].assign(score=sentiment[measure]).reset_index(drop=True)
    table["score"] = table.score.astype(float)
    if means is None:
        means = table.groupby("brief_id").score.mean().rename("mean").reset_index().assign(low=np.nan, high=np.nan)
    else:
        keep = means.measure == measure if "measure" in means else slice(None)
        means = means.loc[keep, ["brief_id", "mean", "low", "high"]]
    told = [f"{said.label(b)}: mean {_score(rows, means)}, {rows.score.isna().sum()} of {len(rows)} sentences unscored"
            for b, rows in table.groupby("brief_id", sort=False)]  # fmt: skip
    return said.chart(
        name, partial(_sentiment, table=table, means=means.set_index("brief_id"), said=said), title=title, table=table,
        subtitle=f"Sentences by {NAMES[measure]}; below: mean with 95 % interval",
        note=f"n = {_in_each(table, said)} sentences; hollow: no word scored.",
        alt=f"A dot a sentence on its score, from {signed(table.score.min())} to {signed(table.score.max())}. "
            f"{'. '.join(told)}.",
    )  # fmt: skip


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
    low = min(-0.5, np.floor(table.score.min() * 4) / 4)
    high = max(0.5, np.ceil(table.score.max() * 4) / 4)
    for number, brief_id in enumerate(said.ids):
        _stack(page, ax, table.score[table.brief_id == brief_id], number=number, apart=low - 0.16 * (high - low))
        if brief_id in means.index:
            _mean(page, ax, means.loc[brief_id], number=number)
    zero_line(page, ax)
    ax.grid(axis="x")
    ax.set_ylim(len(said.ids), 0)
    ax.set_xlim(low - 0.24 * (high - low), high + 0.03)
    _signed_axis(ax, low, high, apart=low - 0.16 * (high - low) if table.score.isna().any() else None)
    ax.set_yticks(np.arange(len(said.ids)) + 0.5, [fitted(said.label(b), 14) for b in said.ids], linespacing=1.0)


def _stack(page: Page, ax, scores: pd.Series, *, number: int, apart: float) -> None:
    """One brief's sentences: equal scores one on the other, unscored ones in a block at the left."""
    bins = (scores.dropna() / BIN).round().mul(BIN)
    level = bins.groupby(bins).cumcount()
    silent_at = np.arange(scores.isna().sum())
    per_row = 4 if len(silent_at) <= 24 else 5
    heights = [*level, *(silent_at // per_row)]
    step = min(0.085, 0.62 / (max(heights, default=0) + 1))
    base, colour, marker = number + 0.7, page.style.colour(number), page.style.marker(number)
    look = {"linestyle": "", "marker": marker, "ms": 5 * page.unit * min(1, step / 0.07), "mew": 0.8 * page.unit}
    ax.plot(bins, base - level * step, mfc=colour, mec=page.style.paper, label=f"scored-{number}", **look)
    ax.plot(apart + (silent_at % per_row - (per_row - 1) / 2) * 0.05, base - silent_at // per_row * step,
            mfc=page.style.paper, mec=colour, label=f"silent-{number}", **look)  # fmt: skip


def _mean(page: Page, ax, mean: pd.Series, *, number: int) -> None:
    if pd.isna(mean["mean"]):
        return
    colour, y = page.style.colour(number), number + 0.85
    if pd.notna(mean.low):
        ax.plot([mean.low, mean.high], [y, y], color=colour, lw=2.4 * page.unit, label=f"interval-{number}")
    ax.plot([mean["mean"]], [y], marker="|", ms=10 * page.unit, mew=2.4 * page.unit, color=colour, label=f"mean-{number}")
    right = max(mean["mean"], mean.high if pd.notna(mean.high) else -1)
    ax.annotate(f"mean {signed(mean['mean'])}", (right, y), xytext=(6 * page.unit, 0), textcoords="offset points",
                va="center_baseline")  # fmt: skip


def actor_sentiment_chart(
    actor_sentiment: pd.DataFrame, *, title: str, measure: str = "polarity", name: str = "actor-sentiment",
    top: int = LINES - 1, **words: Unpack[Words],
) -> Chart:  # fmt: skip
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
        See `analysis.marks.Words`.
    """
    said = Briefs.of(actor_sentiment.brief_id, words)
    table = actor_sentiment[(actor_sentiment.measure == measure) & (actor_sentiment.actor_id != "all")]
    total = table.groupby("actor_id", sort=False).n_sentences.sum().sort_values(ascending=False, kind="stable")
    chosen = top_rows(pd.Series(total.index, index=total.index).map(said.name), most=min(top, LINES - 1))
    table = table[table.actor_id.isin(chosen.index)]
    wide = table.pivot(index="actor_id", columns="brief_id", values="mean").reindex(columns=said.ids).astype(float)
    gap = wide[said.ids[0]] - wide[said.ids[1]] if len(said.ids) > 1 else wide[said.ids[0]]
    order = gap.reindex(chosen.index).sort_values(ascending=False, kind="stable", na_position="last").index
    table = table.sort_values("actor_id", key=lambda c: c.map(order.get_loc), kind="stable", ignore_index=True)
    table.insert(2, "name", table.actor_id.map(said.name))
    return said.chart(
        name, partial(_actor_sentiment, table=table, said=said), title=title, table=table,
        subtitle=f"Mean {NAMES[measure]}, with 95 % intervals",
        note="Counts are scored sentences; – not mentioned; × no word scored. Hollow: fewer than eight.",
        alt=f"Dots: mean {measure} around each of {len(order)}. {'. '.join(_mood_told(table, said))}.",
    )  # fmt: skip


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
    none = table["mean"].isna().any()
    apart = low - 0.2 * (high - low)
    columns = []
    for number, brief_id in enumerate(said.ids):
        found = table[table.brief_id == brief_id]
        found = found.assign(x=found["mean"], y=found.actor_id.map(at))
        dots(page, ax, found.dropna(subset=["x"]), number=number, of=len(said.ids))
        silent(page, ax, found.y[found.x.isna()], x=apart, number=number, of=len(said.ids))
        n = found.set_index("actor_id").n_scored_sentences
        columns.append([str(n[a]) if a in n else "–" for a in actors.actor_id])
    ax.set_xlim(apart - 0.05 * (high - low) if none else low, high + 0.04 * (high - low))
    _signed_axis(ax, low, high, apart=apart if none else None)
    zero_line(page, ax)
    counts(page, ax, middles, columns[:MOST_PANELS])


def _signed_axis(ax, low: float, high: float, *, apart: float | None = None) -> None:
    """Ticks with signs on round scores between two ends, and one apart for what has no score."""
    step = next((s for s in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50) if (high - low) / s <= 6), 100)
    ticks = np.arange(np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9) + 1) * step
    words = [f"{t:+.4g}".replace("-", "−") if abs(t) > 1e-9 else "0" for t in ticks]
    none = [] if apart is None else [apart]
    ax.set_xticks([*none, *ticks], [*[NOTHING for _ in none], *words], linespacing=1.0)


def lexicons_chart(sentiment: pd.DataFrame, *, title: str, name: str = "lexicons", **words: Unpack[Words]) -> Chart:
    """TextBlob against VADER, sentence by sentence; the quadrants in which they disagree are counted.

    Parameters
    ----------
    sentiment : DataFrame
        As the codebook has it.
    title, name
        The claim, and the name of the files.
    **words
        See `analysis.marks.Words`.
    """
    said = Briefs.of(sentiment.brief_id, words)
    table = sentiment[["brief_id", "sentence_id", "polarity", "vader"]].reset_index(drop=True)
    table[["polarity", "vader"]] = table[["polarity", "vader"]].astype(float)
    both = table.dropna()
    first, second = (((both.polarity * sign > 0) & (both.vader * sign < 0)).sum() for sign in (1, -1))
    missing = len(table) - len(both)
    return said.chart(
        name, partial(_lexicons, table=table, said=said), title=title, table=table,
        subtitle="Score of each sentence: TextBlob polarity across, VADER compound up",
        note=f"n = {len(both)} sentences that both score; hollow, at the edges: {missing} that one or both don't.",
        alt=f"Scatter of {len(both)} sentences. Opposite signs: {first} that TextBlob scores above zero and VADER "
            f"below, {second} the other way round. {missing} sentences lack a score of one or both.",
    )  # fmt: skip


def _lexicons(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    opposed = table.polarity * table.vader < 0
    for sign, place in ((1, (0.985, 0.2)), (-1, (0.2, 0.97))):
        n = int((opposed & (table.polarity * sign > 0)).sum())
        ax.fill_between([0, sign * 1.05], 0, -sign * 1.1, color=page.style.band, lw=0, zorder=0)
        word = ("TextBlob +, VADER −" if sign > 0 else "TextBlob −, VADER +") + f": {n}"
        ax.text(*place, word, transform=ax.transAxes, ha="right" if sign > 0 else "left", va="top")
    at = table.assign(x=table.polarity.fillna(-1.2), y=table.vader.fillna(-1.35), known=table.notna().all(axis=1))
    for number, brief_id in enumerate(said.ids):
        for known, fill in ((True, page.style.colour(number)), (False, page.style.paper)):
            part = at[(at.brief_id == brief_id) & (at.known == known)]
            ax.plot(part.x, part.y, linestyle="", marker=page.style.marker(number), ms=5.6 * page.unit, mfc=fill,
                    mec=page.style.colour(number), label=f"{'both' if known else 'edge'}-{number}")  # fmt: skip
    for line in (ax.axhline, ax.axvline):
        line(0, color=page.style.ink, lw=page.unit, zorder=1.5)
    ax.grid()
    ax.set(xlim=(-1.3, 1.05), ylim=(-1.5, 1.1))
    ax.set_xticks([-1.2, -1, -0.5, 0, 0.5, 1], ["none", "−1", "−0.5", "0", "+0.5", "+1"])
    ax.set_yticks([-1.35, -1, 0, 1], ["none", "−1", "0", "+1"])


def word_shift_chart(
    word_shift: pd.DataFrame, *, title: str, name: str = "word-shift", top: int = LINES, **words: Unpack[Words]
) -> Chart:
    """The words that drive the difference of mean polarity, each with what it adds.

    Parameters
    ----------
    word_shift : DataFrame
        As the codebook has it; the first pair of briefs is drawn.
    title, name
        The claim, and the name of the files.
    top : int
        The words that add or take most; there is room for twelve.
    **words
        See `analysis.marks.Words`.
    """
    said = Briefs.of([*word_shift.brief_a, *word_shift.brief_b], words)
    pair = _first_pair(word_shift)
    strongest = pair.contribution.abs().sort_values(ascending=False, kind="stable").index
    kept = top_rows(pair.word[strongest], most=top).index
    table = pair.loc[kept].sort_values("contribution", ascending=False, kind="stable", ignore_index=True)
    a, b = _labels_of(pair, said)
    shown, whole = table.contribution.abs().sum(), pair.contribution.abs().sum()
    told = [f"“{r.word}” {signed(r.contribution)} ({r.n_a} and {r.n_b} times)" for r in pair.loc[strongest[:3]].itertuples()]
    return said.chart(
        name, partial(_word_shift, table=table, said=said), title=title, table=table,
        subtitle=f"What each word adds to mean polarity, {a} minus {b}: {signed(pair.contribution.sum())} in all",
        note=f"Counts are uses. {len(table)} of {len(pair)} words, {shown / (whole or 1):.0%} of all shifts.",
        alt=f"Bars of what single words add to the difference of mean polarity, {a} minus {b}. Most: {listed(told)}.",
    )  # fmt: skip


def _first_pair(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the first pair of briefs in a table of pairs."""
    if table.empty:
        return table
    a, b = table[["brief_a", "brief_b"]].iloc[0]
    return table[(table.brief_a == a) & (table.brief_b == b)].reset_index(drop=True)


def _labels_of(pair: pd.DataFrame, said: Briefs) -> tuple[str, str]:
    return tuple(said.label(pair[c].iloc[0]) for c in ("brief_a", "brief_b")) if len(pair) else said.ids[:2]


def _word_shift(page: Page, *, table: pd.DataFrame, said: Briefs) -> None:
    (ax,) = page.panels()
    middles = row_axis(page, ax, table.word.map(fitted).tolist())
    numbers = [said.number(r.brief_a if r.contribution > 0 else r.brief_b) for r in table.itertuples()]
    ax.barh(middles, table.contribution, 0.62, color=[page.style.colour(n) for n in numbers])
    _signed_axis(ax, min(0, table.contribution.min()), max(0, table.contribution.max()))
    zero_line(page, ax)
    counts(page, ax, middles, [table.n_a.astype(str), table.n_b.astype(str)])


def keyness_chart(
    keyness: pd.DataFrame, *, title: str, name: str = "keyness", top: int = LINES // 2, **words: Unpack[Words]
) -> Chart:
    """The most typical terms of each brief, with counts, against the null band of random halves.

    Parameters
    ----------
    keyness : DataFrame
        As the codebook has it; the first pair of briefs is drawn.
    title, name
        The claim, and the name of the files.
    top : int
        How many terms of each brief; there is room for six.
    **words
        See `analysis.marks.Words`.
    """
    said = Briefs.of([*keyness.brief_a, *keyness.brief_b], words)
    pair = _first_pair(keyness).sort_values("z", ascending=False, kind="stable", ignore_index=True)
    table = pd.concat([pair[pair.z > 0].head(top), pair[pair.z < 0].tail(top)], ignore_index=True)
    table = table.loc[top_rows(table.term, most=2 * top).index]
    a, b = _labels_of(pair, said)
    low, high = (pair.null_low.min(), pair.null_high.max()) if len(pair) else (0, 0)
    told = [f"{label}: " + listed([f"{r.term} (z {signed(r.z)}, {r.n_a} and {r.n_b} times)" for r in rows.itertuples()])
            for label, rows in ((a, table[table.z > 0].head(3)), (b, table[table.z < 0][::-1].head(3)))]  # fmt: skip
    return said.chart(
        name, partial(_keyness, table=table, said=said, band=(low, high)), title=title, table=table,
        subtitle=f"Weighted log-odds, z: right typical of {a}, left of {b}",
        note=f"Counts are uses; grey: inside the band of random halves ({signed(low)} to {signed(high)}).",
        alt=f"Dots: the terms most typical of each brief. {'. '.join(told)}. {int(pair.clear.sum())} of {len(pair)} "
            "terms lie outside what random halves reach.",
    )  # fmt: skip


def _keyness(page: Page, *, table: pd.DataFrame, said: Briefs, band: tuple[float, float]) -> None:
    (ax,) = page.panels()
    middles = row_axis(page, ax, table.term.map(fitted).tolist())
    ax.axvspan(*band, color=page.style.band, lw=0, zorder=0)
    for y, row in zip(middles, table.itertuples(), strict=True):
        number = said.number(row.brief_a if row.z > 0 else row.brief_b)
        colour = page.style.colour(number) if row.clear else page.style.grey
        ax.plot([0, row.z], [y, y], color=colour, lw=1.2 * page.unit)
        ax.plot([row.z], [y], marker=page.style.marker(number), ms=5.6 * page.unit, color=colour, label=row.term)
    low, high = min(band[0], table.z.min(), 0) * 1.08, max(band[1], table.z.max(), 0) * 1.08
    ax.set_xlim(low, high)
    _signed_axis(ax, low, high)
    zero_line(page, ax)
    counts(page, ax, middles, [table.n_a.astype(str), table.n_b.astype(str)])
