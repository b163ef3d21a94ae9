"""The report of a study, from its executed notebooks: one HTML file, a tagged PDF, a Word file.

The three say the same. Nothing in them depends on the day, the machine or the place.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from analysis.errors import OutputError, shown
from analysis.files import Outputs
from analysis.publish.colophon import colophon
from analysis.publish.document import PNG, SVG, chapters, methods, width
from analysis.publish.rendering import TEMPLATES, asset, template
from analysis.settings import Settings

FORMATS = ("html", "pdf", "docx")
FACES = {
    "DejaVu Sans": {"": "normal 400", "-Bold": "normal 700", "-Oblique": "italic 400",
                    "-BoldOblique": "italic 700"},
    "DejaVu Serif": {"": "normal 400", "-Bold": "normal 700", "-Italic": "italic 400"},
    "DejaVu Sans Mono": {"": "normal 400"},
}  # fmt: skip
NO_PANGO = (
    "the system library libpango is missing. Install it (Debian and Ubuntu: `apt install "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`; macOS: `brew install pango`; "
    "Windows: MSYS2's pango), then run again."
)
NO_PACKAGE = "the package {} is missing. Run `make report`, which installs it."

LINE_TWIPS, LONG_CELL = 9411, 120  # the line of reference.docx; more signs than that make a cell no wider


class _Unavailable(Exception):
    """A format can't be made on this machine; the text says why and what to do."""


def write_report(
    settings: Settings,
    notebooks: Sequence[Path],
    *,
    formats: Sequence[str] = FORMATS,
    author: str = "",
    command: str = "",
) -> tuple[list[Path], list[str]]:
    """Write the report of a study into its report folder.

    Parameters
    ----------
    settings : Settings
        The study.
    notebooks : sequence of Path
        Its executed notebooks, in order, as `run_notebooks` returns them.
    formats : sequence of str, optional
        Any of html, pdf, docx.
    author : str, optional
        Who signs the report; by default this project and its version.
    command : str, optional
        What the colophon names as the command that made the report.

    Returns
    -------
    files : list of Path
        What was written. A file that a user has changed stays, and the new one lies beside it.
    messages : list of str
        What was not written, or is less than it should be: one sentence each, with its remedy.

    Raises
    ------
    OutputError
        A file can't be written, or a format isn't one.
    """
    for name in formats:
        if name not in FORMATS:
            raise OutputError(f'"{name}" is no format of the report', remedy=f"Allowed: {', '.join(FORMATS)}")
    pages, messages = _pages(settings, notebooks, author, command)
    outputs = Outputs(settings.report)
    makers: dict[str, Callable[[], bytes]] = {
        "html": lambda: pages(css=asset("report.css"), reader=True).encode(),
        "pdf": lambda: _pdf(pages(css=asset("report.css") + asset("print.css"))),
        "docx": lambda: _docx(pages(word=True), settings),
    }
    for name in formats:
        try:
            content = makers[name]()
        except _Unavailable as why:
            messages.append(_not_written(outputs.folder / f"report.{name}", why))
            continue
        with outputs.writing(f"report.{name}") as aside:
            aside.write_bytes(content)
    return outputs.written, messages + outputs.messages


def _pages(
    settings: Settings, notebooks: Sequence[Path], author: str, command: str
) -> tuple[Callable[..., str], list[str]]:
    """The report as HTML, for the screen and print or for Word, and what to mend in it."""
    messages = chapters(notebooks)[1]
    end = colophon(settings, notebooks, command=command)
    author = author or " ".join(end.versions[1])

    def page(*, css: str = "", word: bool = False, reader: bool = False) -> str:
        brief_ids = [brief.id for brief in settings.briefs] if reader else []
        found, _ = chapters(notebooks, pictures=(PNG, SVG) if word else (SVG, PNG), brief_ids=brief_ids)
        return template("report.html.j2").render(
            settings=settings, chapters=[*found, methods()], colophon=end, author=author, word=word, css=css
        )

    return page, messages


