"""The registry: who and what can hold or receive a stance, checked whole before it is used."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from analysis.actors.names import KINDS, folded
from analysis.codebook import rows
from analysis.errors import CodebookError
from analysis.settings import AUTHOR, Settings

COLUMNS = (
    "actor_id", "name", "kind", "side", "role", "valid_from", "valid_to", "aliases", "metonyms", "note"
)  # fmt: skip
ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

Mistake = Callable[..., CodebookError]


def actors(settings: Settings) -> pd.DataFrame:
    """The registry of a study: one row per actor, issue or event.

    A brief's author whom the registry lacks is added from `study.toml`, so that whatever
    stands in the author's own voice always has a holder.

    Returns
    -------
    DataFrame
        Columns as in `actors.csv`: `valid_from` and `valid_to` are dates (missing: not known, or
        still in office), `aliases` and `metonyms` tuples of text, `side` is missing for whoever
        rolls up to no government or camp.

    Raises
    ------
    CodebookError
        The file lacks a column, or a row has an empty name, a bad or doubled id, an unknown kind
        or side, a date that is none, or a name, alias or metonym that another actor has.
    """
    path = settings.registry
    listed = [(line, _actor(row, _mistake(path, line))) for line, row in rows(path, COLUMNS)]
    _ids_once(listed, path)
    _sides_known(listed, path)
    _aliases_once(listed, path)
    known = {row["actor_id"] for _, row in listed}
    authors = [_author(brief) for brief in settings.briefs if brief.author_actor not in known]
    table = pd.DataFrame([*(row for _, row in listed), *authors], columns=list(COLUMNS))
    dates = {column: pd.to_datetime(table[column]) for column in ("valid_from", "valid_to")}
    return table.assign(**dates)


def check_authors(settings: Settings) -> None:
    """Refuse a registry in which the author of a brief has a row that isn't called by the brief's id.

    A brief may lack the row; then it is added from `study.toml`, and beside one of another name the
    same person would be two holders.

    Raises
    ------
    CodebookError
        A row `author_...` is of no brief, while a brief lacks its own.
    """
    lines = {row["actor_id"]: line for line, row in rows(settings.registry, COLUMNS)}
    lacking = [brief.author_actor for brief in settings.briefs if brief.author_actor not in lines]
    own = {brief.author_actor for brief in settings.briefs}
    for actor_id, line in lines.items():
        if lacking and actor_id.startswith(AUTHOR) and actor_id not in own:
            raise _mistake(settings.registry, line)(
                f'actor {actor_id} is the author of no brief: there is no brief "{actor_id.removeprefix(AUTHOR)}"',
                f"Rename it to {' or '.join(lacking)}; an actor who wrote no brief needs another id, or no row",
            )


def _mistake(path: Path, line: int) -> Mistake:
    """An error of the registry that knows its file and row."""
    return lambda problem, remedy: CodebookError(problem, remedy=remedy, path=path, row=line)


def _actor(row: dict[str, str], mistake: Mistake) -> dict[str, object]:
    """One row, each cell checked by itself."""
    if not ID.fullmatch(row["actor_id"]):
        raise mistake(
            f'"{row["actor_id"]}" is no actor_id',
            "Use small letters, digits and single underscores, a letter first",
        )
    if not row["name"]:
        raise mistake(f"actor {row['actor_id']} has no name", "Give the name that charts should show")
    if row["kind"] not in KINDS:
        raise mistake(f'kind "{row["kind"]}"', f"Allowed: {', '.join(KINDS)}")
    dates = {column: _date(row[column], column, mistake) for column in ("valid_from", "valid_to")}
    if dates["valid_from"] and dates["valid_to"] and dates["valid_to"] < dates["valid_from"]:
        raise mistake(
            f"valid_to {dates['valid_to']} lies before valid_from {dates['valid_from']}", "Swap or correct them"
        )
    lists = {column: _listed(row[column]) for column in ("aliases", "metonyms")}
    return {column: row[column] for column in COLUMNS} | {"side": row["side"] or None} | dates | lists


def _date(cell: str, column: str, mistake: Mistake) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cell) if cell else None
    except ValueError:
        raise mistake(f'{column} "{cell}" is no date', "Write it as 2007-05-28, or leave it empty") from None


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(part.split()) for part in cell.split(";"))))


def _ids_once(listed: Iterable[tuple[int, dict]], path: Path) -> None:
    seen: dict[str, int] = {}
    for line, row in listed:
        first = seen.setdefault(row["actor_id"], line)
        if first != line:
            raise _mistake(path, line)(
                f"actor_id {row['actor_id']} stands in row {first} too", "Merge the two rows, or rename one"
            )


def _sides_known(listed: list[tuple[int, dict]], path: Path) -> None:
    known = {row["actor_id"] for _, row in listed}
    for line, row in listed:
        if row["side"] and row["side"] not in known:
            raise _mistake(path, line)(
                f'side "{row["side"]}" is no actor_id of this file', "Add that actor, or leave side empty"
            )


def _aliases_once(listed: Iterable[tuple[int, dict]], path: Path) -> None:
    """No words may name two actors, however their hyphens, apostrophes and accents are written."""
    owner: dict[str, str] = {}
    for line, row in listed:
        words = [("name", row["name"])]
        words += [(kind, w) for kind, column in (("alias", "aliases"), ("metonym", "metonyms")) for w in row[column]]
        for kind, word in words:
            first = owner.setdefault(folded(word), row["actor_id"])
            if first != row["actor_id"]:
                raise _mistake(path, line)(
                    f'{kind} "{word}" also belongs to actor {first}', f"Give each {kind} to one actor"
                )


def _author(brief) -> dict[str, object]:
    empty = dict.fromkeys(COLUMNS, "") | {"side": None, "valid_from": None, "valid_to": None}
    note = f"Author of {brief.id}, from study.toml; holds all that stands in its own voice."
    words = {"aliases": (), "metonyms": (), "role": "author", "note": note}
    return empty | {"actor_id": brief.author_actor, "name": brief.author, "kind": "person"} | words
