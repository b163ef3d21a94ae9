"""What people corrected: rows that stand as a person says, on every later run.

A correction is kept in the study's folder `corrections/`, in a CSV a table. It knows its row by
place and content, never by a running number, so that it holds when rows are numbered anew.
`change` is `set` (the row stands like this, whether the machine saw it or not) or `remove`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.codebook import rows
from analysis.errors import CorrectionError, meant
from analysis.files import unneutral
from analysis.tokens import located

CHANGES = ("set", "remove")
NOTE = "note"
SIGNED = ("who", "when", NOTE)
MACHINE, HUMAN = "machine", "human"
BY_HAND = "corrected by a person"
STANCES = ("-1", "0", "1")
OFFSET = re.compile("[0-9]{1,12}")

Cells = Mapping[str, str]
Mistake = Callable[[str, str], CorrectionError]


@dataclass(frozen=True)
class Kind:
    """How the rows of one table are corrected.

    `letter` begins what stands for a number in an id; `words` is the column of what stands from `start`
    to `end`; `key` tells rows of one brief apart; `actors` holds an actor_id, `holders` an actor_id or
    words of the brief; `allowed` lists the values of others, `needed` says which a person must fill in;
    `perhaps` holds an actor_id or nothing, `quoted` words of the sentence (with a span of their own) or
    nothing, `rest` anything or nothing; `fixed` is what the machine's own columns say of a person's row.
    """

    table: str
    id_column: str
    letter: str
    words: str
    key: tuple[str, ...]
    actors: tuple[str, ...]
    holders: tuple[str, ...]
    allowed: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    fixed: Mapping[str, object]
    perhaps: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """What a person can change, in the order of the file."""
        named = (name for name in self.key if name not in ("start", "end", "sentence_id"))
        return ("brief_id", "start", "end", self.words, *named, *self.said)

    @property
    def said(self) -> tuple[str, ...]:
        """What a row says, besides what tells it apart from others."""
        values = (name for name in self.allowed if name not in self.key)
        return (*values, *self.perhaps, *self.quoted, *self.rest)

    @property
    def least(self) -> str:
        """What a row that a person adds must hold, in words."""
        told = [f"{name} ({', '.join(self.allowed[name])})" if name in self.allowed else name for name in self.needed]
        speaker = ", of a quoted voice the speaker" if "voice" in self.needed else ""
        return f"sentence_id, {self.words} (words of that sentence), {', '.join(told)}{speaker}"


KINDS = {
    kind.table: kind
    for kind in (
        Kind(
            "mentions", "mention_id", "m", "text", ("start", "end", "actor_id"), ("actor_id",), (),
            {"form": ("name", "alias", "metonym", "office", "demonym", "description", "pronoun")},
            ("actor_id", "form"), {"method": BY_HAND, "confidence": 1.0},
        ),
        Kind(
            "ledger", "statement_id", "l", "evidence", ("sentence_id", "voice", "speaker", "holder", "target"),
            ("target",), ("speaker", "holder"),
            {"voice": ("author", "quoted"), "stance": STANCES,
             "modality": ("asserted", "reported", "hypothetical", "recommended"), "basis": ("words", "act", "model")},
            ("voice", "holder", "target", "stance"), {"rule": BY_HAND, "confidence": 1.0},
        ),
        Kind(
            "recommendations", "recommendation_id", "r", "action", ("start", "end", "addressee"), ("addressee",), (),
            {"form": ("imperative", "duty", "need", "suggestion", "opener")}, ("addressee", "form"), {},
            perhaps=("target",), quoted=("condition",),
        ),
        Kind(
            "frames", "frame_id", "f", "evidence", ("sentence_id", "frame", "voice", "speaker"), (), ("speaker",),
            {"voice": ("author", "quoted")}, ("frame", "voice"), {"rule": BY_HAND, "cue": None},
            rest=("system", "actor", "target"),
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """What a person says of one row: its cells, and who said it when."""

    change: str
    cells: Cells
    signed: Cells = field(default_factory=dict)

    def __str__(self) -> str:
        place, *said = (self.cells[name] for name in self.cells if name not in ("start", "end"))
        return f"{self.change} {place} {self.cells['start']}-{self.cells['end']}: {' | '.join(filter(None, said))}"

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand in the raw text."""
        return int(self.cells["start"]), int(self.cells["end"])


