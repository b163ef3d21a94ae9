"""The look and the finish: styles, bundles of files, the gallery."""

import base64
import io
import re
import xml.etree.ElementTree as ET

import matplotlib as mpl
import pandas as pd
import pytest
import samples
from PIL import Image

from analysis import charts, files
from analysis.errors import OutputError, SettingsError
from analysis.style.look import contrast, read_style, rgb

NAMES = ["presence.csv", "presence.txt", "presence.png", "presence.svg", "presence-slide.png", "presence-slide.svg"]


@pytest.fixture(scope="module")
def chart() -> charts.Chart:
    """A chart of the sample tables."""
    return charts.presence_chart(
        samples.presence(), difference=samples.presence_difference(), title="No clear difference", **samples.WORDS
    )


@pytest.fixture(scope="module")
def bundle(chart, tmp_path_factory):
    """The chart, saved."""
    folder = tmp_path_factory.mktemp("figures")
    charts.save_chart(chart, folder)
    return folder


def test_a_bundle_has_six_files(bundle):
    """One call writes PNG and SVG for report and slide, the data and the alt text, and nothing else."""
    assert sorted(path.name for path in bundle.iterdir()) == sorted(NAMES)


def test_two_saves_write_the_same_bytes(bundle, chart, tmp_path):
    """A rerun changes nothing: no date, no random id, no version."""
    charts.save_chart(chart, tmp_path)
    assert all((tmp_path / name).read_bytes() == (bundle / name).read_bytes() for name in NAMES)


def test_the_users_own_settings_neither_matter_nor_change(bundle, chart):
    """Large serif letters in the user's matplotlibrc leave the chart as it is, and stay the user's."""
    with mpl.rc_context({"font.size": 30, "font.family": "serif", "axes.grid": True, "savefig.bbox": "tight"}):
        before = dict(mpl.rcParams)
        assert chart.image() == (bundle / "presence.png").read_bytes()
        assert dict(mpl.rcParams) == before


def test_contexts_have_their_sizes(bundle):
    """A report chart is 6.5 x 4 inches, a slide 13.33 x 7.5 (1,920 pixels wide)."""
    for name, size in (("presence.png", (6.5, 4)), ("presence-slide.png", (13.3334, 7.5))):
        with Image.open(bundle / name) as image:
            inches = [pixels / dpi for pixels, dpi in zip(image.size, image.info["dpi"], strict=True)]
        assert inches == pytest.approx(size, abs=0.01)


def test_png_carries_its_description_only(bundle, chart):
    """The alt text is in the PNG; no time and no software is."""
    with Image.open(bundle / "presence.png") as image:
        assert image.text == {"Description": chart.alt}


def test_svg_can_be_read_aloud(bundle, chart):
    """The SVG is an image with title and description, and needs no font and no network."""
    svg = (bundle / "presence.svg").read_text(encoding="utf-8")
    root = ET.fromstring(svg.encode())  # noqa: S314 - our own file
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.find(f"{space}title").text == chart.title
    assert root.find(f"{space}desc").text == chart.alt
    assert root.get("aria-labelledby").split() == [root.find(f"{space}{tag}").get("id") for tag in ("title", "desc")]
    assert not list(root.iter(f"{space}text"))
    assert not re.search(r"Matplotlib v|dc:date|<image|href=\"http", svg)


def test_svg_of_odd_words_is_well_formed(tmp_path):
    """Angle brackets and ampersands of a title don't break the SVG."""
    odd = charts.keyness_chart(samples.keyness(), title="<b>A & B</b>", **samples.WORDS)
    root = ET.fromstring(odd.image(format="svg"))  # noqa: S314 - our own file
    assert root.find("{http://www.w3.org/2000/svg}title").text == "<b>A & B</b>"


def test_csv_is_the_table(bundle, chart):
    """The rows behind the chart come back from the CSV, value by value."""
    read = pd.read_csv(bundle / "presence.csv")
    told = chart.table.assign(name=chart.table.name.replace("=United Nations", "'=United Nations"))
    pd.testing.assert_frame_equal(read, told, check_dtype=False, rtol=1e-5)


def test_text_that_looks_like_a_formula_stays_text():
    """An apostrophe stands before text that a spreadsheet would run; numbers are left alone."""
    table = pd.DataFrame(
        {"=a": ["=1+1", "+1", "-1", "@x", "\tx", " =1", "fine", None], "n": [-1.5, 2, 3, 4, 5, 6, 7, 8]}
    )
    told = files.csv_bytes(table).decode()
    assert told.splitlines()[:5] == ["'=a,n", "'=1+1,-1.5", "'+1,2", "'-1,3", "'@x,4"]
    assert "'\tx,5\n' =1,6\nfine,7\n,8\n" in told


def test_alt_text_is_beside_the_chart(bundle, chart):
    """The text file holds the alt text."""
    assert (bundle / "presence.txt").read_text(encoding="utf-8") == f"{chart.alt}\n"


