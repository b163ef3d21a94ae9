"""The look: fonts, colours, markers and sizes of every chart, as `data/style.toml` has them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from matplotlib import rc_context, rcdefaults, rcParams

from analysis.errors import SettingsError
from analysis.settings import HOME_STUDY, toml

SHIPPED = HOME_STUDY / "style.toml"
HEX = re.compile(r"#[0-9A-Fa-f]{6}")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p", "h")


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

    def of(self, places: Sequence[int]) -> Style:
        """The look in which the nth brief has the colour and marker of those places."""
        if not places:
            return self
        colours, markers = (tuple(own(n) for n in places) for own in (self.colour, self.marker))
        return replace(self, colours=colours, markers=markers)

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
    values = toml(SHIPPED)
    file = Path(path) if path else SHIPPED
    if not file.is_file():
        raise SettingsError("there is no such style file", remedy="Correct its name", path=file)
    _known(own := toml(file), {f.name for f in fields(Style)}, file)
    for name in ("report", "slide"):
        _known(own.get(name, {}), {f.name for f in fields(Context)}, file)
        own[name] = Context(**values[name] | own.get(name, {}))
    lists = {key: _listed((values | own)[key], key, file) for key in ("font", "colours", "markers")}
    style = Style(**values | own | lists)
    _checked(style, file)
    return style


def _listed(value: object, key: str, file: Path) -> tuple:
    if not isinstance(value, list):
        raise SettingsError(f"{key} is {value!r}", remedy="Give a list", path=file)
    return tuple(value)


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
        rcParams.update(
            {
                "font.family": [*style.font, "DejaVu Sans"],
                "font.size": context.size,
                "text.parse_math": False,
                "text.hinting": "none",
                "svg.fonttype": "path",
                "pdf.fonttype": 42,
                "svg.hashsalt": "two-briefs",
                "axes.unicode_minus": True,
                "text.color": style.ink,
                "axes.labelcolor": style.ink,
                "xtick.labelcolor": style.grey,
                "ytick.labelcolor": style.ink,
                "xtick.labelsize": context.size,
                "ytick.labelsize": context.size,
                "axes.edgecolor": style.grid,
                "axes.facecolor": "none",
                "grid.color": style.grid,
                "axes.axisbelow": True,
                "grid.linewidth": context.size / 15,
            }
        )
        yield


def ink_on(colour: Sequence[float]) -> str:
    """Black or white, whichever stands out more on the colour (red, green, blue from 0 to 1).

    The better of the two has a contrast of at least 4.5:1 on any colour.
    """
    return max("#000000", "#FFFFFF", key=lambda ink: contrast(rgb(ink), colour))


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
