"""What leaves the house: files, executed notebooks, and the report in three formats."""

import builtins
import errno
import json
import os
import re
import shutil
import signal
import threading
import time
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.errors import OutputError, StudyError
from analysis.files import Outputs, output_folder, written_aside
from analysis.publish import document, notebooks, run_notebooks, write_report
from analysis.settings import ROOT, read_settings

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
PICTURE = f"""class Chart:
    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {{"image/png": "{PIXEL}", "text/plain": "Iran is named more\\nTwo bars."}}
        return data, {{"image/png": {{"alt": "Two bars: \\"Iran\\" 3, <Iraq> 1."}}}}"""
PARAMETERS = {"tags": ["parameters"]}


def a_notebook(path: Path, *code: str, title: str = "Who is in it?") -> Path:
    """A notebook with a title, a cell of parameters, the code, and a last section."""
    cells = [
        new_markdown_cell(f"# {title}\n\nReads the briefs."),
        new_code_cell("study_folder = None  # None: the study of this repository", metadata=PARAMETERS),
        *(new_code_cell(source) for source in code),
        new_markdown_cell("## What this can't tell\n\nLittle <b>it</b> can. See [the paper](https://doi.org/10.1/x)."),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells), path)
    return path


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


@pytest.fixture
def no_progress():
    """Keeps a run silent."""
    return {"progress": lambda line: None}


# files


def test_written_aside(tmp_path):
    """A file is moved into place whole, and nothing stays beside it."""
    with written_aside(tmp_path / "a.txt") as aside:
        aside.write_text("new")
        assert not (tmp_path / "a.txt").exists()
        assert aside.suffix == ".txt"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError, SystemExit])
def test_stopped_midway(tmp_path, failure):
    """A stop in the middle leaves the old file and nothing else."""
    path = tmp_path / "a.txt"
    path.write_text("old")

    def stopped():
        with written_aside(path) as aside:
            aside.write_text("half")
            raise failure

    with pytest.raises(failure):
        stopped()
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a.txt": "old"}


def test_same_content(tmp_path):
    """A file whose content doesn't change is not touched."""
    path = tmp_path / "a.txt"
    path.write_text("same")
    os.utime(path, (1, 1))
    with written_aside(path) as aside:
        aside.write_text("same")
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.EACCES, "it can't be written (permission denied). Close it in other programs (Word, Excel, a PDF "
                       "viewer), or correct its permissions."),
        (errno.ENOSPC, "it can't be written (no space left on device). Free some space, then run again."),
    ],
)  # fmt: skip
def test_unwritable(tmp_path, monkeypatch, number, message):
    """A file that can't be written is told with its remedy, and stays as it was."""

    def refuse(source, target):
        raise OSError(number, os.strerror(number), str(source), None, str(target))

    path = tmp_path / "a.docx"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError) as error, written_aside(path) as aside:
        aside.write_text("new")
    assert str(error.value) == f"{path.as_posix()}: {message}"
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a.docx": "old"}


def test_other_failures(tmp_path):
    """A failure of another file is not blamed on this one."""
    with pytest.raises(FileNotFoundError), written_aside(tmp_path / "a.txt"):
        (tmp_path / "elsewhere" / "b.txt").read_text()


def test_file_for_a_folder(tmp_path):
    """A file that has the name of an output folder is told."""
    (tmp_path / "report").write_text("mine")
    with pytest.raises(OutputError, match=r"a file has the name of an output folder\. Move it away"):
        output_folder(tmp_path / "report")


def test_edited_files(tmp_path):
    """A file that a user has edited stays, and the new one goes beside it."""

    def write(text: str) -> Outputs:
        outputs = Outputs(tmp_path)
        with outputs.writing("report.docx") as aside:
            aside.write_text(text)
        return outputs

    assert write("first").written == write("second").written == [tmp_path / "report.docx"]
    (tmp_path / "report.docx").write_text("my words")
    third = write("third")
    assert third.written == [tmp_path / "report-new.docx"]
    assert third.messages == [
        f"{(tmp_path / 'report.docx').as_posix()} is kept as you changed it; the new one is report-new.docx."
    ]
    (tmp_path / "report-new.docx").write_text("my words too")
    assert write("fourth").written == [tmp_path / "report-new-2.docx"]
    assert (tmp_path / "report.docx").read_text() == "my words"


