"""A Word file (DOCX): headings, paragraphs, tables row by row, and its footnotes after the text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from analysis.errors import BriefError
from analysis.readers.guesses import date_of, from_lines
from analysis.readers.packed import opened
from analysis.readers.reading import Guess, Limits, Reading, bounded, first_of, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.text.paragraph import Paragraph

FEW = 12  # words of a cell, at most, where a table holds data and isn't a layout of paragraphs
MAIN = "word/document.xml"
NOTES = "Notes"  # the heading that codebook/furniture.csv knows: what follows is furniture


def word(data: bytes, *, limits: Limits) -> Reading:
    """The reading of a DOCX."""
    _checked(data, limits)
    import docx

    document = docx.Document(io.BytesIO(data))
    title = _title(document)
    blocks = [block for block in _blocks(document) if block.strip("# ")]
    if title and title.value not in {block.strip("# ") for block in blocks}:
        blocks = [f"# {title.value}", *blocks]
    text = bounded(paragraphs(blocks + _notes(document)), limits)
    guesses = from_lines(text)
    author, created = document.core_properties.author, document.core_properties.created
    if "author" not in guesses and author and author != "python-docx":
        guesses["author"] = Guess(author, "the file's properties", False)
    if "date" not in guesses and created:
        guesses["date"] = date_of(created.date().isoformat(), "when the file was made", sure=False)
    return Reading(text, "DOCX", "its paragraphs, tables and footnotes", guesses | ({"title": title} if title else {}))


def _checked(data: bytes, limits: Limits) -> None:
    """No part is unpacked before all are known to be small enough."""
    archive = opened(data, limits=limits, problem="a broken DOCX", remedy="Open it in Word and save it again")
    if MAIN not in archive.namelist():
        raise BriefError("a packed file that is no DOCX", remedy="Save it as DOCX, PDF, HTML or text")


def _blocks(document: Document) -> Iterator[str]:
    """The paragraphs of the body in order; a table of few words a cell is one, its rows as a list."""
    from docx.oxml.ns import qn
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for item in document.iter_inner_content():
        if not isinstance(item, Table):
            yield _block(item)
            continue
        rows = [[_words(cell) for cell in row.iter(qn("w:tc"))] for row in item._element.iter(qn("w:tr"))]
        if all(len(cell.split()) <= FEW for row in rows for cell in row):
            yield "; ".join(" | ".join(row) for row in rows) + "."
        else:  # a layout: each cell once, however many columns it spans
            yield from (_block(Paragraph(p, item)) for p in item._element.iter(qn("w:p")))


def _words(cell: Any) -> str:
    from docx.oxml.ns import qn

    return " ".join("".join(t.text or "" for t in cell.iter(qn("w:t"))).split())


def _block(paragraph: Paragraph) -> str:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    text = " ".join(paragraph.text.split())
    if style == "Title":
        return f"# {text}"
    return f"## {text}" if style.startswith("Heading") else text


def _title(document: Document) -> Guess | None:
    styled = [p.text for p in document.paragraphs[:30] if p.style is not None and p.style.name == "Title"]
    return first_of(
        *(Guess(text, "the paragraph in the style Title") for text in styled),
        Guess(document.core_properties.title or "", "the file's properties"),
        *(Guess(p.text, "the first heading") for p in document.paragraphs[:30] if _block(p).startswith("## ")),
    )


def _notes(document: Document) -> list[str]:
    """The footnotes and endnotes under a heading of their own, so that they are furniture."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    notes = []
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            root = parse_xml(relation.target_part.blob)
            notes += ["".join(t.text or "" for t in note.iter(qn("w:t"))) for note in root]
    notes = [note for note in notes if note.strip()]
    return [NOTES, *notes] if notes else []
