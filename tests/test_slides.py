"""The slides: reopened with another library, measured, and compared with the tables."""

import copy
import re
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from analysis import figures
from analysis.__main__ import main
from analysis.errors import OutputError
from analysis.figures import figure_names
from analysis.publish import write_slides
from analysis.publish.slides.fit import Ruler
from analysis.publish.slides.house import SHIPPED, house
from analysis.publish.slides.plan import CHARTS
from analysis.study import load_study
from analysis.style import Bars, Points, Rows, read_style

WIDE = (12_192_000, 6_858_000)
SMALLEST, FOOT = 18, 12
RULER = Ruler(("DejaVu Sans",))


@pytest.fixture(scope="module")
def written(study, tmp_path_factory) -> Path:
    """The slides of the study of this repository."""
    outputs = write_slides(study, tmp_path_factory.mktemp("slides"))
    return outputs.written[0]


@pytest.fixture(scope="module")
def deck(written):
    """The slides, reopened."""
    return Presentation(str(written))


@pytest.fixture(scope="module")
def charts(study) -> dict:
    """Every chart of the study by name."""
    return {name: figure(study) for name, figure in zip(figure_names(), figures.FIGURES, strict=True)}


@pytest.fixture
def few(monkeypatch):
    """A deck of four charts, one of each form, for what doesn't depend on all of them."""
    chosen = ("speaking", "presence-by-side", "lexicons", "directed")
    monkeypatch.setattr(figures, "FIGURES", [f for f in figures.FIGURES if f.__name__.replace("_", "-") in chosen])


def shapes(deck, kind: str) -> list:
    """All shapes of the slides that have that: chart, table, text_frame."""
    return [shape for slide in deck.slides for shape in slide.shapes if getattr(shape, f"has_{kind}")]


def described(shape) -> str:
    """The alt text of a shape."""
    return shape._element.xpath(".//p:cNvPr")[0].get("descr", "")


def sizes(shape) -> list[float]:
    """The sizes of the letters of a text or table, in points."""
    return [int(size) / 100 for size in shape._element.xpath(".//a:rPr/@sz | .//a:defRPr/@sz")]


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


def test_numbers_are_those_of_the_tables(deck, charts):
    """Each bar of each native chart is the value of its row and series in the table behind the CSV."""
    found = {shape.name: shape.chart for shape in shapes(deck, "chart")}
    assert {name for name, chart in charts.items() if isinstance(chart.form, Bars | Points)} == set(found)
    labels = {"CFR": "cfr", "Washington Institute": "winep"}
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
    assert set(tables) == {name for name, chart in charts.items() if isinstance(chart.form, Rows)}
    for name, table in tables.items():
        form = charts[name].form
        assert [cell.text for cell in table.rows[0].cells] == list(form.columns.values())
        column = list(form.columns).index(form.by) if form.by in form.columns else 0
        shown = [float(row.cells[column].text.replace("−", "-")) for row in list(table.rows)[1:]] if column else []
        most = charts[name].table[form.by].sort_values(ascending=False).head(len(shown)).round(2)
        assert shown == pytest.approx(most.tolist())


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


def test_a_finding_without_a_chart_is_told(study_folder, tmp_path):
    """Briefs that prescribe nothing have no bars; the finding stands there in words."""
    text = "Title of {}\n\nThe talks were good. They went on. They ended.\n"
    study = load_study(study_folder({n: text.format(n) for n in "ab"}))
    deck = Presentation(str(write_slides(study, tmp_path).written[0]))
    finding = study.findings["prescriptions"]
    slide = next(s for s in deck.slides if s.shapes.title.text == finding.headline)
    assert finding.text in [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame]


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


def test_the_package_is_sound(written):
    """Ids are unique on each slide, every relation has its part, every part its type: nothing to repair."""
    with zipfile.ZipFile(written) as packed:
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


def test_nothing_tells_the_day(written):
    """No date is in the file, nor in its members."""
    with zipfile.ZipFile(written) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in packed.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")


def test_a_style_restyles_the_deck(study, tmp_path, few):
    """Fonts and colours of a style file are in the theme and in the charts."""
    file = tmp_path / "own.toml"
    file.write_text('font = ["Gill Sans"]\ncolours = ["#880000", "#008800"]\n')
    deck = Presentation(str(write_slides(study, tmp_path, style=read_style(file)).written[0]))
    theme = next(
        rel.target_part.blob.decode() for rel in deck.slide_master.part.rels.values() if "theme" in rel.reltype
    )
    assert 'latin typeface="Gill Sans"' in theme
    assert '<a:accent1><a:srgbClr val="880000"/>' in theme
    series = next(s.chart for s in shapes(deck, "chart") if s.name == "speaking").plots[0].series
    assert [str(s.format.fill.fore_color.rgb) for s in series] == ["880000", "008800"]


