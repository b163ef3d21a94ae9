"""What several charts share: the words of a study, rows of dots with intervals, cells, counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.transforms import ScaledTranslation, Transform

from analysis.page import Page, fitted, ink_on
from analysis.style import Chart

LINES = 12  # of words beside a plot: what both contexts have room for
MOST_PANELS = 4
NOTHING = "nothing\nscored"
HOLLOW = "Hollow: too few sentences (below eight) for an interval."


class Words(TypedDict, total=False):
    """What all charts of a study say alike.

    `labels` gives each brief_id its short label, in the order that colours follow; `names` each
    actor_id its name; `dates` each brief_id its date in words; `source` says where the data
    come from. An id without a word stands for itself.
    """

    labels: Mapping[str, str]
    names: Mapping[str, str]
    dates: Mapping[str, str]
    source: str


@dataclass(frozen=True)
class Briefs:
    """The briefs of a chart in their order, and the words for them."""

    ids: tuple[str, ...]
    words: Words

    @classmethod
    def of(cls, found: Sequence[str], words: Words) -> Briefs:
        """The briefs of a study's `labels`, or else those found in a table."""
        return cls(tuple(words.get("labels") or dict.fromkeys(found)), words)

    def label(self, brief_id: str) -> str:
        return self.words.get("labels", {}).get(brief_id, brief_id)

    def name(self, actor_id: str) -> str:
        return self.words.get("names", {}).get(actor_id, actor_id.replace("_", " "))

    def number(self, brief_id: str) -> int:
        return self.ids.index(brief_id)

    def chart(self, name: str, draw: Callable[[Page], None], *, note: str = "", **parts: object) -> Chart:
        """The chart with the key of these briefs; `note` comes before the source."""
        source = self.words.get("source", "")
        footer = " ".join(filter(None, (note, f"Source: {source}" if source else "")))
        return Chart(name=name, draw=draw, texts=self.texts(), source=footer, **parts)

    def texts(self) -> tuple[str, ...]:
        """Each brief with its date; one line in all where there are more briefs than colours."""
        dates = self.words.get("dates", {})
        texts = [f"{self.label(b)}, {dates[b]}" if b in dates else self.label(b) for b in self.ids]
        return tuple(texts) if len(texts) <= MOST_PANELS else tuple(map(self.label, self.ids))


def top_rows(labels: pd.Series, *, most: int) -> pd.Series:
    """The first labels for which there is room: at most `most`, and at most `LINES` lines."""
    wrapped = labels.map(fitted)
    lines = wrapped.str.count("\n").add(1).cumsum()
    return wrapped[lines <= LINES].head(most)


def row_axis(page: Page, ax: Axes, labels: Sequence[str]) -> np.ndarray:
    """Rows from top to bottom with their labels, each as high as its lines; returns their middles."""
    heights = np.array([label.count("\n") + 1 for label in labels])
    middles = np.cumsum(heights) - heights / 2
    ax.set_yticks(middles, labels, linespacing=1.0)
    ax.set_ylim(max(heights.sum(), 1), 0)
    ax.grid(axis="x")
    return middles


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
        ax.plot(
            part.x, part.y, linestyle="", marker=page.style.marker(number), ms=5.6 * page.unit, mec=colour,
            mfc=fill, mew=1.2 * page.unit, transform=place, zorder=3, clip_on=False,
            label=f"{'interval' if known else 'hollow'}-{number}",
        )  # fmt: skip


def silent(page: Page, ax: Axes, y: Sequence[float], *, x: float, number: int, of: int) -> None:
    """A brief's mark for no evidence: a cross, apart from the scale."""
    up = ((of - 1) / 2 - number) * 5.5 * page.unit
    ax.plot([x] * len(y), y, linestyle="", marker="x", ms=5 * page.unit, mew=1.4 * page.unit, clip_on=False,
            color=page.style.colour(number), transform=shifted(page, ax, up=up), label=f"silent-{number}")  # fmt: skip


def counts(page: Page, ax: Axes, y: Sequence[float], columns: Sequence[Sequence[str]]) -> None:
    """Counts beside the rows: a column for each brief, under its marker."""
    for number, column in enumerate(columns):
        right = (2.0 + 2.6 * number) * page.context.size
        for at, words in zip(y, column, strict=True):
            ax.annotate(
                words, (1, at), xycoords=ax.get_yaxis_transform(), xytext=(right, 0),
                textcoords="offset points", ha="center", va="center", color=page.style.grey,
            )  # fmt: skip
        place = shifted(page, ax, right=right, up=0.6 * page.context.size, of=ax.transAxes)
        ax.plot([1], [1], marker=page.style.marker(number), color=page.style.colour(number),
                ms=5.6 * page.unit, clip_on=False, transform=place)  # fmt: skip


def zero_line(page: Page, ax: Axes) -> None:
    ax.axvline(0, color=page.style.ink, lw=page.unit, zorder=1.5)


def cells(page: Page, ax: Axes, values: np.ndarray, *, colour: str, most: float, words: np.ndarray) -> None:
    """A heat map from paper (0) to the colour (`most`), with words in its cells; missing is blank."""
    scale = LinearSegmentedColormap.from_list("cells", [page.style.paper, colour])
    ax.pcolormesh(np.ma.masked_invalid(values), cmap=scale, vmin=0, vmax=most or 1,
                  edgecolor=page.style.grid, linewidth=page.unit / 2)  # fmt: skip
    for (row, column), word in np.ndenumerate(words):
        if word:
            shade = scale(values[row, column] / (most or 1))
            ax.text(column + 0.5, row + 0.5, word, ha="center", va="center_baseline", color=ink_on(shade, page.style))
    ax.set_ylim(len(values), 0)


def percent(share: float, _: object = None) -> str:
    """0.34 as "34 %"."""
    return f"{100 * share:.0f} %"


def signed(score: float, _: object = None) -> str:
    """A score with its sign, 0 without: "+0.20", "−0.05", "0"."""
    return "0" if abs(score) < 1e-9 else f"{score:+.2f}".replace("-", "−")


def listed(words: Sequence[str]) -> str:
    """The words as a list in a sentence: "a, b and c"."""
    *head, last = [*words] or ["none"]
    return f"{', '.join(head)} and {last}" if head else last
