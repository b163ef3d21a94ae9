"""A slide from its plan: words that fit, a chart or picture or table in its place, notes."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from analysis.compare.resampling import MIN_SENTENCES
from analysis.publish.slides.fit import LEADING, SMALLEST, TEXT_SIZES, TITLE_SIZES, Ruler
from analysis.publish.slides.house import House, kinds
from analysis.publish.slides.native import MOST_SERIES, add_bars, add_points, grid
from analysis.publish.slides.plan import source_of
from analysis.wording import listed

if TYPE_CHECKING:
    from analysis.publish.slides.plan import Slide
    from analysis.style import Chart, Style

POINT = 12700  # of the units of an office file
COVER_SIZES = (40, 36, 32, 28, 24, 20, 18)
FOOT = 12  # points: sources and slide numbers
GAP = 9  # points between paragraphs
CELL = 10  # points on each side of a cell, or above and below its words
INDENT = 26  # points: the bullet
INSETS = 16  # points: what a box keeps free at its sides, at most
NUMBER = re.compile(r"[+−]?[\d.,]+|–")


@dataclass
class Desk:
    """What every slide is made with."""

    house: House
    style: Style

    def __post_init__(self):
        self.ruler = Ruler(self.style.font)


def write(desk: Desk, slide: Slide) -> None:
    """Add a slide to the deck; text that needs more room gets another slide."""
    if slide.is_cover:
        _cover(desk, slide)
    elif slide.chart is not None or slide.table is not None:
        _shown(desk, slide)
    else:
        _text(desk, slide)


def _cover(desk: Desk, slide: Slide) -> None:
    made = _added(desk, desk.house.cover, slide)
    places = kinds(made.placeholders)
    _fill(desk, made.shapes.title, slide.title, sizes=COVER_SIZES, bold=True)
    _fill(desk, places["SUBTITLE"][0], slide.subtitle, sizes=TEXT_SIZES)
    _cleared(made)


def _text(desk: Desk, slide: Slide) -> None:
    """Lines with bullets, on as many slides as they need."""
    lines = list(slide.lines)
    while lines:
        made = _added(desk, desk.house.text, slide)
        places = kinds(made.placeholders)
        body = (places.get("OBJECT") or places["BODY"])[0]
        _fill(desk, made.shapes.title, slide.title, sizes=TITLE_SIZES, bold=True)
        size, taken = _page_of(desk, lines, body)
        _bullets(desk, body, lines[:taken], size)
        lines = lines[taken:]
        _cleared(made)


def _page_of(desk: Desk, lines: Sequence[str], body: Any) -> tuple[int, int]:
    """The size of the letters, and how many lines the body holds: all of them where some size will do."""
    width, height = body.width / POINT - INDENT - INSETS, body.height / POINT
    for size in TEXT_SIZES:
        used, taken = 0.0, 0
        for words in lines:
            used += len(desk.ruler.lines(words, size, width)) * size * LEADING + GAP
            if used > height:
                break
            taken += 1
        if taken == len(lines):
            break
    return size, max(1, taken)


def _bullets(desk: Desk, body: Any, lines: Sequence[str], size: int) -> None:
    from pptx.util import Pt

    frame = body.text_frame
    for n, words in enumerate(lines):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.text, paragraph.font.size = words, Pt(size)


def _shown(desk: Desk, slide: Slide) -> None:
    """A chart, picture or table in its place, with its measure above and its source below."""
    made = _added(desk, desk.house.chart, slide)
    places = kinds(made.placeholders)
    holder = (places.get("CHART") or places["OBJECT"])[0]
    layout = {p.placeholder_format.idx: p.name.lower() for p in desk.house.chart.placeholders}
    named = {word: p for p in places.get("BODY", []) for word in ("subtitle", "source")
             if word in layout[p.placeholder_format.idx]}  # fmt: skip
    _fill(desk, made.shapes.title, slide.title, sizes=TITLE_SIZES, bold=True)
    _above(desk, made, holder, named.get("subtitle"), slide.subtitle)
    below = named.get("source") or _foot(made, holder)
    words = _thing(desk, made, holder, slide)
    words, size = desk.ruler.sized(words, below.width / POINT - INSETS, sizes=(FOOT,), most=2)
    _written(below, words, size, colour=desk.style.grey)
    _cleared(made)


def _above(desk: Desk, made: Any, holder: Any, place: Any, words: str) -> None:
    """The measure in one line or two; what is below it moves down."""
    width = holder.width / POINT
    words, size = desk.ruler.sized(words, width - INSETS, sizes=(SMALLEST,), most=2)
    lines = len(desk.ruler.lines(words, size, width - INSETS))
    height = int(lines * size * LEADING * POINT)
    left, top, across, tall = holder.left, holder.top, holder.width, holder.height
    if place is None:
        place, down = _box(made, "Subtitle", (left, top, across, height)), height + 6 * POINT
    else:
        down = max(0, place.top + height + 6 * POINT - top)
        place.left, place.top, place.width, place.height = place.left, place.top, place.width, height
    _written(place, words, size, colour=desk.style.grey)
    holder.left, holder.top, holder.width, holder.height = left, top + down, across, tall - down


def _foot(made: Any, holder: Any) -> Any:
    """A place for the source at the foot of the holder, which gives way."""
    left, top, width, height = holder.left, holder.top, holder.width, holder.height
    foot = int(2 * FOOT * LEADING * POINT)
    holder.left, holder.top, holder.width, holder.height = left, top, width, height - foot - 6 * POINT
    return _box(made, "Source", (left, top + height - foot, width, foot))


def _box(made: Any, name: str, place: tuple[int, int, int, int]) -> Any:
    """A text box without margins."""
    box = made.shapes.add_textbox(*place)
    frame, box.name = box.text_frame, name
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return box


def _thing(desk: Desk, made: Any, holder: Any, slide: Slide) -> str:
    """The chart, picture or table in the place of the holder; returns the line of the source."""
    from analysis.style import Bars, Points

    if slide.table is not None:
        return _table(desk, holder, slide)
    form, chart = slide.chart.form, slide.chart
    if isinstance(form, Bars) and len(chart.briefs) <= MOST_SERIES:
        return _bars(desk, holder, chart)
    if isinstance(form, Points):
        _described(add_points(_as_chart(holder), chart, style=desk.style.of(chart.places)), chart)
        return source_of(chart)
    _described(_picture(desk, made, holder, chart), chart)
    return chart.source


def _bars(desk: Desk, holder: Any, chart: Chart) -> str:
    lines = int(holder.height / POINT * 0.69 / (SMALLEST * LEADING))
    numbers = grid(chart.table, chart.form, names=chart.briefs, room=lines)
    style, labels = desk.style.of(chart.places), [*chart.briefs.values()]
    greys = [style.ink, *(_paler(style.grey, part) for part in (1, 0.7, 0.45))]
    known = [style.colour(labels.index(name)) if name in labels else None for name in numbers.series]
    colours = [colour or greys[n] for n, colour in enumerate(known)]
    _described(add_bars(_as_chart(holder), chart, numbers, colours=colours, style=desk.style), chart)
    told = [f"In brackets: {chart.form.counted}, {' | '.join(numbers.series)}." if chart.form.n else ""]
    if "low" in chart.table:
        few = not (numbers.counts[numbers.hollow] >= MIN_SENTENCES).any()
        told.append(f"Hollow: {'too few for an interval' if few else 'no interval'}. No bar: 0 or none.")
    if numbers.left_out:
        told.append(f"Not drawn: {listed(numbers.left_out)}; all of them: {chart.name}.csv.")
    if numbers.whole > len(numbers.rows):
        told.append(f"{len(numbers.rows)} of {numbers.whole} rows; all of them: {chart.name}.csv.")
    told.append(source_of(chart))
    return " ".join(filter(None, told))


def _paler(colour: str, part: float) -> str:
    """Part of a colour on white."""
    return "#" + "".join(f"{round(255 - (255 - int(colour[n : n + 2], 16)) * part):02X}" for n in (1, 3, 5))


def _as_chart(holder: Any) -> Any:
    """A placeholder for any content, as one for a chart."""
    from pptx.shapes.placeholder import ChartPlaceholder

    return ChartPlaceholder(holder._element, holder._parent)


def _picture(desk: Desk, made: Any, holder: Any, chart: Chart) -> Any:
    """The chart as a picture as large as its place, without the words that stand beside it."""
    width, height = holder.width / POINT / 72, holder.height / POINT / 72
    page = replace(desk.style.slide, width=width, height=height, margin=2)
    bare = replace(chart, title="", subtitle="", source="")
    image = io.BytesIO(bare.image("slide", style=replace(desk.style, slide=page)))
    return made.shapes.add_picture(image, holder.left, holder.top, holder.width, holder.height)


def _described(shape: Any, chart: Chart) -> None:
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", chart.alt)
    properties.set("name", chart.name)


def _table(desk: Desk, holder: Any, slide: Slide) -> str:
    """The first rows for which there is room, in columns as wide as their words."""
    from pptx.enum.text import PP_ALIGN
    from pptx.shapes.placeholder import TablePlaceholder
    from pptx.util import Pt

    line = SMALLEST * LEADING + CELL
    rows = slide.table.head(max(1, int(holder.height / POINT / line) - 1))
    width = holder.width / POINT
    cells = [list(rows.columns), *rows.astype(str).to_numpy().tolist()]
    widths = _widths(desk, cells, width)
    frame = TablePlaceholder(holder._element, holder._parent).insert_table(len(cells), len(widths))
    frame._element.xpath(".//p:cNvPr")[0].set("descr", f"Table: {slide.title}. {slide.subtitle}.")
    for column, wide in zip(frame.table.columns, widths, strict=True):
        column.width = int(wide * POINT)
    frame.table.horz_banding = False
    for n, row in enumerate(cells):
        frame.table.rows[n].height = int(line * POINT)
        for cell, words, wide in zip(frame.table.rows[n].cells, row, widths, strict=True):
            cell.text = desk.ruler.cut(words, SMALLEST, wide - 2 * CELL, bold=n == 0)
            cell.margin_top = cell.margin_bottom = Pt(CELL / 2)
            cell.text_frame.paragraphs[0].font.size = Pt(SMALLEST)
            cell.text_frame.word_wrap = False
            if n and NUMBER.fullmatch(words):
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    return slide.source if len(rows) == len(slide.table) else f"The first {len(rows)} rows. {slide.source}"


def _widths(desk: Desk, cells: Sequence[Sequence[str]], width: float) -> list[float]:
    """Columns as wide as their longest words; where they are too wide, the widest give way."""
    bold = [True] + [False] * (len(cells) - 1)
    needs = [
        2 * CELL + 2 + max(desk.ruler.width(words, SMALLEST, bold=b) for words, b in zip(column, bold, strict=True))
        for column in zip(*cells, strict=True)
    ]
    while sum(needs) > width:
        widest = max(range(len(needs)), key=needs.__getitem__)
        needs[widest] -= min(20, needs[widest] / 2)
    return needs


def _added(desk: Desk, layout: Any, slide: Slide) -> Any:
    """A new slide of a layout, with its number and its notes."""
    made = desk.house.deck.slides.add_slide(layout)
    for shape in layout.placeholders:
        if shape.placeholder_format.type.name == "SLIDE_NUMBER":
            number = copy.deepcopy(shape._element)
            number.xpath(".//p:cNvPr")[0].set("id", str(max(s.shape_id for s in made.shapes) + 1))
            made.shapes._spTree.append(number)
    made.notes_slide.notes_text_frame.text = slide.notes
    return made


def _fill(desk: Desk, place: Any, words: str, *, sizes: Sequence[int], bold: bool = False) -> None:
    """Words in a placeholder: in one line where somewhat smaller letters will do, else in two at most."""
    width, height = place.width / POINT - INSETS, place.height / POINT
    able = [size for size in sizes if 2 * size * LEADING <= height] or [sizes[-1]]
    one = [size for size in able[:3] if desk.ruler.width(words, size, bold=bold) <= width]
    words, size = (words, one[0]) if one else desk.ruler.sized(words, width, sizes=able, most=2, bold=bold)
    _written(place, words, size)


def _written(place: Any, words: str, size: float, *, colour: str = "") -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    place.text_frame.text = words
    place.text_frame.word_wrap = True
    font = place.text_frame.paragraphs[0].font
    font.size = Pt(size)
    if colour and not place.is_placeholder:
        font.color.rgb = RGBColor.from_string(colour[1:])


def _cleared(made: Any) -> None:
    """Without the placeholders that were left empty."""
    for shape in list(made.placeholders):
        if shape.has_text_frame and not shape.text_frame.text.strip() and not shape._element.xpath(".//a:fld"):
            shape._element.getparent().remove(shape._element)
