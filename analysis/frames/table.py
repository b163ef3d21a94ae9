"""The frame spans of a brief: what each passage makes of the matter, in whose voice, by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from analysis.actors.names import THINGS
from analysis.frames.book import Frame, FrameBook
from analysis.frames.cues import Hit, hits
from analysis.frames.roles import roles
from analysis.ledger.reading import Reading, Span
from analysis.ledger.voices import Sayings, Voice, sayings, voice
from analysis.stance.grammar import undergoers
from analysis.stance.words import StanceBook
from analysis.tokens import Parse
from analysis.typed import typed

if TYPE_CHECKING:
    from analysis.parsed import Token

COLUMNS = {
    "frame_id": "str", "brief_id": "str", "sentence_id": "str", "start": "int64", "end": "int64", "system": "str",
    "frame": "str", "voice": "str", "speaker": "str", "actor": "str", "target": "str", "cue": "str", "evidence": "str",
    "rule": "str",
}  # fmt: skip
CHARGING = "entman"
NOBODY = "nobody named"
BREAKS = frozenset((",", ";", ":", "--", "—", "–", "(", ")"))


@dataclass(frozen=True)
class Framing:
    """One row on its way."""

    sentence_id: str
    span: Span
    frame: Frame
    voice: str
    speaker: str
    actor: str
    target: str
    cue: str
    rule: str

    @property
    def four(self) -> tuple[str, ...]:
        """What two rows never share."""
        return self.sentence_id, self.frame.frame, self.voice, self.speaker


def frames(
    reading: Reading, *, book: FrameBook, stances: StanceBook, ledger: pd.DataFrame, advised: pd.DataFrame, year: int
) -> pd.DataFrame:
    """The frame spans of a brief: one row per sentence, frame, voice and speaker.

    *How to read it*: a row says that words of the sentence carry the frame; a sentence can have
    several, and most words have none. No row means no cue, which isn't proof that a reader sees no
    frame. Each span is the phrase around its cue.

    Parameters
    ----------
    reading : Reading
        The brief.
    book : FrameBook
        The frames and their cues.
    stances : StanceBook
        The stance words; they tell cues that deny what they report.
    ledger, advised : DataFrame
        The brief's statements and recommendations, which give frames of their own.
    year : int
        The year of the brief.

    Returns
    -------
    DataFrame
        `frame_id`, `brief_id`, `sentence_id`, `start`, `end` (characters of the raw text), `system`,
        `frame`, `voice` (author, quoted), `speaker`, `actor`, `target` (ids, `; ` between; missing
        where nobody is named), `cue` (the row of the codebook, or the id it comes from), `evidence`
        and `rule` (cue, denied cue, recommendation, statement).

    References
    ----------
    Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. Journal of
    Communication 43. https://doi.org/10.1111/j.1460-2466.1993.tb01304.x
    """
    said = sayings(reading, stances)
    from_tables = [*_advised(reading, advised, book), *_opposed(reading, ledger, book, said)]
    return _table(_settled([*from_tables, *_cued(reading, book, said, year)]), reading)


def _advised(reading: Reading, advised: pd.DataFrame, book: FrameBook) -> Iterator[Framing]:
    """Each recommendation, as a remedy of the author's."""
    if "recommendation" in book.from_tables:
        frame = book.frames[book.from_tables["recommendation"]]
        for row in advised.itertuples():
            span = (row.start, row.end)
            target = "" if pd.isna(row.target) else row.target
            yield Framing(row.sentence_id, span, frame, "author", reading.author, row.addressee, target,
                          row.recommendation_id, "recommendation")  # fmt: skip


def _opposed(reading: Reading, ledger: pd.DataFrame, book: FrameBook, said: Sayings) -> Iterator[Framing]:
    """Each statement of an actor, not the author, against an actor of another side."""
    if "opposed" not in book.from_tables:
        return
    frame = book.frames[book.from_tables["opposed"]]
    known = reading.lexicon.actors
    sides = {a: actor.side for a, actor in known.items() if actor.side and actor.kind not in THINGS}
    for row in ledger[(ledger.stance < 0) & (ledger.modality != "recommended")].itertuples():
        parted = row.holder in sides and row.target in sides and sides[row.holder] != sides[row.target]
        if parted and row.holder != reading.author:
            first = row.start, row.start + 1
            for whose, speaker in _voices(voice(first, first, said.near(row.start)), reading):
                yield Framing(row.sentence_id, (row.start, row.end), frame, whose, speaker, row.holder, row.target,
                              row.statement_id, "statement")  # fmt: skip


