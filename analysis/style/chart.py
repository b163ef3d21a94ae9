"""The finish: a chart as a bundle of files under one name, and the gallery that shows them.

Two functions are all a user needs: a chart function gives a `Chart`, `save_chart` writes it.
A chart holds no colours; `data/style.toml` (or a file of one's own) gives them when it is
drawn. Words in SVG are drawn as paths: text would need DejaVu Sans on the reader's machine,
and be measured by another font where it's missing. The words a machine can read are in the
`<title>` and `<desc>` of the SVG, and in the alt text beside it.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from analysis.arguments import listing, path
from analysis.errors import ArgumentError, OutputError
from analysis.files import csv_bytes, output_folder, written_aside
from analysis.style.form import Form
from analysis.style.look import Style, look, read_style
from analysis.style.page import Page

CONTEXTS = ("report", "slide")
FORMATS = ("png", "svg", "pdf")
METADATA = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart before it is drawn; in a notebook it shows itself.

    Attributes
    ----------
    name : str
        What its files are called: small letters and hyphens.
    draw : callable
        Draws the plot on a `Page`, with the page's style.
    title : str
        The claim, at most twelve words, computed from the table.
    subtitle : str
        The measure and its unit.
    texts : tuple of str
        The briefs with their dates, in order; the key shows each behind its mark.
    source : str
        The footer: how to read the marks, n, and where the data come from.
    table : DataFrame
        The rows that are drawn.
    alt : str
        What the chart shows, for those who don't see it.
    style : Style, optional
        The look of its study, where that has one of its own.
    form : Form, optional
        How its table becomes a chart or table of an office program.
    places : tuple of int
        The place in its study of each brief that is drawn: its colour and marker. Empty: in order.
    briefs : mapping
        The label of each brief that is drawn, by the id that its table has for it.
    """

    name: str
    draw: Callable[[Page], None]
    title: str
    subtitle: str
    texts: tuple[str, ...]
    source: str
    table: pd.DataFrame
    alt: str
    style: Style | None = None
    form: Form | None = None
    places: tuple[int, ...] = ()
    briefs: Mapping[str, str] = field(default_factory=dict)

    def figure(self, context: str = "report", *, style: Style | None = None) -> Figure:
        """The chart drawn for a context, `report` or `slide`."""
        style = style or self.style or read_style()
        with look(style, getattr(style, context)):
            return self._drawn(style, context)

    def image(self, context: str = "report", *, format: str = "png", style: Style | None = None) -> bytes:
        """The chart as the bytes of a file; the same chart gives the same bytes."""
        style, file = style or self.style or read_style(), io.BytesIO()
        with look(style, getattr(style, context)):
            figure = self._drawn(style, context)
            figure.savefig(file, format=format, dpi="figure", metadata=self._metadata(format))
        return self._described(file.getvalue()) if format == "svg" else file.getvalue()

    def _drawn(self, style: Style, context: str) -> Figure:
        page = Page(style.of(self.places), getattr(style, context))
        page.above(self.title, size=page.context.title, weight="bold")
        page.above(self.subtitle)
        page.key(self.texts)
        page.below(self.source)
        self.draw(page)
        return page.finish()

    def _metadata(self, format: str) -> dict:
        words = {"png": {"Description": self.alt}, "svg": {"Title": self.title}, "pdf": {"Title": self.title}}
        return METADATA[format] | words[format]

    def _described(self, svg: bytes) -> bytes:
        """The SVG with what a screen reader needs: a role, a title and a description."""
        title, describes = f"{self.name}-title", f"{self.name}-desc"
        tag = f'<svg role="img" aria-labelledby="{title} {describes}" '
        shown = escape(self.title, quote=False)
        old = f"<title>{shown}</title>"
        new = f'<title id="{title}">{shown}</title>\n <desc id="{describes}">{escape(self.alt, quote=False)}</desc>'
        return svg.decode().replace("<svg ", tag, 1).replace(old, new, 1).encode()

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        style = self.style or read_style()
        size = {"width": round(style.report.width * 100), "height": round(style.report.height * 100)}
        png = base64.b64encode(self.image(style=style)).decode()
        data = {"image/png": png, "text/plain": f"{self.title}\n{self.alt}"}
        return data, {"image/png": {"alt": self.alt, **size}}


