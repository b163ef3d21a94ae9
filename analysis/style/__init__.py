"""The look of a chart and its finish: two functions are all a user needs.

    look     fonts, colours, markers and sizes, from data/style.toml or a file of one's own
    form     how the table of a chart becomes a chart that an office program can edit
    page     how words and plot find room on a page
    chart    a chart as a bundle of files under one name, and the gallery

`read_style` gives the look, `save_chart` the finish.
"""

from analysis.style.chart import CONTEXTS, FORMATS, Chart, bundle, check_bundle, gallery, save_chart
from analysis.style.form import Bars, Form, Points, Rows
from analysis.style.look import Style, read_style

__all__ = [
    "CONTEXTS", "FORMATS", "Bars", "Chart", "Form", "Points", "Rows", "Style", "bundle", "check_bundle", "gallery",
    "read_style", "save_chart",
]  # fmt: skip