@dataclass(frozen=True)
class Ground:
    """What a correction must fit: the raw text of each brief, the actors, and each frame with its system."""

    texts: Mapping[str, str]
    actors: frozenset[str]
    frames: Mapping[str, str] = field(default_factory=dict)


def corrections(folder: Path, ground: Ground) -> dict[str, list[Correction]]:
    """The corrections of a study by table, each checked against its briefs and registry.

    Parameters
    ----------
    folder : Path
        The study's folder of corrections; it need not be there.
    ground : Ground
        The briefs and actors of the study.

    Raises
    ------
    CodebookError
        A file is no CSV, or lacks a column.
    CorrectionError
        A correction no longer fits: unknown brief or actor, words that stand elsewhere, a value
        that isn't allowed.
    """
    found = {}
    for name, kind in KINDS.items():
        path = folder / f"{name}.csv"
        listed = rows(path, ("change", *kind.columns)) if path.is_file() else ()
        found[name] = [_read(row, kind, ground, mistake_in(path, line)) for line, row in listed]
    return found


def mistake_in(path: Path, row: int | None = None, *, sheet: str = "") -> Mistake:
    """An error that knows its file, sheet and row."""
    return lambda problem, remedy: CorrectionError(problem, remedy=remedy, path=path, row=row, sheet=sheet)


def _read(row: Cells, kind: Kind, ground: Ground, mistake: Mistake) -> Correction:
    if row["change"] not in CHANGES:
        raise mistake(f'change "{row["change"]}"', f"Allowed: {', '.join(CHANGES)}")
    cells = {name: str(unneutral(row[name])) for name in kind.columns}
    checked(cells, kind, ground, mistake, whole=row["change"] == "set")
    return Correction(row["change"], cells, {name: row.get(name, "") for name in SIGNED})


def checked(cells: Cells, kind: Kind, ground: Ground, mistake: Mistake, *, whole: bool = True) -> None:
    """Raise the mistake where cells don't fit the study; `whole` where all of them must be there."""
    text = ground.texts.get(cells["brief_id"])
    if text is None:
        raise mistake(f'no brief "{cells["brief_id"]}"', f"Briefs: {', '.join(ground.texts)}")
    in_place(cells, kind, text, mistake)
    if not whole:
        return
    for name in (*kind.actors, *(name for name in kind.perhaps if cells[name])):
        if cells[name] not in ground.actors:
            near = meant(cells[name], ground.actors)
            raise mistake(
                f'{name} "{cells[name]}" is no actor', f"{near}Use an actor_id of actors.csv, or add it there"
            )
    for name in kind.holders:
        if cells[name] not in ground.actors and squeezed(cells[name]) not in squeezed(text):
            raise mistake(f'{name} "{cells[name]}" is no actor', "Use an actor_id of actors.csv, or words of the brief")
        if not cells[name]:
            raise mistake(f"{name} is empty", "Use an actor_id of actors.csv, or words of the brief")
    for name in kind.quoted:
        if squeezed(cells[name]) not in squeezed(text):
            raise mistake(f'{name} "{cells[name][:60]}" doesn\'t stand in the brief', "Copy its words from the text")
    values = dict(kind.allowed)
    if "frame" in kind.key:
        values |= {"frame": tuple(ground.frames), "system": (ground.frames.get(cells["frame"], ""),)}
    for name, known in values.items():
        if cells[name] not in known:
            raise mistake(f'{name} "{cells[name]}"', f"Allowed: {', '.join(known)}")


def in_place(cells: Cells, kind: Kind, text: str, mistake: Mistake) -> None:
    """Raise where the words don't stand from start to end."""
    if not (is_offset(cells["start"]) and is_offset(cells["end"])):
        raise mistake(f'start "{cells["start"]}" or end "{cells["end"]}" is no offset', "Give whole numbers")
    start, end = int(cells["start"]), int(cells["end"])
    if not start < end <= len(text):
        raise mistake(f"{start} to {end} lies outside the text", f"Give a span within 0 to {len(text)}")
    there = text[start:end]
    if squeezed(there) != squeezed(cells[kind.words]):
        raise mistake(
            f'from {start} to {end} stands "{there[:60]}", not "{cells[kind.words][:60]}"',
            f"Correct start and end, or {kind.words}; where the text has changed, delete the row",
        )


