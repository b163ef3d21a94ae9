"""Slides in a house's own template and style, of other studies, and by command."""

import copy
import re

import pytest
from pptx import Presentation
from slide_shapes import shapes

from analysis import figures
from analysis.__main__ import main
from analysis.errors import OutputError
from analysis.publish import write_slides
from analysis.publish.slides.house import SHIPPED, house
from analysis.study import load_study
from analysis.style import read_style

WIDE = (12_192_000, 6_858_000)


@pytest.fixture
def few(monkeypatch):
    """A deck of few charts, of each form one, for what doesn't depend on all of them."""
    chosen = ("speaking", "presence-by-side", "presence-by-actor", "prescriptions", "lexicons", "directed")
    monkeypatch.setattr(
        figures.saving, "FIGURES", [f for f in figures.FIGURES if f.__name__.replace("_", "-") in chosen]
    )


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


def test_three_briefs_and_hostile_words(study_folder, tmp_path, few):
    """Three short texts with names that look like formulas and tags: the deck is whole, each brief a series."""
    registry = "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
    actors = registry + "iran,=SUM(1)&<b>Iran</b>,state,,,,,Iran,,\nsyria,Syria,state,,,,,,,\n"
    text = "Title of {}\n\nIran welcomed the useful talks. The talks were good. Syria condemned Iran.\n"
    study = load_study(study_folder({n: text.format(n) for n in "abc"}, actors=actors))
    deck = Presentation(str(write_slides(study, tmp_path).written[0]))
    found = {shape.name: shape.chart for shape in shapes(deck, "chart")}
    assert [s.name for s in found["presence-by-actor"].plots[0].series] == list(study.labels.values())
    assert any(row.startswith("=SUM(1)&<b>Iran</b>") for row in found["presence-by-actor"].plots[0].categories)


def test_a_finding_without_a_chart_is_told(study_folder, tmp_path, few):
    """Briefs that prescribe nothing have no bars; the finding stands there in words."""
    text = "Title of {}\n\nThe talks were good. They went on. They ended.\n"
    study = load_study(study_folder({n: text.format(n) for n in "ab"}))
    deck = Presentation(str(write_slides(study, tmp_path).written[0]))
    finding = study.findings["prescriptions"]
    slide = next(s for s in deck.slides if s.shapes.title.text == finding.headline)
    assert finding.text in [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame]


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


def test_the_command_says_what_it_wrote(study_folder, tmp_path, capsys, few):
    """The command writes to the folder that is named, and a wrong template is told before any work."""
    folder = study_folder({n: f"Title of {n}\n\nThe talks were good. They went on. They ended.\n" for n in "ab"})
    out = tmp_path / "out"
    assert main(["slides", "--study", str(folder), "--out", str(out)]) == 0
    assert capsys.readouterr().out.endswith("slides.pptx\n")
    assert main(["slides", "--study", str(folder), "--template", "none.pptx"]) == 2
    assert "none.pptx: there is no such template. Correct its name." in capsys.readouterr().err
