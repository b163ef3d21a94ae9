"""One document of an archive through the rooms of a study, by the same code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis import actors, corpus
from analysis.actors.names import Lexicon, folded
from analysis.errors import BriefError
from analysis.scale.sources import OWN, date
from analysis.settings import BriefSettings, Settings
from analysis.study.readings import Readings
from analysis.study.texts import compiled

TABLES = ("sentences", "mentions", "attributions", "recommendations", "ledger", "sentiment")
SIZES = ("n_characters", "n_furniture_words", "n_words", "n_sentences", "n_paragraphs")


@dataclass(frozen=True)
class Rooms:
    """What all documents share: settings, registry and names, read and compiled once a worker."""

    settings: Settings
    lexicon: Lexicon

    def lexicon_for(self, brief: BriefSettings, text: str) -> Lexicon:
        """The names to look for in a document: with its author's, where the words may mean him.

        Adding a name means compiling all names again, so it is only done where it can matter.
        """
        surname = folded(brief.author).lower().split()[-1:]
        if surname and (surname[0] in folded(text).lower() or surname[0] in self.lexicon.nouns):
            own = replace(self.settings, briefs=(brief,))
            return compiled(own, actors.actors(own))
        return self.lexicon.with_author(brief.author_actor, brief.author)


@lru_cache(maxsize=2)
def rooms(settings: Settings) -> Rooms:
    """The rooms of these settings, made once a worker.

    Raises
    ------
    CodebookError
        The registry or another codebook has a mistake.
    """
    return Rooms(settings, compiled(settings, actors.actors(settings)))


class Document(Readings):
    """The tables of one document; they are those that a study of this text alone would have."""

    def __init__(self, brief: BriefSettings, text: str, shared: Rooms):
        corpus.check(text)
        self.settings = replace(shared.settings, briefs=(brief,))
        self.texts = {brief.id: text}
        self._mark()
        own = self._passages[brief.id]
        body = " ".join(text[p.start : p.end] for p in own.itertuples() if p.part != "furniture")
        self._lexicon = shared.lexicon_for(brief, body)


def read_document(row: dict[str, str], *, shared: Rooms, longest: int, tokens: bool = False) -> dict[str, pd.DataFrame]:
    """All tables of a document: `documents` (one row) and those of a study.

    Parameters
    ----------
    row : dict
        A document, as `analysis.scale.sources` gives it.
    shared : Rooms
    longest : int
        The most characters that are read.
    tokens : bool
        Whether the table of tokens is wanted too.

    Raises
    ------
    BriefError
        The text can't be used: too long, not English, nothing but furniture.
    """
    if row["problem"]:
        raise BriefError(row["problem"], remedy="Mend the source")
    if len(row["text"]) > longest:
        raise BriefError(f"{len(row['text']):,} characters", remedy=f"At most {longest:,} are read (--longest)")
    brief = BriefSettings(row["brief_id"], Path(), row["title"], row["author"], "", date(row["date"]), "")
    document = Document(brief, row["text"], shared)
    tables = {name: getattr(document, name) for name in (*TABLES, *(["tokens"] if tokens else []))}
    return {"documents": _described(row, document, tables["sentences"])} | tables


def _described(row: dict[str, str], document: Document, sentences: pd.DataFrame) -> pd.DataFrame:
    """The document's row: its metadata, and how long it is."""
    text, own = row["text"], document.passages
    furniture = sum(corpus.n_words(text[p.start : p.end]) for p in own.itertuples() if p.part == "furniture")
    sizes = (len(text), furniture, int(sentences.n_words.sum()), int((sentences.part == "paragraph").sum()),
             int((own.part == "paragraph").sum()))  # fmt: skip
    kept = {name: value for name, value in row.items() if name not in ("text", "problem")}
    return pd.DataFrame([kept | dict(zip(SIZES, sizes, strict=True))])


def metadata(columns: Iterator[str]) -> list[str]:
    """The columns of a documents table by which an archive can be compared."""
    return [c for c in columns if c not in (*OWN, *SIZES)] + ["author", "date"]
