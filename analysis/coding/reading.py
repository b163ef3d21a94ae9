"""A reference coding as a coder wrote it, turned into tables with spans of the raw text.

A coding is a folder with four files: mentions.csv, attributions.csv, statements.csv and
recommendations.csv; and frames.csv, where frames were coded. The coder copies words from a
sentence; here they get their place. What the columns mean stands in the coding's own codebook.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import codebook
from analysis.errors import CodebookError
from analysis.frames import frame_book
from analysis.frames.book import Frame

COLUMNS = {
    "mentions": ("brief_id", "sentence_id", "text", "occurrence", "actor_id", "form"),
    "attributions": ("attribution_id", "brief_id", "sentence_id", "source_text", "cue_text", "content_text", "kind",
                     "type", "negated", "speaker", "parent_id"),
    "statements": ("statement_id", "brief_id", "sentence_id", "voice", "speaker", "holder", "target", "stance",
                   "modality", "basis", "evidence"),
    "recommendations": ("recommendation_id", "brief_id", "sentence_id", "addressee", "action", "target", "condition"),
    "frames": ("frame_id", "brief_id", "sentence_id", "system", "frame", "voice", "speaker", "actor", "target",
               "evidence", "note"),
}  # fmt: skip
LAYERS = tuple(COLUMNS)
ADDED_LATER = "frames"  # the layer that a coding may lack
ALLOWED = {
    "form": ("name", "alias", "metonym", "office", "demonym", "description", "pronoun"),
    "kind": ("direct", "indirect", "mixed"),
    "type": ("speech", "belief", "intention", "attitude"),
    "negated": ("0", "1"),
    "voice": ("author", "quoted"),
    "stance": ("-1", "0", "1"),
    "modality": ("asserted", "reported", "hypothetical", "recommended"),
    "basis": ("words", "act"),
}
REGISTERED = ("actor_id", "actor", "target")
WHO = ("speaker", "holder", "addressee")
OPTIONAL = {
    "source_text",
    "cue_text",
    "parent_id",
    "condition",
    "attributions.speaker",
    "statements.speaker",
    "recommendations.target",
    "actor",
    "frames.target",
    "note",
}
UNIQUE = {
    "mentions": ("sentence_id", "text", "occurrence", "actor_id"),
    "attributions": ("attribution_id",),
    "statements": ("sentence_id", "voice", "speaker", "holder", "target"),
    "recommendations": ("recommendation_id",),
    "frames": ("sentence_id", "frame", "voice", "speaker"),
}
GAP, AND = " [...] ", "; "


def reference(
    folder: str | Path, sentences: pd.DataFrame, *, actor_ids: Collection[str] | None = None
) -> dict[str, pd.DataFrame]:
    """The layers of one coding, with offsets into the raw texts.

    *How to read it*: a missing cell is one that the coder left empty. Words without a number of
    their own (sources, cues, contents, evidence) are placed where they first stand in the sentence.

    Parameters
    ----------
    folder : path-like
        One coder's folder, such as `data/gold/adjudicated`.
    sentences : DataFrame
        `study.sentences`: `brief_id`, `sentence_id`, `start` and `text`, a raw slice.
    actor_ids : collection of str, optional
        The ids of the registry; without it ids aren't checked.

    Returns
    -------
    dict of DataFrame
        `mentions` (`start`, `end`, `text`, `actor_id`, `form`), `attributions` (spans of source,
        cue and content, and `pieces`, the spans of a content that is interrupted), `statements`
        (`start`, `end` of the evidence), `recommendations` (of the action) and, where they were coded,
        `frames` (of the evidence), each with ids.

    Raises
    ------
    CodebookError
        A file is missing or a row breaks the codebook's rules; the message names file and row.
    """
    known = sentences.set_index("sentence_id")
    places = {
        s: (b, int(n), t) for s, b, n, t in zip(known.index, known.brief_id, known.start, known.text, strict=True)
    }
    coded = [layer for layer in LAYERS if layer != ADDED_LATER or (Path(folder) / f"{layer}.csv").is_file()]
    return {layer: _layer(layer, Path(folder), places, actor_ids) for layer in coded}


@dataclass(frozen=True)
class _Row:
    """A row of a file, with its sentence; checks itself and finds its words."""

    path: Path
    line: int
    cells: dict[str, str]
    places: dict[str, tuple[str, int, str]]

    def wrong(self, problem: str, remedy: str) -> CodebookError:
        return CodebookError(problem, remedy=remedy, path=self.path, row=self.line)

    @property
    def sentence(self) -> tuple[int, str]:
        sentence_id, brief_id = self.cells["sentence_id"], self.cells["brief_id"]
        own, start, text = self.places.get(sentence_id, ("", 0, ""))
        if not own:
            raise self.wrong(f'no sentence "{sentence_id}"', "Ids are those of the table sentences")
        if own != brief_id:
            raise self.wrong(f"sentence {sentence_id} isn't in brief {brief_id}", f"Write {own}")
        return start, text

    def span(self, column: str) -> tuple[int, int] | tuple[None, None]:
        """Where the words of a cell stand; None where it is empty."""
        spans = self.spans(column)
        return (spans[0][0], spans[-1][1]) if spans else (None, None)

    def spans(self, column: str) -> tuple[tuple[int, int], ...]:
        """The pieces of a cell, each after the one before it."""
        first, found, after = self.sentence[0], [], -1
        for piece in filter(None, self.cells[column].split(GAP)):
            after = self.found(piece, after, column)
            found.append((first + after, first + after + len(piece)))
            after += len(piece) - 1
        return tuple(found)

    def numbered(self) -> tuple[int, int]:
        """The span of a mention, by its number in the sentence."""
        number, place = self.cells["occurrence"], -1
        if not (number.isdecimal() and int(number)):
            raise self.wrong(f'occurrence "{number}" is no count', "Write 1 for the first place, 2 for the second")
        for _ in range(int(number)):
            place = self.found(self.cells["text"], place, "text")
        start = self.sentence[0] + place
        return start, start + len(self.cells["text"])

    def found(self, words: str, after: int, column: str) -> int:
        place = self.sentence[1].find(words, after + 1)
        if place < 0:
            again = "" if after < 0 else " once more"
            raise self.wrong(
                f'{column}: "{words}" doesn\'t stand{again} in {self.cells["sentence_id"]}',
                "Copy it from the sentence character for character",
            )
        return place

    def check(self, layer: str, actor_ids: Collection[str] | None) -> None:
        """Every cell by its rule: filled, one of the values allowed, a registered id or own words."""
        text = self.sentence[1]
        for column in COLUMNS[layer]:
            value = self.cells[column]
            if not value and not {column, f"{layer}.{column}"} & OPTIONAL:
                raise self.wrong(f"{column} is empty", "Fill it, or take the row out")
            if column in ALLOWED and value not in ALLOWED[column]:
                raise self.wrong(f'{column} "{value}"', f"Allowed: {', '.join(ALLOWED[column])}")
            for part in value.split(AND) if value and actor_ids is not None else ():
                own_words = column in WHO and part in text
                if column in (*REGISTERED, *WHO) and part not in actor_ids and not own_words:
                    raise self.wrong(
                        f'{column} "{part}" is no actor of the registry',
                        "Add it to actors.csv" + (", or copy the words of the sentence" if column in WHO else ""),
                    )

    def check_frame(self, frames: Mapping[str, Frame]) -> None:
        """The frame is one of the codebook's, and stands in its own system."""
        known = frames.get(self.cells["frame"])
        if known is None or known.system != self.cells["system"]:
            raise self.wrong(
                f'frame "{self.cells["frame"]}" of system "{self.cells["system"]}"',
                "Allowed: the frames of codebook/frames.csv, each with its system",
            )


