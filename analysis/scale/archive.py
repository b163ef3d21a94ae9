"""An archive as it is read back: its partitions, and the group of each of its documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis import compare
from analysis.compare.contrasts import REST
from analysis.errors import SettingsError, meant
from analysis.scale.running import KNOWN, MANIFEST, NAMES
from analysis.wording import count

AUTHOR = "author"  # whoever wrote the document: in an archive they are many, and what is compared is their groups
SINGLE = ("brief_id", "title", "date")  # columns that part documents one by one
MOST_GROUPS = 500  # each is set against all others, so that twice as many take four times as long
AGAIN = "Run `python -m analysis corpus` again, into a new folder"
ENDS = ("actor_id", "holder", "target", "speaker")


def read_table(folder: Path, name: str, *columns: str) -> pd.DataFrame:
    """A table of all partitions of an archive, or some of its columns.

    Raises
    ------
    SettingsError
        The folder holds no such table.
    """
    files = sorted(folder.glob(f"[0-9]*/{name}.parquet"))
    if not files:
        raise SettingsError(
            f"it holds no table of {name}", remedy="Name a folder that `python -m analysis corpus` wrote", path=folder
        )
    return pd.concat([pd.read_parquet(file, columns=[*columns] or None) for file in files], ignore_index=True)


def grouped(documents: pd.DataFrame, *, by: str) -> pd.Series:
    """The group of each document, by id; documents without one are left out.

    Raises
    ------
    SettingsError
        There is no such column, fewer than two groups in it or too many, or one with a name that means all others.
    """
    found = _values(documents, by)
    if found is None:
        raise SettingsError(f'no column "{by}"', remedy=meant(by, documents) + _choices(documents))
    if found.nunique() < 2:
        raise SettingsError(f'column "{by}" has {_counted(found, len(documents))}', remedy=_choices(documents))
    if found.nunique() > MOST_GROUPS:
        remedy = f"At most {MOST_GROUPS} can be compared: choose a coarser column, or call the rare ones alike"
        raise SettingsError(f'column "{by}" has {found.nunique():,} groups', remedy=remedy)
    if found.nunique() > 2 and (found == REST).any():
        raise SettingsError(f'a group of column "{by}" is called "{REST}"', remedy="Give it another name in the source")
    return found


def _values(documents: pd.DataFrame, by: str) -> pd.Series | None:
    """What a column, or `year`, says of each document that it says something of; None where there is no such column."""
    values = documents.date.str[:4] if by == "year" and "year" not in documents else documents.get(by)
    if values is None:
        return None
    found = pd.Series(values.to_numpy(), index=documents.brief_id, dtype="str")
    return found[found.fillna("") != ""]


def _choices(documents: pd.DataFrame) -> str:
    """The columns that give groups to compare, each with how many and for how many documents it says nothing."""
    columns = dict.fromkeys([c for c in documents if not c.startswith("n_") and c not in SINGLE] + ["year"])
    found = {column: _values(documents, column) for column in columns}
    fit = [
        f"{column} ({_counted(values, len(documents))})"
        for column, values in found.items()
        if 2 <= values.nunique() <= MOST_GROUPS
    ]
    return f"Choose one of {', '.join(fit)}" if fit else "No column gives two: say in the source which group each is of"


def _counted(found: pd.Series, n_documents: int) -> str:
    """ "2 groups", with how many of all documents have none."""
    lacking = n_documents - len(found)
    without = f", {lacking:,} of {n_documents:,} documents without" if lacking else ""
    return f"{count(found.nunique(), 'group')}{without}"


@dataclass(frozen=True)
class Archive:
    """What `python -m analysis corpus` wrote, and the group of each document by its id."""

    folder: Path
    groups: pd.Series

    @classmethod
    def by(cls, folder: Path, column: str) -> Archive:
        """The archive with its documents grouped by a column, or by `year`.

        Raises
        ------
        SettingsError
            The folder holds no archive, or the column gives no groups.
        """
        return cls(folder, grouped(read_table(folder, "documents"), by=column))

    @property
    def n_without(self) -> int:
        """How many documents have no group."""
        return len(read_table(self.folder, "documents", "brief_id")) - len(self.groups)

    @property
    def gated(self) -> bool:
        """True where only what the ledger can use was parsed."""
        return bool(self._told(MANIFEST).get("gated"))

    @property
    def modelled(self) -> bool:
        """True where every mention was asked of the stance model."""
        return any(self.folder.glob("[0-9]*/mention_stance.parquet"))

    @cached_property
    def _named(self) -> dict:
        return self._told(NAMES)

    def _told(self, name: str) -> dict:
        """What a run told of itself."""
        path = self.folder / name
        try:
            return json.loads(path.read_bytes())
        except (OSError, ValueError):
            raise SettingsError("it is not there, or broken", remedy=AGAIN, path=path) from None

    @cached_property
    def actors(self) -> pd.DataFrame:
        """The registry that it was run with: `actor_id`, `name`, `side`."""
        return pd.DataFrame(self._named["actors"], columns=KNOWN)

    @property
    def names(self) -> dict[str, str]:
        """The name of each actor."""
        return dict(zip(self.actors.actor_id, self.actors.name, strict=True))

    @property
    def frame_names(self) -> dict[str, str]:
        """The name of each frame."""
        return self._named["frames"]

    def parts(self) -> Iterator[Part]:
        """The partitions in which something was read, one after the other."""
        files = sorted(self.folder.glob("[0-9]*/ledger.parquet"))
        if not files:
            raise SettingsError("no sentence in it was parsed", remedy="Run it without --gate", path=self.folder)
        yield from (Part(file.parent, self) for file in files)


class Part:
    """The tables of one partition, of the documents that have a group; each is read once."""

    def __init__(self, place: Path, archive: Archive):
        self.place, self.archive = place, archive
        self._tables: dict[tuple[str, bool], pd.DataFrame] = {}

    def read(self, name: str, by_side: bool = False) -> pd.DataFrame:
        """A table of the partition, of actors or of their sides; the author of each document is `author`."""
        key = name, by_side
        if key not in self._tables:
            self._tables[key] = self._rolled_up(name) if by_side else self._of_actors(name)
        return self._tables[key]

    def _of_actors(self, name: str) -> pd.DataFrame:
        path = self.place / f"{name}.parquet"
        if not path.is_file():  # written by an older version
            raise SettingsError("there is no such table", remedy=AGAIN, path=path)
        table = pd.read_parquet(path)
        table = table[self.archive.groups.index.get_indexer(table.brief_id) >= 0].reset_index(drop=True)
        return table.assign(**{end: one_author(table, end) for end in ENDS if end in table})

    def _rolled_up(self, name: str) -> pd.DataFrame:
        rolled = {"mentions": compare.rolled_up, "ledger": compare.ledger_by_side}.get(name, compare.stance_by_side)
        return rolled(self.read(name), actors=self.archive.actors)

    @cached_property
    def body(self) -> pd.DataFrame:
        """The sentences without title and headings."""
        sentences = self.read("sentences")
        return sentences[sentences.part == "paragraph"]

    @cached_property
    def _in_body(self) -> pd.Index:
        return pd.Index(self.body.sentence_id)

    def in_body(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows that stand in the body."""
        return table[self._in_body.get_indexer(table.sentence_id) >= 0]

    @property
    def sizes(self) -> pd.DataFrame:
        """By document: `sentences` and `words` of the body, `scored` sentences, `all_words` with headings."""
        body = self.body.groupby("brief_id").n_words.agg(["size", "sum"]).set_axis(["sentences", "words"], axis=1)
        body["all_words"] = self.read("sentences").groupby("brief_id").n_words.sum()
        scored = self.in_body(self.read("sentiment").dropna(subset="polarity"))
        found = body.assign(scored=scored.groupby("brief_id").size()).fillna(0)
        return found.assign(thousand_words=found.all_words / 1000)


def one_author(table: pd.DataFrame, column: str) -> pd.Series:
    """A column of actors with the author of each document as `author`."""
    return table[column].mask(table[column] == "author_" + table.brief_id, AUTHOR)
