"""One brief as the page sets it: its passages in order, sentences with their addresses, spans nested.

The text of the blocks, one after the other, is the raw text. A study that may only be quoted in
excerpts has the sentences with evidence alone, `EXCERPT` words of each.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.publish.reader.layers import Reading
from analysis.publish.reader.spans import Piece, Span, nested
from analysis.publish.tables import EXCERPT

Row = Any  # of DataFrame.itertuples
WEAK = ("frames", "mentions", "citations")  # layers of which a sentence needs more to be quoted
ELLIPSIS = "…"


@dataclass(frozen=True)
class Sentence:
    """A sentence with its address; `before` and `after` tell where words of it are left out."""

    id: str
    n_readings: int
    run_in: bool
    nodes: tuple[str | Piece, ...]
    before: str = ""
    after: str = ""

    @property
    def number(self) -> str:
        """What stands before it: 7 for `cfr-s07`, § at a heading."""
        kind, number = self.id.rpartition("-")[2][:1], self.id.rpartition("-")[2][1:]
        return number.lstrip("0") if kind == "s" else "§"


@dataclass(frozen=True)
class Block:
    """A passage, or a run of furniture with its reasons, or the white space between (`part` is empty)."""

    part: str
    nodes: tuple[str | Piece | Sentence, ...]
    reasons: tuple[str, ...] = ()
    n_passages: int = 1


Windows = Mapping[str, tuple[int, int]]


def blocks(text: str, *, passages: pd.DataFrame, sentences: pd.DataFrame, readings: Sequence[Reading]) -> list[Block]:
    """The whole raw text of a brief, block by block.

    Parameters
    ----------
    text : str
        The raw text.
    passages, sentences : DataFrame
        Those of this brief.
    readings : sequence of Reading
        Those of this brief, of any layer.
    """
    spans = [span for reading in readings for span in reading.spans]
    counts = Counter(reading.sentence_id for reading in readings)
    found, at = [], 0
    for part, run in itertools.groupby(
        passages.itertuples(), key=lambda p: (p.part, p.part != "furniture" and p.start)
    ):
        first, *_, last = (rows := [*run])[0], rows[-1]
        found.append(Block("", (text[at : first.start],)))
        if part[0] == "furniture":
            reasons = tuple(dict.fromkeys(p.reason for p in rows))
            found.append(Block("furniture", (text[first.start : last.end],), reasons, len(rows)))
        else:
            own = sentences[(sentences.start < first.end) & (sentences.end > first.start)]
            found.append(Block(first.part, tuple(_set(text, first, own, spans, counts))))
        at = last.end
    return [block for block in (*found, Block("", (text[at:],))) if block.nodes != ("",)]


def _set(
    text: str, passage: Row, sentences: pd.DataFrame, spans: Sequence[Span], counts: Mapping[str, int]
) -> Iterator[str | Sentence]:
    """The sentences of a passage, and what stands between them."""
    at = passage.start
    for row in sentences.itertuples():
        start, end = max(row.start, at), min(row.end, passage.end)
        yield text[at:start]
        yield Sentence(row.sentence_id, counts[row.sentence_id], row.run_in, nested(text, start, end, spans))
        at = end
    yield text[at : passage.end]


def excerpt_blocks(
    text: str, *, passages: pd.DataFrame, sentences: pd.DataFrame, readings: Sequence[Reading], windows: Windows
) -> list[Block]:
    """The excerpts of a brief, paragraph by paragraph, and the reasons of what is furniture."""
    spans = [span for reading in readings for span in reading.spans]
    counts = Counter(reading.sentence_id for reading in readings)
    found = []
    for _, own in sentences[sentences.sentence_id.isin(windows)].groupby(["paragraph", "section"], sort=False):
        cut = []
        for row in own.itertuples():
            start, end = windows[row.sentence_id]
            marks = [ELLIPSIS if gap else "" for gap in (start > row.start, end < row.end)]
            nodes = nested(text, start, end, spans)
            cut += [Sentence(row.sentence_id, counts[row.sentence_id], row.run_in, nodes, *marks), " "]
        found.append(Block(own.part.iloc[0], tuple(cut)))
    furniture = passages[passages.part == "furniture"]
    reasons = tuple(dict.fromkeys(furniture.reason))
    return found + ([Block("furniture", (), reasons, len(furniture))] if reasons else [])


def windows(text: str, *, sentences: pd.DataFrame, readings: Sequence[Reading]) -> dict[str, tuple[int, int]]:
    """Of each sentence with evidence, the first words from where its evidence begins: start and end."""
    begins: dict[str, int] = {}
    for reading in readings:
        if reading.layer not in WEAK:
            begins[reading.sentence_id] = min(begins.get(reading.sentence_id, len(text)), reading.words[0])
    found = {}
    for row in sentences[sentences.sentence_id.isin(begins)].itertuples():
        words = [match.span() for match in re.finditer(r"\S+", text[row.start : row.end])]
        first = sum(row.start + end <= begins[row.sentence_id] for _, end in words)
        first = max(0, min(first, len(words) - EXCERPT))
        held = words[first : first + EXCERPT]
        found[row.sentence_id] = (row.start + held[0][0], row.start + held[-1][1])
    return found
