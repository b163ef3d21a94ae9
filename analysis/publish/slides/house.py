"""The template of a deck: the one that ships, or a house's own, read by the placeholders of its layouts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import OutputError

if TYPE_CHECKING:
    from pptx.slide import SlideLayout

    from analysis.style import Style

SHIPPED = Path(__file__).parent.parent / "templates" / "slides.pptx"
OFFICE = {"DejaVu Sans": "Verdana"}  # letters of the same widths that every office program has
ACCENTS = 6
NO_LAYOUT = "Add a layout with a title and {}, as PowerPoint's own templates have them"


@dataclass
class House:
    """A template without its slides, and the layouts that a deck needs."""

    deck: Any
    cover: SlideLayout
    text: SlideLayout
    chart: SlideLayout


def house(path: Path | None, style: Style) -> House:
    """The template at `path`, or else the one that ships, in the fonts and colours of the style.

    A house's own template keeps its fonts and colours.

    Raises
    ------
    OutputError
        There is no such file, it is no .pptx, or it lacks a layout with the placeholders needed.
    """
    file = path or SHIPPED
    deck = _opened(file)
    _emptied(deck)
    if path is None:
        _restyled(deck, style)
    layouts = list(deck.slide_layouts)
    return House(
        deck,
        _first(layouts, ({"CENTER_TITLE", "TITLE"}, {"SUBTITLE"}), file, "a subtitle"),
        _first(layouts, ({"TITLE"}, {"OBJECT"}), file, "a place for text", or_else=({"TITLE"}, {"BODY"})),
        _first(layouts, ({"TITLE"}, {"CHART"}), file, "a place for a chart", or_else=({"TITLE"}, {"OBJECT"})),
    )


def kinds(shapes: Any) -> dict[str, list[Any]]:
    """The placeholders of a layout or slide by kind, the largest first."""
    found: dict[str, list[Any]] = {}
    for shape in sorted(shapes, key=lambda shape: -(shape.width or 0) * (shape.height or 0)):
        found.setdefault(shape.placeholder_format.type.name, []).append(shape)
    return found


def _opened(file: Path) -> Any:
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    try:
        return Presentation(str(file))
    except PackageNotFoundError:
        remedy = "Correct its name" if not file.exists() else "Save it as a PowerPoint presentation (.pptx)"
        problem = "there is no such template" if not file.exists() else "it is no PowerPoint file"
        raise OutputError(problem, remedy=remedy, path=file) from None
    except (ValueError, KeyError):
        remedy = "Save it as a PowerPoint presentation (.pptx)"
        raise OutputError("it is no PowerPoint presentation", remedy=remedy, path=file) from None


def _emptied(deck: Any) -> None:
    """Without the slides that a template holds."""
    listed = deck.slides._sldIdLst
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)


def _first(
    layouts: list[Any], wanted: tuple[set[str], ...], file: Path, told: str, *, or_else: tuple[set[str], ...] = ()
) -> Any:
    """The first layout that has a placeholder of each kind."""
    for needed in filter(None, (wanted, or_else)):
        for layout in layouts:
            there = set(kinds(layout.placeholders))
            if all(there & some for some in needed):
                return layout
    raise OutputError(f"no layout has a title and {told}", remedy=NO_LAYOUT.format(told), path=file)


def _restyled(deck: Any, style: Style) -> None:
    """The theme in the fonts and colours of the style, so that all that a user adds has them too."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = part.blob.decode("utf-8")
    font = OFFICE.get(style.font[0], style.font[0]).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    theme = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=)"[^"]*"', lambda m: f'{m[1]}"{font}"', theme)
    accents = [*style.colours, style.grey, style.grid, style.band][:ACCENTS]
    colours = {"dk1": style.ink, "lt1": style.paper, "dk2": style.grey, "lt2": style.band}
    for name, colour in (colours | {f"accent{n}": colour for n, colour in enumerate(accents, 1)}).items():
        new = f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>'
        theme = re.sub(rf"<a:{name}>.*?</a:{name}>", new, theme, flags=re.DOTALL)
    part._blob = theme.encode()
