"""The documents of an archive, streamed: a folder of texts, JSONL, CSV or Parquet.

A document that can't be used still comes out, with its `problem` in words, so that a run sets it
aside and goes on.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from zlib import crc32

import pandas as pd

from analysis.codebook import SEMICOLONS, in_semicolons
from analysis.errors import SettingsError
from analysis.readers import read_apart
from analysis.scale.rows import KINDS, PROBLEM, Row, digest, n_bytes, n_rows, rows

OWN = ("brief_id", "text", "title", "author", "date", "problem", "file")


@dataclass(frozen=True)
class Columns:
    """Which columns of a source hold what; the rest are metadata and are kept as they are."""

    id: str = "id"
    text: str = "text"
    title: str = "title"
    author: str = "author"
    date: str = "date"

    def named(self) -> dict[str, str]:
        """The column of each part."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True)
class Source:
    """The documents at a path, read as a stream as often as asked.

    A folder gives its files of plain text, Markdown, HTML, PDF and DOCX in the order of their names,
    the path without its ending being the id (with it where two differ in nothing else) and the folder
    it lies in a column `folder`. Files give a row a document; a document without an id is called by
    its number.
    """

    path: Path
    columns: Columns = field(default_factory=Columns)

    def __post_init__(self) -> None:
        if not (self.path.is_dir() or (self.path.is_file() and self.path.suffix in KINDS)):
            raise SettingsError(
                "no archive",
                remedy=f"Name a folder of texts, or a file that ends in {', '.join(KINDS)}",
                path=self.path,
            )
        if self.path.is_file():
            self._has_columns()

    def _has_columns(self) -> None:
        """The text is there, and whatever column was named otherwise than by default."""
        first = next(self._rows(), {})
        if self.path.suffix == ".csv" and in_semicolons([name for name in first if name != PROBLEM]):
            raise SettingsError(**SEMICOLONS, path=self.path)
        for part, column in self.columns.named().items():
            asked = part == "text" or column != getattr(Columns, part)
            if first and asked and column not in first and PROBLEM not in first:
                raise SettingsError(
                    f'no column "{column}" for the {part}',
                    remedy=f"Columns: {', '.join(first)}; name it with --{part} COLUMN",
                    path=self.path,
                )

    @cached_property
    def total(self) -> int:
        """The number of documents, counted without keeping them."""
        return n_rows(self.path)

    @cached_property
    def size(self) -> int:
        """Bytes of all its files."""
        return n_bytes(self.path)

    @cached_property
    def digest(self) -> str:
        """A hash of all that they hold: what tells a changed source."""
        return digest(self.path)

    def partitions(self, size: int) -> Iterator[pd.DataFrame]:
        """The documents, so many in each table: `brief_id`, `text`, `title`, `author`, `date`, `problem`, metadata.

        Where a document is a file that needs a reader, `file` names it and its text is empty:
        `read_file` reads it where the document is worked on.
        """
        documents = self.documents()
        while some := list(itertools.islice(documents, size)):
            yield pd.DataFrame(some).fillna("").astype("str")

    def documents(self) -> Iterator[dict[str, str]]:
        """The documents one by one; an id that came before is a problem."""
        seen: set[int] = set()
        for number, raw in enumerate(self._rows(), start=1):
            row = _document(raw, number, self.columns)
            key = hash_of(row["brief_id"])
            if key in seen:
                row["problem"] = row["problem"] or f'the id "{row["brief_id"]}" came before'
            seen.add(key)
            yield row

    def _rows(self) -> Iterator[Row]:
        return rows(self.path, id=self.columns.id, text=self.columns.text)


def read_file(row: dict[str, str]) -> dict[str, str]:
    """A document whose file is read, by the readers that `new` uses; others as they are.

    Title, author, publisher and date are those that the file declares: nobody looks at the guesses
    of an archive one by one.

    Raises
    ------
    BriefError
        The file can't be read.
    """
    if not row.get("file"):
        return row
    reading = read_apart(row["file"])
    return row | {"text": reading.text} | {key: g.value for key, g in reading.guesses.items() if g.sure}


def hash_of(document_id: str) -> int:
    """A number that stands for an id: a million of them are held in memory at a time."""
    data = document_id.encode(errors="surrogatepass")
    return crc32(data) << 32 | crc32(data[::-1], 1)


def _document(raw: Row, number: int, columns: Columns) -> dict[str, str]:
    """One document with its parts under their own names, all as text."""
    named = columns.named()
    row = {part: _text(raw.get(column)) for part, column in named.items()}
    document = {"brief_id": row.pop("id") or f"d{number}", **row, "problem": _text(raw.get(PROBLEM))}
    for column, value in raw.items():
        if isinstance(value, Path):  # from a folder; no cell of a table names a file to read
            document["file"] = str(value)
        elif column not in (*named.values(), PROBLEM):
            name = _unicode(str(column))
            document[f"{name}_given" if name in OWN else name] = _text(value)
    text = raw.get(columns.text)
    told = "" if text is None or isinstance(text, str) else f"its text is {text!r:.40}, and no text"
    document["problem"] = document["problem"] or told or _problem(document)
    return {name: _unicode(value) for name, value in document.items()}


def _problem(document: dict[str, str]) -> str:
    if any(value != _unicode(value) for value in document.values()):
        return "not UTF-8 text"
    if document["date"] and date(document["date"]) is None:
        return f'date "{document["date"]}" is no date'
    return ""


def _unicode(value: str) -> str:
    """The text with a question mark for what is no character."""
    return value.encode(errors="replace").decode()


def date(value: str) -> dt.date | None:
    """The day of a date, or of a date with a time; None where it is none."""
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None


def _text(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else str(value)


def described(source: Source) -> dict[str, object]:
    """What tells one source from another, wherever it lies: its name, its size, what it holds, its columns."""
    told = {"source": source.path.resolve().name, "bytes": source.size, "content": source.digest}
    return told | {"columns": source.columns.named()}
