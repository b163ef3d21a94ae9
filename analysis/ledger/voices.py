"""Whose assertion a stretch of text is, and who is said to think so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from analysis.actors.names import THINGS, singular
from analysis.codebook import words_of
from analysis.ledger.reading import CROWD, Reading, Span
from analysis.stance.words import StanceBook

BLOCK = 2000  # characters
DUMMIES = frozenset("it this that there what which these those".split())


@dataclass(frozen=True)
class Said:
    """An attribution as the ledger needs it; `speakers` is empty where nobody is named."""

    id: str
    speakers: tuple[str, ...]
    type: str
    negated: bool
    hypothetical: bool
    cue: Span | None
    source: Span | None
    content: Span
    denies: bool = False

    @property
    def is_told(self) -> bool:
        """Whether its content is the source's own speech."""
        return self.type == "speech" and not self.negated

    def holds(self, at: int) -> bool:
        """Whether a character stands in the content, outside a reporting clause set into it."""
        around = (self.cue, self.source)
        return self.content[0] <= at < self.content[1] and not any(s and s[0] <= at < s[1] for s in around)

    def reports(self, word: Span) -> bool:
        """Whether a word is its cue."""
        return self.cue is not None and self.cue[0] <= word[0] < self.cue[1]


class Voice(NamedTuple):
    """Whose words these are (`speakers` is empty for the author), and who is said to think so.

    `denied` and `refuted` say that they think or say the contrary ("nobody believes", "denied that"), `unsaid` that
    nobody said so ("did not say that"), `turning` are the cues and sources that tell it.
    """

    speakers: tuple[str, ...]
    thinkers: tuple[str, ...] | None
    denied: bool
    hypothetical: bool
    refuted: bool = False
    judging: bool = False
    suggested: bool = False
    unsaid: bool = False
    turning: tuple[Span, ...] = ()


class Sayings:
    """The attributions of a brief, found by place: a long text costs no more a word than a short one."""

    def __init__(self, said: Iterable[Said]):
        self.all = list(said)
        self._blocks: dict[int, list[Said]] = {}
        self._speakers: dict[Span, tuple[str, ...]] = {}
        for one in self.all:
            spans = [span for span in (one.cue, one.source, one.content) if span]
            first, last = min(a for a, _ in spans), max(b for _, b in spans)
            for block in range(first // BLOCK, last // BLOCK + 1):
                self._blocks.setdefault(block, []).append(one)

    def near(self, at: int) -> Sequence[Said]:
        """The attributions whose words may reach a character."""
        return self._blocks.get(at // BLOCK, ())

    def speakers(self, word: Span) -> tuple[str, ...]:
        """Whose words a word is among, the author's if nobody's."""
        if word not in self._speakers:
            self._speakers[word] = voice(word, word, self.near(word[0])).speakers
        return self._speakers[word]


def sayings(reading: Reading, book: StanceBook) -> Sayings:
    """The attributions of a brief whose source can speak or think."""
    read = (_said(row, reading, book) for row in reading.said)
    return Sayings(said for said in read if said is not None)


def _said(row, reading: Reading, book: StanceBook) -> Said | None:
    speakers = () if pd.isna(row.speaker) else tuple(row.speaker.split("; "))
    if speakers and not reading.kind(speakers[0]):
        speakers = _owners(row, reading) or speakers
    things = speakers and not any(_can(s, row.type, reading) for s in speakers)
    if things or pd.isna(row.content_start):
        return None
    spans = [_span(row.cue_start, row.cue_end), _span(row.source_start, row.source_end)]
    content = (int(row.content_start), int(row.content_end))
    cue = spans[0] or (0, 0)
    denies = any(book.one(reading.lemmas.get(at, ""), "DOUBT") is not None for at in range(*cue))
    return Said(row.attribution_id, speakers, row.type, row.negated, row.hypothetical, *spans, content, denies)


def _owners(row, reading: Reading) -> tuple[str, ...]:
    """Whose a source without an actor is, by the word that it opens with: "their statements"."""
    if pd.isna(row.source_start) or not words_of("apart").isdisjoint(singular(row.source.lower().split()[-1])):
        return ()
    return tuple(reading.opening(int(row.source_start)))


def _can(speaker: str, kind: str, reading: Reading) -> bool:
    """Whether a source can speak or think; of its own words only people think."""
    known = reading.kind(speaker)
    words = speaker.split()
    if known or not words or words[0].lower() in DUMMIES:
        return bool(known) and known not in THINGS
    return kind == "speech" or any(reading.are_people(w) for w in words) or words[0].lower() in CROWD


def _span(start, end) -> Span | None:
    return None if pd.isna(start) else (int(start), int(end))


def voice(word: Span, target: Span, said: Sequence[Said], suggested: bool = False) -> Voice:
    """Whose words a judging word and its target are.

    What stands in the content of speech that isn't denied is its source's, innermost first; so is
    a judging cue itself ("Quito blames Lima") where the content holds the target. In the content
    of belief, intention or attitude the voice stays, and the one who thinks so is told.
    """
    around = sorted((s for s in said if s.holds(word[0])), key=lambda s: s.content[1] - s.content[0])
    judging = [s for s in said if s.is_told and s.reports(word) and s.holds(target[0]) and s.speakers]
    line = [*judging, *(s for s in around if s not in judging)]
    told = next((n for n, s in enumerate(line) if s.is_told), len(line))
    inner = line[:told]
    thinking = [s for s in inner if s.type != "speech"]
    speakers = line[told].speakers or ("",) if told < len(line) else ()
    thinkers = thinking[0].speakers if thinking else None
    doubting = [s for s in thinking if s.negated != s.denies]
    refuted = not judging and told < len(line) and line[told].denies
    against = [*doubting, line[told]] if refuted else doubting
    turning = tuple(span for s in against for span in (s.source, s.cue) if span)
    supposed = any(s.hypothetical for s in line)
    unsaid = any(s.type == "speech" and s.negated for s in line)
    denied = len(doubting) % 2 == 1
    return Voice(speakers, thinkers, denied, supposed, refuted, bool(judging), suggested, unsaid, turning)
