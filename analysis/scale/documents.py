"""One document of an archive through the rooms of a study, by the same code."""

from __future__ import annotations

import gc
from collections import Counter
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

TABLES = (
    "sentences", "mentions", "attributions", "recommendations", "ledger", "frames", "sentiment", "scored_words",
    "speaking", "namings",
)  # fmt: skip
WHOLE = ("frames", "sentiment", "scored_words", "speaking", "namings")  # tables of texts that were parsed whole
BY_MODEL = ("mention_stance",)  # where the settings ask for the model
SIZES = ("n_characters", "n_furniture_words", "n_words", "n_words_read", "n_paragraphs")


@dataclass(frozen=True)
class Rooms:
    """What all documents share: settings, registry and names, read and compiled once a worker."""

    settings: Settings
    actors: pd.DataFrame
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
    registry = actors.actors(settings)
    names = compiled(settings, registry)
    book = frame_book(settings.codebook("frames.csv"), settings.codebook("frame_cues.csv"))
    found = Rooms(settings, registry, names, gate(settings, names), book)
    gc.freeze()  # what is read once stays, and the collector need not look at it again
    gc.set_threshold(20_000)  # a parse makes thousands of objects, and drops them together
    return found


class Document(Readings):
    """The tables of one document; they are those that a study of this text alone would have."""

    answers_are_kept = False

    def __init__(self, brief: BriefSettings, text: str, shared: Rooms):
        corpus.check(text)
        self.unread: list[tuple[int, int]] = []
        self.settings = replace(shared.settings, briefs=(brief,))
        self.texts = {brief.id: text}
        self.actors, self.frame_book = shared.actors, shared.frame_book
        self.marked = self._bodied(brief)
        self.spans = [(one.start, one.end) for one in self.marked if one.part != "furniture"]
        self._lexicon = shared.lexicon_for(brief, " ".join(text[start:end] for start, end in self.spans))

    def skip(self, opens: Gate) -> bool:
        """Leave out of the parse what the ledger can't use; whether that is all."""
        [text] = self.texts.values()
        self.unread = unread(text, self.spans, opens=opens, lexicon=self._lexicon)
        return sum(end - start for start, end in self.unread) == sum(end - start for start, end in self.spans)

    def table(self, name: str) -> pd.DataFrame:
        """A table of the document by name."""
        if not hasattr(self, "_passages"):
            [brief_id] = self.texts
            self._mark({brief_id: self.marked})
            left = pd.DataFrame(self.unread, columns=["start", "end"]).assign(kind="unread")
            self._citations[brief_id] = pd.concat([self._citations[brief_id], left], ignore_index=True)
        return getattr(self, name)


def read_document(
    row: dict[str, str], *, shared: Rooms, longest: int, tokens: bool = False, gated: bool = False
) -> dict[str, pd.DataFrame]:
    """All tables of a document: `documents` (one row) and those of a study, with the model also `mention_stance`.

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
        Whether only what the ledger can use is parsed; then there are no tables of `WHOLE`, and the
        others hold what stands in the sentences that were read.

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
    skipped = gated and document.skip(shared.gate)
    names = [*(name for name in TABLES if not (gated and name in WHOLE)), *(["tokens"] if tokens else [])]
    names += BY_MODEL if shared.settings.stance == "model" else ()
    tables = {} if skipped else {name: document.table(name) for name in names}
    return {"documents": _described(row, document, tables.get("sentences"))} | tables


def _described(row: dict[str, str], document: Document, sentences: pd.DataFrame | None) -> pd.DataFrame:
    """The document's row: its metadata, how long it is, and how much of it was read."""
    text, parts = row["text"], Counter(one.part for one in document.marked)
    words = Counter()
    for one in document.marked:
        words[one.part == "furniture"] += corpus.n_words(text[one.start : one.end])
    n_read = 0 if sentences is None else int(sentences.n_words.sum())
    sizes = (len(text), words[True], words[False] if document.unread else n_read, n_read, parts["paragraph"])
    kept = {name: value for name, value in row.items() if name not in ("text", "problem", "file")}
    return pd.DataFrame([kept | dict(zip(SIZES, sizes, strict=True))])
