"""How a native chart looks: letters, scale, colours, whiskers, in the style of all charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.publish.slides.fit import SMALLEST, Ruler

if TYPE_CHECKING:
    from analysis.style import Style

FORMATS = {
    "share": "0 %",
    "percent": "0",
    "count": "#,##0",
    "score": '+0.00;"−"0.00;0',
    "shift": '+0.000;"−"0.000;0',
    "balance": '+0.0;"−"0.0;0',
}
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
LABEL_SHARE = 0.52  # of the width, at most, for the names of the rows
MARKERS = {"o": "CIRCLE", "s": "SQUARE", "^": "TRIANGLE", "D": "DIAMOND"}
TOP, LOW = 0.12, 0.13  # of the height, for the key and for the scale
PLOT = 1 - TOP - LOW


def chart(made: Any, style: Style) -> None:
    """Letters of one size, a key at the top, no title: the slide has it."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    made.font.size, made.font.color.rgb = Pt(SMALLEST), _rgb(style.ink)
    made.has_title, made.has_legend = False, True
    made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False


def rows(made: Any, names: Sequence[str], *, style: Style, width: float) -> None:
    """The first row at the top, names at the left of all bars, and no row left out."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    axis = made.category_axis
    axis.reverse_order = True
    made.value_axis._element.find(_name("c:crosses")).set("val", "max")  # the scale is at the last row
    axis.tick_label_position, axis.major_tick_mark = XL_TICK_LABEL_POSITION.LOW, XL_TICK_MARK.NONE
    axis.format.line.color.rgb, axis.has_major_gridlines = _rgb(style.ink), False
    skip = _element("c:tickLblSkip", val="1")
    axis._element.insert_element_before(skip, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")
    share = min(LABEL_SHARE, (max(Ruler(style.font).width(name, SMALLEST) for name in names) + 24) / width)
    box = {"x": share, "y": TOP, "w": 0.97 - share, "h": PLOT}
    place = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"} | {k: f"{v:.4f}" for k, v in box.items()}
    layout = _element("c:manualLayout", *(_element(f"c:{name}", val=value) for name, value in place.items()))
    area = made._chartSpace.chart.plotArea
    for old in area.findall(_name("c:layout")):
        area.remove(old)
    area.insert(0, _element("c:layout", layout))


def scale(axis: Any, values: np.ndarray, *, unit: str, style: Style) -> None:
    """Ticks on round numbers around zero and all values, whiskers too."""
    from pptx.enum.chart import XL_TICK_MARK

    known = values[~np.isnan(values)]
    low, high = min(0, known.min(initial=0)), max(0, known.max(initial=0))
    low, high = {"balance": (-1, 1), "percent": (0, 100)}.get(unit, (low, high if high > low else 1))
    steps = [s for s in STEPS if s >= 1 or unit != "count"]
    step = next(s for s in steps if (high - low) / s <= 6 or s == steps[-1])
    axis.minimum_scale, axis.maximum_scale = np.floor(low / step + 1e-9) * step, np.ceil(high / step - 1e-9) * step
    axis.major_unit, axis.major_tick_mark = step, XL_TICK_MARK.NONE
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = FORMATS[unit], False
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = _rgb(style.grid)
    axis.format.line.fill.background()


def axis_title(axis: Any, words: str) -> None:
    """What an axis measures, with its numbers at the edge of the plot."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.has_title = True
    axis.axis_title.text_frame.text = words
    font = axis.axis_title.text_frame.paragraphs[0].font
    font.size, font.bold = Pt(SMALLEST), False


def bars(series: Any, colour: str, *, hollow: Sequence[int], style: Style) -> None:
    """Bars in a colour, those without an interval hollow; a bar below zero keeps its colour."""
    from pptx.util import Pt

    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _rgb(colour)
    for n in hollow:
        look = series.points[int(n)].format
        look.fill.solid()
        look.fill.fore_color.rgb = _rgb(style.paper)
        look.line.color.rgb, look.line.width = _rgb(colour), Pt(1.75)
    for point in series._element.findall(_name("c:dPt")):
        point.find(_name("c:idx")).addnext(_element("c:invertIfNegative", val="0"))


def labels(series: Any, *, unit: str, style: Style) -> None:
    """Its number beside each bar."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    told = series.data_labels
    told.show_value, told.font.size, told.font.color.rgb = True, Pt(SMALLEST), _rgb(style.ink)
    told.number_format, told.number_format_is_linked = FORMATS[unit], False
    told.position = XL_LABEL_POSITION.OUTSIDE_END


def whiskers(series: Any, lengths: dict[str, tuple[str, list[float]]], *, colour: str) -> None:
    """Error bars whose lengths stand in the workbook."""
    ends = [_element(f"c:{side}", _numbers(*lengths[side])) for side in ("plus", "minus")]
    line = _element(
        "c:spPr", _element("a:ln", _element("a:solidFill", _element("a:srgbClr", val=colour[1:])), w="19050")
    )
    bars = _element("c:errBars", _element("c:errBarType", val="both"), _element("c:errValType", val="cust"),
                    _element("c:noEndCap", val="1"), *ends, line)  # fmt: skip
    series._element.insert_element_before(bars, "c:cat", "c:val", "c:shape", "c:extLst")


def points(series: Any, columns: dict[str, tuple[str, list[float]]]) -> None:
    """The points of a series, as its columns in the workbook have them."""
    series._element.find(_name("c:tx")).find(f".//{_name('c:f')}").text = columns["tx"][0]
    for part in ("xVal", "yVal"):
        place = series._element.find(_name(f"c:{part}"))
        place.clear()
        place.append(_numbers(*columns[part]))


def markers(series: Any, number: int, style: Style) -> None:
    """Points in the colour and with the marker of a brief, without a line between them."""
    from pptx.enum.chart import XL_MARKER_STYLE

    series.format.line.fill.background()
    series.marker.style = getattr(XL_MARKER_STYLE, MARKERS.get(style.marker(number), "CIRCLE"))
    series.marker.size = 9
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = _rgb(style.colour(number))
    series.marker.format.line.color.rgb = _rgb(style.paper)


def _numbers(reference: str, values: Sequence[float]) -> Any:
    known = [(n, float(v)) for n, v in enumerate(values) if not np.isnan(v)]
    points = [_element("c:pt", _element("c:v", text=repr(v)), idx=str(n)) for n, v in known]
    cache = _element("c:numCache", _element("c:formatCode", text="General"),
                     _element("c:ptCount", val=str(len(values))), *points)  # fmt: skip
    return _element("c:numRef", _element("c:f", text=reference), cache)


def _name(tag: str) -> str:
    from pptx.oxml.ns import qn

    return qn(tag)


def _element(tag: str, *children: Any, text: str | None = None, **attributes: str) -> Any:
    from pptx.oxml.xmlchemy import OxmlElement

    made = OxmlElement(tag)
    made.text = text
    made.extend(children)
    for name, value in attributes.items():
        made.set(name, value)
    return made


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour[1:])
