"""What several charts share: the words of a study, rows of dots with intervals, cells, counts."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle
from matplotlib.transforms import ScaledTranslation, Transform

from analysis.arguments import table as checked
from analysis.style import Chart, Style
from analysis.style.look import ink_on
from analysis.style.page import Page, fitted

BRIEFS = ("brief_id", "brief_a", "brief_b")  # columns that hold briefs
LINES = 12  # of words beside a plot: what both contexts have room for
MOST_BRIEFS = 4  # as many as there are colours and markers
MOST_LANES = 8  # of charts that name each brief beside its lane
LANE_LETTERS = range(14, 31)  # in a line of such a name
LANE_FOOT = 16  # units below the lanes that the axis takes
MEASURES = {
    "polarity": "TextBlob polarity, −1 to +1",
    "vader": "VADER compound, −1 to +1",
    "subjectivity": "TextBlob subjectivity, 0 to 1",
}
NOTHING = "nothing\nscored"
NONE = "×"  # in place of a count: no evidence
HOLLOW = "Hollow: too few sentences (below eight) for an interval."


class Words(TypedDict, total=False):
    """What all charts of a study say alike.

    `labels` gives each brief_id its short label, in the order that colours follow; `names` each
    actor_id its name; `dates` each brief_id its date in words; `places` its place in the study, which
    gives its colour; `source` says where the data come from; `shown` which briefs of several are
    drawn; `each` is what they are, where they are no briefs; `style` is the look of the study, where it has
    its own. An id without a word stands for itself.
    """

    labels: Mapping[str, str]
    names: Mapping[str, str]
    dates: Mapping[str, str]
    places: Mapping[str, int]
    source: str
    shown: str
    each: str
    style: Style | None


@dataclass(frozen=True)
class Briefs:
    """The briefs of a chart in their order, and the words for them."""

    ids: tuple[str, ...]
    words: Words
    hidden: int = 0

    @classmethod
    def of(cls, table: pd.DataFrame, words: Words, *, most: int = MOST_BRIEFS, once: Sequence[str] = ()) -> Briefs:
        """The first briefs of a study's `labels`, or else of those in a table; its rows differ in the columns `once`.

        Raises
        ------
        ArgumentError
            It is no table, has no brief or lacks a column of `once`, or two rows are alike in those.
        """
        columns = [name for name in BRIEFS if name in getattr(table, "columns", ())] or BRIEFS[:1]
        checked(table, columns=[*columns, *once], once=once)
        ids = tuple(words.get("labels") or dict.fromkeys(pd.concat([table[name] for name in columns])))
        return cls(ids[:most], words, len(ids[most:]))

    def label(self, brief_id: str) -> str:
        """The brief's short label."""
        return self.words.get("labels", {}).get(brief_id, brief_id)

    def name(self, actor_id: str) -> str:
        """The actor's name."""
        return self.words.get("names", {}).get(actor_id, actor_id.replace("_", " "))

    @property
    def each(self) -> str:
        """What is beside each other: briefs, or groups of documents."""
        return self.words.get("each", "brief")

    def number(self, brief_id: str) -> int:
        """The place of the brief among all: its colour and marker."""
        return self.ids.index(brief_id)

    def chart(self, name: str, draw: Callable[[Page], None], *, note: str = "", **parts: object) -> Chart:
        """The chart with the key of these briefs; `note` comes before the source."""
        source = self.words.get("source", "")
        first = f"the first {len(self.ids)} of {len(self.ids) + self.hidden} {self.each}s" if self.hidden else ""
        parts["subtitle"] = "; ".join(filter(None, (parts["subtitle"], first or self.words.get("shown"))))
        footer = " ".join(filter(None, (note, f"Source: {source}." if source else "")))
        labels = {brief_id: self.label(brief_id) for brief_id in self.ids}
        look = {"style": self.words.get("style"), "places": self._places(), "briefs": labels}
        return Chart(name=name, draw=draw, texts=self.texts(), source=footer, **look, **parts)

    def _places(self) -> tuple[int, ...]:
        """The place in the study of each brief, where all have a colour of their own."""
        places = self.words.get("places", {})
        return tuple(places[b] for b in self.ids) if places.keys() >= set(self.ids) else ()

    def nothing(self, name: str, title: str, table: pd.DataFrame) -> Chart:
        """The chart of a table without rows: it says so."""
        parts = {"title": title, "subtitle": "Nothing to show", "alt": "An empty chart: its table has no rows."}
        return self.chart(name, _nothing, table=table, **parts)

    def texts(self) -> tuple[str, ...]:
        """Each brief with its date; nothing where there are more briefs than colours."""
        dates = self.words.get("dates", {})
        texts = [f"{self.label(b)}, {dates[b]}" if b in dates else self.label(b) for b in self.ids]
        return tuple(texts) if len(texts) <= MOST_BRIEFS else ()


