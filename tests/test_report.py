"""The report: executed notebooks as HTML, PDF and Word."""

import builtins
import json
import os
import re
import shutil
import zipfile
from html.parser import HTMLParser

import nbformat
import pytest
from bs4 import BeautifulSoup
from notebook_files import a_notebook

from analysis.errors import OutputError
from analysis.publish import run_notebooks, write_report
from analysis.publish.markup import keep_ids_whole, plain_document
from analysis.settings import ROOT, read_settings

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
PICTURE = f"""class Chart:
    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {{"image/png": "{PIXEL}", "text/plain": "Iran is named more\\nTwo bars."}}
        return data, {{"image/png": {{"alt": "Two bars: \\"Iran\\" 3, <Iraq> 1."}}}}"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A study with one executed notebook that shows all kinds of things, and its report."""
    folder = tmp_path_factory.mktemp("study")
    for name in ("study.toml", "actors.csv"):
        shutil.copy(ROOT / "data" / name, folder / name)
    shutil.copytree(ROOT / "data" / "briefs", folder / "briefs")
    source = a_notebook(
        folder / "source" / "01-who-is-in-it.ipynb",
        "from analysis.display import Prose, Table, literal\nimport os, pandas as pd\n"
        "Prose(f\"**Iran** is named more: {literal('<script>alert(1)</script>')}\")",
        f"{PICTURE}\nChart()",
        "Table(pd.DataFrame({'actor': ['<script>x</script>'], 'mean': [None]}), 'Means', note='Source: briefs.')",
        "Table(pd.DataFrame([[str(n) * 9 for n in range(14)]]), 'Fourteen columns')",
        "print('one')\nprint('two', os.path.basename(os.getcwd()), study_folder)",
        "pd.DataFrame({'a': [1]})",
        "object(), os.path.abspath(study_folder)",
        "Prose('1. **Iran is named more.** Sentences: cfr-s06, winep-s01.')",
    ).parent
    settings = read_settings(folder)
    paths = run_notebooks(settings, source=source, progress=lambda line: None)
    files, messages = write_report(settings, paths)
    return settings, source, paths, files, messages


@pytest.fixture(scope="module")
def html(shown) -> str:
    """The report in HTML."""
    return shown[3][0].read_text(encoding="utf-8")


def test_clean_notebook(shown):
    """Cells are counted from 1, and nothing of the run or the machine stays."""
    notebook = json.loads(shown[2][0].read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert {key for cell in notebook["cells"] for key in cell["metadata"]} == {"tags"}
    assert notebook["metadata"]["language_info"] == {"name": "python"}
    text = shown[2][0].read_text(encoding="utf-8")
    assert not re.search(rf" at 0x|{re.escape(str(shown[0].folder))}|{re.escape(str(ROOT))}", text)


def test_copies(shown):
    """The copy lies in report/notebooks and names its study from there; streams are one."""
    settings, source, (copy,), *_ = shown
    assert copy == settings.report / "notebooks" / "01-who-is-in-it.ipynb"
    cells = nbformat.read(copy, 4).cells
    assert cells[1].source == 'study_folder = "../.."  # None: the study of this repository'
    assert cells[6].outputs == [{"output_type": "stream", "name": "stdout", "text": "one\ntwo notebooks ../..\n"}]
    assert "study_folder = None" in (source / copy.name).read_text(encoding="utf-8")


def test_second_run(shown):
    """A second run of notebooks and report changes no byte."""
    settings, source, paths, files, _ = shown
    before = [path.read_bytes() for path in [*paths, *files]]
    again = run_notebooks(settings, source=source, progress=lambda line: None)
    files_again, messages = write_report(settings, again)
    assert [path.read_bytes() for path in [*again, *files_again]] == before
    assert messages == []


# the report in HTML


class Links(HTMLParser):
    """Collects what a page asks a browser to fetch or to follow."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Note a tag and its addresses."""
        self.tags.add(tag)
        self.found += [value for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]


def test_one_file(html):
    """The page is one file that fetches nothing and links only to the reader; an address stays readable."""
    links = Links(html)
    assert all(link.startswith(("#", "data:image/png;base64,", "reader.html#")) for link in links.found)
    assert not links.tags & {"script", "link", "iframe", "object", "form"}
    assert "url(" not in html
    assert "@import" not in html
    assert "the paper (https://doi.org/10.1/x)" in html


def test_links_within(html):
    """Every link has its target, and no address is given twice."""
    soup = BeautifulSoup(html, "html.parser")
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in soup.find_all("a") if link["href"].startswith("#")} <= set(ids)