def save_chart(
    chart: Chart,
    folder: str | Path,
    *,
    contexts: Sequence[str] = CONTEXTS,
    formats: Sequence[str] = ("png", "svg"),
    style: Style | None = None,
) -> list[Path]:
    """Write the chart's bundle, each file aside and moved into place whole.

    Parameters
    ----------
    chart : Chart
        From one of the functions of `analysis.charts`.
    folder : path-like
        Where to; it is made if it doesn't exist.
    contexts : sequence of {"report", "slide"}
        `NAME.png` is for a report, `NAME-slide.png` for a slide.
    formats : sequence of {"png", "svg", "pdf"}
    style : Style, optional
        From `read_style`; the look of its study, or else the shipped one, if left out.

    Returns
    -------
    list of Path
        The images, `NAME.csv` (the rows drawn) and `NAME.txt` (the alt text).

    Raises
    ------
    OutputError
        The folder can't be written, or a context or format is unknown.
    ArgumentError
        No Chart, path, list of contexts or formats, or Style.
    """
    place = path(folder, "folder")
    files = bundle(chart, contexts=contexts, formats=formats, style=style)
    return [_written(place / name, data) for name, data in files.items()]


def bundle(
    chart: Chart,
    *,
    contexts: Sequence[str] = CONTEXTS,
    formats: Sequence[str] = ("png", "svg"),
    style: Style | None = None,
) -> dict[str, bytes]:
    """The files of a chart by name, not yet written; parameters as for `save_chart`."""
    for name, value, kind in (("chart", chart, Chart), ("style", style, Style | None)):
        if not isinstance(value, kind):
            remedy = "Give what a function of analysis.charts, or `read_style`, returns"
            raise ArgumentError(f"{name} is {value!r:.80}", remedy=remedy)
    contexts, formats = listing(contexts, "contexts"), listing(formats, "formats")
    check_bundle(contexts, formats)
    files = {f"{chart.name}.csv": csv_bytes(chart.table), f"{chart.name}.txt": f"{chart.alt}\n".encode()}
    for context in contexts:
        stem = chart.name if context == "report" else f"{chart.name}-{context}"
        for format in formats:
            files[f"{stem}.{format}"] = chart.image(context, format=format, style=style)
    return files


def check_bundle(contexts: Sequence[str], formats: Sequence[str]) -> None:
    """Refuse a context or format that there isn't, before any work."""
    for what, given, allowed in (("context", contexts, CONTEXTS), ("format", formats, FORMATS)):
        for value in given:
            if value not in allowed:
                raise OutputError(f'no {what} of a chart is called "{value}"', remedy=f"Allowed: {', '.join(allowed)}")


def _written(file: Path, data: bytes) -> Path:
    output_folder(file.parent)
    with written_aside(file) as aside:
        aside.write_bytes(data)
    return file


def gallery(charts: Sequence[Chart]) -> str:
    """The page (Markdown) that shows each chart with its title, alt text and files."""
    head = (
        "# Charts\n\nGenerated; a rerun writes it anew. Each chart has the rows behind it and its alt text beside it."
    )
    return "\n".join([head, *map(_entry, charts)])


def _entry(chart: Chart) -> str:
    files = [
        (".png", "PNG"),
        (".svg", "SVG"),
        ("-slide.png", "slide PNG"),
        ("-slide.svg", "slide SVG"),
        (".csv", "data"),
        (".txt", "alt text"),
    ]
    links = " · ".join(f"[{words}]({chart.name}{end})" for end, words in files)
    told = ". ".join([chart.subtitle, "; ".join(chart.texts)] if chart.texts else [chart.subtitle])
    title, subtitle, alt = (_markdown(words) for words in (chart.title, told, chart.alt))
    return f"\n## {title}\n\n{subtitle}\n\n![{alt}]({chart.name}.png)\n\n{alt}\n\n{links}\n"


def _markdown(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(words.split()))