def _nothing(page: Page) -> None:
    (ax,) = page.panels()
    ax.set(xticks=[], yticks=[])
    ax.text(0.5, 0.5, "no rows", transform=ax.transAxes, ha="center", va="center", color=page.style.grey)


def top_rows(labels: pd.Series, *, most: int, marks: int = 1) -> pd.Series:
    """The first labels for which there is room: at most `most`, and `LINES` lines of words.

    Where rows hold `marks` dots one below the other, more than two, there is room for fewer rows.
    """
    wrapped = labels.map(fitted)
    lines = wrapped.str.count("\n").add(1).cumsum()
    return wrapped[lines <= LINES * 2 // max(2, marks)].head(most)


def row_axis(page: Page, ax: Axes, labels: Sequence[str]) -> np.ndarray:
    """Rows from top to bottom with their labels, each as high as its lines; returns their middles."""
    heights = np.array([label.count("\n") + 1 for label in labels])
    middles = np.cumsum(heights) - heights / 2
    ax.set_yticks(middles, labels, linespacing=1.0)
    ax.set_ylim(max(heights.sum(), 1), 0)
    ax.grid(axis="x")
    return middles


def lane_axis(page: Page, ax: Axes, said: Briefs, *, at: float) -> list[str]:
    """The name of each brief beside its lane, in no more lines than a lane is high; returns the names as they stand."""
    lane = (page.top - page.bottom - LANE_FOOT * page.unit) / len(said.ids)
    most = max(1, int(lane / (1.17 * page.context.size)))
    labels = [said.label(brief_id) for brief_id in said.ids]
    fits = (n for n in LANE_LETTERS if all(fitted(label, n).count("\n") < most for label in labels))
    letters = next(fits, LANE_LETTERS[-1])
    wrapped = (textwrap.wrap(label, letters, max_lines=most, placeholder=" …") for label in labels)
    names = ["\n".join(lines) or "-" for lines in wrapped]
    ax.set_yticks(np.arange(len(names)) + at, names, linespacing=1.0)
    return names


def shifted(page: Page, ax: Axes, *, right: float = 0, up: float = 0, of: Transform | None = None) -> Transform:
    """Positions on the axes, shifted by points."""
    return (of or ax.transData) + ScaledTranslation(right / 72, up / 72, page.figure.dpi_scale_trans)


def dots(page: Page, ax: Axes, found: pd.DataFrame, *, number: int, of: int) -> None:
    """One brief's dots (`x`, `y`), filled where there is an interval (`low`, `high`), else hollow."""
    up = ((of - 1) / 2 - number) * 5.5 * page.unit
    place, colour = shifted(page, ax, up=up), page.style.colour(number)
    ends = found.dropna(subset=["low", "high"])
    for row in ends.itertuples():
        ax.plot([row.low, row.high], [row.y, row.y], color=colour, lw=1.6 * page.unit, transform=place)
    for known, fill in ((True, colour), (False, page.style.paper)):
        part = found[found.low.notna() == known]
        if part.empty:
            continue
        ax.plot(
            part.x,
            part.y,
            linestyle="",
            marker=page.style.marker(number),
            ms=5.6 * page.unit,
            mec=colour,
            mfc=fill,
            mew=1.2 * page.unit,
            transform=place,
            zorder=3,
            clip_on=False,
            label=f"{'interval' if known else 'hollow'}-{number}",
        )


def counts(
    page: Page,
    ax: Axes,
    y: Sequence[float],
    columns: Sequence[Sequence[str]],
    *,
    marked: bool = True,
    step: float | None = None,
) -> None:
    """Counts beside the rows: a column of `step` letters for each brief, under its marker where they are `marked`.

    A row without evidence has a cross there, apart from any scale.
    """
    wide = step or (2.6 if marked else 4.0)
    for number, column in enumerate(columns):
        right = (2.0 + wide * number) * page.context.size
        for at, words in zip(y, column, strict=True):
            ax.annotate(
                words,
                (1, at),
                xycoords=ax.get_yaxis_transform(),
                xytext=(right, 0),
                textcoords="offset points",
                ha="center",
                va="center",
                color=page.style.ink if words == NONE else page.style.grey,
            )
        if not marked:
            continue
        place = shifted(page, ax, right=right, up=0.6 * page.context.size, of=ax.transAxes)
        ax.plot(
            [1],
            [1],
            marker=page.style.marker(number),
            color=page.style.colour(number),
            ms=5.6 * page.unit,
            clip_on=False,
            transform=place,
        )


def zero_line(page: Page, ax: Axes) -> None:
    """The line from which differences and scores are read."""
    ax.axvline(0, color=page.style.ink, lw=page.unit, zorder=1.5)


def directions(page: Page, ax: Axes, values: pd.Series, y: Sequence[float], *, words: tuple[str, str]) -> None:
    """What right and left of zero mean, told where a sorted chart is empty: beside its first and last rows.

    `words` are for right and left; each takes two rows where one is too narrow, and is left out
    where there is no room.
    """
    low, high = ax.get_xlim()
    lines = (line for label in ax.get_yticklabels() for line in label.get_text().split("\n"))
    beside = max(map(page.measure, lines), default=0) + 8 * page.context.size  # labels and columns of counts
    room = page.right - page.left - max(16 * page.context.size, beside)
    for right, rows, word in ((True, [0, 1], f"{words[0]} →"), (False, [-1, -2], f"← {words[1]}")):
        free = (-low if right else high) / (high - low) * room
        told = page.wrapped(word, max(free, 1)) if free > 6 * page.context.size else word
        rows = [row for row in rows[: told.count("\n") + 1] if -len(values) <= row < len(values)]
        wide = page.measure(max(told.split("\n"), key=len)) + 8 * page.unit
        fits = told.count("\n") == len(rows) - 1 and wide <= free
        if fits and all((values.iloc[row] > 0) == right for row in rows):
            middle = sum(y[row] for row in rows) / len(rows)
            side = {"ha": "right" if right else "left", "va": "center", "linespacing": 1.0}
            step = (-6 if right else 6) * page.unit
            ax.annotate(told, (0, middle), xytext=(step, 0), textcoords="offset points", **side)


def cells(page: Page, ax: Axes, values: np.ndarray, *, colour: str, most: float, words: np.ndarray) -> None:
    """A heat map from paper (0) to the colour (`most`), with words in its cells; missing is no cell."""
    scale = LinearSegmentedColormap.from_list("cells", [page.style.paper, colour])
    for (row, column), value in np.ndenumerate(values):
        if np.isnan(value):
            continue
        shade = scale(float(value / (most or 1)))
        edge = {"edgecolor": page.style.grid, "linewidth": page.unit / 2}
        ax.add_patch(Rectangle((column, row), 1, 1, facecolor=shade, **edge))
        ink = ink_on(shade)
        ax.text(column + 0.5, row + 0.5, words[row, column], ha="center", va="center_baseline", color=ink)
    ax.set_xlim(0, values.shape[1])
    ax.set_ylim(values.shape[0], 0)


def signed_axis(ax, low: float, high: float, *, apart: float | None = None, most: int = 6) -> None:
    """Ticks with signs on round scores between two ends, at most so many steps, and one apart for what has no score."""
    step = next((s for s in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50) if (high - low) / s <= most), 100)
    ticks = np.arange(np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9) + 1) * step
    words = [f"{t:+.4g}".replace("-", "−") if abs(t) > 1e-9 else "0" for t in ticks]
    gaps = {} if apart is None else {apart: NOTHING}
    ax.set_xticks([*gaps, *ticks], [*gaps.values(), *words], linespacing=1.0)