def test_a_finding_leads_to_its_figure_and_sentences(html):
    """The headline of a finding links to the figure of that title, the id of a sentence to the reader."""
    item = BeautifulSoup(html, "html.parser").main.li
    assert item.get_text() == "Iran is named more. (Figure 1) Sentences: cfr-s06, winep-s01."
    assert [link["href"] for link in item.find_all("a")] == [
        "#figure-1", "reader.html#cfr-s06", "reader.html#winep-s01",
    ]  # fmt: skip


def test_no_code(html):
    """The page shows no code."""
    assert "import pandas" not in html
    assert "study_folder =" not in html


def test_words_are_text(html):
    """Words of a brief or a notebook that look like HTML are text."""
    soup = BeautifulSoup(html, "html.parser")
    assert soup.find(class_="answer").get_text() == "Iran is named more: <script>alert(1)</script>\n"
    assert soup.find("th", string="<script>x</script>")["scope"] == "row"
    assert soup.find(string=re.compile("Little <b>it</b> can"))


def test_titles(html):
    """Titles come from the settings and the notebooks, and the contents list them."""
    soup = BeautifulSoup(html, "html.parser")
    assert soup.html["lang"] == "en"
    assert soup.title.get_text() == soup.h1.get_text() == "Two briefs, one meeting"
    assert "the U.S.-Iranian talks in Baghdad, 28 May 2007" in soup.find(class_="subtitle").get_text()
    assert [h2.get_text() for h2 in soup.main.find_all("h2")] == [
        "Who is in it?",
        "Methods",
        "How this report was made",
    ]
    contents = [link.get_text() for link in soup.nav.find_all("a")]
    assert contents[:3] == ["Who is in it?", "What this can't tell", "Methods"]
    assert contents[-3:] == ["Limits", "References", "How this report was made"]
    assert soup.find("a", class_="skip")["href"] == "#report"


def test_figures_and_tables(html):
    """Figures and tables are numbered, and a screen reader can tell what they hold."""
    soup = BeautifulSoup(html, "html.parser")
    assert soup.img["alt"] == 'Two bars: "Iran" 3, <Iraq> 1.'
    assert soup.figcaption.get_text() == "Figure 1. Iran is named more"
    captions = [caption.get_text() for caption in soup.find_all("caption")]
    assert captions[:2] == ["Table 1. Means", "Table 2. Fourteen columns"]
    assert all(cell.get("scope") in ("col", "row") for cell in soup.find_all("th"))
    assert [table["class"] for table in soup.find_all("table")][:3] == [["plain"], ["widest", "tight"], ["plain"]]
    assert soup.find("abbr")["title"] == "no evidence"


def test_colophon(html, shown):
    """The colophon names inputs, versions, seed and command, and no folder of the machine."""
    colophon = BeautifulSoup(html, "html.parser").find(class_="colophon").get_text(" ", strip=True)
    command = f"python -m analysis report --study {shown[0].folder.name}"
    for told in ("study.toml", "briefs/cfr-2007-05-29.txt", "actors.csv", "spacy", "Python", "20070528", command):
        assert told in colophon
    assert str(shown[0].folder) not in html


# the report in PDF


def pdf(shown):
    """The report in PDF, reopened."""
    pypdf = pytest.importorskip("pypdf")
    found = [path for path in shown[3] if path.suffix == ".pdf"]
    if not found:
        pytest.skip("libpango is missing on this machine")
    return pypdf.PdfReader(found[0])


def test_pdf_structure(shown):
    """The PDF is tagged, titled and bookmarked, and has no date."""
    reader = pdf(shown)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert reader.metadata.title == "Two briefs, one meeting"
    assert reader.metadata.author.startswith("two-briefs ")
    assert reader.metadata.creation_date is None
    assert "pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
    titles = re.findall(r"'/Title': [\"'](.*?)[\"'],", str(reader.outline))
    assert titles[:4] == ["Two briefs, one meeting", "Who is in it?", "What this can't tell", "Methods"]
    assert titles[-3:] == ["Limits", "References", "How this report was made"]


