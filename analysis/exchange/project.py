"""A study as a REFI-QDA project (.qdpx): its texts, its codes, and a coded selection for each row.

REFI-QDA Project 1.0 (Rotterdam Exchange Format Initiative, 2019, qdasoftware.org): positions count
Unicode code points of the plain text, the first is 0; `endPosition` is the one after the last.
"""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.corrections import HUMAN, MACHINE, squeezed
from analysis.exchange.codes import FACETS, SPANS, Code, codes, guid, printable
from analysis.settings import BriefSettings

if TYPE_CHECKING:
    from analysis.study import Study

SPACE = "urn:QDA-XML:project:1.0"
FACET_COLOUR, HUMAN_NAME, MACHINE_NAME = "#004488", "a person", "two-briefs"
GROUPS = {"mentions": "Mentions", "ledger": "Ledger", "frames": "Frames", "attributions": "Attributions"}
RULES = {"mentions": "method", "ledger": "rule", "frames": "rule", "attributions": "cue"}


@dataclass(frozen=True)
class Plain:
    """A raw text as other programs read it: no byte order mark, one character a line end."""

    raw: str

    @cached_property
    def kept(self) -> list[int]:
        """Where each character of the plain text stands in the raw one."""
        left_out = {match.start() for match in re.finditer(r"\A\ufeff|\r(?=\n)", self.raw)}
        return [n for n in range(len(self.raw)) if n not in left_out]

    @property
    def text(self) -> str:
        """The plain text."""
        return self.raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    def out(self, start: int, end: int) -> tuple[int, int]:
        """A span of the raw text in the plain one."""
        return bisect_left(self.kept, start), bisect_left(self.kept, end)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A span of the plain text in the raw one."""
        return self.kept[start], self.kept[end - 1] + 1


def project(study: Study) -> bytes:
    """The study as a .qdpx file, the same bytes for the same tables.

    Mentions, statements and attributions are selections over their words, with one code for each
    column. The user of a selection is the machine, or a person where one corrected the row.
    """
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        _put(new, "project.qde", _project(study))
        for brief in study.settings.briefs:
            _put(new, f"sources/{guid('text', brief.id)}.txt", Plain(study.texts[brief.id]).text.encode())
    return packed.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def _project(study: Study) -> bytes:
    from lxml import etree

    made = f"{max(brief.date for brief in study.settings.briefs)}T00:00:00Z"
    root = etree.Element(f"{{{SPACE}}}Project", nsmap={None: SPACE})
    root.attrib.update({"name": printable(study.settings.title), "origin": MACHINE_NAME, "creationDateTime": made,
                        "creatingUserGUID": guid("user", MACHINE)})  # fmt: skip
    users = _add(root, "Users")
    for user, name in ((MACHINE, MACHINE_NAME), (HUMAN, HUMAN_NAME)):
        _add(users, "User", guid=guid("user", user), name=name)
    known = codes(study)
    _codebook(_add(_add(root, "CodeBook"), "Codes"), known)
    sources = _add(root, "Sources")
    for brief in study.settings.briefs:
        _source(sources, study, brief, known)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(parent: Any, element: str, **attributes: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, f"{{{SPACE}}}{element}", attributes)


def _codebook(parent: Any, known: Mapping[str, Mapping[object, Code]]) -> None:
    """A tree of codes: table, facet, value."""
    groups = {
        table: _add(parent, "Code", guid=guid("group", table), name=name, isCodable="false")
        for table, name in GROUPS.items()
    }
    for facet, (table, _, what) in FACETS.items():
        if known[facet]:
            group = _add(groups[table], "Code", guid=guid("facet", facet), name=facet, isCodable="false")
            _add(group, "Description").text = what
            for code in known[facet].values():
                own = _add(group, "Code", guid=code.guid, name=code.name, isCodable="true", color=FACET_COLOUR)
                if code.description:
                    _add(own, "Description").text = code.description


def _source(parent: Any, study: Study, brief: BriefSettings, known: Mapping) -> None:
    """A brief with its selections, in the order of the text."""
    path, made = f"internal://{guid('text', brief.id)}.txt", f"{brief.date}T00:00:00Z"
    source = _add(parent, "TextSource", guid=guid("source", brief.id), name=printable(brief.title), plainTextPath=path,
                  creatingUser=guid("user", MACHINE), creationDateTime=made)  # fmt: skip
    _add(source, "Description").text = printable(f"{brief.author}, {brief.publisher}, {brief.date}. {brief.rights}")
    plain = Plain(study.texts[brief.id])
    for table, n, row in sorted(_rows(study, brief), key=lambda each: _span(*each[::2])):
        start, end = plain.out(*_span(table, row))
        user, name = guid("user", HUMAN if row.get("source") == HUMAN else MACHINE), plain.text[start:end]
        selection = _add(source, "PlainTextSelection", guid=guid("selection", table, brief.id, n),
                         name=printable(squeezed(name)[:80]), startPosition=str(start), endPosition=str(end),
                         creatingUser=user, creationDateTime=made)  # fmt: skip
        _add(selection, "Description").text = printable(_why(table, row))
        for facet, (own, column, _) in FACETS.items():
            if own == table and not pd.isna(row[column]):
                code = known[facet][row[column]]
                coding = _add(selection, "Coding", guid=guid("coding", table, brief.id, n, facet), creatingUser=user,
                              creationDateTime=made)  # fmt: skip
                _add(coding, "CodeRef", targetGUID=code.guid)


def _rows(study: Study, brief: BriefSettings) -> Iterator[tuple[str, str, pd.Series]]:
    """Each row with a span: its table, what tells it apart, and itself."""
    for table, (start, _) in SPANS.items():
        rows = getattr(study, table)
        for _, row in rows[(rows.brief_id == brief.id) & rows[start].notna()].iterrows():
            facets = [row[column] for own, column, _ in FACETS.values() if own == table]
            yield table, "\x1f".join(map(str, (*_span(table, row), row.get("cue_start"), *facets))), row


def _span(table: str, row: pd.Series) -> tuple[int, int]:
    start, end = SPANS[table]
    return int(row[start]), int(row[end])


def _why(table: str, row: pd.Series) -> str:
    sure = f"; confidence {row.confidence:.2f}" if "confidence" in row else ""
    return f"{table[:-1] if table.endswith('s') else 'statement'}, by {row[RULES[table]]}{sure}"
