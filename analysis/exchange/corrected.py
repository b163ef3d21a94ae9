"""What a corrected file changes: found, put in its place, checked, and kept in the study's corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.corrections import (
    KINDS,
    SIGNED,
    Cells,
    Correction,
    Kind,
    Mistake,
    checked,
    identity,
    is_offset,
    mistake_in,
    spaced,
    squeezed,
)
from analysis.exchange.submitted import Row, Submitted, submitted
from analysis.files import csv_bytes, output_folder, written_aside
from analysis.readers import LIMITS, Limits

if TYPE_CHECKING:
    from analysis.study import Study

DEFAULTS = {"basis": "words"}


@dataclass(frozen=True)
class Edits:
    """What a file changes in one table, and what of the study's corrections stands after it."""

    table: str
    made: list[Correction]
    kept: list[Correction]

    def __str__(self) -> str:
        counts = Counter(one.change for one in self.made)
        return f"{self.table}: {counts['set']} set, {counts['remove']} removed"


def correct(
    study: Study, path: Path, *, who: str = "", when: str = "", limits: Limits = LIMITS
) -> tuple[list[Edits], list[Path]]:
    """Find what a corrected file changes, and keep it in the study's folder `corrections/`.

    Parameters
    ----------
    study : Study
        Loaded with the corrections that it has.
    path : Path
        A workbook that this project wrote, one of its CSV tables, or a .qdpx; with rows of the ledger
        or the mentions changed, added or deleted.
    who, when : str, optional
        Put beside each new correction.
    limits : Limits
        What the file may cost.

    Returns
    -------
    edits : list of Edits
        What each table changes; none where nothing differs.
    files : list of Path
        What was written. The next run applies it.

    Raises
    ------
    CorrectionError
        The file can't be read, or a row doesn't fit the study; nothing is written then.
    """
    found = [_edits(study, path, each, {"who": who, "when": when}) for each in submitted(path, study, limits=limits)]
    edits = [each for each in found if each.made]
    return edits, [_kept(study, each) for each in edits]


def _edits(study: Study, path: Path, given: Submitted, signed: Mapping[str, str]) -> Edits:
    """The corrections that lead from what a file was to what it is, and the study's with them."""
    kind = KINDS[given.table]
    before, now = Counter(map(_same, given.before)), Counter(_same(cells) for _, cells in given.now)
    fresh = [row for row in given.now if _taken(before, _same(row[1]))]
    gone = [cells for cells in given.before if _taken(now, _same(cells))]
    placer = Placer(study, kind, path)
    there = {placer.identity(one): one for one in (placer.placed(row) for row in fresh)}
    stood = {placer.identity(one): one for one in (placer.stood(cells) for cells in gone)}
    made = [Correction("remove", placer.emptied(one), signed) for known, one in stood.items() if known not in there]
    made += [Correction("set", one, signed) for known, one in there.items() if one != stood.get(known)]
    return Edits(given.table, *_merged(study.corrections.get(given.table, ()), made, placer))


def _same(cells: Cells) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, squeezed(cell)) for name, cell in cells.items()))


def _taken(pool: Counter, key: tuple) -> bool:
    """True where the pool has no more of this row; otherwise one is taken from it."""
    if pool[key] > 0:
        pool[key] -= 1
        return False
    return True


def _merged(old: Sequence[Correction], new: Iterable[Correction], placer: Placer) -> tuple[list, list]:
    """New corrections that say something new, and all that stand: of one row the later holds.

    One that was kept without a name takes the name of who says the same again.
    """
    standing = {placer.identity(one.cells): one for one in old}
    made = []
    for one in new:
        known = standing.get(placer.identity(one.cells))
        if known and (known.change, dict(known.cells)) == (one.change, dict(one.cells)):
            if known.signed.get("who") or not one.signed.get("who"):
                continue
            one = replace(known, signed={**known.signed, "who": one.signed["who"]})
        made.append(one)
        standing[placer.identity(one.cells)] = one
    return made, list(standing.values())


