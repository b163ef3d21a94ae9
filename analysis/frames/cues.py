"""Where the words of a cue stand in a parsed text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.actors.names import THINGS
from analysis.frames.book import Cue, FrameBook
from analysis.ledger.reading import Meant, Reading
from analysis.tokens import Parse, lemma

if TYPE_CHECKING:
    from analysis.parsed import Token

BODIES = ("organisation", "outlet")
REACH = 6  # words that a gap may skip
YEAR = re.compile(r"(1[5-9]|20)\d\d")
DENIALS = frozenset("not n't n’t no never neither nor without hardly".split())
SUPPOSING = frozenset(("if", "unless"))
SCOPE = 10  # words before a cue in which a condition makes its denial a demand
NEAR = 3  # words before a cue that can deny it
PARTED = frozenset(".;:,") | {"--", "—", "–", "but"}


@dataclass(frozen=True)
class Hit:
    """A cue found: its tokens, and whether it is denied."""

    cue: Cue
    tokens: tuple[Token, ...]
    denied: bool

    @property
    def frame(self) -> str:
        """The frame that the words give; empty where a denial gives none."""
        return self.cue.denied if self.denied else self.cue.frame

    @property
    def anchor(self) -> Token:
        """The word of the cue that the others hang on."""
        return min(self.tokens, key=lambda t: (sum(1 for _ in t.ancestors), t.i))


def hits(reading: Reading, parse: Parse, tokens: Sequence[Token], book: FrameBook, *, year: int) -> Iterator[Hit]:
    """Every cue in the words of one sentence, in the order of the text.

    Parameters
    ----------
    reading : Reading
        The brief.
    parse : Parse
        The passage of the sentence.
    tokens : sequence of Token
        The words of the sentence.
    book : FrameBook
        The cues.
    year : int
        The year of the brief; `YEAR` stands for those before it.
    """
    words = [t for t in tokens if not t.is_space]
    found = [reading.mentioned(parse, token) for token in words]
    meant = [[m.actor_id for m in named] for named in found]
    keys = [_keys(reading, token, named, year) for token, named in zip(words, found, strict=True)]
    held = frozenset().union(*keys) | ({"SIDES"} if _has_sides(reading, meant) else frozenset())
    for at, own in enumerate(keys):
        cues = {id(cue): cue for key in sorted(own & book.by_key.keys()) for cue in book.by_key[key]}
        for cue in cues.values():
            if (cue.needs and cue.needs.isdisjoint(held)) or not cue.bars.isdisjoint(held):
                continue
            found = _matched(cue.words, keys, at)
            if found is not None:
                cued = tuple(words[place] for place in found)
                yield Hit(cue, cued, _is_denied(words, found, cue))


def _keys(reading: Reading, token: Token, named: Sequence[Meant], year: int) -> frozenset[str]:
    """What a cue can know a word by: its forms, whom it means, and whether it is a year of the past.

    "Economic" in the name of an Economic Community tells nothing of the economy.
    """
    forms = set() if _is_of_a_name(reading, token, named) else {token.lower_, lemma(token).lower()}
    keys = forms | {f"{form}/{token.pos_}" for form in forms}
    if token.pos_ == "PROPN":
        keys |= {f"{form}/NOUN" for form in forms}
    for actor_id in (m.actor_id for m in named):
        keys.add(f"#{actor_id}")
        if reading.kind(actor_id) not in THINGS:
            keys.add("ACTOR")
    if YEAR.fullmatch(token.text) and int(token.text) < year:
        keys.add("YEAR")
    return frozenset(keys)


def _is_of_a_name(reading: Reading, token: Token, named: Sequence[Meant]) -> bool:
    """Whether a word is one of several in the name of a body."""
    bodies = (m for m in named if reading.kind(m.actor_id) in BODIES)
    return token.pos_ == "PROPN" and any(len(reading.text[slice(*m.span)].split()) > 1 for m in bodies)


def _has_sides(reading: Reading, meant: Sequence[Sequence[str]]) -> bool:
    known = reading.lexicon.actors
    ids = {actor_id for ids in meant for actor_id in ids if actor_id in known}
    return len({known[a].side or a for a in ids if known[a].kind not in THINGS}) > 1


def _matched(words: tuple, keys: Sequence[frozenset[str]], at: int) -> list[int] | None:
    """The places of a cue's words from a place on, each gap as short as it can be."""
    places, reach = [at], 0
    for word in words[1:]:
        if word is None:
            reach = REACH
            continue
        first = places[-1] + 1
        place = next((n for n in range(first, min(first + reach + 1, len(keys))) if not word.isdisjoint(keys[n])), None)
        if place is None:
            return None
        places.append(place)
        reach = 0
    return places


def _is_denied(words: Sequence[Token], places: list[int], cue: Cue) -> bool:
    """Whether a word of denial stands just before a cue that has none itself."""
    if any(not DENIALS.isdisjoint(word) for word in cue.words if word):
        return False
    if any(t.lower_ in SUPPOSING for t in words[max(places[0] - SCOPE, 0) : places[0]]):
        return False
    for place in range(places[0] - 1, max(places[0] - NEAR, 0) - 1, -1):
        if words[place].lower_ in PARTED:
            return False
        if words[place].lower_ in DENIALS:
            return True
    return any(c.dep_ == "neg" for n in places for c in words[n].children)
