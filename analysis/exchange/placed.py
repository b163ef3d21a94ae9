"""Where a row of a corrected file belongs in the study: its span, its words, and what follows from the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.corrections import (
    Cells,
    Kind,
    Mistake,
    checked,
    identity,
    in_place,
    is_offset,
    mistake_in,
    spaced,
    squeezed,
)
from analysis.exchange.submitted import Row

if TYPE_CHECKING:
    from analysis.study import Study

DEFAULTS = {"basis": "words"}


@dataclass(frozen=True)
class Placer:
    """Puts the rows of a file where they belong in the study."""

    study: Study
    kind: Kind
    path: Path
    before: frozenset[tuple[str, str, str]] = frozenset()  # brief, start and end of the rows that the file had

    def identity(self, cells: Cells) -> tuple:
        """What tells the row from others of its table."""
        return identity(cells, self.kind, self.study.sentences)

    def placed(self, row: Row) -> Cells:
        """A row with its span, its words and what follows from the rest, checked."""
        where, cells = row
        mistake = self.mistake(where if isinstance(where, int) else None)
        cells = {name: squeezed(cell) for name, cell in cells.items()}
        if missing := [name for name in (self.kind.words, *self.kind.needed) if not cells[name]]:
            raise mistake(f"no {', no '.join(missing)}", f"A row of {self.kind.table} needs {self.kind.least}")
        brief_id = cells["brief_id"] or cells.get("sentence_id", "").rsplit("-", 1)[0]
        cells = self._spanned(cells | {"brief_id": brief_id}, mistake)
        cells = self._completed(cells)
        own = {name: cells[name] for name in self.kind.columns}
        checked(own, self.kind, self.study.ground, mistake)
        return own

    def mistake(self, row: int | None = None) -> Mistake:
        """An error that knows the file, and the row if there is one."""
        return mistake_in(self.path, row, sheet=self.kind.table if self.path.suffix.lower() == ".xlsx" else "")

    def stood(self, cells: Cells) -> Cells:
        """A row that went or was changed, as it was, with its words as they stand in the text."""
        own = {name: squeezed(cells[name]) for name in self.kind.columns}
        span = self._fitting(own)
        if span is None:
            raise self.mistake()(
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
        written = (cells["brief_id"], cells["start"], cells["end"])
        span = self._fitting(cells)
        if span is None and written not in self.before and is_offset(written[1]) and is_offset(written[2]):
            in_place(cells, self.kind, text, mistake)  # somebody gave this span: it isn't looked for elsewhere
        span = span or self._found(cells, text, (first, last), mistake)
        if (whole := _whole(text, *span)) != text[slice(*span)] and (written[0], *map(str, span)) not in self.before:
            raise mistake(
                f'{self.kind.words} "{cells[self.kind.words][:60]}" is cut from "{squeezed(whole)[:60]}"',
                "Give whole words",
            )
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
        return min(spans, key=lambda span: (_whole(text, *span) != text[slice(*span)], abs(span[0] - near)))

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


def _whole(text: str, start: int, end: int) -> str:
    """The words of a span, the first and the last whole.

    >>> _whole("the decision through", 4, 18)
    'decision through'
    """
    before, after = re.search(r"\w*$", text[:start]), re.match(r"\w*", text[end:])
    first = start - len(before[0]) if re.match(r"\w", text[start:end]) else start
    return text[first : end + len(after[0])] if re.search(r"\w$", text[start:end]) else text[first:end]
