"""A REFI-QDA project that comes back: its coded selections as rows of ledger, mentions and frames."""

from __future__ import annotations

import itertools
import math
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corrections import KINDS, Cells, Mistake, is_offset, mistake_in, squeezed
from analysis.exchange.codes import FACETS, OF_ACTORS, meant
from analysis.exchange.project import SPACE, Plain
from analysis.publish.workbook import as_cell
from analysis.readers import LIMITS, Limits
from analysis.readers.packed import opened

if TYPE_CHECKING:
    from analysis.study import Study

AGAIN = "Export it as .qdpx again"
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError)  # of a packed part
MOST = 1000  # rows of one selection
MARKS = {"mention": "mentions", "stance": "ledger", "frame": "frames"}  # what makes a selection a row of a table
SEVERAL = (*OF_ACTORS, "frame")  # facets of which one selection may have several codes: a row each

Facets = dict[str, list[str]]


def coded_rows(path: Path, study: Study, *, limits: Limits = LIMITS) -> dict[str, list[tuple[str, Cells]]]:
    """The rows of each table that a project's selections stand for, each with its place.

    Codes are understood by their names; selections and codes of other kinds are left aside. Several
    holders, targets or mentions on one selection are a row each.

    Raises
    ------
    BriefError
        The file is broken, protected, or unpacks to more than the limits allow.
    CorrectionError
        It is no project, holds a text that isn't a brief of the study, or a selection can't be read.
    """
    mistake = mistake_in(path)
    with opened(path.read_bytes(), limits=limits, problem="no REFI-QDA project", remedy=AGAIN) as archive:
        root = _parsed(archive, mistake)
        names = {code.get("guid"): code.get("name", "") for code in root.iter(f"{{{SPACE}}}Code")}
        found: dict[str, list[tuple[str, Cells]]] = {table: [] for table in MARKS.values()}
        for source in root.iter(f"{{{SPACE}}}TextSource"):
            selections = source.findall(f"{{{SPACE}}}PlainTextSelection")
            if selections:
                brief_id, plain = _brief(source, archive, study, mistake)
                for selection in selections:
                    facets = _facets(selection, names, study.names)
                    for table in {MARKS[facet] for facet in facets if facet in MARKS}:
                        span = _span(selection, plain, mistake)
                        found[table] += _rows(table, facets, (brief_id, *span), plain.raw, mistake)
    return found


def _parsed(archive: zipfile.ZipFile, mistake: Mistake) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        name = next(name for name in archive.namelist() if name.lower().endswith(".qde"))
        return etree.fromstring(archive.read(name), parser)
    except (StopIteration, etree.XMLSyntaxError, *BROKEN):
        raise mistake("no REFI-QDA project", AGAIN) from None


def _brief(source: Any, archive: zipfile.ZipFile, study: Study, mistake: Mistake) -> tuple[str, Plain]:
    """The brief whose text a source holds, whatever the program did to line ends."""
    text = source.findtext(f"{{{SPACE}}}PlainTextContent")
    if text is None:
        wanted = source.get("plainTextPath", "").removeprefix("internal://").lower()
        name = next((n for n in archive.namelist() if wanted and n.lower().endswith(wanted)), None)
        text = _part(archive, name, mistake).decode("utf-8-sig", "replace") if name else ""
    for brief_id, raw in study.texts.items():
        if (plain := Plain(raw)).text == Plain(text).text:
            return brief_id, plain
    raise mistake(
        f'the text of source "{source.get("name", "")}" is that of no brief',
        "Export a project that was made from this study's project.qdpx, its texts unchanged",
    )


def _part(archive: zipfile.ZipFile, name: str, mistake: Mistake) -> bytes:
    try:
        return archive.read(name)
    except BROKEN:
        raise mistake("a text in it is broken", AGAIN) from None


def _facets(selection: Any, codes: Mapping[str, str], names: Mapping[str, str]) -> Facets:
    """The values of each facet that a selection is coded with."""
    found: Facets = {}
    for reference in selection.iterfind(f"{{{SPACE}}}Coding/{{{SPACE}}}CodeRef"):
        facet, _, name = codes.get(reference.get("targetGUID"), "").partition(": ")
        if facet in FACETS:
            found.setdefault(facet, []).append(meant(facet, name, names))
    return found


def _span(selection: Any, plain: Plain, mistake: Mistake) -> tuple[int, int]:
    start, end = selection.get("startPosition", ""), selection.get("endPosition", "")
    if not (is_offset(start) and is_offset(end) and int(start) < int(end) <= len(plain.kept)):
        raise mistake(f"a selection from {start} to {end} lies outside its text", "Select the words again")
    return plain.back(int(start), int(end))


def _rows(table: str, facets: Facets, place: tuple, raw: str, mistake: Mistake) -> Iterator[tuple[str, Cells]]:
    """One row for each actor, or each holder, speaker and target, of a selection."""
    kind, (brief_id, start, end) = KINDS[table], place
    where = f"{brief_id}, {start} to {end}"
    columns = {column: facets.get(facet, [""]) for facet, (own, column, _) in FACETS.items() if own == table}
    for facet, (own, column, _) in FACETS.items():
        if own == table and facet not in SEVERAL and len(columns[column]) > 1:
            raise mistake(f"{where}: several codes {facet}", "Give each row a selection of its own")
    if math.prod(map(len, columns.values())) > MOST:
        raise mistake(f"{where}: more than {MOST} rows by its codes", "Give each row a selection of its own")
    words = {"brief_id": brief_id, "start": str(start), "end": str(end), kind.words: squeezed(as_cell(raw[start:end]))}
    for values in itertools.product(*columns.values()):
        yield where, words | dict(zip(columns, values, strict=True))
