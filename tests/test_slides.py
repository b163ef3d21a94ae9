"""The slides: reopened with another library, measured, and compared with the tables.

First what they say, then their form: letters that can be read, text in its box, a package with nothing to repair.
"""

import copy
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt
from slide_shapes import described, shapes

from analysis import figures
from analysis.figures import figure_names
from analysis.publish import write_slides
from analysis.publish.slides.fit import Ruler
from analysis.publish.slides.plan import CHARTS, plan
from analysis.style import Bars, Points

WIDE = (12_192_000, 6_858_000)
SMALLEST, FOOT = 18, 12
RULER = Ruler(("DejaVu Sans",))


@pytest.fixture(scope="module")
def slides(study, tmp_path_factory) -> Path:
    """The slides of the study of this repository."""
    return write_slides(study, tmp_path_factory.mktemp("slides")).written[0]


@pytest.fixture(scope="module")
def deck(slides):
    """The slides, reopened."""
    return Presentation(str(slides))


@pytest.fixture(scope="module")
def charts(study) -> dict:
    """Every chart of the study by name."""
    return {name: figure(study) for name, figure in zip(figure_names(), figures.FIGURES, strict=True)}


def test_the_deck_has_its_parts(deck, study, charts):
    """Title, question, answer, the five findings, method and limits; then every chart that is left."""
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert (deck.slide_width, deck.slide_height) == WIDE
    assert titles[0] == study.settings.title
    assert study.settings.event in titles[1]
    answers = [p.text for p in deck.slides[2].placeholders[1].text_frame.paragraphs]
    heads = [finding.headline for finding in study.findings.values()]
    assert all(told.startswith(f"{head} (holds in ") for told, head in zip(answers, heads, strict=True))
    parts = [*heads, "How it was made", "What this can't tell", "Appendix"]
    assert sorted(parts, key=titles.index) == parts
    assert titles.index("Appendix") < 16
    shown = {chart.title for name, chart in charts.items() if name not in CHARTS.values()}
    assert shown <= set(titles)


def test_scores_of_the_program_are_no_finding_of_another_study(study, charts):
    """At home the program's scores on its texts stand before the appendix, in a study of other texts within it."""
    other = copy.copy(study)
    other.settings = replace(study.settings, folder=Path("elsewhere"))
    for one, within in ((study, False), (other, True)):
        titles = [slide.title for slide in plan(one)]
        assert (titles.index(charts["agreement"].title) > titles.index("Appendix")) == within
        assert titles.index(charts["robustness"].title) < titles.index("Appendix")


def test_numbers_are_those_of_the_tables(deck, charts):
    """Each bar of each native chart is the value of its row and series in the table behind the CSV."""
    found = {shape.name: shape.chart for shape in shapes(deck, "chart")}
    assert {name for name, chart in charts.items() if isinstance(chart.form, Bars | Points)} == set(found)
    labels = {"CFR": "cfr", "Washington Institute": "winep"}
    assert "published" in [series.name for series in found["benchmarks"].plots[0].series]
    for name, chart in charts.items():
        if not isinstance(chart.form, Bars) or chart.form.sides:
            continue
        form, table = chart.form, chart.table.set_index([chart.form.row, chart.form.series])
        rows = [re.sub(r" \([\d |]+\)$", "", row) for row in found[name].plots[0].categories]
        for series in found[name].plots[0].series:
            key = labels.get(series.name, series.name)
            for row, value in zip(rows, series.values, strict=True):
                told = table[form.value].get((row, key), np.nan)
                assert (value is None and pd.isna(told)) or value == pytest.approx(told), (name, row, key)


def test_whiskers_are_the_intervals(deck, charts):
    """Value minus and plus the whiskers are the ends of the interval; without an interval a bar is hollow."""
    chart, table = next(s.chart for s in shapes(deck, "chart") if s.name == "presence-by-side"), None
    table = charts["presence-by-side"].table.set_index(["name", "brief_id"])
    rows = [re.sub(r" \([\d |]+\)$", "", row) for row in chart.plots[0].categories]
    for series, brief_id in zip(chart.plots[0].series, ("cfr", "winep"), strict=True):
        ends = {side: [float(v) for v in series._element.xpath(f"c:errBars/c:{side}//c:v/text()")]
                for side in ("plus", "minus")}  # fmt: skip
        hollow = {int(n) for n in series._element.xpath("c:dPt/c:idx/@val")}
        for n, row in enumerate(rows):
            told = table.loc[(row, brief_id)]
            if pd.isna(told.low):
                assert n in hollow
                assert ends["plus"][n] == ends["minus"][n] == 0
            else:
                assert series.values[n] - ends["minus"][n] == pytest.approx(told.low)
                assert series.values[n] + ends["plus"][n] == pytest.approx(told.high)