def test_a_house_template_is_used(study, tmp_path, few):
    """PowerPoint's plain template, 4:3 and with a slide in it: its slide goes, its layouts and size hold."""
    plain = Presentation()
    plain.slides.add_slide(plain.slide_layouts[1]).shapes.title.text = "Old"
    plain.save(tmp_path / "house.pptx")
    deck = Presentation(str(write_slides(study, tmp_path, template=tmp_path / "house.pptx").written[0]))
    assert (deck.slide_width, deck.slide_height) == (plain.slide_width, plain.slide_height)
    assert deck.slides[0].shapes.title.text == study.settings.title
    assert "Old" not in {slide.shapes.title.text for slide in deck.slides}
    assert {slide.slide_layout.name for slide in deck.slides} == {"Title Slide", "Title and Content"}
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height


def test_a_template_without_layouts_is_told(tmp_path):
    """A template that lacks a place for a chart, or is none, gets one sentence."""
    bare = Presentation()
    for layout in list(bare.slide_layouts)[1:]:
        bare.slide_layouts.remove(layout)
    bare.save(tmp_path / "bare.pptx")
    (tmp_path / "words.pptx").write_text("no zip")
    style = read_style()
    for name, said in (("bare", "no layout has a title and a place for text. Add a layout with"),
                       ("words", "it is no PowerPoint file. Save it as a PowerPoint presentation (.pptx)."),
                       ("none", "there is no such template. Correct its name.")):  # fmt: skip
        with pytest.raises(OutputError, match=re.escape(said)):
            house(tmp_path / f"{name}.pptx", style)


def test_excerpts_are_cut_in_the_notes(study, tmp_path, few):
    """A study set to excerpts quotes no sentence whole."""
    from dataclasses import replace

    cut = copy.copy(study)
    cut.settings = replace(study.settings, quote="excerpts")
    deck = Presentation(str(write_slides(cut, tmp_path).written[0]))
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    quoted = re.findall(r"^(?:cfr|winep)-\w+: “(.*)”$", notes, re.MULTILINE)
    assert quoted
    assert all(len(words.split()) <= 13 for words in quoted)


def test_three_briefs_and_hostile_words(study_folder, tmp_path):
    """Three short texts with names that look like formulas and tags: the deck is whole, each brief a series."""
    registry = "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
    actors = registry + "iran,=SUM(1)&<b>Iran</b>,state,,,,,Iran,,\nsyria,Syria,state,,,,,,,\n"
    text = "Title of {}\n\nIran welcomed the useful talks. The talks were good. Syria condemned Iran.\n"
    study = load_study(study_folder({n: text.format(n) for n in "abc"}, actors=actors))
    deck = Presentation(str(write_slides(study, tmp_path).written[0]))
    found = {shape.name: shape.chart for shape in shapes(deck, "chart")}
    assert [s.name for s in found["presence-by-actor"].plots[0].series] == list(study.labels.values())
    assert any(row.startswith("=SUM(1)&<b>Iran</b>") for row in found["presence-by-actor"].plots[0].categories)


def test_the_shipped_template_has_real_layouts():
    """Its layouts are named, 16:9, and hold placeholders for title, subtitle, text, chart, source and number."""
    deck = Presentation(str(SHIPPED))
    assert (deck.slide_width, deck.slide_height) == WIDE
    kinds = {
        layout.name: [p.placeholder_format.type.name for p in layout.placeholders] for layout in deck.slide_layouts
    }
    assert kinds == {
        "Cover": ["CENTER_TITLE", "SUBTITLE"],
        "Text": ["TITLE", "OBJECT", "BODY", "SLIDE_NUMBER"],
        "Chart": ["TITLE", "BODY", "CHART", "BODY", "SLIDE_NUMBER"],
    }


def test_the_command_says_what_it_wrote(study_folder, tmp_path, capsys):
    """The command writes to the folder that is named, and a wrong template is told before any work."""
    folder = study_folder({n: f"Title of {n}\n\nThe talks were good. They went on. They ended.\n" for n in "ab"})
    out = tmp_path / "out"
    assert main(["slides", "--study", str(folder), "--out", str(out)]) == 0
    assert capsys.readouterr().out.endswith("slides.pptx\n")
    assert main(["slides", "--study", str(folder), "--template", "none.pptx"]) == 2
    assert "none.pptx: there is no such template. Correct its name." in capsys.readouterr().err
