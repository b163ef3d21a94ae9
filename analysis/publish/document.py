"""Executed notebooks as chapters: prose, numbered figures and tables, no code.

Whatever a notebook shows is data here: only the tags and attributes of a plain document pass,
nothing links out of the file, and every heading has an address.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import shown
from analysis.publish.leads import lead_to_figures, lead_to_sentences
from analysis.publish.markup import keep_ids_whole, markdown, plain_document
from analysis.settings import ROOT

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

PNG, SVG = "image/png", "image/svg+xml"
METHODS = ROOT / "METHODS.md"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WIDE, WIDEST = 7, 11
PRINT_POINTS = {"plain": 8.5, "wide": 7.5, "widest": 6.0}  # as report.css sets them
CELL_PADDING, LINE_POINTS = 11, 450


@dataclass
class Chapter:
    """One notebook in the report: its address, title, sections (address, title) and HTML."""

    id: str
    title: str
    html: str
    sections: list[tuple[str, str]] = field(default_factory=list)


def chapters(
    notebooks: Sequence[Path], *, pictures: tuple[str, ...] = (SVG, PNG), brief_ids: Sequence[str] = ()
) -> tuple[list[Chapter], list[str]]:
    """A chapter for each executed notebook, and what its author should mend.

    Parameters
    ----------
    notebooks : sequence of Path
        Executed notebooks, in order. Figures and tables are numbered through all of them.
    pictures : tuple of str, optional
        The kinds of picture, the preferred one first.
    brief_ids : sequence of str, optional
        The briefs whose sentences' ids become links to the reader beside the report.
    """
    counters = {"Figure": itertools.count(1), "Table": itertools.count(1)}
    taken: set[str] = set()
    soups, messages = [], []
    for path in notebooks:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        soup = plain_document("\n".join(_shown_cells(cells, pictures)))
        _number(soup, counters)
        soups.append(soup)
        mute = [figure["id"] for figure in soup.find_all("figure") if figure.find("img", alt="")]
        messages += [f"{shown(path)}: {name.replace('-', ' ')} has no alt text. Give the chart one." for name in mute]
    lead_to_figures(soups)
    for soup in soups if brief_ids else ():
        lead_to_sentences(soup, brief_ids)
    for soup in soups:
        keep_ids_whole(soup)
    return [_chapter(soup, path, taken) for soup, path in zip(soups, notebooks, strict=True)], messages


def methods(path: Path = METHODS) -> Chapter:
    """The chapter of methods, limits and references, as METHODS.md has them."""
    soup = plain_document(markdown(path.read_text(encoding="utf-8")))
    _number(soup, {"Figure": itertools.count(1), "Table": itertools.count(1)})
    return _chapter(soup, path, set())


def _shown_cells(cells: list[dict[str, Any]], pictures: tuple[str, ...]) -> Iterator[str]:
    """The HTML of each cell that shows something; the first computed prose is the answer."""
    answered = False
    for n, cell in enumerate(cells):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield _title_cell(source) if n == 0 else markdown(source)
        for output in cell.get("outputs", []):
            html, is_prose = _output(output, pictures)
            yield _block("answer", html) if is_prose and not answered else html
            answered |= is_prose


def _title_cell(source: str) -> str:
    """The title, and what the notebook says of itself below it."""
    title, _, rest = source.strip().partition("\n")
    return markdown(title) + (_block("about", markdown(rest)) if rest.strip() else "")


def _block(name: str, html: str) -> str:
    return f'<div class="{name}" data-custom-style="{name.title()}">{html}</div>'


def _output(output: dict[str, Any], pictures: tuple[str, ...]) -> tuple[str, bool]:
    """The HTML of an output in its richest form, and whether it is prose."""
    if output["output_type"] == "stream":
        return f"<pre>{escape(''.join(output['text']))}</pre>", False
    data = {kind: _joined(value) for kind, value in output.get("data", {}).items()}
    for kind in pictures:
        if kind in data:
            return _figure(kind, data[kind], output.get("metadata", {}), data.get("text/plain", "")), False
    if "text/html" in data:
        return data["text/html"], False
    if "text/markdown" in data:
        return markdown(data["text/markdown"]), True
    return f"<pre>{escape(data.get('text/plain', ''))}</pre>", False


def _joined(value: Any) -> str:
    return "".join(value) if isinstance(value, (str, list)) else ""


def _figure(kind: str, content: str, metadata: dict[str, Any], plain: str) -> str:
    """A picture in the file itself, with its alt text and caption, whichever kind carries them."""
    import base64

    told = {}
    for part in (metadata.get(SVG), metadata.get(PNG), metadata, metadata.get(kind)):
        told |= {key: part[key] for key in ("alt", "caption", "title") if part and part.get(key)}
    packed = base64.b64encode(content.encode()).decode() if kind == SVG else "".join(content.split())
    caption = told.get("caption") or told.get("title") or ("" if plain.startswith("<") else plain.partition("\n")[0])
    return (
        f'<figure><img src="data:{kind};base64,{packed}" alt="{escape(told.get("alt", ""))}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def _number(soup: BeautifulSoup, counters: dict[str, Iterator[int]]) -> None:
    """Number figures and captioned tables, and say what each header cell heads."""
    for figure in soup.find_all("figure"):
        n = next(counters["Figure"])
        figure["id"] = f"figure-{n}"
        _label(soup, figure.figcaption, f"Figure {n}")
    for table in soup.find_all("table"):
        _accessible(table)
        wrapper = table.wrap(soup.new_tag("div", attrs={"class": "scroll"}))
        if table.caption and table.caption.get_text(strip=True):
            n = next(counters["Table"])
            table.caption["id"] = f"table-{n}"
            _label(soup, table.caption, f"Table {n}")
            wrapper.attrs |= {"role": "region", "tabindex": "0", "aria-labelledby": f"table-{n}"}
    for note in soup.find_all("p", class_="note"):
        note.wrap(soup.new_tag("div", attrs={"data-custom-style": "Note"}))


def _label(soup: BeautifulSoup, caption: Tag | None, label: str) -> None:
    if caption is not None:
        mark = soup.new_tag("span", attrs={"class": "label"})
        mark.string = f"{label}."
        caption.insert(0, mark)
        mark.insert_after(" ")


def _accessible(table: Tag) -> None:
    """Scopes for header cells, and a class by the number of columns."""
    for cell in table.find_all("th"):
        cell.attrs.setdefault("scope", "col" if cell.find_parent("thead") else "row")
    for cell in table.find_all(["th", "td"]):
        if "right" in cell.get("style", ""):
            cell["class"] = [*cell.get_attribute_list("class"), "number"] if cell.get("class") else "number"
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    kind = width(max(map(len, rows), default=0))
    table["class"] = f"{kind} tight" if _is_tight(rows, PRINT_POINTS[kind]) else kind


def _is_tight(rows: list[list[str]], points: float) -> bool:
    """Whether the words of a table, unbroken, are wider than a printed page."""
    columns = list(itertools.zip_longest(*rows, fillvalue=""))
    signs = sum(max(len(word) for cell in column for word in [*cell.split(), ""]) for column in columns)
    return signs * 0.62 * points + len(columns) * CELL_PADDING > LINE_POINTS


def width(columns: int) -> str:
    """How wide a table is, which sets its type: plain, wide or widest."""
    return "widest" if columns >= WIDEST else "wide" if columns >= WIDE else "plain"


def _chapter(soup: BeautifulSoup, path: Path, taken: set[str]) -> Chapter:
    """The chapter of a notebook: its headings one level down, each with an address."""
    number_free = re.sub(r"^\d+-", "", path.stem)
    chapter = _address(number_free, taken)
    title = number_free.replace("-", " ").capitalize()
    first = soup.find("h1")
    if first:
        title = first.get_text(" ", strip=True)
        first.decompose()
    sections = []
    for heading in soup.find_all(HEADINGS):
        heading.name = f"h{min(6, int(heading.name[1]) + 1)}"
        heading["id"] = _address(f"{chapter}-{heading.get_text(' ')}", taken)
        if heading.name == "h3":
            sections.append((heading["id"], heading.get_text(" ", strip=True)))
    return Chapter(chapter, title, str(soup), sections)


def _address(text: str, taken: set[str]) -> str:
    """An address of letters, digits and hyphens that no other heading has."""
    slug = re.sub(r"[\W_]+", "-", text.lower()).strip("-")[:60].strip("-") or "section"
    tries = itertools.chain([slug], (f"{slug}-{n}" for n in itertools.count(2)))
    address = next(name for name in tries if name not in taken)
    taken.add(address)
    return address
