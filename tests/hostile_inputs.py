"""Hostile inputs, the same for the same seed: which surface each is for, and how it is made."""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unittest.mock import patch

import hostile_files as packed
import hostile_texts as made

HEADER = "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
ACTORS = f"{HEADER}peru,Peru,state,peru,,,,the Peruvians,Lima,\necuador,Ecuador,state,ecuador,,2001-01-01,2009-01-01,,Quito,\n"
TEXTS = {
    "north": "Title of north\n\nPeru condemned Ecuador. Quito praised Lima.\n",
    "south": "Title of south\n\nEcuador praised Peru.\n",
}
STUDY = """[study]
title = "Test"
event = "the event"
event_date = 2007-05-28
resamples = 200
actors = "actors.csv"

""" + "\n".join(
    f'[[briefs]]\nid = "{name}"\nfile = "{name}.txt"\ntitle = "Title of {name}"\nauthor = "Ann {name}"\n'
    f'publisher = "House {name}"\ndate = 2007-05-29\nrights = "free"\n'
    for name in TEXTS
)
BOOKS = (
    "furniture",
    "citations",
    "cues",
    "demonyms",
    "descriptions",
    "frames",
    "frame_cues",
    "stance",
    "advice",
    "countries",
)
CORRECTIONS = {
    "mentions": "change,brief_id,start,end,text,actor_id,form,who,when,note\nset,north,16,20,Peru,ecuador,name,,,\nremove,north,16,20,Peru,peru,,,,\n",
    "ledger": "change,brief_id,start,end,evidence,voice,speaker,holder,target,stance,modality,basis\n"
    "set,north,21,30,condemned,author,author_north,peru,ecuador,1,reported,words\nremove,north,21,30,condemned,author,author_north,peru,ecuador,,,\n",
    "recommendations": "change,brief_id,start,end,action,addressee,form,target,condition\nset,north,21,30,condemned,peru,duty,ecuador,Peru\n",
}  # fmt: skip
ARCHIVE = "id,text,title,date,outlet\na,Peru praised Quito.,,2007-05-28,x\nb,Quito condemned Lima.,T,,y\n"
SURFACES = ("text", "Markdown", "HTML", "PDF", "DOCX", "names", "attributions", "brief", "registry", "study.toml", "style.toml",
            "codebook", "corrections", "xlsx", "csv", "qdpx", "JSONL", "CSV", "Parquet")  # fmt: skip
LINES = (
    "text",
    "Markdown",
    "HTML",
    "attributions",
    "brief",
    "JSONL",
    "CSV",
    "registry",
)  # tried with ten megabytes in one line
SHEETS = ("sentences", "mentions", "ledger", "recommendations", "frames")  # of a workbook that comes back
Recipe = Iterator[tuple[str, bytes]]


@dataclass(frozen=True)
class Hostile:
    """One input: for which surface, how it was made, and what a file of it is called and holds."""

    surface: str
    made: str
    name: str
    data: bytes


def inputs(n: int, seed: int, *, surfaces: Sequence[str] = SURFACES) -> Iterator[Hostile]:
    """So many inputs, the surfaces in turn; the first of some is ten megabytes in one line. Only those asked for are made."""
    seeds = random.Random(seed)
    for number in range(n):
        surface, rng = SURFACES[number % len(SURFACES)], random.Random(seeds.random())
        if surface not in surfaces:
            continue
        name, recipes = _recipes(surface, rng)
        if number < len(SURFACES) and surface in LINES:
            yield Hostile(surface, "10 MB in one line", name, made.long_line(rng))
        else:
            way, data = rng.choice(list(recipes))
            yield Hostile(surface, way, name, data)


@functools.cache
def _goods() -> dict[str, str]:
    """Codebooks that ship, cut to a few rows."""
    from analysis.settings import CODEBOOKS

    return {name: "".join((CODEBOOKS / f"{name}.csv").read_text().splitlines(keepends=True)[:12]) for name in BOOKS}


@functools.cache
def _returned() -> dict[str, bytes]:
    """A workbook, a project and a table as a study writes them and people hand them back."""
    from hostile_surfaces import Shop

    from analysis.exchange.project import project
    from analysis.files import csv_bytes
    from analysis.publish.workbook import workbook

    study = Shop().study
    with patch("analysis.study.TABLES", SHEETS):
        return {"xlsx": workbook(study), "qdpx": project(study), "csv": csv_bytes(study.ledger)}


def _recipes(surface: str, rng: random.Random) -> tuple[str, Recipe]:
    """The name of a file for this surface, and ways to make one."""
    table, stem = rng.choice(list(CORRECTIONS)), rng.choice(made.NAMES)
    book = rng.choice(BOOKS)
    match surface:
        case "text" | "attributions" | "brief":
            return f"{stem}.txt", made.plain(rng)
        case "Markdown":
            return f"{stem}.md", itertools.chain(made.plain(rng), made.markdown(rng))
        case "HTML":
            return f"{stem}.html", itertools.chain(made.plain(rng), made.html(rng))
        case "PDF":
            return f"{stem}.pdf", packed.pdf(rng)
        case "DOCX":
            return f"{stem}.docx", packed.docx(rng)
        case "names":
            return stem, made.path_tricks(rng)
        case "registry":
            return "actors.csv", made.table(rng, ACTORS)
        case "study.toml":
            return surface, made.toml(rng, STUDY)
        case "style.toml":
            return surface, made.toml(
                rng, 'font = ["DejaVu Sans"]\npaper = "#FFFFFF"\ncolours = ["#004488", "#DD5500"]\n'
            )
        case "codebook":
            return book, made.table(rng, _goods()[book])
        case "corrections":
            return table, made.table(rng, CORRECTIONS[table])
        case "xlsx":
            ways = itertools.chain(
                packed.packed(_returned()["xlsx"], "xl/worksheets", rng), [("bomb", packed.bomb("xl/workbook.xml"))]
            )
            return "a.xlsx", ways
        case "csv":
            return "a.csv", made.table(rng, _returned()["csv"].decode())
        case "qdpx":
            return "a.qdpx", itertools.chain(
                packed.packed(_returned()["qdpx"], "project.qde", rng), [("bomb", packed.bomb("project.qde"))]
            )
        case "JSONL":
            return "a.jsonl", made.json_lines(rng)
        case "CSV":
            return "a.csv", made.table(rng, ARCHIVE)
        case _:
            return "a.parquet", packed.parquet(rng)