@dataclass(frozen=True)
class Placer:
    """Puts the rows of a file where they belong in the study."""

    study: Study
    kind: Kind
    path: Path

    def identity(self, cells: Cells) -> tuple:
        """What tells the row from others of its table."""
        return identity(cells, self.kind, self.study.sentences)

    def placed(self, row: Row) -> Cells:
        """A row with its span, its words and what follows from the rest, checked."""
        where, cells = row
        mistake = self._mistake(where if isinstance(where, int) else None)
        cells = {name: squeezed(cell) for name, cell in cells.items()}
        if missing := [name for name in (self.kind.words, *self.kind.needed) if not cells[name]]:
            raise mistake(f"no {', no '.join(missing)}", f"A row of {self.kind.table} needs {self.kind.least}")
        brief_id = cells["brief_id"] or cells.get("sentence_id", "").rsplit("-", 1)[0]
        cells = self._spanned(cells | {"brief_id": brief_id}, mistake)
        cells = self._completed(cells)
        own = {name: cells[name] for name in self.kind.columns}
        checked(own, self.kind, self.study.ground, mistake)
        return own

    def _mistake(self, row: int | None = None) -> Mistake:
        return mistake_in(self.path, row, sheet=self.kind.table if self.path.suffix.lower() == ".xlsx" else "")

    def stood(self, cells: Cells) -> Cells:
        """A row that went or was changed, as it was, with its words as they stand in the text."""
        own = {name: squeezed(cells[name]) for name in self.kind.columns}
        span = self._fitting(own)
        if span is None:
            raise self._mistake()(
                f'no "{own[self.kind.words][:60]}" stands from {own["start"]} to {own["end"]} of {own["brief_id"]}',
                "The text has changed since the file was written: write it anew and correct that",
            )
        return own | self._words(own["brief_id"], *span)

    def emptied(self, cells: Cells) -> Cells:
        """What tells a row from others, without what it says."""
        return dict(cells) | {name: "" for name in self.kind.allowed if name not in self.kind.key}

    def _words(self, brief_id: str, start: int, end: int) -> dict[str, str]:
        words = squeezed(self.study.texts[brief_id][start:end])
        return {"start": str(start), "end": str(end), self.kind.words: words}

    def _fitting(self, cells: Cells) -> tuple[int, int] | None:
        """The span of a row, where its words stand there (or begin there, if they are an excerpt)."""
        text = self.study.texts.get(cells["brief_id"], "")
        if not (is_offset(cells["start"]) and is_offset(cells["end"])):
            return None
        start, end, words = int(cells["start"]), int(cells["end"]), cells[self.kind.words]
        there = squeezed(text[start:end])
        excerpt = words.endswith("…") and there.startswith(words.removesuffix("…").rstrip())
        return (start, end) if there and (there == words or excerpt) else None

    def _spanned(self, cells: Cells, mistake: Mistake) -> Cells:
        """The row with its span; where the words don't stand there, where they stand in its sentence."""
        text = self.study.texts.get(cells["brief_id"])
        if text is None:
            return cells
        first, last = self._bounds(cells, text, mistake)
        span = self._fitting(cells) or self._found(cells, text, (first, last), mistake)
        if not first <= span[0] < last:
            raise mistake(
                f'{self.kind.words} "{cells[self.kind.words][:60]}" stands from {span[0]} to {span[1]}, '
                f"which isn't in sentence {cells['sentence_id']}",
                "Correct sentence_id, or empty start and end to have the words looked for in that sentence",
            )
        return dict(cells) | self._words(cells["brief_id"], *span)

    def _found(self, cells: Cells, text: str, bounds: tuple[int, int], mistake: Mistake) -> tuple[int, int]:
        """Where the words stand in the sentence (or, without one, in the brief), nearest to the span."""
        words, name, (first, last) = cells[self.kind.words], self.kind.words, bounds
        near = int(cells["start"]) if is_offset(cells["start"]) else first
        spans = [match.span() for match in spaced(words).finditer(text, first, last)]
        if not words or not spans:
            place = cells.get("sentence_id") or cells["brief_id"]
            raise mistake(f'{name} "{words[:60]}" doesn\'t stand in {place}', f"Copy the words of {name} from the text")
        return min(spans, key=lambda span: abs(span[0] - near))

    def _bounds(self, cells: Cells, text: str, mistake: Mistake) -> tuple[int, int]:
        if not cells.get("sentence_id"):
            return 0, len(text)
        known = self.study.sentences[self.study.sentences.brief_id == cells["brief_id"]]
        own = known[known.sentence_id == cells["sentence_id"]]
        if own.empty:
            problem = f'no sentence "{cells["sentence_id"]}" in brief {cells["brief_id"]}'
            raise mistake(problem, "Use an id of the table sentences, such as " + known.sentence_id.iloc[0])
        return int(own.start.iloc[0]), int(own.end.iloc[0])

    def _completed(self, cells: Cells) -> Cells:
        """Cells that people leave empty, where the rest says what they must be."""
        if "voice" in cells:
            author = f"author_{cells['brief_id']}" if cells["voice"] == "author" else ""
            cells = dict(cells) | {"speaker": cells["speaker"] or author}
        if "frame" in cells:
            return dict(cells) | {"system": self.study.ground.frames.get(cells["frame"], "")}
        if "modality" not in cells:
            return cells
        told = "asserted" if cells["holder"] == cells["speaker"] else "reported"
        return cells | {"modality": cells["modality"] or told, "basis": cells["basis"] or DEFAULTS["basis"]}


def _kept(study: Study, edits: Edits) -> Path:
    """The study's corrections of a table, written in the order of the text."""
    kind, briefs = KINDS[edits.table], list(study.texts)
    ordered = sorted(edits.kept, key=lambda one: (briefs.index(one.cells["brief_id"]), one.span, one.change))
    records = [{"change": one.change, **one.cells, **one.signed} for one in ordered]
    table = pd.DataFrame(records, columns=["change", *kind.columns, *SIGNED])
    if "stance" in table:
        table["stance"] = pd.to_numeric(table.stance).astype("Int64")
    path = output_folder(study.settings.corrections) / f"{edits.table}.csv"
    with written_aside(path) as aside:
        aside.write_bytes(csv_bytes(table))
    return path