def _layer(layer: str, folder: Path, places: dict, actor_ids: Collection[str] | None) -> pd.DataFrame:
    """One file as a table; each row checked, and no two alike."""
    seen: dict[tuple, int] = {}
    made, columns = [], COLUMNS[layer]
    frames = frame_book().frames if layer == ADDED_LATER else None
    for row in _rows(folder / f"{layer}.csv", columns, places):
        if frames is not None:
            row.check_frame(frames)
        row.check(layer, actor_ids)
        key = tuple(row.cells[column] for column in UNIQUE[layer])
        if key in seen:
            raise row.wrong(f"{', '.join(UNIQUE[layer])} are those of row {seen[key]}", "Keep one of the two")
        seen[key] = row.line
        made.append(({c: row.cells[c] or None for c in columns} | PLACED[layer](row), row))
    if layer == "attributions":
        _check_parents([row for _, row in made])
    header = [*columns, *ADDED[layer]]
    table = pd.DataFrame([cells for cells, _ in made], columns=header).drop(columns=["occurrence"], errors="ignore")
    offsets = [c for c in header if c.endswith(("start", "end"))]
    return table.astype(dict.fromkeys(offsets, "Int64"))


def _rows(path: Path, columns: tuple[str, ...], places: dict) -> Iterator[_Row]:
    for line, cells in codebook.rows(path, columns):
        yield _Row(path, line, cells, places)


def _check_parents(rows: list[_Row]) -> None:
    ids = {row.cells["attribution_id"] for row in rows}
    for row in rows:
        if row.cells["parent_id"] not in {*ids, ""}:
            raise row.wrong(f'no attribution "{row.cells["parent_id"]}"', "Name the parent's id, or leave it empty")


def _mention(row: _Row) -> dict:
    return dict(zip(("start", "end"), row.numbered(), strict=True))


def _attribution(row: _Row) -> dict:
    cells = {"negated": row.cells["negated"] == "1", "pieces": row.spans("content_text")}
    for role in ("source", "cue", "content"):
        cells[f"{role}_start"], cells[f"{role}_end"] = row.span(f"{role}_text")
    return cells


def _frame(row: _Row) -> dict:
    return dict(zip(("start", "end"), row.span("evidence"), strict=True))


def _statement(row: _Row) -> dict:
    start, end = row.span("evidence")
    return {"stance": int(row.cells["stance"]), "start": start, "end": end}


def _recommendation(row: _Row) -> dict:
    row.span("condition")
    return dict(zip(("start", "end"), row.span("action"), strict=True))


PLACED: dict[str, Callable[[_Row], dict]] = {
    "mentions": _mention, "attributions": _attribution, "statements": _statement, "recommendations": _recommendation,
    "frames": _frame,
}  # fmt: skip
ADDED = {
    "mentions": ("start", "end"),
    "attributions": ("pieces", *(f"{r}_{e}" for r in ("source", "cue", "content") for e in ("start", "end"))),
    "statements": ("start", "end"),
    "recommendations": ("start", "end"),
    "frames": ("start", "end"),
}