# notebooks


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


def test_second_run(shown, no_progress):
    """A second run of notebooks and report changes no byte."""
    settings, source, paths, files, _ = shown
    before = [path.read_bytes() for path in [*paths, *files]]
    again = run_notebooks(settings, source=source, **no_progress)
    files_again, messages = write_report(settings, again)
    assert [path.read_bytes() for path in [*again, *files_again]] == before
    assert messages == []


def test_at_home(tmp_path, monkeypatch):
    """At home a notebook is renewed in place, and one of the user's own is not run."""
    path = a_notebook(tmp_path / "notebooks" / "00-a.ipynb", "1 + 1")
    a_notebook(tmp_path / "notebooks" / "mine.ipynb", "fails()")
    lines = []
    settings = read_settings()
    assert run_notebooks(settings, source=path.parent, progress=lines.append) == [path]
    first = path.read_bytes()
    assert run_notebooks(settings, source=path.parent, progress=lines.append) == [path]
    assert path.read_bytes() == first
    assert nbformat.reads(first, 4).cells[2].outputs[0].data["text/plain"] == "2"
    assert all(re.fullmatch(rf"{path.as_posix()}: \d+\.\d s", line) for line in lines)


def test_edited_copies(tmp_path, shown, no_progress, monkeypatch):
    """Edited cells run as they are; unedited copies follow the house's notebook."""

    def read_only(path, *, study, folder):
        notebook = notebooks._read(path)
        notebooks._point(notebook, os.path.relpath(study, folder), path)
        return notebook

    monkeypatch.setattr(notebooks, "executed", read_only)
    folder = shutil.copytree(shown[0].folder, tmp_path / "study", ignore=shutil.ignore_patterns("report"))
    settings, source = read_settings(folder), tmp_path / "source"
    a_notebook(source / "00-a.ipynb", "'house'")
    (copy,) = run_notebooks(settings, source=source, **no_progress)
    a_notebook(source / "00-a.ipynb", "'house, bettered'")
    run_notebooks(settings, source=source, **no_progress)
    assert "house, bettered" in copy.read_text(encoding="utf-8")
    notebook = nbformat.read(copy, 4)
    notebook.cells[2].source = "'mine'"
    nbformat.write(notebook, copy)
    run_notebooks(settings, source=source, **no_progress)
    assert nbformat.read(copy, 4).cells[2].source == "'mine'"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = {}\nx['gone']", "cell [2] `x = {}`: it fails with KeyError: 'gone'. Mend the cell (`make lab` opens it), "
                              "then run again."),
        ("from analysis.errors import BriefError\nraise BriefError('it is empty', remedy='Give it words')",
         "cell [2] `from analysis.errors import BriefError`: it stops: it is empty. Give it words. Then run again."),
        ("import warnings\nwarnings.warn('old way')",
         "cell [2] `import warnings`: it warns: UserWarning: old way. Mend what it warns of."),
        ("import os\nos._exit(1)", "cell [2] `import os`: Python stopped there, most likely for want of memory. "
                                   "Close other programs."),
    ],
    ids=["error", "study-error", "warning", "dead"],
)  # fmt: skip
def test_failing_cells(tmp_path, code, said):
    """A failing cell is told in one sentence: notebook, cell, reason, remedy."""
    path = a_notebook(tmp_path / "01-b.ipynb", code)
    with pytest.raises(StudyError) as error:
        notebooks.executed(path)
    assert str(error.value) == f"{path.as_posix()}: {said}"


def test_all_or_nothing(tmp_path, monkeypatch, no_progress):
    """When a notebook fails, those before it are not written either."""
    paths = [a_notebook(tmp_path / name, "1") for name in ("00-a.ipynb", "01-b.ipynb")]
    before = [path.read_bytes() for path in paths]

    def fails_in_the_second(path, **_):
        if path == paths[1]:
            raise StudyError("cell [2] fails", remedy="Mend it", path=path)
        return new_notebook()

    monkeypatch.setattr(notebooks, "executed", fails_in_the_second)
    with pytest.raises(StudyError):
        run_notebooks(read_settings(), source=tmp_path, **no_progress)
    assert [path.read_bytes() for path in paths] == before