def test_words_to_the_left_and_right_are_signed(deck, charts):
    """Bars above zero are the first brief's, bars below it the second's, and sum to the table."""
    found = {shape.name: shape.chart for shape in shapes(deck, "chart")}
    for name in ("word-shift", "keyness"):
        first, second = found[name].plots[0].series
        assert all(v is None or v > 0 for v in first.values)
        assert all(v is None or v < 0 for v in second.values)
        table = charts[name].table.set_index(charts[name].form.row)[charts[name].form.value]
        for n, row in enumerate(found[name].plots[0].categories):
            assert (first.values[n] or second.values[n]) == pytest.approx(table[row])


def test_points_are_the_sentences(deck, charts):
    """The scatter has each sentence that both lexicons score, at its scores, in its brief's series."""
    (chart,) = [shape.chart for shape in shapes(deck, "chart") if shape.name == "lexicons"]
    table = charts["lexicons"].table.dropna()
    for series, brief_id in zip(chart.plots[0].series, ("cfr", "winep"), strict=True):
        own = table[table.brief_id == brief_id]
        assert list(series.iter_values()) == [
            v if b == brief_id else None for b, v in zip(table.brief_id, table.vader, strict=True)
        ]
        places = [float(v) for v in series._element.xpath("c:xVal//c:v/text()")]
        assert [x for x, b in zip(places, table.brief_id, strict=True) if b == brief_id] == own.polarity.tolist()


def test_the_workbook_inside_is_the_chart(deck):
    """What opens when a chart is edited has the same numbers as the chart, and text stays text."""
    openpyxl = pytest.importorskip("openpyxl")
    for shape in shapes(deck, "chart"):
        book = openpyxl.load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
        page = book["Sheet1"]
        for reference in shape.chart._chartSpace.xpath(
            ".//c:cat//c:f | .//c:val//c:f | .//c:yVal//c:f | .//c:xVal//c:f"
        ):
            cells = page[reference.text.partition("!")[2].replace("$", "")]
            told = [row[0].value for row in cells]
            cache = reference.getnext()
            values = {int(p.get("idx")): p[0].text for p in cache.iter("{*}pt")}
            assert len(told) == int(cache.find("{*}ptCount").get("val"))
            for n, value in enumerate(told):
                assert (
                    (value is None and n not in values)
                    or str(value) == values[n]
                    or value == pytest.approx(float(values[n]))
                )


def test_pictures_have_their_table(deck, charts):
    """What PowerPoint has no chart for is a picture with an alt text, and its numbers follow in a table."""
    pictures = {
        shape.name: described(shape) for slide in deck.slides for shape in slide.shapes if hasattr(shape, "image")
    }
    assert pictures == {name: c.alt for name, c in charts.items() if not isinstance(c.form, Bars | Points)}
    named, tables = "", {}
    for slide in deck.slides:
        named = next((shape.name for shape in slide.shapes if hasattr(shape, "image")), named)
        for shape in slide.shapes:
            if shape.has_table:
                tables[named] = shape.table
    assert set(tables) == set(pictures)
    for name, table in tables.items():
        form, cells = charts[name].form, [[cell.text for cell in row.cells] for row in table.rows]
        assert cells[0] == list(form.columns.values())
        if form.by in form.columns and not form.ascending:
            column = list(form.columns).index(form.by)
            shown = [float(row[column].replace("−", "-")) for row in cells[1:]]
            most = charts[name].table[form.by].sort_values(ascending=False).head(len(shown)).round(2)
            assert shown == pytest.approx(most.tolist())
    checks = charts["robustness"].table
    assert [row.cells[3].text for row in tables["robustness"].rows][1:].count("no") == (~checks.agrees).sum()


def test_everything_can_be_read_aloud(deck):
    """Each chart, picture and table has an alt text, each slide a title of its own element and a note."""
    for slide in deck.slides:
        assert slide.shapes.title.text
        for shape in slide.shapes:
            if getattr(shape, "has_chart", False) or getattr(shape, "has_table", False) or hasattr(shape, "image"):
                assert len(described(shape)) > 30


def test_notes_hold_reading_interval_and_evidence(deck, study):
    """Under the presence chart: the claim with its interval, how to read it, and sentences with their ids."""
    (slide,) = [s for s in deck.slides if any(shape.name == "presence-by-side" for shape in s.shapes)]
    notes = slide.notes_slide.notes_text_frame.text
    assert study.claims["presence_by_side"].text in notes
    assert "95 % interval" in notes
    quoted = dict(re.findall(r"^((?:cfr|winep)-\w+): “(.*)”$", notes, re.MULTILINE))
    assert {brief_id for brief_id, _, _ in (i.partition("-") for i in quoted)} == {"cfr", "winep"}
    texts = study.sentences.set_index("sentence_id").text
    assert all(" ".join(texts[i].split()) == words for i, words in quoted.items())


