"""The form of the slides: letters that can be read, text in its box, a package with nothing to repair."""

import zipfile
from pathlib import Path

from lxml import etree
from pptx.util import Pt
from slide_shapes import shapes

from analysis.publish.slides.fit import Ruler

WIDE = (12_192_000, 6_858_000)
SMALLEST, FOOT = 18, 12
RULER = Ruler(("DejaVu Sans",))


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