def _not_written(path: Path, why: _Unavailable) -> str:
    stale = " (the one there is from an earlier run)" if path.exists() else ""
    return f"{shown(path)} was not written{stale}: {why}"


def _pdf(html: str) -> bytes:
    """A tagged PDF (PDF/UA-1) with bookmarks; its fonts are those of the charts."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fonts = FontConfiguration()
    local, inside = (URLFetcher(allowed_protocols=names) for names in (["file"], ["data"]))
    sheet = weasyprint.CSS(string=_font_faces(), font_config=fonts, url_fetcher=local)
    document = weasyprint.HTML(string=html, url_fetcher=inside)
    return document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError:
        raise _Unavailable(NO_PANGO) from None
    except ImportError:
        raise _Unavailable(NO_PACKAGE.format("weasyprint")) from None
    return weasyprint


def _font_faces() -> str:
    """The fonts that come with matplotlib, so that every machine sets the same pages."""
    rules = []
    for family, faces in FACES.items():
        for suffix, face in faces.items():
            style, weight = face.split()
            file = _font_folder() / f"{family.replace(' ', '')}{suffix}.ttf"
            rules.append(
                f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; '
                f'src: url("{file.as_uri()}") }}'
            )
    return "\n".join(rules) + "\n"


def _font_folder() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path(), "fonts", "ttf")


def _docx(html: str, settings: Settings) -> bytes:
    """A Word file with real headings, captions and header rows, in the styles of reference.docx."""
    options = ["--shift-heading-level-by=-1", f"--reference-doc={TEMPLATES / 'reference.docx'}",
               f"--metadata=lang:{settings.language}", "--quiet"]  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="analysis-") as scratch:
        file = Path(scratch, "report.docx")
        try:
            import pypandoc

            pypandoc.convert_text(html, "docx", "html", options, outputfile=str(file), sandbox=True)
        except (ImportError, OSError):
            raise _Unavailable(NO_PACKAGE.format("pypandoc-binary")) from None
        except RuntimeError as error:
            said = " ".join(str(error).split()).rstrip(".")
            raise _Unavailable(f"pandoc stopped ({said}). Tell the authors of this project.") from None
        return _finished(file.read_bytes())


def _finished(docx: bytes) -> bytes:
    """The Word file with tables as wide as the page, and no date of making in it or in the zip."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
            if name == "word/document.xml":
                content = re.sub(r"<w:tbl>.*?</w:tbl>", _fitted, content.decode(), flags=re.DOTALL).encode()
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _fitted(table: re.Match[str]) -> str:
    """A Word table over the whole line, in smaller type where it has many columns."""
    whole = re.sub(r"<w:tblW [^>]*>", '<w:tblW w:type="pct" w:w="5000" />', table.group(), count=1)
    shares = _column_shares(whole)
    grid = "".join(f'<w:gridCol w:w="{round(share * LINE_TWIPS)}" />' for share in shares)
    whole = re.sub(r"<w:tblGrid>.*?</w:tblGrid>", f"<w:tblGrid>{grid}</w:tblGrid>", whole, count=1)
    kind = width(len(shares))
    return whole if kind == "plain" else whole.replace('"Compact"', f'"{kind.title()}Table"')


def _column_shares(table: str) -> list[float]:
    """What part of the line each column of a Word table needs: room for its words, more for long cells."""
    rows = [re.findall(r"<w:tc>.*?</w:tc>", row) for row in re.findall(r"<w:tr>.*?</w:tr>", table)]
    texts = [["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", cell)) for cell in row] for row in rows]
    needs = [_need(column) for column in zip(*texts, strict=False)]
    return [need / sum(needs) for need in needs]


def _need(cells: Sequence[str]) -> float:
    word = max(len(word) for cell in cells for word in [*cell.split(), ""])
    return 3 + 1.3 * word + (min(max(map(len, cells)), LONG_CELL) - word) / 3