def test_a_failed_save_leaves_the_old_file(bundle, chart, tmp_path, monkeypatch):
    """A file is moved into place whole or not at all, and nothing is left beside it."""
    old = tmp_path / "presence.csv"
    old.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OutputError, match=r"presence\.csv: it can't be written \(no space left on device\)\. Free"):
        charts.save_chart(chart, tmp_path, contexts=("report",), formats=("png",))
    assert [p.name for p in tmp_path.iterdir()] == ["presence.csv"]
    assert old.read_text() == "old"


def test_unknown_formats_are_refused_before_any_work(chart, tmp_path):
    """A format or context that there isn't gets one sentence."""
    with pytest.raises(OutputError, match=r'^no format of a chart is called "gif"\. Allowed: png, svg, pdf\.$'):
        charts.save_chart(chart, tmp_path, formats=("gif",))
    assert not list(tmp_path.iterdir())


def test_pdf_is_the_same_twice(chart):
    """A PDF has no date either."""
    assert chart.image(format="pdf") == chart.image(format="pdf")


def test_a_notebook_shows_the_chart_with_its_alt_text(chart):
    """A cell that ends with a chart shows it as PNG, the same at every run."""
    data, metadata = chart._repr_mimebundle_()
    image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    assert image.size == (1300, 800)
    assert metadata["image/png"] == {"alt": chart.alt, "width": 650, "height": 400}
    assert chart._repr_mimebundle_() == (data, metadata)
    assert data["text/plain"] == f"{chart.title}\n{chart.alt}"


def test_gallery_shows_every_chart(bundle, chart):
    """Each chart stands there with title, picture, alt text and links to files that exist."""
    page = charts.gallery([chart])
    assert f"## {chart.title}" in page
    assert all((bundle / name).exists() for name in re.findall(r"\]\((presence[^)]*)\)", page))
    assert len(re.findall(r"\]\((presence[^)]*)\)", page)) == 7


def test_a_style_of_ones_own_restyles_the_chart(chart, tmp_path):
    """A file with two keys changes colours and letters of the slide, and nothing else."""
    file = tmp_path / "style.toml"
    file.write_text('colours = ["#880000", "#008800"]\n[slide]\nsize = 20\n')
    own = read_style(file)
    figure = chart.figure("slide", style=own)
    assert [mark.get_color() for mark in figure.artists] == ["#880000", "#008800"]
    assert min(t.get_fontsize() for t in figure.axes[0].get_yticklabels()) == 20
    assert own.report == read_style().report


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("colour = 1", "`colour` is no key of a style. Allowed: band, colours, "),
        ('colours = ["red"]', "'red' is no colour. Write it as \"#004488\"."),
        ('markers = ["z"]', "'z' is no marker. Allowed: o, s, "),
        ("[slide]\nsize = -1", "-1 is no size. Give a number above 0."),
        ("[slide]\nsizes = 1", "`sizes` is no key of a style. Allowed: dpi, "),
        ("slide = 1", "report and slide are tables. Write [report] above its keys."),
        ("colours = []", "fonts, colours or markers are none. List at least one."),
        ("colours = 1", "colours is 1. Give a list."),
        ("= 1", "not valid TOML"),
    ],
)
def test_a_broken_style_is_told_in_one_sentence(tmp_path, toml, message):
    """Each mistake names the file, what is wrong and what to do."""
    file = tmp_path / "own.toml"
    file.write_text(toml)
    with pytest.raises(SettingsError, match=re.escape(message)) as caught:
        read_style(file)
    assert "own.toml: " in str(caught.value)


def test_a_style_that_isnt_there_is_told():
    """A wrong path is no traceback."""
    with pytest.raises(SettingsError, match="there is no such style file"):
        read_style("nowhere.toml")


def test_colours_stand_out_and_apart():
    """Each colour is 3:1 on white, the pair 2.4:1 apart, words 4.5:1, and all markers differ."""
    shipped = read_style()
    assert all(contrast(rgb(c), rgb(shipped.paper)) >= 3 for c in shipped.colours)
    assert contrast(*map(rgb, shipped.colours[:2])) >= 2.4
    assert all(contrast(rgb(c), rgb(ground)) >= 4.5 for c in (shipped.ink, shipped.grey) for ground in ("#FFFFFF",))
    assert len(set(shipped.markers)) == len(shipped.colours) == 4


def test_contrast_is_the_one_of_wcag():
    """Black on white is 21:1, #767676 on white just passes 4.5:1."""
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast(rgb("#767676"), (1, 1, 1)) == pytest.approx(4.54, abs=0.01)


def test_a_brief_keeps_its_colour_where_others_are_left_out():
    """The third and the first brief of a study, drawn alone, have the third and the first colour and marker."""
    style = read_style()
    two = style.of((2, 0))
    assert [two.colour(n) for n in (0, 1)] == [style.colour(2), style.colour(0)]
    assert [two.marker(n) for n in (0, 1)] == [style.marker(2), style.marker(0)]
    assert style.of(()) is style
