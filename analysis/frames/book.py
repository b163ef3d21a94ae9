"""The codebooks of frames: what each frame asks, and the cues by which the program sees it.

An analyst corrects and extends `frames.csv` and `frame_cues.csv`, not this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis.codebook import rows
from analysis.errors import CodebookError
from analysis.settings import CODEBOOKS

FRAMES, CUES = CODEBOOKS / "frames.csv", CODEBOOKS / "frame_cues.csv"
FRAME_COLUMNS = ("system", "frame", "name", "question", "actor", "target", "example", "source", "note")
CUE_COLUMNS = ("frame", "cue", "with", "unless", "denied", "note")
ROLES = ("", "doer", "done", "judge", "judged", "held", "person")
TABLES = ("recommendation", "opposed")
BUILT_IN = ("ACTOR", "SIDES", "YEAR")
GAP = "..."


@dataclass(frozen=True)
class Frame:
    """A row of `frames.csv`; `actor` and `target` say how their cells are found."""

    system: str
    frame: str
    name: str
    question: str
    actor: str
    target: str


@dataclass(frozen=True)
class Cue:
    """A row of `frame_cues.csv`: words in order, each one of a set, with gaps between some.

    `words` has a set of keys per word, or None for a gap; `needs` and `bars` are words that the
    sentence must or must not hold; `denied` is the frame that a denial of the cue gives.
    """

    frame: str
    shown: str
    words: tuple[frozenset[str] | None, ...]
    needs: frozenset[str]
    bars: frozenset[str]
    denied: str


@dataclass(frozen=True)
class FrameBook:
    """The frames by name, the cues of words, and the frames that other tables give."""

    frames: dict[str, Frame]
    cues: tuple[Cue, ...]
    from_tables: dict[str, str]

    @cached_property
    def by_key(self) -> dict[str, list[Cue]]:
        """The cues by each key that can open them, so that a word asks only for its own."""
        found: dict[str, list[Cue]] = {}
        for cue in self.cues:
            for key in cue.words[0] or ():
                found.setdefault(key, []).append(cue)
        return found


def frame_book(frames: Path = FRAMES, cues: Path = CUES) -> FrameBook:
    """The frames and cues of two files.

    *How to read a cue*: words follow each other; `a|b` is one of several; `...` lets up to six
    words stand between; a word is a base form or a form as it stands, `step/NOUN` only as that part
    of speech; `#talks` is any mention of that actor or event; CAPITALS are a list of this file, or
    `ACTOR` (any actor), `SIDES` (actors of two sides in the sentence), `YEAR` (a year before the
    brief's). `=recommendation` and `=opposed` take a frame from the tables recommendations and ledger.

    Raises
    ------
    CodebookError
        A column is missing, or a row names a frame, list or role that there isn't.
    """
    known = {row["frame"]: _frame(row, frames, line) for line, row in rows(frames, FRAME_COLUMNS)}
    lines = list(rows(cues, CUE_COLUMNS))
    lists = {row["frame"]: row["cue"] for _, row in lines if row["frame"].isupper()}
    read, from_tables = [], {}
    for line, row in lines:
        if row["frame"].isupper():
            continue
        for name in filter(None, (row["frame"], row["denied"])):
            if name not in known:
                raise CodebookError(f'no frame "{name}"', remedy=f"Frames: {', '.join(known)}", path=cues, row=line)
        if row["cue"].startswith("="):
            from_tables[_table(row["cue"][1:], cues, line)] = row["frame"]
        else:
            read.append(_cue(row, lists, cues, line))
    return FrameBook(known, tuple(read), from_tables)


def _frame(row: dict[str, str], path: Path, line: int) -> Frame:
    for role in (row["actor"], row["target"]):
        if role not in ROLES:
            raise CodebookError(f'role "{role}"', remedy=f"Allowed: {', '.join(ROLES[1:])}", path=path, row=line)
    return Frame(*(row[column] for column in FRAME_COLUMNS[:6]))


def _table(name: str, path: Path, line: int) -> str:
    if name not in TABLES:
        allowed = ", ".join(f"={table}" for table in TABLES)
        raise CodebookError(f'cue "={name}" names no table', remedy=f"Allowed: {allowed}", path=path, row=line)
    return name


def _cue(row: dict[str, str], lists: dict[str, str], path: Path, line: int) -> Cue:
    words = tuple(None if word == GAP else _keys(word, lists, path, line) for word in row["cue"].split())
    if not words or words[0] is None or words[-1] is None:
        raise CodebookError(f'cue "{row["cue"]}"', remedy="Begin and end it with a word", path=path, row=line)
    needs, bars = (_keys(row[column], lists, path, line) for column in ("with", "unless"))
    return Cue(row["frame"], row["cue"], words, needs, bars, row["denied"])


def _keys(alternatives: str, lists: dict[str, str], path: Path, line: int) -> frozenset[str]:
    return frozenset(key for word in alternatives.split("|") if word for key in _of(word, lists, path, line))


def _of(word: str, lists: dict[str, str], path: Path, line: int) -> Iterator[str]:
    """A word, or those of the list that it names."""
    if not word.isupper() or word in BUILT_IN:
        yield word
    elif word in lists:
        yield from lists[word].split("|")
    else:
        named = ", ".join((*BUILT_IN, *lists))
        raise CodebookError(f'no list "{word}"', remedy=f"Lists: {named}", path=path, row=line)