def test_the_notes_of_a_finding_are_its_own(deck, study):
    """Under each headline: its words, the runs in which it holds, and sentences that it names."""
    for finding in study.findings.values():
        slide = next(s for s in deck.slides if s.shapes.title.text == finding.headline)
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(finding.text)
        assert f"Holds in {finding.runs[0]} of {finding.runs[1]} other runs." in notes
        quoted = re.findall(r"^((?:cfr|winep)-\w+): “", notes, re.MULTILINE)
        assert quoted and set(quoted) <= set(finding.evidence)


def sizes(shape) -> list[float]:
    """The sizes of the letters of a text or table, in points."""
    return [int(size) / 100 for size in shape._element.xpath(".//a:rPr/@sz | .//a:defRPr/@sz")]


def test_counts_have_whole_ticks(deck):
    """An axis of counts has no tick between two whole numbers."""
    chart = next(s.chart for s in shapes(deck, "chart") if s.name == "contradiction")
    assert chart.value_axis.major_unit == 1


def test_no_words_are_small(deck):
    """No word on a slide is smaller than 18 points; sources and slide numbers not smaller than 12."""
    for slide in deck.slides:
        for shape in slide.shapes:
            least = FOOT if shape.name.startswith("Source") or "Number" in shape.name or _is_source(shape) else SMALLEST
            assert all(size >= least for size in sizes(shape)), (slide.shapes.title.text, shape.name)
    for shape in shapes(deck, "chart"):
        letters = [int(size) for size in shape.chart._chartSpace.xpath(".//@sz")]
        assert min(letters) >= SMALLEST * 100


def _is_source(shape) -> bool:
    return shape.is_placeholder and shape.placeholder_format.idx == 14


def test_text_fits_its_box(deck):
    """Headlines take two lines at most, and no text is higher or wider than its box."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or shape._element.xpath(".//a:fld"):
                continue
            title = shape.shape_id == slide.shapes.title.shape_id
            width, used = shape.width / Pt(1), 0.0
            for paragraph in shape.text_frame.paragraphs:
                size = paragraph.font.size.pt
                lines = RULER.lines(
                    paragraph.text, size, width - (24 if len(shape.text_frame.paragraphs) > 1 else 0), bold=title
                )
                assert all(RULER.width(line, size, bold=title) <= width for line in lines)
                assert not title or len(lines) <= 2
                used += len(lines) * size * 1.2
            assert used <= shape.height / Pt(1) + 1, (slide.shapes.title.text, shape.name)


def test_nothing_runs_off_or_over(deck):
    """All shapes lie on the slide, and none over another."""
    for slide in deck.slides:
        boxes = [(s.name, s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for name, left, top, right, bottom in boxes:
            assert left >= 0 and top >= 0 and right <= WIDE[0] and bottom <= WIDE[1], name
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                wide, high = min(a[3], b[3]) - max(a[1], b[1]), min(a[4], b[4]) - max(a[2], b[2])
                assert min(wide, high) <= 0, (slide.shapes.title.text, a[0], b[0])


def test_the_package_is_sound(slides):
    """Ids are unique on each slide, every relation has its part, every part its type: nothing to repair."""
    with zipfile.ZipFile(slides) as packed:
        names = packed.namelist()
        assert len(names) == len(set(names))
        types = etree.fromstring(packed.read("[Content_Types].xml"))
        typed = {e.get("PartName", "")[1:] for e in types} | {e.get("Extension") for e in types}
        for name in names:
            assert name in typed or name.rpartition(".")[2] in typed or name == "[Content_Types].xml"
            if name.endswith(".rels"):
                folder = Path(name).parent.parent
                for relation in etree.fromstring(packed.read(name)):
                    target = relation.get("Target")
                    path = target.lstrip("/") if target.startswith("/") else _resolved(folder, target)
                    assert relation.get("TargetMode") == "External" or path in names, (name, target)
            elif name.endswith(".xml"):
                root = etree.fromstring(packed.read(name))
                ids = root.xpath("//*[local-name()='cNvPr']/@id")
                assert len(ids) == len(set(ids)), name
                used = set(
                    root.xpath(
                        "//@r:id | //@r:embed",
                        namespaces={"r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
                    )
                )
                own = str(Path(name).parent / "_rels" / f"{Path(name).name}.rels")
                known = {r.get("Id") for r in etree.fromstring(packed.read(own))} if own in names else set()
                assert used <= known, name


def _resolved(folder: Path, target: str) -> str:
    parts: list[str] = [p for p in folder.parts if p != "."]
    for part in Path(target).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_errors_bars_stand_where_the_schema_has_them(deck):
    """The children of each series are in the order of the schema; PowerPoint repairs any other."""
    order = "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst".split()
    for shape in shapes(deck, "chart"):
        for series in shape.chart._chartSpace.xpath(".//c:barChart/c:ser"):
            places = [order.index(etree.QName(child).localname) for child in series]
            assert places == sorted(places)


def test_nothing_tells_the_day(slides):
    """No date is in the file, nor in its members."""
    with zipfile.ZipFile(slides) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in packed.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")