def test_pdf_alt_texts(shown):
    """The PDF keeps alt texts and numbers its pages."""
    reader = pdf(shown)
    tree = [obj.get_object() for obj in reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"][1::2]]
    alts = {node.get_object().get("/Alt") for nodes in tree for node in (nodes if isinstance(nodes, list) else [nodes])}
    assert 'Two bars: "Iran" 3, <Iraq> 1.' in alts
    assert f"1 / {len(reader.pages)}" in reader.pages[0].extract_text()


def test_wide_table(shown):
    """Fourteen columns of nine signs: each word is on the page, inside its edges."""
    places = []
    for page in pdf(shown).pages:
        page.extract_text(visitor_text=lambda text, cm, tm, font, size: places.append((text, cm[4] + tm[4] * cm[0])))
    digits = "".join(text for text, _ in places if re.fullmatch(r"[\d\s]+", text))
    assert all(digits.count(str(n)) >= 9 for n in range(10))
    assert all(0 <= x <= 595 for text, x in places if text.strip())


def test_no_line_breaks_an_id_behind_its_hyphen():
    """An id can be copied as it stands, and its last word stands on one line with its number."""
    soup = plain_document("<p>See winep-l01 and harbour_policy_centre-s07, not US-led 2-3.</p>")
    keep_ids_whole(soup)
    assert [mark.get_text() for mark in soup.select(".id")] == ["winep-l01", "centre-s07"]
    assert soup.get_text() == "See winep-l01 and harbour_policy_centre-s07, not US-led 2-3."


@pytest.mark.parametrize(
    ("missing", "said"),
    [(OSError("cannot load library 'libpango-1.0-0'"), "the system library libpango is missing. Install it"),
     (ImportError("no weasyprint"), "the package weasyprint is missing. Run `make report`, which installs it.")],
)  # fmt: skip
def test_no_pdf_library(shown, monkeypatch, missing, said):
    """Without the PDF library all else is written, with one sentence of remedy."""
    real = builtins.__import__

    def fails(name, *args, **kwargs):
        if name == "weasyprint":
            raise missing
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", fails)
    settings, _, paths, *_ = shown
    files, (message,) = write_report(settings, paths)
    assert [path.name for path in files] == ["report.html", "report.docx"]
    assert "report.pdf was not written" in message
    assert said in message


# the report in Word


def test_word_structure(shown):
    """The Word file has real headings, captions, alt texts and header rows."""
    docx = pytest.importorskip("docx")
    found = docx.Document(str(shown[3][-1]))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in found.paragraphs]
    assert ("Title", "Two briefs, one meeting") in styles
    assert [text for style, text in styles if style == "Heading 1"] == [
        "Who is in it?", "Methods", "How this report was made",
    ]  # fmt: skip
    assert ("Heading 2", "What this can't tell") in styles
    assert ("Image Caption", "Figure 1. Iran is named more") in styles
    assert ("Table Caption", "Table 1. Means") in styles
    assert ("Answer", "Iran is named more: <script>alert(1)</script>") in styles
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in found.tables)
    assert found.core_properties.title == "Two briefs, one meeting"
    assert len(found.inline_shapes) == 1
    assert found.inline_shapes[0]._inline.docPr.get("descr") == 'Two bars: "Iran" 3, <Iraq> 1.'


def test_word_date(shown):
    """The Word file carries no date."""
    with zipfile.ZipFile(shown[3][-1]) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:created" not in packed.read("docProps/core.xml")


def test_unknown_format(shown):
    """An unknown format is told before any work."""
    with pytest.raises(OutputError) as error:
        write_report(shown[0], shown[2], formats=["odt"])
    assert str(error.value) == '"odt" is no format of the report. Allowed: html, pdf, docx.'


def test_ctrl_c_in_a_report(shown, monkeypatch):
    """Ctrl-C while a report is written leaves the old one whole."""
    settings, _, paths, *_ = shown
    before = {path: path.read_bytes() for path in settings.report.rglob("*") if path.is_file()}

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_report(settings, paths, formats=["html"], author="Another")
    assert {path: path.read_bytes() for path in settings.report.rglob("*") if path.is_file()} == before
