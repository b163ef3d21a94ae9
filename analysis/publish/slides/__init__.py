"""The slides of a study, with charts that can be edited, on a template that can be replaced.

plan        what stands on which slide
evidence    the sentences behind a chart
house       the template, the shipped one or a house's own
fit         whether words fit
sheet       the workbook inside a chart
dress       how a native chart looks
native      charts that can be edited
writing     a slide from its plan
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.files import Outputs

if TYPE_CHECKING:
    from analysis.study import Study
    from analysis.style import Style

NAME = "slides.pptx"


def write_slides(study: Study, folder: Path, *, template: Path | None = None, style: Style | None = None) -> Outputs:
    """Write `slides.pptx`: title, question, one finding a slide, method, limits, and all other charts.

    Parameters
    ----------
    study : Study
    folder : Path
        Where to.
    template : Path, optional
        A house's own `.pptx`; by default the study's `template.pptx`, or else the shipped one.
    style : Style, optional
        By default the study's own, or else the shipped one. A template of a house keeps its own
        fonts and colours; the charts on it are in the style.

    Raises
    ------
    OutputError
        The template is none, or lacks a layout that is needed; the file can't be written.
    """
    from analysis.publish.slides.house import house
    from analysis.publish.slides.plan import plan
    from analysis.publish.slides.writing import Desk, write
    from analysis.style import read_style

    style = style or read_style(study.settings.style)
    desk = Desk(house(template or study.settings.template, style), style)
    for slide in plan(study):
        write(desk, slide)
    about = desk.house.deck.core_properties
    about.title, about.subject, about.comments = study.settings.title, study.settings.event, ""
    packed = io.BytesIO()
    desk.house.deck.save(packed)
    outputs = Outputs(folder)
    outputs.write(NAME, _finished(packed.getvalue()))
    return outputs


def _finished(deck: bytes) -> bytes:
    """The file without a date of making in it or in the zip, its members in one order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