def is_offset(cell: str) -> bool:
    """True for the digits of a number that a place in a text can have."""
    return OFFSET.fullmatch(cell) is not None


def squeezed(text: str) -> str:
    """The text with single blanks."""
    return " ".join(text.split())


def spaced(words: str) -> re.Pattern[str]:
    """These words with any blanks between them."""
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def applied(machine: pd.DataFrame, made: Iterable[Correction], *, kind: Kind, sentences: pd.DataFrame) -> pd.DataFrame:
    """The table as people corrected it, with `source`: who says so, machine or human.

    Parameters
    ----------
    machine : DataFrame
        The table as the rules made it.
    made : iterable of Correction
        Its corrections; a later one of the same row holds.
    kind : Kind
    sentences : DataFrame
        The sentences of the briefs.

    Returns
    -------
    DataFrame
        In the order of the text. A row keeps its id, also where a person changed it; the id of one that is
        removed goes to no other; one that only a person sees is called by where it begins.
    """
    table = machine.assign(source=pd.array([MACHINE] * len(machine), dtype="str"))
    made = list(made)
    if not made:
        return table
    standing = {_key(row, kind): row for row in table.to_dict("records")}
    for one in made:
        cells = _typed(one.cells, sentences)
        old = standing.pop(_key(cells, kind), {})
        if one.change == "set":
            said = {name: None if cell == "" else cell for name, cell in cells.items()}
            said |= dict(_quoted(cells, kind, sentences))
            own = dict.fromkeys(table.columns) | old | said | kind.fixed | {"source": HUMAN}
            standing[_key(cells, kind)] = own
    return _called(pd.DataFrame(standing.values(), columns=table.columns).astype(table.dtypes), kind, sentences)


def _quoted(cells: Mapping[str, object], kind: Kind, sentences: pd.DataFrame) -> Iterator[tuple[str, int | None]]:
    """Where the words that a row quotes of its sentence stand; missing where they stand elsewhere."""
    for name in kind.quoted:
        own = sentences[sentences.sentence_id == cells["sentence_id"]].iloc[0]
        found = spaced(str(cells[name])).search(own.text) if cells[name] else None
        for end, place in zip(("start", "end"), found.span() if found else (None, None), strict=True):
            yield f"{name}_{end}", None if place is None else int(own.start) + place


def identity(cells: Cells, kind: Kind, sentences: pd.DataFrame) -> tuple:
    """What tells a row from others of its table: two corrections of one row have the same."""
    return _key(_typed(cells, sentences), kind)


def _key(row: Mapping[str, object], kind: Kind) -> tuple:
    return row["brief_id"], *(row[name] for name in kind.key)


def _typed(cells: Cells, sentences: pd.DataFrame) -> dict[str, object]:
    """The cells as the table has them, with the sentence in which they stand."""
    typed = {
        n: int(cell) if n in ("start", "end") or (n == "stance" and cell in STANCES) else cell
        for n, cell in cells.items()
    }
    own = sentences[sentences.brief_id == cells["brief_id"]]
    return typed | {"sentence_id": located(pd.Series([typed["start"]]), sentences=own)[0]}


def _called(table: pd.DataFrame, kind: Kind, sentences: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order of the text, each with its own id; a link to a row that is gone is missing."""
    briefs = {brief_id: n for n, brief_id in enumerate(sentences.brief_id.unique())}
    order = table.assign(brief_id=table.brief_id.map(briefs)).sort_values(["brief_id", "start", "end"], kind="stable")
    table = table.loc[order.index].reset_index(drop=True)
    ids = [*_ids(table, kind)]
    if "antecedent_id" in table:
        table["antecedent_id"] = table.antecedent_id.where(table.antecedent_id.isin(ids))
    return table.assign(**{kind.id_column: pd.Series(ids, dtype="str")})


def _ids(table: pd.DataFrame, kind: Kind) -> Iterator[str]:
    """The id of each row: its own, or where it begins ("cfr-lh412"), with a number for a second one there."""
    there: Counter[str] = Counter()
    for own, brief_id, start in zip(table[kind.id_column], table.brief_id, table.start, strict=True):
        place = f"{brief_id}-{kind.letter}h{start}"
        there[place] += pd.isna(own)
        yield own if not pd.isna(own) else place if there[place] == 1 else f"{place}-{there[place]}"
