"""What a corrected file changes: found, put in its place, checked, and kept in the study's corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.corrections import KINDS, NOTE, SIGNED, Cells, Correction, is_offset, squeezed
from analysis.exchange.placed import Placer
from analysis.exchange.submitted import Row, Submitted, submitted
from analysis.files import csv_bytes, output_folder, written_aside
from analysis.readers import LIMITS, Limits

if TYPE_CHECKING:
    from analysis.study import Study


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
    rows = [(_taken(before, _same(row[1])), row) for row in given.now]
    fresh = [row for changed, row in rows if changed]
    gone = [cells for cells in given.before if _taken(now, _same(cells))]
    placer = Placer(study, kind, path, frozenset((row["brief_id"], row["start"], row["end"]) for row in given.before))
    placed = [(where, placer.placed((where, cells))) for where, cells in fresh]
    _agreed(placer, [row for changed, row in rows if not changed], placed)
    there = {placer.identity(one): one for _, one in placed}
    notes = {placer.identity(one): row[1].get(NOTE, "") for (_, one), row in zip(placed, fresh, strict=True)}
    stood = {placer.identity(one): one for one in (placer.stood(cells) for cells in gone)}
    made = [Correction("remove", placer.emptied(one), signed) for known, one in stood.items() if known not in there]
    made += [
        Correction("set", one, {**signed, NOTE: notes[known]})
        for known, one in there.items()
        if one != stood.get(known)
    ]
    return Edits(given.table, *_merged(study.corrections.get(given.table, ()), made, placer))


def _same(cells: Cells) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, squeezed(cell)) for name, cell in cells.items() if name != NOTE))


def _agreed(placer: Placer, kept: Iterable[Row], placed: Sequence[Row]) -> None:
    """Raise where a row that changed and another are one and the same, and don't say the same."""
    kind = placer.kind
    named = [name for name in kind.columns if name in kind.key and name not in ("start", "end")]
    known = {tuple(cells[name] for name in named) for _, cells in placed}
    alike = [(where, cells) for where, cells in kept if tuple(cells[name] for name in named) in known]
    there = {placer.identity(cells): (where, cells) for where, cells in alike if is_offset(cells["start"])}
    for where, cells in placed:
        first, other = there.setdefault(placer.identity(cells), (where, cells))
        if name := next((name for name in kind.said if cells[name] != squeezed(other[name])), None):
            here, elsewhere = (f"row {place}" if isinstance(place, int) else place for place in (where, first))
            problem = f'{here} says {name} "{cells[name]}", {elsewhere} "{other[name]}" of the same'
            raise placer.mistake()(problem, f"Delete one of the two: a row of {kind.table} stands once")


def _taken(pool: Counter, key: tuple) -> bool:
    """True where the pool has no more of this row; otherwise one is taken from it."""
    if pool[key] > 0:
        pool[key] -= 1
        return False
    return True


def _merged(old: Sequence[Correction], new: Iterable[Correction], placer: Placer) -> tuple[list, list]:
    """New corrections that say something new, and all that stand: of one row the later holds.

    One that was kept without a name takes the name of who says the same again, and its note.
    """
    standing = {placer.identity(one.cells): one for one in old}
    made = []
    for one in new:
        known = standing.get(placer.identity(one.cells))
        if known and (known.change, dict(known.cells)) == (one.change, dict(one.cells)):
            who, note = known.signed.get("who") or one.signed.get("who"), one.signed.get(NOTE) or known.signed.get(NOTE)
            if (who or "", note or "") == tuple(known.signed.get(name) or "" for name in ("who", NOTE)):
                continue
            one = replace(known, signed={**known.signed, "who": who, NOTE: note})
        made.append(one)
        standing[placer.identity(one.cells)] = one
    return made, list(standing.values())


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
