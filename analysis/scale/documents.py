"""One document of an archive through the rooms of a study, by the same code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis import actors, corpus
from analysis.actors.names import Lexicon, folded
from analysis.errors import BriefError
from analysis.frames import FrameBook, frame_book
from analysis.scale.gate import Gate, gate, unread
from analysis.scale.sources import date, read_file
from analysis.settings import BriefSettings, Settings
from analysis.study.readings import Readings
from analysis.study.texts import compiled

TABLES = ("sentences", "mentions", "attributions", "recommendations", "ledger", "frames", "sentiment")
WHOLE = ("frames", "sentiment")  # tables of texts that were parsed whole
SIZES = ("n_characters", "n_furniture_words", "n_words", "n_words_read", "n_paragraphs")


@dataclass(frozen=True)
class Rooms:
    """What all documents share: settings, registry and names, read and compiled once a worker."""

    settings: Settings
    lexicon: Lexicon
    gate: Gate
    frame_book: FrameBook

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
    names = compiled(settings, actors.actors(settings))
    book = frame_book(settings.codebook("frames.csv"), settings.codebook("frame_cues.csv"))
    return Rooms(settings, names, gate(settings, names), book)


class Document(Readings):
    """The tables of one document; they are those that a study of this text alone would have."""

    def __init__(self, brief: BriefSettings, text: str, shared: Rooms):
        corpus.check(text)
        self.unread: list[tuple[int, int]] = []
        self.settings = replace(shared.settings, briefs=(brief,))
        self.texts = {brief.id: text}
        self.frame_book = shared.frame_book
        self._mark()
        own = self._passages[brief.id]
        body = " ".join(text[p.start : p.end] for p in own.itertuples() if p.part != "furniture")
        self._lexicon = shared.lexicon_for(brief, body)

    def skip(self, opens: Gate) -> None:
        """Leave out of the parse what the ledger can't use."""
        [(brief_id, own)] = self._passages.items()
        body = own[own.part != "furniture"]
        spans = list(zip(body.start, body.end, strict=True))
        self.unread = unread(self.texts[brief_id], spans, opens=opens, lexicon=self._lexicon)
        self.is_skipped = sum(end - start for start, end in self.unread) == sum(end - start for start, end in spans)
        left = pd.DataFrame(self.unread, columns=["start", "end"]).assign(kind="unread")
        self._citations[brief_id] = pd.concat([self._citations[brief_id], left], ignore_index=True)


def read_document(
    row: dict[str, str], *, shared: Rooms, longest: int, tokens: bool = False, gated: bool = False
) -> dict[str, pd.DataFrame]:
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
    gated : bool
        Whether only what the ledger can use is parsed; then there are no tables of frames and sentiment,
        and the others hold what stands in the sentences that were read.

    Raises
    ------
    BriefError
        The file can't be read, or the text can't be used: too long, not English, nothing but furniture.
    """
    if row["problem"]:
        raise BriefError(row["problem"], remedy="Mend the source")
    row = read_file(row)
    if len(row["text"]) > longest:
        raise BriefError(f"{len(row['text']):,} characters", remedy=f"At most {longest:,} are read (--longest)")
    brief = BriefSettings(row["brief_id"], Path(), row["title"], row["author"], "", date(row["date"]), "")
    document = Document(brief, row["text"], shared)
    if gated:
        document.skip(shared.gate)
    names = [*(name for name in TABLES if not (gated and name in WHOLE)), *(["tokens"] if tokens else [])]
    tables = {} if gated and document.is_skipped else {name: getattr(document, name) for name in names}
    return {"documents": _described(row, document, tables.get("sentences"))} | tables


def _described(row: dict[str, str], document: Document, sentences: pd.DataFrame | None) -> pd.DataFrame:
    """The document's row: its metadata, how long it is, and how much of it was read."""
    text, own = row["text"], document.passages
    lengths = [corpus.n_words(text[start:end]) for start, end in zip(own.start, own.end, strict=True)]
    furniture = sum(n for n, part in zip(lengths, own.part, strict=True) if part == "furniture")
    n_read = 0 if sentences is None else int(sentences.n_words.sum())
    n_words = sum(lengths) - furniture if document.unread else n_read
    sizes = (len(text), furniture, n_words, n_read, int((own.part == "paragraph").sum()))
    kept = {name: value for name, value in row.items() if name not in ("text", "problem", "file")}
    return pd.DataFrame([kept | dict(zip(SIZES, sizes, strict=True))])
