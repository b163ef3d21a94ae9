"""The page: what a chart is made of, and how its words and its plot find room.

From top to bottom: title (the claim), subtitle (measure and unit), key (the texts, their
dates and marks), plot, footer (note, n, source). All of it is measured before it is placed,
so nothing is cut and nothing overlaps, whatever the font.
"""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from analysis.style.look import Context, Style

LEADING = 1.15


class Page:
    """A page with its words set, and the room that they leave for the plot.

    A draw function asks for axes by `panels`, draws on them with `style`, and scales its
    lines and markers by `unit`; `finish` then fits the panels, labels and all, into the room.
    """

    def __init__(self, style: Style, context: Context):
        self.style, self.context = style, context
        self.unit = context.size / 10
        self.figure = Figure((context.width, context.height), dpi=context.dpi, facecolor=style.paper)
        FigureCanvasAgg(self.figure)
        self.width, self.height = context.width * 72, context.height * 72
        self.left, self.right = context.margin, self.width - context.margin
        self.bottom, self.top = context.margin, self.height - context.margin
        self._widths: list[float] = []

    def above(self, words: str, *, size: float | None = None, **font: object) -> None:
        """Words at the top of what room is left, wrapped to its width."""
        if not words:
            return
        text = self._block(words, self.top, size=size, va="top", **font)
        self.top -= _height(text) + 3 * self.unit

    def below(self, words: str, **font: object) -> None:
        """Words at the bottom of what room is left."""
        if not words:
            return
        text = self._block(words, self.bottom, va="bottom", color=self.style.grey, **font)
        self.bottom += _height(text) + 5 * self.unit

    def key(self, entries: Sequence[str]) -> None:
        """The texts in one line (or more), each behind its marker in its colour."""
        if not entries:
            return
        size, x, y = self.context.size, self.left, self.top - self.context.size * LEADING / 2
        for n, words in enumerate(entries):
            step = size * 1.1 + self.measure(words) + size * 1.4
            if x > self.left and x + step - size > self.right:
                x, y = self.left, y - size * LEADING * 1.1
            self._mark(x + size * 0.4, y, n)
            self._text(x + size * 1.1, y, words, va="center_baseline")
            x += step
        self.top = y - size * LEADING / 2 - 5 * self.unit

    def panels(self, widths: Sequence[float] = (1,)) -> list[Axes]:
        """Axes side by side that share the room, as wide as `widths` has it."""
        self._widths = [width / sum(widths) for width in widths]
        panels = [self.figure.add_axes((0.2, 0.2, 0.6, 0.4), label=str(n)) for n in range(len(widths))]
        for ax in panels:
            ax.tick_params(length=0, pad=3 * self.unit)
            ax.spines[:].set_visible(False)
        return panels

    def finish(self) -> Figure:
        """The figure, its panels with all that hangs over them fitted into the room between the words."""
        panels, gap, before = self.figure.axes, self.context.size * 1.8, None
        for _ in range(3):  # what hangs over can change with the room
            left, bottom, right, top = over = self._overhang(panels)
            if over == before:
                break
            before = over
            x, y = self.left + left, self.bottom + bottom
            wide = self.right - right - x - gap * (len(panels) - 1)
            for ax, share in zip(panels, self._widths, strict=True):
                box = (x, y, wide * share, self.top - top - y)
                ax.set_position([v / whole for v, whole in zip(box, (self.width, self.height) * 2, strict=True)])
                x += wide * share + gap
        return self.figure

    def _overhang(self, panels: Sequence[Axes]) -> tuple[float, float, float, float]:
        """How many points labels reach beyond the panels: left, bottom, right, top."""
        renderer = self.figure.canvas.get_renderer()
        inner = [ax.get_window_extent(renderer) for ax in panels]
        outer = [ax.get_tightbbox(renderer) for ax in panels]
        pixels = (
            inner[0].x0 - outer[0].x0,
            max(i.y0 - o.y0 for i, o in zip(inner, outer, strict=True)),
            outer[-1].x1 - inner[-1].x1,
            max(o.y1 - i.y1 for i, o in zip(inner, outer, strict=True)),
        )
        return tuple(max(0, n) * 72 / self.figure.dpi for n in pixels)

    def measure(self, words: str, size: float | None = None, weight: str = "normal") -> float:
        """The width of the words in points."""
        text = Text(0, 0, words, fontsize=size or self.context.size, fontweight=weight)
        text.set_figure(self.figure)
        return text.get_window_extent().width * 72 / self.figure.dpi

    def wrapped(self, words: str, width: float, *, balanced: bool = False, **font: object) -> str:
        """The words with line breaks, so that no line is wider than `width` points; balanced: all alike."""
        most = int(width / (0.35 * (font.get("size") or self.context.size))) + 1
        fits = functools.cache(lambda line: self.measure(line, **font) <= width)
        for letters in range(min(most, len(words)), 0, -1):
            lines = textwrap.wrap(words, letters)
            if all(map(fits, lines)):
                return "\n".join(_balanced(words, lines) if balanced else lines)
        return words

    def _block(self, words: str, y: float, *, size: float | None = None, weight: str = "normal", **font) -> Text:
        width, is_title = self.right - self.left, weight == "bold"
        words = self.wrapped(words, width, balanced=is_title, size=size, weight=weight)
        return self._text(self.left, y, words, fontsize=size, fontweight=weight, linespacing=LEADING, **font)

    def _text(self, x: float, y: float, words: str, **font: object) -> Text:
        return self.figure.text(x / self.width, y / self.height, words, ha="left", **font)

    def _mark(self, x: float, y: float, n: int) -> None:
        mark = Line2D(
            [x / self.width],
            [y / self.height],
            transform=self.figure.transFigure,
            linestyle="",
            marker=self.style.marker(n),
            color=self.style.colour(n),
            markersize=(5.5 if self.style.marker(n) == "D" else 7) * self.unit,
        )
        self.figure.add_artist(mark)


def _balanced(words: str, lines: list[str]) -> list[str]:
    """The words in as many lines, with the longest as short as can be."""
    for letters in range(max(map(len, words.split())), max(map(len, lines))):
        narrower = textwrap.wrap(words, letters)
        if len(narrower) <= len(lines):
            return narrower
    return lines


def _height(text: Text) -> float:
    return text.get_window_extent().height * 72 / text.figure.dpi


def fitted(words: str, letters: int = 26) -> str:
    """A row's label in lines of at most so many letters.

    Examples
    --------
    >>> fitted("Washington Institute for Near East Policy")
    'Washington Institute for\\nNear East Policy'
    """
    return "\n".join(textwrap.wrap(words, letters)) or "-"
