"""The look: what a chart page is made of, and how its words and its plot find room.

From top to bottom: title (the claim), subtitle (measure and unit), key (the texts, their
dates and marks), plot, footer (note, n, source). All of it is measured before it is placed,
so nothing is cut and nothing overlaps, whatever the font. `data/style.toml` has the look.
"""

from __future__ import annotations

import contextlib
import re
import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from matplotlib import rc_context, rcdefaults, rcParams
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from analysis.errors import SettingsError
from analysis.settings import HOME_STUDY

SHIPPED = HOME_STUDY / "style.toml"
HEX = re.compile(r"#[0-9A-Fa-f]{6}")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p", "h")
LEADING = 1.15


@dataclass(frozen=True)
class Context:
    """Where a chart is read: the size of the page in inches, of its words and margins in points."""

    width: float
    height: float
    size: float
    title: float
    margin: float
    dpi: float


@dataclass(frozen=True)
class Style:
    """Fonts, colours and markers; colours and markers go to the briefs in their order."""

    font: tuple[str, ...]
    paper: str
    ink: str
    grey: str
    grid: str
    band: str
    colours: tuple[str, ...]
    markers: tuple[str, ...]
    report: Context
    slide: Context

    def colour(self, n: int) -> str:
        """The colour of the nth brief (0, 1, ...); grey where a study has more briefs than colours."""
        return self.colours[n] if n < len(self.colours) else self.grey

    def marker(self, n: int) -> str:
        """The marker of the nth brief."""
        return self.markers[n % len(self.markers)]


def read_style(path: str | Path | None = None) -> Style:
    """The look that ships with the package, with the keys of the file at `path` over it.

    Raises
    ------
    SettingsError
        A key of the file is unknown or its value can't be used.

    Examples
    --------
    >>> read_style().colours[:2]
    ('#004488', '#D55E00')
    """
    values = _toml(SHIPPED)
    file = Path(path) if path else SHIPPED
    _known(own := _toml(file), {f.name for f in fields(Style)}, file)
    for name in ("report", "slide"):
        _known(own.get(name, {}), {f.name for f in fields(Context)}, file)
        own[name] = Context(**values[name] | own.get(name, {}))
    lists = {key: tuple((values | own)[key]) for key in ("font", "colours", "markers")}
    style = Style(**values | own | lists)
    _checked(style, file)
    return style


def _toml(file: Path) -> dict:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError:
        raise SettingsError("there is no such style file", remedy="Correct its name", path=file) from None
    except ValueError as error:
        raise SettingsError(f"not valid TOML: {error}", remedy="Mend that line", path=file) from None


def _known(table: object, known: set[str], file: Path) -> None:
    allowed = f"Allowed: {', '.join(sorted(known))}"
    if not isinstance(table, dict):
        raise SettingsError("report and slide are tables", remedy="Write [report] above its keys", path=file)
    for key in table:
        if key not in known:
            raise SettingsError(f"`{key}` is no key of a style", remedy=allowed, path=file)


def _checked(style: Style, file: Path) -> None:
    """Each colour a colour, each marker a marker, each measure above zero."""
    colours = [style.paper, style.ink, style.grey, style.grid, style.band, *style.colours]
    for value in colours:
        if not isinstance(value, str) or not HEX.fullmatch(value):
            raise SettingsError(f"{value!r} is no colour", remedy='Write it as "#004488"', path=file)
    for value in style.markers:
        if value not in MARKERS:
            raise SettingsError(f"{value!r} is no marker", remedy=f"Allowed: {', '.join(MARKERS)}", path=file)
    for value in [v for context in (style.report, style.slide) for v in vars(context).values()]:
        if not isinstance(value, int | float) or not 0 < value < 1000:
            raise SettingsError(f"{value!r} is no size", remedy="Give a number above 0", path=file)
    if not style.font or not style.colours or not style.markers:
        raise SettingsError("fonts, colours or markers are none", remedy="List at least one", path=file)


@contextlib.contextmanager
def look(style: Style, context: Context) -> Iterator[None]:
    """Matplotlib set to the style, whatever the user's own settings are; they come back after."""
    with rc_context():
        rcdefaults()
        rcParams.update({
            "font.family": [*style.font, "DejaVu Sans"], "font.size": context.size,
            "text.parse_math": False, "text.hinting": "none",
            "svg.fonttype": "path", "svg.hashsalt": "two-briefs", "axes.unicode_minus": True,
            "text.color": style.ink, "xtick.labelcolor": style.grey, "ytick.labelcolor": style.ink,
            "xtick.labelsize": context.size, "ytick.labelsize": context.size,
            "axes.edgecolor": style.grid, "axes.facecolor": "none", "grid.color": style.grid,
            "axes.axisbelow": True, "grid.linewidth": context.size / 15,
        })  # fmt: skip
        yield


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
        text = self._block(words, self.top, size=size, va="top", **font)
        self.top -= _height(text) + 3 * self.unit

    def below(self, words: str, **font: object) -> None:
        """Words at the bottom of what room is left."""
        text = self._block(words, self.bottom, va="bottom", color=self.style.grey, **font)
        self.bottom += _height(text) + 5 * self.unit

    def key(self, entries: Sequence[str]) -> None:
        """The texts in one line (or more), each behind its marker in its colour."""
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
        panels, gap = self.figure.axes, self.context.size * 1.8
        for _ in range(3):  # what hangs over can change with the room
            left, bottom, right, top = self._overhang(panels)
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

    def wrapped(self, words: str, width: float, **font: object) -> str:
        """The words with line breaks, so that no line is wider than `width` points."""
        for letters in range(len(words), 0, -1):
            lines = textwrap.wrap(words, letters)
            if all(self.measure(line, **font) <= width for line in lines):
                return "\n".join(lines)
        return words

    def _block(self, words: str, y: float, *, size: float | None = None, weight: str = "normal", **font) -> Text:
        words = self.wrapped(words, self.right - self.left, size=size, weight=weight)
        return self._text(self.left, y, words, fontsize=size, fontweight=weight, linespacing=LEADING, **font)

    def _text(self, x: float, y: float, words: str, **font: object) -> Text:
        return self.figure.text(x / self.width, y / self.height, words, ha="left", **font)

    def _mark(self, x: float, y: float, n: int) -> None:
        mark = Line2D(
            [x / self.width], [y / self.height], transform=self.figure.transFigure, linestyle="",
            marker=self.style.marker(n), color=self.style.colour(n), markersize=7 * self.unit,
        )  # fmt: skip
        self.figure.add_artist(mark)


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


def ink_on(colour: tuple[float, ...], style: Style) -> str:
    """Ink or paper, whichever stands out more on the colour (red, green, blue from 0 to 1)."""
    ink, paper = (contrast(rgb(c), colour) for c in (style.ink, style.paper))
    return style.ink if ink >= paper else style.paper


def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1 of "#RRGGBB"."""
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def contrast(a: Sequence[float], b: Sequence[float]) -> float:
    """The contrast ratio of two colours, 1 (none) to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Sequence[float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