def test_two_at_a_time(tmp_path, monkeypatch, no_progress):
    """Where there are two cores, two notebooks run at a time; they come back in order."""
    paths = [a_notebook(tmp_path / name, "1") for name in ("00-a.ipynb", "01-b.ipynb")]
    both = threading.Barrier(2, timeout=60)

    def waits_for_the_other(path, **_):
        both.wait()
        return new_notebook()

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(notebooks, "executed", waits_for_the_other)
    assert run_notebooks(read_settings(), source=tmp_path, **no_progress) == paths


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "it is no notebook of format 4. Put back its last version."),
        ('{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
         "no cell is tagged `parameters`. Tag the cell that sets study_folder."),
    ],
)  # fmt: skip
def test_broken_notebooks(tmp_path, content, said):
    """A file that is no notebook, or has no parameters, is told in one sentence."""
    path = tmp_path / "00-a.ipynb"
    path.write_text(content)
    with pytest.raises(StudyError) as error:
        notebooks.executed(path, study=tmp_path)
    assert str(error.value) == f"{path.as_posix()}: {said}"


def test_no_notebooks(tmp_path):
    """A folder without notebooks is told."""
    with pytest.raises(StudyError, match=r"it holds no notebook\. Put back its"):
        run_notebooks(read_settings(), source=tmp_path)


def test_saved_meanwhile(tmp_path, monkeypatch, no_progress):
    """A notebook that its user saves while it runs is kept."""
    path = a_notebook(tmp_path / "00-a.ipynb", "1")

    def meanwhile(path, **_):
        path.write_text("saved by its user")
        return new_notebook()

    monkeypatch.setattr(notebooks, "executed", meanwhile)
    with pytest.raises(OutputError, match=r"it was saved while it ran, and is kept\. Run again\."):
        run_notebooks(read_settings(), source=tmp_path, **no_progress)
    assert path.read_text() == "saved by its user"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGINT for another process")
def test_ctrl_c_in_a_notebook(tmp_path):
    """Ctrl-C stops the kernel at once and leaves the notebook as it was."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job begins with Ctrl-C ignored
    mark = tmp_path / "running"
    path = a_notebook(tmp_path / "00-a.ipynb", f"open({str(mark)!r}, 'w').close()\nimport time; time.sleep(60)")
    before = path.read_bytes()

    def ctrl_c():
        while not mark.exists():
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=ctrl_c, daemon=True).start()
    with pytest.raises(KeyboardInterrupt):
        run_notebooks(read_settings(), source=tmp_path, progress=lambda line: None)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p != mark] == ["00-a.ipynb"]


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


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://spy.example/x.png' alt='words'>",
        "<a href='javascript:alert(1)'>words</a>",
        "<a href='https://out.example'>words</a>",
        "<svg onload=alert(1)><script>1</script></svg>",
        "<p style='background: url(https://spy.example)'>words</p>",
        "<iframe src='https://spy.example'></iframe><object data=x></object>",
        "<!--[if IE]><script>1</script><![endif]--><table><tr><td onclick=x>words</td></tr></table>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    ],
)
def test_hostile_html(tmp_path, hostile):
    """No HTML of an output fetches, links or runs anything."""
    output = {"output_type": "display_data", "data": {"text/html": hostile}, "metadata": {}}
    cells = [{"cell_type": "code", "source": "x", "metadata": {}, "outputs": [output]}]
    (tmp_path / "01-x.ipynb").write_text(json.dumps({"cells": cells}))
    (chapter,), _ = document.chapters([tmp_path / "01-x.ipynb"])
    assert not re.search(r"<script|on\w+=|javascript:|src=|href=|url\(|<iframe|<object|<svg|<!--", chapter.html)


def test_pictures(tmp_path):
    """SVG is shown too, and a picture without alt text is told."""
    output = {"output_type": "display_data", "data": {"image/svg+xml": "<svg/>", "text/plain": "Bars"}, "metadata": {}}
    cells = [{"cell_type": "code", "source": "x", "metadata": {}, "outputs": [output]}]
    (tmp_path / "01-x.ipynb").write_text(json.dumps({"cells": cells}))
    (chapter,), messages = document.chapters([tmp_path / "01-x.ipynb"])
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in chapter.html
    assert messages == [f"{(tmp_path / '01-x.ipynb').as_posix()}: figure 1 has no alt text. Give the chart one."]


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