def _cued(reading: Reading, book: FrameBook, said: Sayings, year: int) -> Iterator[Framing]:
    """Each cue of the codebook, in the voice that it stands in."""
    for parse in reading.parses:
        for sentence_id, tokens in groupby(parse.doc, key=lambda t: reading.sentence_id(reading.raw(parse, t)[0])):
            words = list(tokens)
            for hit in hits(reading, parse, words, book, year=year):
                yield from _told(reading, parse, sentence_id, words, hit, book, said)


def _told(
    reading: Reading, parse: Parse, sentence_id: str, words: Sequence[Token], hit: Hit, book: FrameBook, said: Sayings
) -> Iterator[Framing]:
    heard = _heard(reading, parse, hit, book, said)
    name = hit.cue.denied if sum((hit.denied, heard.denied, heard.refuted)) % 2 else hit.cue.frame
    if not name:
        return
    frame = book.frames[name]
    actor, target = roles(reading, parse, hit, frame, heard)
    span = _phrase(reading, parse, words, hit, heard, said)
    rule = "cue" if name == hit.cue.frame else "denied cue"
    for whose, speaker in _voices(heard, reading):
        yield Framing(sentence_id, span, frame, whose, speaker, actor, target, hit.cue.shown, rule)


def _voices(heard: Voice, reading: Reading) -> list[tuple[str, str]]:
    """The voice and each speaker; a speaker whom nobody names has a word of his own."""
    return [("quoted", speaker or NOBODY) for speaker in heard.speakers] or [("author", reading.author)]


def _heard(reading: Reading, parse: Parse, hit: Hit, book: FrameBook, said: Sayings) -> Voice:
    """Whose words a cue is; a charge ("Quito blames Lima for") is of the one who makes it."""
    word = charge = reading.raw(parse, hit.anchor)
    if book.frames[hit.cue.frame].system == CHARGING:
        charge = reading.raw(parse, (*undergoers(hit.anchor), hit.tokens[-1])[0])
    return voice(word, charge, said.near(word[0]))


def _phrase(reading: Reading, parse: Parse, words: Sequence[Token], hit: Hit, heard: Voice, said: Sayings) -> Span:
    """The stretch between punctuation that holds a cue, cut where the voice changes."""
    places = [t.i for t in words]
    first, last = places.index(hit.tokens[0].i), places.index(hit.tokens[-1].i)
    while first > 0 and _goes_on(reading, parse, words[first - 1], heard, said):
        first -= 1
    while last < len(words) - 1 and _goes_on(reading, parse, words[last + 1], heard, said):
        last += 1
    start, end = reading.raw(parse, words[first], words[last])
    text = reading.text[start:end]
    return start + len(text) - len(text.lstrip(" \n\"'“‘")), end - len(text) + len(text.rstrip(" \n\"'”’.!?"))


def _goes_on(reading: Reading, parse: Parse, token: Token, heard: Voice, said: Sayings) -> bool:
    if token.text in BREAKS:
        return False
    return token.is_punct or token.is_space or said.speakers(reading.raw(parse, token)) == heard.speakers


def _settled(rows: Iterable[Framing]) -> list[Framing]:
    """One row for each sentence, frame, voice and speaker: the first, with the actors of all."""
    kept: dict[tuple, Framing] = {}
    for row in rows:
        first = kept.setdefault(row.four, row)
        if first is not row:
            actor, target = first.actor or row.actor, first.target or row.target
            kept[row.four] = Framing(**(vars(first) | {"actor": actor, "target": target}))
    return list(kept.values())


def _table(rows: Iterable[Framing], reading: Reading) -> pd.DataFrame:
    order = sorted(rows, key=lambda row: (row.span, row.frame.system, row.frame.frame, row.speaker))
    cells = [
        (f"{reading.brief_id}-f{n:03d}", reading.brief_id, row.sentence_id, *row.span, row.frame.system,
         row.frame.frame, row.voice, row.speaker, row.actor or None, row.target or None, row.cue,
         reading.text[slice(*row.span)], row.rule)
        for n, row in enumerate(order, start=1)
    ]  # fmt: skip
    return typed(cells, COLUMNS)
